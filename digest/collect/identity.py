"""Which of the entries just seen are new, and which are old ones under another name.

Feeds change guids, schemes and trackers, give several items one guid, or all items one
address. So no single sign decides:

- the same guid, with the same address or title or at most a day apart, is the same;
- the same address and title under another guid is the same entry, for a month: after
  that a weekly column may come back under its old name;
- a sign that several items of one body share says nothing;
- an entry whose guid was not kept (it is 0) is known by its address and title.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.feed_state import Known, Sighting
from digest.fingerprints import entry_id

_SAME_NAME = timedelta(days=30)
_SAME_DATE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Settled:
    """What is to be saved: entries met for the first time, and old ones with new words.

    `seen` are the ids of all, whether there is anything to save of them or not.
    """

    new: tuple[Sighting, ...]
    changed: tuple[Sighting, ...]
    seen: tuple[str, ...]


def settle(
    sightings: Sequence[Sighting], known: Iterable[Known], now: datetime
) -> Settled:
    """Return what is new and what changed among `sightings`, given what is `known`.

    An old entry keeps its id; the store keeps when it was first seen, and where.
    """
    once = tuple(
        {(s.fingerprint.guid, _name(s)): s for s in reversed(sightings)}.values()
    )
    guids = Counter(seen.fingerprint.guid for seen in once)
    names = Counter(map(_name, once))
    remembered = tuple(known)
    memory, taken = _Memory(remembered, now), {one.id for one in remembered}
    new, changed, ids = [], [], []
    for seen in reversed(once):
        old = memory.recall(
            seen,
            by_guid=guids[seen.fingerprint.guid] == 1,
            by_name=names[_name(seen)] == 1,
        )
        if old is None:
            new.append(_apart_from(seen, taken))
            ids.append(new[-1].entry.id)
            continue
        ids.append(old.id)
        if old.fingerprint != seen.fingerprint:
            changed.append(_kept(seen, old))
    return Settled(tuple(new), tuple(changed), tuple(ids))


class _Memory:
    """What is known of a feed's entries; each is recalled once."""

    def __init__(self, known: Iterable[Known], now: datetime) -> None:
        self._now = now
        self._guids: defaultdict[int, list[Known]] = defaultdict(list)
        self._names: defaultdict[tuple[int, int], list[Known]] = defaultdict(list)
        self._recalled: set[str] = set()
        for one in sorted(known, key=lambda one: (one.first_seen, one.id)):
            self._guids[one.fingerprint.guid].append(one)
            self._names[_name(one)].append(one)

    def recall(self, seen: Sighting, *, by_guid: bool, by_name: bool) -> Known | None:
        """Return the entry that was seen, if it is known."""
        same = [
            one
            for one in self._guids[seen.fingerprint.guid]
            if _name(one) == _name(seen) or (by_guid and _alike(one, seen))
        ]
        same += [
            one
            for one in self._names[_name(seen)]
            if one.fingerprint.guid == 0 or (by_name and self._is_again(one, seen))
        ]
        found = next((one for one in same if one.id not in self._recalled), None)
        if found:
            self._recalled.add(found.id)
        return found

    def _is_again(self, old: Known, seen: Sighting) -> bool:
        """Return whether an entry of that name is the old one, and no newer issue."""
        return not _apart(old, seen) and old.first_seen > self._now - _SAME_NAME


def _name(one: Sighting | Known) -> tuple[int, int]:
    return one.fingerprint.url, one.fingerprint.title


def _alike(old: Known, seen: Sighting) -> bool:
    mine, other = old.fingerprint, seen.fingerprint
    if mine.title == other.title or not _apart(old, seen):
        return True
    # Where the address stands in for a guid, it may be the same for every issue.
    return mine.url == other.url and other.guid != other.url


def _apart(old: Known, seen: Sighting) -> bool:
    """Return whether both say when they were published, more than a day apart."""
    first, second = old.published, seen.entry.published
    return bool(first and second and abs(first - second) > _SAME_DATE)


def _apart_from(seen: Sighting, taken: set[str]) -> Sighting:
    """Return a new entry with an id of its own, whatever old one began as it does."""
    entry = seen.entry
    if entry.id not in taken:
        return seen
    other = entry_id(entry.feed_url, entry.id, entry.first_seen.isoformat())
    return Sighting(replace(entry, id=other), seen.fingerprint)


def _kept(seen: Sighting, old: Known) -> Sighting:
    return Sighting(replace(seen.entry, id=old.id), seen.fingerprint)
