from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from builders import NOW, make_entry, make_feed, make_ranked, make_story
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.ranking.pick import Quotas, pick
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
    known = ("feed_url", "language", "title")
    entry = make_entry(
        id=f"a-{number}",
        outlet=outlet,
        published=NOW,
        **{k: v for k, v in given_values.items() if k in known},
    )
    return make_ranked(
        make_story(entry, id=f"s-{number}"),
        place=Place(region=region, code=given_values.get("code")),
        reasons=(("outlets", score),),
    )


def _pinned(story: RankedStory) -> RankedStory:
    return replace(story, reasons=(*story.reasons, ("pinned", 100.0)))


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


def _verdict(verdicts: tuple[Verdict, ...], story: str) -> Verdict:
    return next(v for v in verdicts if v.ranked.story.id == story)


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
    quotas = _quotas(
        stories=3,
        sections={"africa": 2},
        per_outlet=1,
        per_country=4,
        own=2,
        home="AU",
    )

    doubled = quotas.doubled()

    assert (doubled.stories, doubled.per_outlet, doubled.home) == (6, 2, "AU")
    assert (doubled.per_country, doubled.own) == (8, 4)
    assert doubled.sections == {"africa": 4}


def test_a_country_has_no_more_stories_than_its_share() -> None:
    stories = [_story(n, 10 - n, code="KE") for n in (1, 2, 3)]

    verdicts = pick([*stories, _story(4, 1, code="NG")], _quotas(per_country=2), {})

    assert _in(verdicts) == ["s-1", "s-2", "s-4"]
    found = _verdict(verdicts, "s-3")
    assert (found.cut, found.needed) == ("country", 8)
    assert found.why == "enough stories from KE: 2 of 2, the last one in scores 8"


def test_stories_of_no_country_share_no_quota() -> None:
    verdicts = pick([_story(n, n) for n in (1, 2, 3)], _quotas(per_country=1), {})

    assert len(_in(verdicts)) == 3


def test_feeds_of_one_family_share_the_quota_of_an_outlet() -> None:
    feeds = {
        url: make_feed(title=title, url=url, family="Courier Group")
        for title, url in (
            ("Courier", "http://courier.example/rss"),
            ("Herald", "http://herald.example/rss"),
        )
    }
    stories = [
        _story(n, 10 - n, outlet=feed.title, feed_url=feed.url)
        for n, feed in enumerate(feeds.values())
    ]

    verdicts = pick(stories, _quotas(per_outlet=1), feeds)

    assert _in(verdicts) == ["s-0"]
    assert _why(verdicts, "s-1").startswith("enough stories by Courier Group: 1 of 1")


@pytest.mark.parametrize(
    ("quotas", "cut", "needed"),
    [
        ({"stories": 3}, "edition", 7),
        ({"sections": {"africa": 3}}, "section", 7),
        ({"per_outlet": 3}, "outlet", 7),
        ({"per_country": 3}, "country", 7),
        ({"home": "KE"}, "home", None),
        ({"languages": ("de",)}, "language", None),
        ({"sections": {"europe": 3}}, "no-section", None),
    ],
)
def test_a_verdict_tells_programs_what_cut_the_story_and_what_it_needed(
    quotas: dict[str, Any], cut: str, needed: float | None
) -> None:
    stories = [_story(n, 10 - n, outlet="Courier", code="KE") for n in (1, 2, 3, 4)]

    verdict = _verdict(pick(stories, _quotas(**quotas), {}), "s-4")

    assert (verdict.section, verdict.cut, verdict.needed) == (None, cut, needed)


