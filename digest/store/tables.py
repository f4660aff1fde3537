"""The tables, as the newest migration leaves them."""

import json
from datetime import UTC, datetime
from typing import Any

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
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeEngine
from typing_extensions import override

REVISION = "0002"
"""The newest migration this program knows."""


_MOMENT = DateTime(timezone=True)


class _Text(sqlite.DATETIME):
    """SQLAlchemy's moments in SQLite, which are text, without its own reading of it."""

    @override
    def bind_processor(self, dialect: Dialect) -> None:
        """Take the text as it is."""

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        """Hand out the text as it is."""


_WITHOUT_ZONE = len("2026-11-18 18:00:00.000000")
_TEXT = _Text()  # type: ignore[no-untyped-call]  # theirs has no types


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite, which has no such type, keeps it as text.

    It is the text that SQLAlchemy's own type makes there, in a third of the time.
    """

    impl = _MOMENT
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(_TEXT if dialect.name == "sqlite" else _MOMENT)

    @override
    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | str | None:
        if value is None:
            return None
        moment = value if value.tzinfo is UTC else value.astimezone(UTC)
        if dialect.name != "sqlite":
            return moment
        return moment.isoformat(" ", "microseconds")[:_WITHOUT_ZONE]

    @override
    def process_result_value(
        self, value: datetime | str | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        return value.astimezone(UTC)


def as_json(value: Any) -> str:
    """Return the JSON of `value`; most lists of authors and categories are empty."""
    return json.dumps(value) if value else "[]"


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
