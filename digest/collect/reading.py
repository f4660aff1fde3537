"""Fetched bodies into readings: a feed's entries, and what to remember of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.collect.entries import entries
from digest.collect.fetch import Failed, Fetched, Outcome, Unchanged
from digest.collect.parse import ParsedFeed, parse
from digest.errors import ParseError
from digest.model import Entry, Feed, FeedState
from digest.workers import Map


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One feed's state after it was asked, and the entries it gave."""

    feed: Feed
    state: FeedState
    entries: tuple[Entry, ...] = ()
    unchanged: bool = False


def readings(
    outcomes: Sequence[Outcome],
    states: Mapping[str, FeedState],
    mapped: Map,
    *,
    language: str,
    now: datetime,
) -> tuple[Reading, ...]:
    """Return a reading for every outcome; a body that is no feed is a failed one."""
    bodies = [outcome for outcome in outcomes if isinstance(outcome, Fetched)]
    parsed = dict(zip((b.feed for b in bodies), mapped(_parsed, bodies), strict=True))
    return tuple(
        _reading(outcome, parsed.get(outcome.feed), states, language=language, now=now)
        for outcome in outcomes
    )


def _parsed(outcome: Fetched) -> ParsedFeed | str:
    """Return what a body holds, or why it is no feed."""
    try:
        return parse(outcome.body, outcome.url)
    except ParseError as error:
        return str(error)


def _reading(
    outcome: Outcome,
    found: ParsedFeed | str | None,
    states: Mapping[str, FeedState],
    *,
    language: str,
    now: datetime,
) -> Reading:
    feed = outcome.feed
    state = states.get(feed.url, FeedState(url=feed.url))
    state = replace(state, tried_at=now)
    reason = outcome.reason if isinstance(outcome, Failed) else found
    if isinstance(reason, str):
        failures = state.failures + 1
        return Reading(feed=feed, state=replace(state, failures=failures, error=reason))
    state = replace(state, read_at=now, failures=0, error=None)
    if not isinstance(outcome, Fetched) or not isinstance(found, ParsedFeed):
        return Reading(feed=feed, state=state, unchanged=isinstance(outcome, Unchanged))
    state = replace(
        state,
        etag=outcome.etag,
        last_modified=outcome.last_modified,
        damage=found.damage,
    )
    given = entries(found, feed, language=language, now=now)
    return Reading(feed=feed, state=state, entries=given)
