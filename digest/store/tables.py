"""The tables, as the newest migration leaves them."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
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
)
from typing_extensions import override

REVISION = "0001"
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
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("error", Text),
    Column("damage", Text),
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
    Column("language", String(3), nullable=False),
    Column("image", Text),
    Column("published", Moment),
    Column("first_seen", Moment, nullable=False),
    Column("position", Integer, nullable=False),
    Index("entries_first_seen", "first_seen"),
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
