"""One feed's reading into the database, in a transaction that the store opened."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    Table,
    bindparam,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from digest.feed_state import FeedState, Fingerprint, Known, Sighting
from digest.fingerprints import moved_key
from digest.store import tables

_BATCH = 500
_ENTRY = tuple(
    column.name for column in tables.entries.c if not column.name.endswith("_key")
)
_FEED = tuple(column.name for column in tables.feeds.c)
_entry_values = attrgetter(*_ENTRY)
_feed_values = attrgetter(*_FEED)
_ENTRY_COLUMNS = (*_ENTRY, "guid_key", "url_key", "title_key", "words_key")
_IDENTITY = ("id", "first_seen", "position")
"""What an entry keeps from first sight: later it only sinks in its feed."""


class Saving:
    """What is known of a feed's entries, and what becomes known; see `Store.saving`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(
        self, feed_url: str, fingerprints: Sequence[Fingerprint]
    ) -> tuple[Known, ...]:
        """Return the feed's entries that share a guid or an address with these."""
        columns = tables.entries.c
        found: list[Known] = []
        for start in range(0, len(fingerprints), _BATCH):
            some = fingerprints[start : start + _BATCH]
            query = select(
                columns.id,
                columns.first_seen,
                columns.published,
                columns.guid_key,
                columns.url_key,
                columns.title_key,
                columns.words_key,
            ).where(
                columns.feed_url == feed_url,
                or_(
                    columns.guid_key.in_({one.guid for one in some}),
                    columns.url_key.in_({one.url for one in some}),
                ),
            )
            rows = self._connection.execute(query)
            found += [Known(*row[:3], Fingerprint(*row[3:])) for row in rows]
        return tuple({one.id: one for one in found}.values())

    def save(
        self,
        state: FeedState,
        new: Iterable[Sighting] = (),
        changed: Iterable[Sighting] = (),
    ) -> None:
        """Save how reading a feed went, with its new entries and those that changed.

        A changed entry keeps when and where it was seen first; its words are new.
        """
        rows = [_values_of(sighting) for sighting in (*new, *changed)]
        if rows:
            put(self._connection, tables.entries, _ENTRY_COLUMNS, rows, keep=_IDENTITY)
        self.save_states([state])

    def save_states(self, states: Iterable[FeedState]) -> None:
        """Save what is remembered of feeds that brought no entries."""
        rows = [_feed_values(state) for state in states]
        if rows:
            put(self._connection, tables.feeds, _FEED, rows, keep=("url",))

    def rename(self, old: str, new: str) -> None:
        """Let the feed at `new` go on where the one at `old` was, entries and all."""
        feeds, entries = tables.feeds.c, tables.entries.c
        found = select(entries.id, entries.guid_key, entries.url_key)
        rows = [
            {
                "entry": row.id,
                "guid": moved_key(row.guid_key, new),
                "address": moved_key(row.url_key, new),
            }
            for row in self._connection.execute(found.where(entries.feed_url == old))
        ]
        if rows:
            keys: dict[str, Any] = {
                "guid_key": bindparam("guid"),
                "url_key": bindparam("address"),
            }
            query = update(tables.entries).where(entries.id == bindparam("entry"))
            self._connection.execute(query.values(feed_url=new, **keys), rows)
        fresh = asdict(FeedState(url=new))
        kept = ("etag", "last_modified", "tried_at", "read_at", "last_entries")
        state = {name: value for name, value in fresh.items() if name not in kept}
        query = update(tables.feeds).where(feeds.url == old).values(state)
        self._connection.execute(query)

    def forget(self, feed_url: str, before: datetime, keep: Collection[str]) -> None:
        """Forget the feed's entries first seen `before`, but for the ids in `keep`."""
        columns = tables.entries.c
        query = delete(tables.entries).where(
            columns.feed_url == feed_url,
            columns.first_seen < before,
            columns.id.not_in(keep),
        )
        self._connection.execute(query)


def _values_of(sighting: Sighting) -> tuple[Any, ...]:
    """Return the values of an entry with its fingerprint, by `_ENTRY_COLUMNS`."""
    return *_entry_values(sighting.entry), *sighting.fingerprint


def put(
    connection: Connection,
    table: Table,
    columns: tuple[str, ...],
    rows: Iterable[tuple[Any, ...]],
    *,
    keep: tuple[str, ...],
) -> None:
    """Insert `rows` of `columns`; where one is there, replace all of it but `keep`."""
    upsert = _upsert(connection.dialect, table, columns, keep)
    connection.exec_driver_sql(upsert.statement, list(map(upsert.fitted, rows)))


@dataclass(frozen=True, slots=True)
class _Upsert:
    """A statement as the driver takes it, with what makes values fit their columns.

    SQLAlchemy compiles it once; left to go through each row itself, it would take
    longer than the database.
    """

    statement: str
    names: tuple[str, ...] | None
    fits: tuple[tuple[int, Callable[[Any], Any]], ...]

    def fitted(self, row: tuple[Any, ...]) -> Any:
        values = list(row)
        for place, fit in self.fits:
            values[place] = fit(values[place])
        return (
            tuple(values)
            if self.names is None
            else dict(zip(self.names, values, strict=True))
        )


@cache
def _upsert(
    dialect: Dialect, table: Table, columns: tuple[str, ...], keep: tuple[str, ...]
) -> _Upsert:
    query = (sqlite if dialect.name == "sqlite" else postgresql).insert(table)
    fresh = {name: query.excluded[name] for name in columns if name not in keep}
    key = [column.name for column in table.primary_key]
    compiled = query.on_conflict_do_update(index_elements=key, set_=fresh).compile(
        dialect=dialect, column_keys=columns
    )
    types = [table.c[name].type.dialect_impl(dialect) for name in columns]
    fits = [kind.bind_processor(dialect) for kind in types]
    return _Upsert(
        statement=str(compiled),
        names=None if dialect.positional else columns,
        fits=tuple((place, fit) for place, fit in enumerate(fits) if fit),
    )
