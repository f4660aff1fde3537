"""Stories into an order, every part of the score with its name.

    10·log2(1 + W) + 3·further days + 3/position + picture - days of age past two

W is the sum of the weights of the outlets that carry the story, each once. The weights
stand together in feeds.yaml (`ranking.weights`); these are their defaults.
"""

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from digest.compose.places.gazetteer import Gazetteer, gazetteer
from digest.compose.ranking.outlets import outlet
from digest.model import Entry, Feed, Place, RankedStory, Story
from digest.steering import Weights

_MOST_DAYS = 3
_FRESH_DAYS = 2.0
_PINNED = 100.0
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """The editor's standing orders, as patterns.

    `mute` and `boost` look at headlines and the feeds' categories, `pin` at headlines
    alone: what is always printed should be named by a person.
    """

    mute: Sequence[re.Pattern[str]] = ()
    pin: Sequence[re.Pattern[str]] = ()
    boost: Sequence[tuple[re.Pattern[str], float]] = ()


def muting(entry: Entry, orders: Orders) -> re.Pattern[str] | None:
    """Return the pattern by which the editor wants to hear no more of it, if any.

    Entries are muted, not stories: one outlet's odd headline does not silence what the
    others tell, and they are grouped and counted without it. Mute beats pin.
    """
    return next((p for p in orders.mute if _is_about(p, entry)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What stories are weighed by: feeds by address, orders, the hour, weights.

    `gazetteer` tells where they play.
    """

    feeds: Mapping[str, Feed]
    orders: Orders
    now: datetime
    weights: Weights = field(default_factory=Weights)
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
    parts = (
        *_by_outlets(story, scale, copies),
        *_by_print(story, scale.weights, stub=stub),
        ("age", scale.weights.age * _days_past_fresh(story, scale.now)),
        *_by_order(story, scale),
    )
    reasons = tuple((name, round(value, 2)) for name, value in parts if round(value, 2))
    return RankedStory(story=story, place=place, reasons=reasons)


def _by_outlets(
    story: Story, scale: Scale, copies: Collection[str]
) -> Iterator[tuple[str, float]]:
    """Yield what the outlets give, were all alike, and what their weights change."""
    plain: dict[str, float] = {}
    heavy: dict[str, float] = {}
    for entry in story.entries:
        name, feed = outlet(entry, scale.feeds), scale.feeds.get(entry.feed_url)
        share = scale.weights.copies if entry.id in copies else 1.0
        weight = feed.weight if feed else 1.0
        plain[name] = max(share, plain.get(name, 0.0))
        heavy[name] = max(share * weight, heavy.get(name, 0.0))
    points = scale.weights.outlets
    alike, counted, weighed = (
        round(points * math.log2(1 + total), 2)  # so that the parts add up
        for total in (len(plain), math.fsum(plain.values()), math.fsum(heavy.values()))
    )
    yield "outlets", alike
    yield "copies", counted - alike
    yield "feed weight", weighed - counted
    own = any((f := scale.feeds.get(e.feed_url)) and f.own for e in story.entries)
    yield "own", scale.weights.own * own


def _by_print(
    story: Story, weights: Weights, *, stub: bool
) -> Iterator[tuple[str, float]]:
    """Yield what the entries' days, places in the feeds and pictures give."""
    days = len({entry.when.date() for entry in story.entries})
    yield "days", weights.day * min(days - 1, _MOST_DAYS)
    yield "position", weights.position / min(e.position for e in story.entries)
    yield "picture", weights.picture * any(entry.image for entry in story.entries)
    yield "stub", weights.stub * stub


def _by_order(story: Story, scale: Scale) -> Iterator[tuple[str, float]]:
    orders = scale.orders
    yield (
        "boost",
        sum(
            points
            for pattern, points in orders.boost
            if any(_is_about(pattern, entry) for entry in story.entries)
        ),
    )
    pinned = any(p.search(e.title) for p in orders.pin for e in story.entries)
    yield "pinned", _PINNED * pinned


def _days_past_fresh(story: Story, now: datetime) -> float:
    newest = max(entry.when for entry in story.entries)
    return max(0.0, (now - newest).total_seconds() / _SECONDS_A_DAY - _FRESH_DAYS)


def _is_about(pattern: re.Pattern[str], entry: Entry) -> bool:
    return any(pattern.search(text) for text in (entry.title, *entry.categories))
