"""When feeds are asked next and where they moved; what tells their entries apart.

Entries from before have no fingerprint of their guid, which was not kept; those of
address and title are made here, so that none of them comes in once more.
"""

import sqlalchemy as sa
from alembic import op

from digest.fingerprints import title_key, url_key

revision = "0002"
down_revision = "0001"

_BATCH = 1000
_moment = sa.DateTime(timezone=True)
_none = sa.text("0")


def upgrade() -> None:
    """Add the columns and fill what can be known."""
    with op.batch_alter_table("feeds") as feeds:
        feeds.add_column(sa.Column("next_at", _moment))
        for name in ("told_to_wait", "gone"):
            feeds.add_column(
                sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())
            )
        feeds.add_column(sa.Column("moved_to", sa.Text))
        for name in ("moved_times", "unchanged", "last_entries"):
            column = sa.Column(name, sa.Integer, nullable=False, server_default=_none)
            feeds.add_column(column)
        feeds.add_column(sa.Column("body_hash", sa.String(64)))
    with op.batch_alter_table("entries") as entries:
        entries.add_column(
            sa.Column("categories", sa.JSON, nullable=False, server_default="[]")
        )
        for name in ("guid_key", "url_key", "title_key", "words_key"):
            column = sa.Column(
                name, sa.BigInteger, nullable=False, server_default=_none
            )
            entries.add_column(column)
    _fill()
    op.create_index("entries_guid_key", "entries", ["guid_key"])
    op.create_index("entries_url_key", "entries", ["url_key"])


def _fill() -> None:
    connection = op.get_bind()
    entries = sa.table(
        "entries", *(sa.column(name) for name in ("id", "feed_url", "url", "title"))
    )
    rows = connection.execute(sa.select(*entries.c))
    for some in list(rows.partitions(_BATCH)):
        connection.execute(
            sa.text(
                "UPDATE entries SET url_key = :url, title_key = :title WHERE id = :id"
            ),
            [
                {
                    "id": row.id,
                    "url": url_key(row.feed_url, row.url),
                    "title": title_key(row.title),
                }
                for row in some
            ],
        )
