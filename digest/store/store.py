"""Feeds, entries and editions, kept between runs."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any, Self

from sqlalchemy import Connection, Engine, Row, func, select, update

from digest.feed_state import FeedHealth, FeedState
from digest.model import Entry, Window
from digest.schedule import EditionRecord
from digest.store import tables
from digest.store.connect import connect, plain_errors, writing
from digest.store.saving import Saving, put

_WEEK = timedelta(weeks=1)
_WEEKS = 8
"""Weeks over which a feed's usual number of new entries is counted."""
_ENTRY = [column for column in tables.entries.c if not column.name.endswith("_key")]


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

    def health(self, now: datetime) -> dict[str, FeedHealth]:
        """Return how each feed is that was ever asked, by its address."""
        seen = tables.entries.c.first_seen
        feed = tables.entries.c.feed_url
        span = select(feed, func.min(seen), func.max(seen)).group_by(feed)
        with self._reading() as connection:
            weeks = [_in_week(connection, now - n * _WEEK) for n in range(_WEEKS)]
            spans = {
                url: (first, last) for url, first, last in connection.execute(span)
            }
        return {
            url: FeedHealth(
                state=state,
                newest=spans[url][1] if url in spans else None,
                weekly=_usual(url, weeks, (now - spans[url][0]) // _WEEK)
                if url in spans
                else None,
            )
            for url, state in self.feed_states().items()
        }

    @contextmanager
    def saving(self) -> Iterator[Saving]:
        """Yield what saves one feed's reading; all of it counts at the end, or none.

        A power cut may take the last readings back whole, until `sync` was called:
        then the feeds are simply read again.
        """
        with self._writing(durable=False) as connection:
            yield Saving(connection)

    def save_states(self, states: Sequence[FeedState]) -> None:
        """Save what is remembered of feeds that brought no entries."""
        if states:
            with self.saving() as saving:
                saving.save_states(states)

    def sync(self) -> None:
        """Return once all that was saved would outlast a power cut.

        SQLite syncs its log before it copies from it (https://sqlite.org/wal.html §3).
        """
        if self._engine.dialect.name == "sqlite":
            with plain_errors(self._engine.url):
                connection = self._engine.raw_connection()
                connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
                connection.close()

    def rename_feed(self, old: str, new: str) -> None:
        """Let the feed at `new` go on where the one at `old` was."""
        with self.saving() as saving:
            saving.rename(old, new)

    def entries(self, window: Window) -> tuple[Entry, ...]:
        """Return the entries first seen in `window`, in a stable order."""
        seen = tables.entries.c.first_seen
        query = (
            select(*_ENTRY)
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
        columns = ("slug", "window_start", "window_end", "drafted_at")
        row = (slug, window.start, window.end, now)
        with self._writing() as connection:
            put(connection, tables.editions, columns, [row], keep=("slug",))

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
    def _writing(self, *, durable: bool = True) -> Iterator[Connection]:
        engine = writing(self._engine, durable=durable)
        with plain_errors(self._engine.url), engine.begin() as connection:
            yield connection


def open_store(address: str, folder: Path) -> Store:
    """Return the store at `address`, made or upgraded if need be.

    A relative SQLite path lies in `folder`. Raises `StoreError`.
    """
    return Store(connect(address, folder))


def _in_week(connection: Connection, end: datetime) -> dict[str, int]:
    """Return how many entries of each feed were first seen in the week up to `end`."""
    seen, feed = tables.entries.c.first_seen, tables.entries.c.feed_url
    query = (
        select(feed, func.count()).where(seen > end - _WEEK, seen <= end).group_by(feed)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _usual(url: str, weeks: Sequence[Mapping[str, int]], known: int) -> float | None:
    """Return the median of the last `known` weeks, at most eight, if there are any.

    The week in which a feed was first read is not one of them: it brought all that the
    feed held.
    """
    counts = [week.get(url, 0) for week in weeks[:known]]
    return float(median(counts)) if counts else None


def _entry(row: Row[Any]) -> Entry:
    lists = {"authors": tuple(row.authors), "categories": tuple(row.categories)}
    return Entry(**row._asdict() | lists)


def _edition(row: Row[Any]) -> EditionRecord:
    return EditionRecord(
        slug=row.slug,
        window=Window(start=row.window_start, end=row.window_end),
        drafted_at=row.drafted_at,
        sent_at=row.sent_at,
        subject=row.subject,
        preheader=row.preheader,
    )
