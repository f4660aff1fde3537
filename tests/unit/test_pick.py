from collections import Counter
from typing import Any

import pytest
from builders import NOW, make_entry, make_feed, make_ranked, make_story
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.pick import Quotas, pick
from digest.model import Place, RankedStory, Verdict

REGIONS = ("europe", "asia-pacific", "middle-east", "africa", "americas", "world")


def _story(
    number: int,
    score: float,
    region: str = "africa",
    outlet: str | None = None,
    **given_values: str,
) -> RankedStory:
    outlet = outlet or f"Paper {number}"
    entry = make_entry(
        id=f"a-{number}",
        outlet=outlet,
        published=NOW,
        **{k: v for k, v in given_values.items() if k in ("feed_url", "language")},
    )
    return make_ranked(
        make_story(entry, id=f"s-{number}"),
        place=Place(region=region, code=given_values.get("code")),
        reasons=(("coverage", score),),
    )


def _quotas(**given_values: Any) -> Quotas:
    defaults: dict[str, Any] = {
        "stories": 10,
        "sections": {"africa": 4, "europe": 4, "world": 4},
        "per_outlet": 9,
        "regions": REGIONS,
    }
    return Quotas(**defaults | given_values)


def _in(verdicts: tuple[Verdict, ...]) -> list[str]:
    return [verdict.ranked.story.id for verdict in verdicts if verdict.section]


def _why(verdicts: tuple[Verdict, ...], story: str) -> str:
    return next(v.why for v in verdicts if v.ranked.story.id == story)


def test_a_story_goes_to_its_regions_section() -> None:
    verdicts = pick([_story(1, 5, "europe")], _quotas(), {})

    assert [(v.section, v.why) for v in verdicts] == [("europe", "in")]


def test_verdicts_come_best_first() -> None:
    verdicts = pick([_story(1, 5), _story(2, 9), _story(3, 7)], _quotas(), {})

    assert [v.ranked.story.id for v in verdicts] == ["s-2", "s-3", "s-1"]


def test_every_story_gets_one_verdict() -> None:
    given_stories = [_story(n, n) for n in range(9)]

    verdicts = pick(given_stories, _quotas(stories=2), {})

    told = [verdict.ranked.story.id for verdict in verdicts]
    assert sorted(told) == sorted(f"s-{n}" for n in range(9))


def test_a_full_edition_takes_no_more() -> None:
    verdicts = pick([_story(n, 10 - n) for n in (1, 2, 3)], _quotas(stories=2), {})

    assert _in(verdicts) == ["s-1", "s-2"]
    assert _why(verdicts, "s-3").startswith("edition is full")


def test_a_full_section_takes_no_more() -> None:
    stories = [_story(n, 10 - n) for n in (1, 2, 3, 4)]

    verdicts = pick(stories, _quotas(sections={"africa": 3}), {})

    assert _in(verdicts) == ["s-1", "s-2", "s-3"]
    full = "section africa is full: 3 of 3, the last one in scores 7"
    assert _why(verdicts, "s-4") == full


def test_a_section_of_one_place_takes_one_story() -> None:
    verdicts = pick([_story(1, 5), _story(2, 4)], _quotas(sections={"africa": 1}), {})

    assert _in(verdicts) == ["s-1"]


def test_a_section_without_places_stays_empty() -> None:
    verdicts = pick([_story(1, 5)], _quotas(sections={"africa": 0}), {})

    assert _in(verdicts) == []


def test_every_section_gets_two_stories_before_any_gets_a_third() -> None:
    loud = [_story(n, 100 - n) for n in (1, 2, 3, 4)]
    quiet = [_story(n, 10 - n, "europe") for n in (5, 6)]

    verdicts = pick([*loud, *quiet], _quotas(stories=4), {})

    assert _in(verdicts) == ["s-1", "s-2", "s-5", "s-6"]
    assert _why(verdicts, "s-3").startswith("edition is full")


def test_room_that_balance_leaves_goes_to_the_loudest_region() -> None:
    verdicts = pick([_story(n, 10 - n) for n in (1, 2, 3, 4)], _quotas(), {})

    assert len(_in(verdicts)) == 4


def test_an_outlet_has_no_more_stories_than_its_share() -> None:
    same = [_story(n, 10 - n, outlet="Courier") for n in (1, 2, 3)]

    verdicts = pick([*same, _story(4, 1)], _quotas(per_outlet=2), {})

    assert _in(verdicts) == ["s-1", "s-2", "s-4"]
    enough = "enough stories by Courier: 2 of 2, the last one in scores 8"
    assert _why(verdicts, "s-3") == enough


def test_a_story_counts_for_the_outlet_it_is_printed_from() -> None:
    same = [_story(n, 10 - n, outlet="Courier") for n in (1, 2)]

    verdicts = pick(same, _quotas(per_outlet=1), {}, {"s-2": "Herald"})

    assert _in(verdicts) == ["s-1", "s-2"]


