"""feeds.yaml -> store: every feed is read, each with its own fate.

    feeds that are due --fetch--> outcomes --read--> readings --settle--> store

What feeds without news leave behind is saved at the end, when it is clear whether they
failed or the network did.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from digest.addresses import feed_key
from digest.collect.fetch import fetch
from digest.collect.identity import settle
from digest.collect.polling import Occasion, is_due
from digest.collect.reading import Circumstances, Reading, readings
from digest.config import NO_FEEDS, Config
from digest.coverage_note import Trouble
from digest.errors import NothingReadError
from digest.feed_state import FeedState, Sighting
from digest.model import Feed
from digest.pipeline.job import Job
from digest.progress import Remark

_MOST_WAITING = 64
"""Readings that may wait to be saved: a slow disk must not fill the memory."""
_HOSTS = 3
_MOST = 0.6
"""Share of the listed feeds that cannot be reached when it is the network's fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSummary:
    """How a round of reading went.

    `feeds` are all that are listed, `waiting` those that were not due. `unreached` are
    those for which the network is to blame; they are not among the `failed`.
    """

    feeds: int
    read: int
    unchanged: int
    new_entries: int
    waiting: int = 0
    unreached: tuple[Trouble, ...] = ()
    failed: tuple[Trouble, ...] = ()
    damaged: tuple[Trouble, ...] = ()
    moved: tuple[Trouble, ...] = ()
    shortened: tuple[Trouble, ...] = ()


def collect(
    job: Job, occasion: Occasion = "round", remark: Remark | None = None
) -> FetchSummary:
    """Read every feed that is due on this `occasion` into the store.

    `remark` is told of each feed's new entries as soon as they are saved. One feed's
    failure is recorded with it, and the others go on. Raises `NothingReadError` if all
    feeds were asked and none can be read.
    """
    feeds, states = job.config.subscriptions, _states(job)
    asked = [feed for feed in feeds if is_due(states.get(feed.url), job.now, occasion)]
    new, read = 0, []
    for reading, number in _saved(job, _readings(job, asked, states), states):
        new += number
        if remark and reading.sightings is not None:
            remark(f"Saved {number} new entries of {reading.feed.title}")
        read.append(reading)
        job.progress("Reading feeds", len(read), len(asked))
    unreached = _unreached(read, len(feeds))
    lost = {reading.feed.url for reading in unreached}
    kept = [reading for reading in read if reading.feed.url not in lost]
    job.store.save_states([r.state for r in kept if r.sightings is None])
    job.store.sync()
    states |= {reading.feed.url: reading.state for reading in kept}
    _raise_if_nothing(feeds, read)
    return FetchSummary(
        feeds=len(feeds),
        waiting=len(feeds) - len(asked) - _gone(feeds, asked, states),
        read=sum(not reading.state.error for reading in read),
        unchanged=sum(reading.unchanged for reading in read),
        new_entries=new,
        unreached=tuple(map(_trouble, unreached)),
        failed=failed(job.config, states, but=lost),
        damaged=damaged(job.config, states),
        moved=_moved(job.config, states),
        shortened=tuple(_shortened(reading) for reading in read if reading.left_out),
    )


def _states(job: Job) -> dict[str, FeedState]:
    """Return what is known of the feeds.

    A feed whose address in feeds.yaml was changed to where it had moved, or only in how
    it is written, goes on under the new one: none of its entries comes in twice.
    """
    states = job.store.feed_states()
    listed = {feed.url for feed in job.config.subscriptions}
    left = {
        feed_key(address): state.url
        for state in states.values()
        if state.url not in listed
        for address in filter(None, (state.url, state.moved_to))
    }
    moved = [url for url in listed - states.keys() if feed_key(url) in left]
    for url in moved:
        job.store.rename_feed(left[feed_key(url)], url)
    return job.store.feed_states() if moved else states


def _readings(
    job: Job, feeds: Sequence[Feed], states: Mapping[str, FeedState]
) -> Iterator[Reading]:
    given = Circumstances(
        language=job.config.newsletter.language, now=job.now, chance=job.chance
    )
    outcomes = fetch(feeds, states, job.web, job.now)
    return readings(outcomes, states, job.mapped, given)


