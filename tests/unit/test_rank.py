import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from builders import NOW, make_entry, make_feed, make_ranked, make_story
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.ranking.rank import Orders, Scale, muting, rank
from digest.model import Entry, Feed, Place, RankedStory, Story
from digest.steering import Weights

KENYA = Place(region="africa", country="Kenya", code="KE")
FRESH = NOW - timedelta(hours=3)


def _entry(outlet: str, **given_values: object) -> Entry:
    host = outlet.lower()
    defaults: dict[str, object] = {
        "id": f"a-{host}",
        "outlet": outlet,
        "feed_url": f"http://{host}.example/rss",
        "published": FRESH,
        "position": 1,
    }
    return make_entry(**defaults | given_values)


def _ranked(
    story: Story,
    feeds: Sequence[Feed] = (),
    orders: Orders | None = None,
    weights: Weights | None = None,
    **given_values: Any,
) -> RankedStory:
    scale = Scale(
        feeds={feed.url: feed for feed in feeds},
        orders=orders or Orders(),
        now=NOW,
        weights=weights or Weights(),
    )
    return rank(story, KENYA, scale, **given_values)


def _by_outlets(ranked: RankedStory) -> float:
    return sum(_part(ranked, name) for name in ("outlets", "copies", "feed weight"))


def _part(ranked: RankedStory, name: str) -> float:
    return dict(ranked.reasons).get(name, 0.0)


def test_the_score_is_the_sum_of_its_reasons() -> None:
    ranked = _ranked(make_story(_entry("Courier"), _entry("Herald")))

    assert ranked.score == pytest.approx(sum(value for _, value in ranked.reasons))


def test_a_reason_that_gives_nothing_is_not_named() -> None:
    ranked = _ranked(make_story(_entry("Courier")))

    assert [name for name, _ in ranked.reasons] == ["outlets", "position"]


def test_a_ranked_story_keeps_its_story_and_place() -> None:
    story = make_story(_entry("Courier"))

    ranked = _ranked(story)

    assert (ranked.story, ranked.place) == (story, KENYA)


def test_each_doubling_of_outlets_gains_less_than_double() -> None:
    one = _ranked(make_story(_entry("Courier")))
    three = _ranked(make_story(*(_entry(n) for n in ("Courier", "Herald", "Post"))))

    assert _part(one, "outlets") == 10.0
    assert _part(three, "outlets") == 20.0


def test_an_outlet_counts_once_at_its_best_weight() -> None:
    feeds = [
        make_feed(url="http://courier.example/world", weight=0.5),
        make_feed(url="http://courier.example/front", weight=3.0),
    ]
    twice = make_story(
        _entry("Courier", id="a-1", feed_url=feeds[1].url),
        _entry("Courier", id="a-2", feed_url=feeds[0].url),
    )

    assert _by_outlets(_ranked(twice, feeds)) == 20.0


def test_a_feeds_weight_counts_for_its_outlet() -> None:
    feed = make_feed(url="http://courier.example/rss", weight=3.0)

    assert _by_outlets(_ranked(make_story(_entry("Courier")), [feed])) == 20.0


def test_a_copy_counts_three_tenths_of_its_outlet() -> None:
    story = make_story(_entry("Courier"), _entry("Herald"))

    copied = _ranked(story, copies={"a-herald"})

    assert _by_outlets(copied) == pytest.approx(12.02)


def test_every_further_day_up_to_three_adds_to_the_score() -> None:
    def over(days: int) -> RankedStory:
        moments = [FRESH - timedelta(days=day) for day in range(days)]
        entries = [
            _entry("Courier", id=f"a-{n}", published=moment)
            for n, moment in enumerate(moments)
        ]
        return _ranked(make_story(*entries))

    assert [_part(over(days), "days") for days in (1, 2, 4, 6)] == [0, 3, 9, 9]


def test_two_entries_of_one_day_are_one_day() -> None:
    story = make_story(_entry("Courier"), _entry("Herald", published=FRESH))

    assert _part(_ranked(story), "days") == 0


def test_the_best_position_in_any_feed_counts() -> None:
    story = make_story(_entry("Courier", position=6), _entry("Herald", position=2))

    assert _part(_ranked(story), "position") == 1.5


def test_a_picture_adds_a_little() -> None:
    story = make_story(
        _entry("Courier"), _entry("Herald", image="http://herald.example/quay.jpg")
    )

    assert _part(_ranked(story), "picture") == 1.0


@pytest.mark.parametrize(("days", "points"), [(1, 0), (2, 0), (3, -1), (6, -4)])
def test_a_story_loses_a_point_for_each_day_past_two(days: int, points: float) -> None:
    story = make_story(_entry("Courier", published=NOW - timedelta(days=days)))

    assert _part(_ranked(story), "age") == points


def test_a_story_is_as_old_as_its_newest_entry() -> None:
    story = make_story(
        _entry("Courier", published=NOW - timedelta(days=6)), _entry("Herald")
    )

    assert _part(_ranked(story), "age") == 0


def test_a_date_in_the_future_counts_as_first_sight() -> None:
    wild = _entry("Courier", published=NOW + timedelta(days=90), first_seen=FRESH)

    assert _part(_ranked(make_story(wild)), "age") == 0


