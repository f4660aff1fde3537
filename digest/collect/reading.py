"""Outcomes into readings: a feed's entries, and what to remember of it."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.collect import polling
from digest.collect.entries import Body, Seen, body_hash, read_body
from digest.collect.fetch import Failed, Fetched, Outcome, Unchanged
from digest.feed_state import FeedState, Sighting
from digest.model import Feed
from digest.workers import Lost, Map


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One feed's state after it was asked, and the entries it gave.

    `sightings` is `None` where there is nothing to compare with what is known: the
    feed failed, or is `unchanged`. `unreachable` as in `Failed`.
    """

    feed: Feed
    state: FeedState
    sightings: tuple[Sighting, ...] | None = None
    unchanged: bool = False
    unreachable: bool = False
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What readings depend on beside the feeds.

    `language` is the newsletter's; `chance` returns a number from 0 to 1.
    """

    language: str
    now: datetime
    chance: Callable[[], float]


def readings(
    outcomes: Iterable[Outcome],
    states: Mapping[str, FeedState],
    mapped: Map,
    given: Circumstances,
) -> Iterator[Reading]:
    """Yield a reading for every outcome, as they come; bodies are read by workers.

    A body that is no feed, or that no worker survives, is a failed reading.
    """
    sent: deque[tuple[Fetched, FeedState]] = deque()
    ready: deque[Reading] = deque()

    def bodies() -> Iterator[Body]:
        for outcome in outcomes:
            state = states.get(outcome.feed.url) or FeedState(url=outcome.feed.url)
            if isinstance(outcome, Failed):
                ready.append(_failed(outcome, state, given))
            elif isinstance(outcome, Unchanged) or _is_known(outcome.body, state):
                ready.append(_unchanged(outcome, state, given))
            else:
                sent.append((outcome, state))
                yield _body(outcome, given)

    for result in mapped(read_body, bodies()):
        while ready:
            yield ready.popleft()
        yield _read(*sent.popleft(), result, given)
    yield from ready


def _body(outcome: Fetched, given: Circumstances) -> Body:
    return Body(
        feed_url=outcome.feed.url,
        outlet=outcome.feed.title,
        url=outcome.url,
        body=outcome.body,
        language=outcome.feed.language,
        usual=given.language,
        now=given.now,
    )


def _is_known(body: bytes, state: FeedState) -> bool:
    """Return whether these very bytes were read the last time there was news."""
    return state.body_hash is not None and state.body_hash == body_hash(body)


def _read(
    outcome: Fetched, state: FeedState, found: Seen | str | Lost, given: Circumstances
) -> Reading:
    """Return the reading of a body that a worker has read, or could not read."""
    if isinstance(found, str | Lost):
        reason = found if isinstance(found, str) else found.reason
        return _failed(Failed(feed=outcome.feed, reason=reason), state, given)
    state = replace(
        _answered(outcome, state, given),
        damage=outcome.damage or found.damage,
        unchanged=0,
        body_hash=found.body_hash,
        last_entries=len(found.sightings),
    )
    return Reading(
        feed=outcome.feed,
        state=state,
        sightings=found.sightings,
        left_out=found.left_out,
    )


def _unchanged(
    outcome: Unchanged | Fetched, state: FeedState, given: Circumstances
) -> Reading:
    answered = _answered(outcome, state, given)
    return Reading(
        feed=outcome.feed,
        state=replace(answered, unchanged=state.unchanged + 1),
        unchanged=True,
    )


def _answered(
    outcome: Unchanged | Fetched, state: FeedState, given: Circumstances
) -> FeedState:
    """Return the state of a feed that answered well."""
    if isinstance(outcome, Fetched):
        # Of a body that was cut off the rest is still to come.
        etag, date = outcome.etag, outcome.last_modified
        if outcome.damage:
            etag = date = None
        state = replace(state, etag=etag, last_modified=date)
    moved_to, moved_times = polling.moved(state, outcome.asked, outcome.moved)
    return replace(
        state,
        tried_at=given.now,
        read_at=given.now,
        next_at=given.now + outcome.fresh if outcome.fresh else None,
        told_to_wait=bool(outcome.fresh),
        failures=0,
        error=None,
        gone=False,
        moved_to=moved_to,
        moved_times=moved_times,
    )


def _failed(outcome: Failed, state: FeedState, given: Circumstances) -> Reading:
    """Return the reading of a feed that failed: what was known of it stays."""
    failures = state.failures + 1
    rest = polling.pause(failures, given.chance())
    if outcome.retry_after is not None:
        rest = max(outcome.retry_after, rest if failures > 1 else timedelta())
    state = replace(
        state,
        tried_at=given.now,
        next_at=given.now + rest,
        told_to_wait=outcome.retry_after is not None,
        failures=failures,
        error=outcome.reason,
        gone=outcome.gone,
    )
    return Reading(feed=outcome.feed, state=state, unreachable=outcome.unreachable)
