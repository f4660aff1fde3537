"""How a feed is doing, in one word and in a sentence for people."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from digest.feed_state import FeedHealth, FeedState

Word = Literal["ok", "new", "quiet", "moved", "failing", "gone"]

_WEEK = timedelta(weeks=1)
_PATIENCE = 4
"""A feed is quiet after so many times its usual pause between entries without one."""
_SHORTEST_QUIET = timedelta(days=2)
"""No paper is called quiet for a weekend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A feed's health; `why` is empty where there is nothing to say."""

    word: Word
    why: str = ""


def verdict(health: FeedHealth | None, now: datetime) -> Verdict:
    """Return how the feed is, as seen at `now`; `None` was never asked."""
    if health is None:
        return Verdict(word="new", why="not asked yet")
    state = health.state
    if state.gone:
        return Verdict(word="gone", why=str(state.error))
    if state.error:
        return Verdict(word="failing", why=_failing(state))
    if state.has_moved:
        why = f"to {state.moved_to}: change its url in feeds.yaml"
        return Verdict(word="moved", why=why)
    if quiet := _quiet(health, now):
        return Verdict(word="quiet", why=quiet)
    return Verdict(word="ok", why=state.damage or "")


def _failing(state: FeedState) -> str:
    times = "once" if state.failures == 1 else f"{state.failures} times"
    since = f"since {_day(state.read_at)}" if state.read_at else "never read"
    return f"{since}, {times}: {state.error}"


def _quiet(health: FeedHealth, now: datetime) -> str:
    """Return since when the feed has been quieter than usual, if it is."""
    if not health.weekly or health.newest is None:
        return ""
    silent = now - health.newest
    if silent <= max(_PATIENCE * _WEEK / health.weekly, _SHORTEST_QUIET):
        return ""
    usual = f"{health.weekly:g} a week are usual"
    return f"nothing new since {_day(health.newest)}; {usual}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b}"
