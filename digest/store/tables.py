"""The tables, as the newest migration leaves them."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
)
from typing_extensions import override

REVISION = "0002"
"""The newest migration this program knows."""


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite, which keeps no zone, gets it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    @override
    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


metadata = MetaData()

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("tried_at", Moment),
    Column("read_at", Moment),
    Column("next_at", Moment),
    Column("told_to_wait", Boolean, nullable=False, server_default=false()),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("error", Text),
    Column("damage", Text),
    Column("gone", Boolean, nullable=False, server_default=false()),
    Column("moved_to", Text),
    Column("moved_times", Integer, nullable=False, server_default="0"),
    Column("unchanged", Integer, nullable=False, server_default="0"),
    Column("body_hash", String(64)),
    Column("last_entries", Integer, nullable=False, server_default="0"),
)

entries = Table(
    "entries",
    metadata,
    Column("id", String(18), primary_key=True),
    Column("feed_url", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("authors", JSON, nullable=False),
    Column("categories", JSON, nullable=False, server_default="[]"),
    Column("language", String(3), nullable=False),
    Column("image", Text),
    Column("published", Moment),
    Column("first_seen", Moment, nullable=False),
    Column("position", Integer, nullable=False),
    Column("guid_key", BigInteger, nullable=False, server_default="0"),
    Column("url_key", BigInteger, nullable=False, server_default="0"),
    Column("title_key", BigInteger, nullable=False, server_default="0"),
    Column("words_key", BigInteger, nullable=False, server_default="0"),
    Index("entries_first_seen", "first_seen"),
    Index("entries_guid_key", "guid_key"),
    Index("entries_url_key", "url_key"),
)

editions = Table(
    "editions",
    metadata,
    Column("slug", String(10), primary_key=True),
    Column("window_start", Moment, nullable=False),
    Column("window_end", Moment, nullable=False),
    Column("drafted_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("subject", Text, nullable=False, server_default=""),
    Column("preheader", Text, nullable=False, server_default=""),
)

revision_table = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), primary_key=True),
)
"""Where Alembic keeps which migration the tables are at."""
