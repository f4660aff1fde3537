"""Feeds, entries and editions, kept between runs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, Row, Table, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from digest.model import Entry, FeedState, Window
from digest.schedule import EditionRecord
from digest.store import tables
from digest.store.connect import connect, plain_errors, writing

_BATCH = 500
_KEPT = ("id", "first_seen", "position")
"""What an entry keeps from first sight: later it only sinks in its feed."""


class Store:
    """A database in use. Every writing method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    def feed_states(self) -> dict[str, FeedState]:
        """Return what is known of each feed, by its address."""
        with self._reading() as connection:
            rows = connection.execute(select(tables.feeds))
            return {row.url: FeedState(**row._asdict()) for row in rows}

    def save_reading(self, state: FeedState, entries: Sequence[Entry] = ()) -> int:
        """Save how reading a feed went with what it held; return how many are new.

        An entry met before keeps when and where it was seen first; its words are new.
        """
        rows = list({entry.id: asdict(entry) for entry in entries}.values())
        known = 0
        with self._writing() as connection:
            for start in range(0, len(rows), _BATCH):
                batch = rows[start : start + _BATCH]
                known += _count_known(connection, [row["id"] for row in batch])
                self._put(connection, tables.entries, batch, keep=_KEPT)
            self._put(connection, tables.feeds, [asdict(state)], keep=("url",))
        return len(rows) - known

    def entries(self, window: Window) -> tuple[Entry, ...]:
        """Return the entries first seen in `window`, in a stable order."""
        seen = tables.entries.c.first_seen
        query = (
            select(tables.entries)
            .where(seen > window.start, seen <= window.end)
            .order_by(seen, tables.entries.c.id)
        )
        with self._reading() as connection:
            return tuple(_entry(row) for row in connection.execute(query))

    def editions(self) -> tuple[EditionRecord, ...]:
        """Return every edition drafted so far, oldest first."""
        query = select(tables.editions).order_by(tables.editions.c.slug)
        with self._reading() as connection:
            return tuple(_edition(row) for row in connection.execute(query))

    def save_draft(self, slug: str, window: Window, now: datetime) -> None:
        """Remember that `slug` was drafted over `window`."""
        row = {
            "slug": slug,
            "window_start": window.start,
            "window_end": window.end,
            "drafted_at": now,
        }
        with self._writing() as connection:
            self._put(connection, tables.editions, [row], keep=("slug",))

    def save_sent(self, record: EditionRecord) -> None:
        """Remember that an edition went out, with what; the first time stands."""
        table = tables.editions
        query = update(table).where(table.c.slug == record.slug)
        values = {
            "sent_at": func.coalesce(table.c.sent_at, record.sent_at),
            "subject": record.subject,
            "preheader": record.preheader,
        }
        with self._writing() as connection:
            connection.execute(query.values(values))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plain_errors(self._engine.url), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            plain_errors(self._engine.url),
            writing(self._engine).begin() as connection,
        ):
            yield connection

    def _put(
        self,
        connection: Connection,
        table: Table,
        rows: list[dict[str, Any]],
        *,
        keep: tuple[str, ...],
    ) -> None:
        """Insert `rows`; where one is there already, replace all but `keep`."""
        on_sqlite = self._engine.dialect.name == "sqlite"
        insert = (sqlite if on_sqlite else postgresql).insert(table)
        fresh = {name: insert.excluded[name] for name in rows[0] if name not in keep}
        key = [column.name for column in table.primary_key]
        query = insert.on_conflict_do_update(index_elements=key, set_=fresh)
        connection.execute(query, rows)


def open_store(address: str, folder: Path) -> Store:
    """Return the store at `address`, made or upgraded if need be.

    A relative SQLite path lies in `folder`. Raises `StoreError`.
    """
    return Store(connect(address, folder))


def _count_known(connection: Connection, ids: list[str]) -> int:
    query = select(func.count()).where(tables.entries.c.id.in_(ids))
    return int(connection.execute(query).scalar_one())


def _entry(row: Row[Any]) -> Entry:
    return Entry(**row._asdict() | {"authors": tuple(row.authors)})


def _edition(row: Row[Any]) -> EditionRecord:
    return EditionRecord(
        slug=row.slug,
        window=Window(start=row.window_start, end=row.window_end),
        drafted_at=row.drafted_at,
        sent_at=row.sent_at,
        subject=row.subject,
        preheader=row.preheader,
    )
