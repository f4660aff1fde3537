"""When and where a feed is asked, and with which conditions.

All of it follows from what is remembered of the feed: nothing waits in place, and no
request is repeated in a loop. What a server asks for is honored within bounds.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from digest.feed_state import FeedState

Occasion = Literal["round", "draft", "demand"]

_TRUSTED = 3
"""Failures in a row at such a place before the address in feeds.yaml is asked again."""
_FULL_EVERY = 12
"""Answers without news after which all is asked for: some servers' ETags lie."""
_FIRST_PAUSE = timedelta(minutes=15)
_LONGEST_PAUSE = timedelta(days=1)
_RETRY_AFTER = (timedelta(minutes=1), timedelta(days=7))
_LONGEST_FRESH = timedelta(minutes=59)
"""How long a `max-age` is believed: a news feed that rests for a day loses news.

A minute less than an hour, so that hourly rounds find it due."""
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d+)")


def is_due(
    state: FeedState | None, now: datetime, occasion: Occasion = "round"
) -> bool:
    """Return whether a feed is to be asked at `now`.

    In a usual `round`, one that failed is left alone for its pause. Before a `draft` it
    gets another chance, unless its server asked for rest. On `demand` all are asked.
    """
    if state is None or occasion == "demand":
        return True
    waits = state.next_at is not None and state.next_at > now
    if waits and state.told_to_wait:
        return False
    return not state.gone and (occasion == "draft" or not waits)


def address(url: str, state: FeedState | None) -> str:
    """Return where to ask for the feed that is listed as `url`."""
    if state and state.has_moved and state.failures < _TRUSTED:
        return str(state.moved_to)
    return url


def moved(state: FeedState, asked: str, place: str | None) -> tuple[str | None, int]:
    """Return `moved_to` and `moved_times` after `asked` answered with a feed.

    `place` is where permanent redirects led, `None` if there were none for good.
    """
    if place is None:
        stays = state.has_moved and asked == state.moved_to
        return (state.moved_to, state.moved_times) if stays else (None, 0)
    return place, state.moved_times + 1 if place == state.moved_to else 1


def conditions(state: FeedState | None) -> dict[str, str]:
    """Return the headers of a conditional GET (RFC 9110 §13.1), or none.

    After a dozen answers without news everything is asked for once, and after a failure
    too: some servers refuse conditions. What cannot stand in a header is left out.
    """
    if state is None or state.failures or _has_waited_long(state):
        return {}
    given = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {n: value for n, value in given.items() if value and value.isprintable()}


def _has_waited_long(state: FeedState) -> bool:
    return state.unchanged % _FULL_EVERY == _FULL_EVERY - 1


def pause(failures: int, chance: float) -> timedelta:
    """Return how long to leave a feed alone after so many failures in a row.

    It doubles from 15 minutes to a day; `chance`, 0 to 1, spreads it by a fifth to
    either side, so that feeds that failed together are not asked together.
    """
    doubled = _FIRST_PAUSE * (1 << min(failures - 1, 10))
    return min(doubled, _LONGEST_PAUSE) * (0.8 + 0.4 * chance)


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Return how long the server asks to be left alone: 1 minute to 7 days.

    Seconds or a date (RFC 9110 §10.2.3); `None` where it says neither.
    """
    given = headers.get("Retry-After", "").strip()
    if not given:
        return None
    shortest, longest = _RETRY_AFTER
    if re.fullmatch(r"[+-]?\d{1,18}", given):
        seconds = min(int(given), longest.total_seconds())
        return max(timedelta(seconds=seconds), shortest)
    try:
        moment = parsedate_to_datetime(given)
    except (IndexError, OverflowError, TypeError, ValueError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(aware - now, shortest), longest)


def fresh_for(headers: Mapping[str, str]) -> timedelta:
    """Return how long the answer stays fresh (RFC 9111 §5.2.2.1), at most an hour."""
    found = _MAX_AGE.search(headers.get("Cache-Control", "").lower())
    age = headers.get("Age", "0")
    spent = int(age[:9]) if age.isascii() and age.isdigit() else 0
    left = timedelta(seconds=int(found[1][:9]) - spent if found else 0)
    return min(max(left, timedelta()), _LONGEST_FRESH)
