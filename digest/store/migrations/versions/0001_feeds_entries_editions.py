"""The first tables: feeds, entries, editions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("tried_at", _moment),
        sa.Column("read_at", _moment),
        sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("error", sa.Text),
        sa.Column("damage", sa.Text),
    )
    op.create_table(
        "entries",
        sa.Column("id", sa.String(18), primary_key=True),
        sa.Column("feed_url", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("authors", sa.JSON, nullable=False),
        sa.Column("language", sa.String(3), nullable=False),
        sa.Column("image", sa.Text),
        sa.Column("published", _moment),
        sa.Column("first_seen", _moment, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_index("entries_first_seen", "entries", ["first_seen"])
    op.create_table(
        "editions",
        sa.Column("slug", sa.String(10), primary_key=True),
        sa.Column("window_start", _moment, nullable=False),
        sa.Column("window_end", _moment, nullable=False),
        sa.Column("drafted_at", _moment, nullable=False),
        sa.Column("sent_at", _moment),
        sa.Column("subject", sa.Text, nullable=False, server_default=""),
        sa.Column("preheader", sa.Text, nullable=False, server_default=""),
    )