def _saved(
    job: Job, read: Iterable[Reading], states: Mapping[str, FeedState]
) -> Iterator[tuple[Reading, int]]:
    """Yield the readings once they are saved, with the number of their new entries.

    A thread saves while others are read: the database and the disk work outside
    Python's lock. Readings come back without their entries, so that those of thousands
    of feeds do not stay in memory.
    """

    def save(reading: Reading) -> tuple[Reading, int]:
        if reading.sightings is None:
            return reading, 0
        first = reading.feed.url not in states
        number = _save(job, reading.state, reading.sightings, first=first)
        return replace(reading, sightings=()), number

    with ThreadPoolExecutor(max_workers=1) as writer:
        waiting: deque[Future[tuple[Reading, int]]] = deque()
        for reading in read:
            waiting.append(writer.submit(save, reading))
            while waiting and (waiting[0].done() or len(waiting) > _MOST_WAITING):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _save(
    job: Job, state: FeedState, sightings: Sequence[Sighting], *, first: bool
) -> int:
    """Save a feed's reading in one transaction; return how many entries are new.

    Entries grow old only here: a feed that fails for months forgets nothing.
    """
    with job.store.saving() as saving:
        marks = [sighting.fingerprint for sighting in sightings]
        known = () if first else saving.known(state.url, marks)
        settled = settle(sightings, known, job.now)
        saving.save(state, settled.new, settled.changed)
        if not first:
            saving.forget(state.url, job.now - job.config.fetch.keep, settled.seen)
    return len(settled.new)


def _unreached(read: Sequence[Reading], feeds: int) -> list[Reading]:
    """Return the readings that failed with the network, not by their feeds' fault.

    When most of all `feeds`, on several hosts, cannot be reached at the same time, the
    line is down.
    """
    missed = [reading for reading in read if reading.unreachable]
    hosts = {urlsplit(reading.feed.url).hostname for reading in missed}
    down = len(hosts) >= _HOSTS and len(missed) >= _MOST * feeds
    return missed if down else []


def _raise_if_nothing(feeds: Sequence[Feed], read: Sequence[Reading]) -> None:
    """Raise `NothingReadError` if every feed was asked, and none can be read."""
    troubles = [_trouble(reading) for reading in read if reading.state.error]
    if feeds and len(troubles) == len(feeds):
        reasons = "; ".join(f"{t.outlet}: {t.reason}" for t in troubles[:3])
        lost = all(reading.unreachable for reading in read)
        remedy = "check the network" if lost else "`digest status` tells more"
        raise NothingReadError(
            f"none of the {len(feeds)} feeds could be read ({reasons}); {remedy}"
        )


def _gone(
    feeds: Sequence[Feed], asked: Sequence[Feed], states: Mapping[str, FeedState]
) -> int:
    """Count the feeds that were not asked since they are gone."""
    left = {feed.url for feed in feeds} - {feed.url for feed in asked}
    return sum(states[url].gone for url in left)


def _trouble(reading: Reading) -> Trouble:
    return Trouble(outlet=reading.feed.title, reason=str(reading.state.error))


def _shortened(reading: Reading) -> Trouble:
    words = f"holds {reading.left_out} entries more than are read"
    return Trouble(outlet=reading.feed.title, reason=words)


def told(summary: FetchSummary) -> str:
    """Return a summary in words, a line a feed that was not read well."""
    if not summary.feeds:
        return f"Nothing was read: {NO_FEEDS}"
    head = (
        f"Read {summary.read} of {summary.feeds} feeds"
        f" ({summary.unchanged} unchanged), {summary.new_entries} new entries"
    )
    if summary.waiting:
        head += f"; {summary.waiting} not due yet"
    lines = [head]
    if summary.unreached:
        lines.append("The network seems to be down; no feed is blamed for it:")
    for words, troubles in (
        ("not reached", summary.unreached),
        ("failed", summary.failed),
        ("damaged", summary.damaged),
        ("moved", summary.moved),
        ("cut", summary.shortened),
    ):
        lines += [f"  {words}: {one.outlet}: {one.reason}" for one in troubles]
    return "\n".join(lines)


def failed(
    config: Config, states: Mapping[str, FeedState], but: Collection[str] = ()
) -> tuple[Trouble, ...]:
    """Return the listed feeds, `but` these, that could not be read when last asked."""
    return tuple(
        Trouble(outlet=feed.title, reason=state.error)
        for feed in config.subscriptions
        if (state := states.get(feed.url)) and state.error and feed.url not in but
    )


def damaged(config: Config, states: Mapping[str, FeedState]) -> tuple[Trouble, ...]:
    """Return the listed feeds of which only a part could be read."""
    return tuple(
        Trouble(outlet=feed.title, reason=state.damage)
        for feed in config.subscriptions
        if (state := states.get(feed.url)) and state.damage and not state.error
    )


def _moved(config: Config, states: Mapping[str, FeedState]) -> tuple[Trouble, ...]:
    return tuple(
        Trouble(outlet=feed.title, reason=f"to {state.moved_to}; change feeds.yaml")
        for feed in config.subscriptions
        if (state := states.get(feed.url)) and state.has_moved
    )