def test_a_story_that_could_not_be_read_falls_behind() -> None:
    assert _part(_ranked(make_story(_entry("Courier")), stub=True), "stub") == -8.0


def test_boosts_add_up_over_the_headlines_that_match() -> None:
    boost = (
        (re.compile("Mombasa"), 4.0),
        (re.compile("strike"), -1.5),
        (re.compile("Peru"), 9.0),
    )

    ranked = _ranked(make_story(_entry("Courier")), orders=Orders(boost=boost))

    assert _part(ranked, "boost") == 2.5


def test_a_pinned_story_stands_above_any_other() -> None:
    orders = Orders(pin=(re.compile("Mombasa"),))
    pinned = _ranked(make_story(_entry("Courier", position=50)), orders=orders)
    loud = [
        _entry(f"Paper{n}", title="Quake shakes Peru", image="x.jpg") for n in range(99)
    ]

    assert pinned.score > _ranked(make_story(*loud), orders=orders).score


ROYAL = re.compile("Royal", re.IGNORECASE)


def test_an_entry_is_muted_by_its_headline_or_by_its_feeds_category() -> None:
    headline = _entry("Herald", title="Royal baby named")
    category = _entry("Herald", title="A name is found", categories=("World", "royals"))
    neither = _entry("Herald", categories=("World",))

    muted = [muting(e, Orders(mute=(ROYAL,))) for e in (headline, category, neither)]

    assert muted == [ROYAL, ROYAL, None]


def test_a_boost_looks_at_headlines_and_categories() -> None:
    orders = Orders(boost=((ROYAL, 4.0),))
    story = make_story(_entry("Courier", categories=("Royal family",)))

    assert _part(_ranked(story, orders=orders), "boost") == 4.0


def test_a_pin_looks_at_headlines_alone() -> None:
    orders = Orders(pin=(ROYAL,))
    story = make_story(_entry("Courier", categories=("Royal family",)))

    assert not _ranked(story, orders=orders).pinned


def test_feeds_of_one_family_are_one_outlet() -> None:
    feeds = [
        make_feed(url="http://courier.example/rss", family="Courier Group"),
        make_feed(url="http://herald.example/rss", family="Courier Group", weight=3.0),
    ]

    ranked = _ranked(make_story(_entry("Courier"), _entry("Herald")), feeds)

    assert ranked.reasons[:2] == (("outlets", 10.0), ("feed weight", 10.0))


def test_weights_and_copies_are_told_apart() -> None:
    feeds = [make_feed(url="http://courier.example/rss", weight=2.0)]
    story = make_story(_entry("Courier"), _entry("Herald"))

    parts = _ranked(story, feeds, copies={"a-herald"}).reasons

    assert [name for name, _ in parts] == [
        "outlets",
        "copies",
        "feed weight",
        "position",
    ]
    assert sum(value for _, value in parts[:3]) == pytest.approx(17.22, abs=0.01)


def test_an_own_feed_gains_what_the_weights_say() -> None:
    feeds = [make_feed(url="http://courier.example/rss", own=True)]
    weights = Weights(own=4)

    assert _part(_ranked(make_story(_entry("Courier")), feeds), "own") == 0
    own = _ranked(make_story(_entry("Courier")), feeds, weights=weights)
    assert _part(own, "own") == 4


def test_every_weight_of_the_table_moves_its_part() -> None:
    weights = Weights(
        outlets=20, day=5, position=8, picture=2, age=-3, stub=-1, copies=0
    )
    old = NOW - timedelta(days=4)
    entries = [
        _entry("Courier", published=old, image="x.jpg"),
        _entry("Herald", published=old - timedelta(days=1)),
    ]

    parts = _ranked(
        make_story(*entries), weights=weights, copies={"a-herald"}, stub=True
    ).reasons

    assert dict(parts) == {
        "outlets": 31.7,
        "copies": -11.7,
        "days": 5,
        "position": 8,
        "picture": 2,
        "stub": -1,
        "age": -6,
    }


def test_a_pinned_story_stands_above_one_with_more_points() -> None:
    pinned = make_ranked(make_story(id="s-9"), reasons=(("pinned", 100.0),))
    loud = make_ranked(make_story(id="s-1"), reasons=(("outlets", 900.0),))

    assert min((loud, pinned), key=lambda ranked: ranked.order) is pinned


def test_stories_of_equal_score_are_ordered_newest_first_then_by_id() -> None:
    old = make_story(_entry("Courier", published=FRESH - timedelta(hours=2)), id="s-1")
    new = make_story(_entry("Courier"), id="s-3")
    twin = replace(new, id="s-2")

    ordered = sorted(map(_ranked, (old, new, twin)), key=lambda ranked: ranked.order)

    assert [ranked.story.id for ranked in ordered] == ["s-2", "s-3", "s-1"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Courier", "Herald", "Post"]),
            st.datetimes(datetime(2026, 11, 1), datetime(2026, 11, 18)),  # noqa: DTZ001  made aware below
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_entries_does_not_change_the_score(
    told: list[tuple[str, datetime]],
) -> None:
    entries = [
        _entry(outlet, id=f"a-{n}", published=moment.replace(tzinfo=NOW.tzinfo))
        for n, (outlet, moment) in enumerate(told)
    ]

    one, other = make_story(*entries), make_story(*reversed(entries))

    assert _ranked(one).score == _ranked(other).score