@pytest.mark.parametrize(
    "quotas",
    [
        {"stories": 3},
        {"sections": {"africa": 3}},
        {"per_outlet": 3},
        {"per_country": 3},
    ],
)
def test_with_more_than_the_needed_score_a_story_is_in(quotas: dict[str, Any]) -> None:
    def story(number: int, score: float) -> RankedStory:
        return _story(number, score, outlet="Courier", code="KE")

    others = [story(n, 10 - n) for n in (1, 2, 3)]
    needed = _verdict(pick([*others, story(4, 1)], _quotas(**quotas), {}), "s-4").needed

    assert needed is not None
    risen = pick([*others, story(4, needed + 0.01)], _quotas(**quotas), {})
    fallen = pick([*others, story(4, needed - 0.01)], _quotas(**quotas), {})

    assert _verdict(risen, "s-4").section
    assert not _verdict(fallen, "s-4").section


def test_of_a_full_edition_the_first_of_each_section_are_not_to_be_beaten() -> None:
    loud = [_story(n, 100 - n) for n in (1, 2, 3, 4)]
    quiet = [_story(n, 10 - n, "europe") for n in (5, 6)]

    verdicts = pick([*loud, *quiet], _quotas(stories=5), {})

    assert _verdict(verdicts, "s-4").needed == 97


def test_pinned_stories_are_in_whatever_the_quotas_say() -> None:
    pinned = [
        _pinned(_story(n, 0, outlet="Courier", code="KE", language="de"))
        for n in (1, 2, 3)
    ]
    quotas = _quotas(
        stories=1, sections={"africa": 1}, per_outlet=1, per_country=1, home="KE"
    )

    verdicts = pick([*pinned, _story(4, 50)], quotas, {})

    assert _in(verdicts) == ["s-1", "s-2", "s-3"]
    found = _verdict(verdicts, "s-4")
    assert (found.cut, found.needed) == ("edition", None)
    assert found.why == "edition is full: 3 of 1, by order"


def test_a_pinned_story_of_a_region_without_a_section_goes_to_the_last() -> None:
    quotas = _quotas(sections={"africa": 1, "climate": 1})

    verdicts = pick([_pinned(_story(1, 0, "europe"))], quotas, {})

    assert [verdict.section for verdict in verdicts] == ["climate"]


def test_a_pinned_story_takes_one_of_its_sections_places() -> None:
    verdicts = pick(
        [_story(1, 9), _story(2, 8), _pinned(_story(3, 0))],
        _quotas(sections={"africa": 2}),
        {},
    )

    assert _in(verdicts) == ["s-3", "s-1"]


OWN = make_feed(title="Ours", url="http://ours.example/rss", own=True)


def test_the_papers_own_story_has_a_place_kept() -> None:
    ours = [_story(n, n, outlet="Ours", feed_url=OWN.url) for n in (1, 2)]
    loud = [_story(n, 100 - n) for n in (3, 4)]

    verdicts = pick([*ours, *loud], _quotas(stories=2, own=1), {OWN.url: OWN})

    assert _in(verdicts) == ["s-3", "s-2"]


def test_an_own_story_stays_within_the_quotas() -> None:
    ours = [_story(n, n, outlet="Ours", feed_url=OWN.url) for n in (1, 2, 3)]

    verdicts = pick(ours, _quotas(per_outlet=1, own=3), {OWN.url: OWN})

    assert _in(verdicts) == ["s-3"]


def test_own_places_that_nobody_needs_go_to_others() -> None:
    verdicts = pick([_story(1, 2), _story(2, 1)], _quotas(stories=2, own=2), {})

    assert len(_in(verdicts)) == 2


def test_the_home_countrys_stories_have_a_section_if_one_is_listed() -> None:
    quotas = _quotas(
        home="KE", sections={"africa": 4, "home": 2}, per_country=1, stories=9
    )
    stories = [_story(n, 10 - n, code="KE") for n in (1, 2, 3)]

    verdicts = pick([*stories, _story(4, 5, code="NG")], quotas, {})

    assert {v.ranked.story.id: v.section for v in verdicts if v.section} == {
        "s-1": "home",
        "s-2": "home",
        "s-4": "africa",
    }
    assert _verdict(verdicts, "s-3").cut == "section"


STRIKE = "Dockers strike in Mombasa over pay"


