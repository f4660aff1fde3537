import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW, make_entry, make_feed
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import values
from digest.compose.ranking.rank import Orders
from digest.compose.terms import Terms, terms
from digest.compose.week import Week, consider
from digest.config import Config
from digest.model import Entry

SINCE = NOW - timedelta(days=9)


def _entry(name: str, title: str, **more: object) -> Entry:
    defaults: dict[str, object] = {
        "id": f"a-{name}",
        "url": f"http://courier.example/{name}",
        "title": title,
        "summary": f"{title}, officials said on Tuesday in a statement.",
    }
    return make_entry(**defaults | more)


STRIKE = _entry("strike", "Dockers strike in Mombasa over pay")
PORT = _entry("port", "Mombasa dockers strike over pay", outlet="Herald")
FERRY = _entry("ferry", "Ferry with ninety aboard sinks off Cebu")


def _terms(orders: Orders | None = None) -> Terms:
    config = Config.model_validate({"feeds": []})
    if orders is None:
        return terms(config, NOW, SINCE)
    mute = [values.as_typed(pattern) for pattern in orders.mute]
    config = Config.model_validate({"feeds": [], "ranking": {"mute": mute}})
    return terms(config, NOW, SINCE)


def _week(*entries: Entry, asked: Terms | None = None) -> Week:
    return consider(entries, asked or _terms())


def _left_out(week: Week) -> list[tuple[str, str, str]]:
    return [(out.entry.id, out.cut, out.why) for out in week.left_out]


def _told(week: Week) -> list[set[str]]:
    return [{entry.id for entry in ranked.story.entries} for ranked in week.ranked]


def test_entries_on_one_event_are_one_story_and_the_most_told_comes_first() -> None:
    assert _told(_week(FERRY, STRIKE, PORT)) == [{"a-strike", "a-port"}, {"a-ferry"}]


def test_an_opinion_piece_is_left_out_and_says_what_it_is() -> None:
    opinion = _entry("o", "Pay them", url="http://courier.example/opinion/pay-them")

    week = _week(STRIKE, opinion)

    assert _left_out(week) == [("a-o", "kind", "no report: opinion")]
    assert week.reports == (STRIKE,)


@pytest.mark.parametrize(("late", "out"), [(0, True), (1, False)])
def test_what_is_older_than_the_edition_is_left_out_with_its_day(
    late: int, *, out: bool
) -> None:
    old = _entry("old", "Ferry sinks", published=SINCE + timedelta(seconds=late))

    week = _week(STRIKE, old)

    told = [("a-old", "old", "too old: of 09 Nov 2026")] if out else []
    assert _left_out(week) == told


def test_a_muted_story_is_left_out_with_the_editors_words() -> None:
    orders = Orders(mute=(values.pattern("fer+y"),))

    week = _week(STRIKE, FERRY, asked=_terms(orders))

    why = "muted: 'fer+y' in feeds.yaml"
    assert _left_out(week) == [("a-ferry", "muted", why)]
    assert week.reports == (STRIKE,)


def test_a_kind_that_the_editor_lets_in_is_a_report() -> None:
    watched = _entry("watched", "Watch: Ferry sinks off Cebu with 90 aboard")
    config = Config.model_validate({"feeds": [], "ranking": {"leave_out": ["opinion"]}})

    strict = consider([watched], terms(Config(), NOW))
    lenient = consider([watched], terms(config, NOW))

    assert [out.cut for out in strict.left_out] == ["kind"]
    assert [entry.id for entry in lenient.reports] == ["a-watched"]


def test_a_muted_entry_leaves_the_story_to_the_others() -> None:
    orders = Orders(mute=(values.pattern("over pay"),))
    other = _entry("other", "Dockers strike in Mombasa", outlet="Herald")

    week = _week(STRIKE, other, asked=_terms(orders))

    assert {out.entry.id for out in week.left_out} == {"a-strike"}
    assert [ranked.story.entries for ranked in week.ranked] == [(other,)]


def test_the_best_story_is_wanted_and_the_home_countrys_is_not() -> None:
    config = Config.model_validate({"feeds": [], "newsletter": {"home": "KE"}})

    week = consider([STRIKE, FERRY], terms(config, NOW))

    assert [ranked.story.entries[0].id for ranked in week.wanted] == ["a-ferry"]
    assert {verdict.cut for verdict in week.long_list} == {"in", "home"}


def test_a_feeds_section_places_what_its_words_do_not() -> None:
    feed = make_feed(section="africa")
    asked = _terms()
    scale = replace(asked.scale, feeds={feed.url: feed})
    vague = _entry("v", "Dockers strike", summary="Nobody went to work.")

    (ranked,) = consider([vague], replace(asked, scale=scale)).ranked

    assert ranked.place.region == "africa"


def test_the_texts_are_what_the_feeds_say_without_markup() -> None:
    marked = _entry("m", "Ferry sinks", summary="<p>Ninety were <b>aboard</b>.</p>")

    assert _week(marked).texts == {"a-m": ("Ninety were aboard.",)}


def test_no_entries_are_a_quiet_week() -> None:
    week = _week()

    assert (week.ranked, week.long_list, week.left_out) == ((), (), ())


titles = st.sampled_from(
    [
        "Dockers strike in Mombasa",
        "Mombasa dockers strike for pay",
        "Opinion: pay the dockers",
        "Ferry sinks off Cebu",
        "Royal baby named",
    ]
)


@given(st.lists(st.tuples(titles, st.integers(0, 300)), max_size=12))
@settings(max_examples=40)
def test_every_entry_is_in_one_story_or_left_out_once(
    given_entries: Sequence[tuple[str, int]],
) -> None:
    entries = [
        _entry(str(n), title, published=NOW - timedelta(hours=age))
        for n, (title, age) in enumerate(given_entries)
    ]
    orders = Orders(mute=(re.compile(r"(?<!\w)(?:Royal)(?!\w)"),))

    week = consider(entries, _terms(orders))

    told = [e.id for ranked in week.ranked for e in ranked.story.entries]
    out = [one.entry.id for one in week.left_out]
    assert sorted(told + out) == sorted(entry.id for entry in entries)
    assert [v.ranked for v in week.long_list if v.section] == list(week.wanted)
