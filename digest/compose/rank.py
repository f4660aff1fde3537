"""Stories into an order, every part of the score with its name.

How many outlets carry a story says most about its weight (12 to 15.6 of the true top
20, docs/measured.md); the other weights are judgement, which is why they are shown.
"""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from digest.compose.gazetteer import Gazetteer, gazetteer
from digest.model import Feed, Place, RankedStory, Story

_COVERAGE = 10.0
_DAY, _MOST_DAYS = 3.0, 3
_POSITION = 3.0
_PICTURE = 1.0
_AGE, _FRESH_DAYS = -1.0, 2.0
_PINNED = 100.0
_STUB = -8.0
_COPY_WEIGHT = 0.3
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """The editor's standing orders, as patterns over headlines."""

    mute: Sequence[re.Pattern[str]] = ()
    pin: Sequence[re.Pattern[str]] = ()
    boost: Sequence[tuple[re.Pattern[str], float]] = ()


def muting(story: Story, orders: Orders) -> re.Pattern[str] | None:
    """Return the pattern by which the editor wants to hear no more of it, if any."""
    return next((p for p in orders.mute if _matches(p, story)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What stories are weighed by: the feeds by their address, orders, and the hour.

    `gazetteer` tells where they play.
    """

    feeds: Mapping[str, Feed]
    orders: Orders
    now: datetime
    gazetteer: Gazetteer = field(default_factory=gazetteer)


def rank(
    story: Story,
    place: Place,
    scale: Scale,
    *,
    copies: Collection[str] = (),
    stub: bool = False,
) -> RankedStory:
    """Return the story with its score's parts.

    `copies` are the ids of entries that only repeat another outlet's words, and count
    .3 of their outlet; a story is a `stub` if not one of its articles could be read.
    """
    orders, now, feeds = scale.orders, scale.now, scale.feeds
    boost = sum(points for p, points in orders.boost if _matches(p, story))
    pinned = any(_matches(pattern, story) for pattern in orders.pin)
    days = len({entry.when.date() for entry in story.entries})
    newest = max(entry.when for entry in story.entries)
    age = max(0.0, (now - newest).total_seconds() / _SECONDS_A_DAY - _FRESH_DAYS)
    parts = (
        ("coverage", _COVERAGE * math.log2(1 + _weight(story, feeds, copies))),
        ("days", _DAY * min(days - 1, _MOST_DAYS)),
        ("position", _POSITION / min(entry.position for entry in story.entries)),
        ("picture", _PICTURE * any(entry.image for entry in story.entries)),
        ("age", _AGE * age),
        ("stub", _STUB * stub),
        ("boost", boost),
        ("pinned", _PINNED * pinned),
    )
    reasons = tuple((name, round(value, 2)) for name, value in parts if value)
    return RankedStory(story=story, place=place, reasons=reasons)


def _weight(story: Story, feeds: Mapping[str, Feed], copies: Collection[str]) -> float:
    """Return the sum of the outlets' weights; an outlet counts once, at its best."""
    weights: dict[str, float] = {}
    for entry in story.entries:
        feed = feeds.get(entry.feed_url)
        weight = feed.weight if feed else 1.0
        if entry.id in copies:
            weight *= _COPY_WEIGHT
        weights[entry.outlet] = max(weight, weights.get(entry.outlet, 0.0))
    return sum(weights.values())


def _matches(pattern: re.Pattern[str], story: Story) -> bool:
    return any(pattern.search(entry.title) for entry in story.entries)