def test_a_story_like_one_that_is_in_steps_back_and_says_so() -> None:
    stories = [
        _story(1, 20, title=STRIKE),
        _story(2, 18, title=f"{STRIKE} again"),
        _story(3, 12, title="Locusts reach Turkana"),
    ]

    verdicts = pick(stories, _quotas(stories=2, like=-15), {})

    assert _in(verdicts) == ["s-1", "s-3"]
    found = _verdict(verdicts, "s-2")
    name, points = found.ranked.reasons[-1]
    assert name == "like s-1"
    assert -15 <= points < -10
    assert found.cut == "like"
    assert found.needed == 12
    assert found.why.startswith(f"like s-1: {points:g}; edition is full")


def test_a_story_alike_that_is_still_the_best_is_in() -> None:
    stories = [_story(1, 60, title=STRIKE), _story(2, 50, title=STRIKE), _story(3, 12)]

    verdicts = pick(stories, _quotas(stories=2, like=-15), {})

    assert _in(verdicts) == ["s-1", "s-2"]
    assert _verdict(verdicts, "s-2").ranked.reasons[-1] == ("like s-1", -15)


def test_a_word_in_common_is_not_likeness() -> None:
    stories = [
        _story(1, 20, title="Dockers strike in Mombasa over pay and hours"),
        _story(2, 18, title="Mombasa names its first female judge today"),
    ]

    verdicts = pick(stories, _quotas(like=-15), {})

    assert [verdict.ranked.reasons for verdict in verdicts] == [
        (("outlets", 20),),
        (("outlets", 18),),
    ]


def test_without_a_weight_for_likeness_nothing_steps_back() -> None:
    stories = [_story(n, 20 - n, title=STRIKE) for n in (1, 2)]

    verdicts = pick(stories, _quotas(like=0), {})

    assert [verdict.ranked.score for verdict in verdicts] == [19, 18]


def test_likeness_is_not_counted_twice_when_stories_are_picked_again() -> None:
    stories = [_story(n, 20 - n, title=STRIKE) for n in (1, 2, 3)]
    once = pick(stories, _quotas(like=-15), {})

    again = pick([verdict.ranked for verdict in once], _quotas(like=-15), {})

    assert {v.ranked for v in again} == {v.ranked for v in once}


def test_a_pinned_story_does_not_step_back() -> None:
    stories = [_pinned(_story(n, 20 - n, title=STRIKE)) for n in (1, 2)]

    verdicts = pick(stories, _quotas(like=-15), {})

    assert [verdict.ranked.score for verdict in verdicts] == [119, 118]


def test_of_two_pinned_stories_alike_the_first_is_named_whatever_the_order() -> None:
    stories = [_pinned(_story(n, 20, title=STRIKE)) for n in (1, 2)]
    third = _story(3, 9, title=STRIKE)

    names = [
        _verdict(pick([*some, third], _quotas(like=-15), {}), "s-3").ranked.reasons[-1]
        for some in (stories, stories[::-1])
    ]

    assert names == [("like s-1", -15), ("like s-1", -15)]


TITLES = (STRIKE, f"{STRIKE} again", "Locusts reach Turkana", "Quake shakes Peru")
told_stories = st.lists(
    st.tuples(
        st.integers(0, 20),
        st.sampled_from(REGIONS),
        st.sampled_from(["Courier", "Herald", "Ours"]),
        st.sampled_from([None, "KE", "NG", "AU"]),
        st.sampled_from(TITLES),
        st.sampled_from([False, False, False, True]),
    ),
    max_size=20,
)
all_quotas = st.builds(
    Quotas,
    stories=st.integers(0, 8),
    sections=st.fixed_dictionaries(
        dict.fromkeys(("africa", "europe", "world"), st.integers(0, 4)),
        optional={"home": st.integers(0, 3)},
    ),
    per_outlet=st.integers(0, 3),
    per_country=st.integers(0, 3),
    own=st.integers(0, 3),
    like=st.sampled_from([0.0, -15.0]),
    home=st.sampled_from([None, "AU"]),
    regions=st.just(REGIONS),
)
FEEDS = {OWN.url: OWN}
Told = list[tuple[int, str, str, str | None, str, bool]]


