"""feeds.yaml -> store: every feed is read, each with its own fate."""

from collections.abc import Mapping
from dataclasses import dataclass

from digest.collect.fetch import fetch
from digest.collect.reading import readings
from digest.config import Config
from digest.errors import NothingReadError
from digest.model import FeedState, Trouble
from digest.pipeline.job import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSummary:
    """How a round of reading went."""

    feeds: int
    unchanged: int
    new_entries: int
    failed: tuple[Trouble, ...] = ()
    damaged: tuple[Trouble, ...] = ()


def collect(job: Job) -> FetchSummary:
    """Read every feed into the store; raise `NothingReadError` if none answers.

    One feed's failure is recorded with it, and the others go on.
    """
    feeds, states = job.config.subscriptions, job.store.feed_states()
    language = job.config.newsletter.language
    outcomes = fetch(feeds, states, job.web, job.progress)
    read = readings(outcomes, states, job.mapped, language=language, now=job.now)
    new = sum(job.store.save_reading(one.state, one.entries) for one in read)
    after = {one.feed.url: one.state for one in read}
    summary = FetchSummary(
        feeds=len(feeds),
        unchanged=sum(one.unchanged for one in read),
        new_entries=new,
        failed=failed(job.config, after),
        damaged=damaged(job.config, after),
    )
    if len(summary.failed) == len(feeds):
        reasons = "; ".join(f"{t.outlet}: {t.reason}" for t in summary.failed[:3])
        raise NothingReadError(
            f"none of the {len(feeds)} feeds could be read ({reasons});"
            " check the network"
        )
    return summary


def told(summary: FetchSummary) -> str:
    """Return a summary in words, a line a feed that was not read well."""
    head = (
        f"Read {summary.feeds - len(summary.failed)} of {summary.feeds} feeds"
        f" ({summary.unchanged} unchanged), {summary.new_entries} new entries"
    )
    lines = [
        f"  failed: {trouble.outlet}: {trouble.reason}" for trouble in summary.failed
    ]
    lines += [
        f"  damaged: {trouble.outlet}: {trouble.reason}" for trouble in summary.damaged
    ]
    return "\n".join([head, *lines])


def failed(config: Config, states: Mapping[str, FeedState]) -> tuple[Trouble, ...]:
    """Return the listed feeds that could not be read when last asked."""
    return tuple(
        Trouble(outlet=feed.title, reason=state.error)
        for feed in config.subscriptions
        if (state := states.get(feed.url)) and state.error
    )


def damaged(config: Config, states: Mapping[str, FeedState]) -> tuple[Trouble, ...]:
    """Return the listed feeds of which only a part could be read."""
    return tuple(
        Trouble(outlet=feed.title, reason=state.damage)
        for feed in config.subscriptions
        if (state := states.get(feed.url)) and state.damage and not state.error
    )