def test_the_home_countrys_own_stories_stay_out() -> None:
    stories = [_story(1, 5, code="KE"), _story(2, 4, code="NG")]

    verdicts = pick(stories, _quotas(home="KE"), {})

    assert _in(verdicts) == ["s-2"]
    assert _why(verdicts, "s-1") == "home country"


def test_without_a_home_stories_of_no_country_are_in() -> None:
    assert _in(pick([_story(1, 5)], _quotas(home=None), {})) == ["s-1"]


def test_a_story_told_in_other_languages_alone_stays_out() -> None:
    verdicts = pick([_story(1, 5, language="de")], _quotas(), {})

    assert _in(verdicts) == []
    assert _why(verdicts, "s-1") == "told in another language"


def test_a_newsletter_may_be_in_more_than_one_language() -> None:
    stories = [_story(1, 5, language="de"), _story(2, 4)]

    assert _in(pick(stories, _quotas(languages=("en", "de")), {})) == ["s-1", "s-2"]


def test_a_region_without_a_section_goes_to_the_world() -> None:
    verdicts = pick([_story(1, 5, "americas")], _quotas(), {})

    assert [verdict.section for verdict in verdicts] == ["world"]


def test_a_region_without_any_section_is_out_and_says_so() -> None:
    quotas = _quotas(sections={"africa": 4})

    verdicts = pick([_story(1, 5, "americas")], quotas, {})

    assert [(v.section, v.why) for v in verdicts] == [(None, "no section for americas")]


def test_a_section_that_is_no_region_is_filled_by_the_feeds_that_name_it() -> None:
    feed = make_feed(url="http://green.example/rss", section="climate")
    quotas = _quotas(sections={"africa": 4, "climate": 4})
    story = _story(1, 5, feed_url=feed.url)

    verdicts = pick([story], quotas, {feed.url: feed})

    assert [verdict.section for verdict in verdicts] == ["climate"]


def test_a_story_that_other_feeds_tell_too_stays_in_its_region() -> None:
    green = make_feed(url="http://green.example/rss", section="climate")
    plain = make_feed(url="http://courier.example/rss")
    entries = [
        make_entry(id=f"a-{n}", feed_url=feed.url)
        for n, feed in enumerate((green, plain))
    ]
    quotas = _quotas(sections={"africa": 4, "climate": 4})

    verdicts = pick(
        [make_ranked(make_story(*entries))],
        quotas,
        {feed.url: feed for feed in (green, plain)},
    )

    assert [verdict.section for verdict in verdicts] == ["africa"]


def test_a_feed_that_names_a_region_only_hints_at_it() -> None:
    feed = make_feed(url="http://courier.example/rss", section="europe")
    story = _story(1, 5, "africa", feed_url=feed.url)

    verdicts = pick([story], _quotas(), {feed.url: feed})

    assert [verdict.section for verdict in verdicts] == ["africa"]


def test_a_section_that_a_feed_names_but_the_newsletter_lacks_is_passed_over() -> None:
    feed = make_feed(url="http://green.example/rss", section="climate")
    story = _story(1, 5, feed_url=feed.url)

    verdicts = pick([story], _quotas(), {feed.url: feed})

    assert [verdict.section for verdict in verdicts] == ["africa"]


def test_the_long_list_has_twice_the_room() -> None:
    quotas = _quotas(stories=3, sections={"africa": 2}, per_outlet=1, home="AU")

    doubled = quotas.doubled()

    assert (doubled.stories, doubled.per_outlet, doubled.home) == (6, 2, "AU")
    assert doubled.sections == {"africa": 4}


@given(
    st.lists(
        st.tuples(
            st.integers(0, 20),
            st.sampled_from(REGIONS),
            st.sampled_from(["Courier", "Herald", "Post"]),
        ),
        max_size=20,
    ),
    st.integers(0, 8),
    st.integers(0, 4),
    st.integers(0, 3),
)
@settings(max_examples=60, deadline=None)
def test_no_quota_is_ever_exceeded(
    told: list[tuple[int, str, str]], stories: int, places: int, per_outlet: int
) -> None:
    ranked = [_story(n, *one) for n, one in enumerate(told)]
    sections = dict.fromkeys(("africa", "europe", "world"), places)

    verdicts = pick(
        ranked,
        _quotas(stories=stories, sections=sections, per_outlet=per_outlet),
        {},
    )

    printed = [verdict for verdict in verdicts if verdict.section]
    by_section = Counter(verdict.section for verdict in printed)
    by_outlet = Counter(verdict.ranked.story.outlets[0] for verdict in printed)
    assert len(printed) <= stories
    assert max(by_section.values(), default=0) <= places
    assert max(by_outlet.values(), default=0) <= per_outlet


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_stories_come_does_not_matter(seed: int) -> None:
    stories = [_story(n, n % 4, REGIONS[n % 6]) for n in range(12)]
    turned = stories[seed * 4 :] + stories[: seed * 4]

    assert pick(turned, _quotas(stories=5), {}) == pick(stories, _quotas(stories=5), {})