def _told(told: Told) -> list[RankedStory]:
    stories = []
    for n, (score, region, outlet, code, title, pinned) in enumerate(told):
        story = _story(
            n,
            score,
            region,
            outlet,
            title=title,
            feed_url=f"http://{outlet.lower()}.example/rss",
            **({"code": code} if code else {}),
        )
        stories.append(_pinned(story) if pinned else story)
    return stories


@given(told_stories, all_quotas)
@settings(max_examples=200, deadline=None)
def test_no_quota_is_ever_passed_but_by_what_is_pinned(
    told: Told, quotas: Quotas
) -> None:
    printed = [v for v in pick(_told(told), quotas, FEEDS) if v.section]

    def within(
        key: Callable[[Verdict], object], limit: Callable[[object], int]
    ) -> bool:
        held, others = (
            Counter(map(key, printed)),
            {key(v) for v in printed if not v.ranked.pinned},
        )
        return all(held[one] <= limit(one) for one in others if one is not None)

    assert within(lambda _: "edition", lambda _: quotas.stories)
    assert within(lambda v: v.section, lambda name: quotas.sections[str(name)])
    assert within(lambda v: v.ranked.story.outlets[0], lambda _: quotas.per_outlet)
    assert within(
        lambda v: None if v.section == "home" else v.ranked.place.code,
        lambda _: quotas.per_country,
    )


@given(told_stories, all_quotas)
@settings(max_examples=100, deadline=None)
def test_what_is_pinned_is_always_in_and_comes_first(
    told: Told, quotas: Quotas
) -> None:
    verdicts = pick(_told(told), quotas, FEEDS)

    pinned = [bool(v.section) for v in verdicts if v.ranked.pinned]
    assert all(pinned)
    assert all(v.ranked.pinned for v in verdicts[: len(pinned)])


@given(told_stories, all_quotas)
@settings(max_examples=100, deadline=None)
def test_own_stories_have_their_places_as_far_as_quotas_allow(
    told: Told, quotas: Quotas
) -> None:
    verdicts = pick(_told(told), quotas, FEEDS)

    ours = [v for v in verdicts if v.ranked.story.outlets == ("Ours",)]
    if sum(bool(v.section) and not v.ranked.pinned for v in ours) < quotas.own:
        without = [v for v in verdicts if v not in ours and v.ranked.pinned]
        before = [v for v in ours if v.section]
        again = pick(
            [v.ranked for v in (*without, *ours)], replace(quotas, own=0), FEEDS
        )
        kept = [v for v in again if v.section and v.ranked.story.outlets == ("Ours",)]
        assert len(before) == len(kept)


@given(told_stories, all_quotas, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_in_which_stories_come_does_not_matter(
    told: Told, quotas: Quotas, chance: Random
) -> None:
    stories = _told(told)
    shuffled = chance.sample(stories, len(stories))

    assert pick(shuffled, quotas, FEEDS) == pick(stories, quotas, FEEDS)


@given(told_stories, all_quotas)
@settings(max_examples=100, deadline=None)
def test_every_story_has_one_verdict_and_only_those_out_a_cut(
    told: Told, quotas: Quotas
) -> None:
    verdicts = pick(_told(told), quotas, FEEDS)

    assert sorted(v.ranked.story.id for v in verdicts) == sorted(
        f"s-{n}" for n in range(len(told))
    )
    assert all((v.cut == "in") == bool(v.section) for v in verdicts)


@given(told_stories, all_quotas)
@settings(max_examples=100, deadline=None)
def test_no_story_loses_more_than_the_weight_of_likeness(
    told: Told, quotas: Quotas
) -> None:
    stories = {story.story.id: story.score for story in _told(told)}

    for verdict in pick(_told(told), quotas, FEEDS):
        lost = stories[verdict.ranked.story.id] - verdict.ranked.score
        assert 0 <= lost <= -quotas.like + 1e-9
