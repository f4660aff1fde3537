"""What is remembered of feeds and of their entries, to read them again next time."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from digest.model import Entry

_ADOPTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is remembered of a feed between rounds of reading.

    `read_at` is when it last answered well, `failures` counts those in a row since and
    `error` says why in words; `damage` says what was wrong with a body that was read
    all the same. It is not asked before `next_at`, which is the server's own wish if it
    was `told_to_wait`, and not at all once it is `gone`.
    `moved_to` is where permanent redirects led the last `moved_times` times in a row.
    `unchanged` counts the answers in a row that held no news; `body_hash` is the
    SHA-256 of the last body, in hex, and `last_entries` counts the entries in it.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    tried_at: datetime | None = None
    read_at: datetime | None = None
    next_at: datetime | None = None
    told_to_wait: bool = False
    failures: int = 0
    error: str | None = None
    damage: str | None = None
    gone: bool = False
    moved_to: str | None = None
    moved_times: int = 0
    unchanged: int = 0
    body_hash: str | None = None
    last_entries: int = 0

    @property
    def has_moved(self) -> bool:
        """Whether the new address was given often enough in a row to be believed."""
        return self.moved_to is not None and self.moved_times >= _ADOPTED


class Fingerprint(NamedTuple):
    """What tells entries of one feed apart: signed 64-bit hashes.

    Of the guid and of the address in their comparable forms, of the title, and of all
    the words, which shows whether an entry changed.
    """

    guid: int
    url: int
    title: int
    words: int


class Sighting(NamedTuple):
    """An entry as it was just seen in its feed."""

    entry: Entry
    fingerprint: Fingerprint


class Known(NamedTuple):
    """An entry as it is remembered; what an older store did not hash is 0."""

    id: str
    first_seen: datetime
    published: datetime | None
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHealth:
    """How a feed is: its state, and how often it brings something new.

    `newest` is when its newest entry was first seen; `weekly` is the median number of
    new entries in the full weeks since its first, `None` before the first is over.
    """

    state: FeedState
    newest: datetime | None = None
    weekly: float | None = None
