"""One feed's reading into the database, in a transaction that the store opened."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
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
        rows = [row_of(sighting) for sighting in (*new, *changed)]
        if rows:
            put(self._connection, tables.entries, rows, keep=_IDENTITY)
        self.save_states([state])

    def save_states(self, states: Iterable[FeedState]) -> None:
        """Save what is remembered of feeds that brought no entries."""
        rows = [dict(zip(_FEED, _feed_values(one), strict=True)) for one in states]
        if rows:
            put(self._connection, tables.feeds, rows, keep=("url",))

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


def row_of(sighting: Sighting) -> dict[str, Any]:
    """Return the row of an entry with its fingerprint."""
    row = dict(zip(_ENTRY, _entry_values(sighting.entry), strict=True))
    mark = sighting.fingerprint
    row["guid_key"], row["url_key"] = mark.guid, mark.url
    row["title_key"], row["words_key"] = mark.title, mark.words
    return row


def put(
    connection: Connection,
    table: Table,
    rows: list[dict[str, Any]],
    *,
    keep: tuple[str, ...],
) -> None:
    """Insert `rows`; where one is there already, replace all but `keep`."""
    connection.execute(
        _upsert(connection.dialect.name, table, tuple(rows[0]), keep), rows
    )


@cache
def _upsert(
    dialect: str, table: Table, columns: tuple[str, ...], keep: tuple[str, ...]
) -> Executable:
    """Return the statement of `put`; making it costs as much as running it."""
    query = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    fresh = {name: query.excluded[name] for name in columns if name not in keep}
    key = [column.name for column in table.primary_key]
    upsert: Executable = query.on_conflict_do_update(index_elements=key, set_=fresh)
    return upsert
