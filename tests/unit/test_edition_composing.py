import gc
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from builders import NOW, make_entry, make_feed, make_page
from calls import calls
from fakes import fake_web, mapped
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.briefs.headlines import headline
from digest.compose.briefs.lead import lead
from digest.compose.edition import Composed, compose
from digest.compose.pages.read import Means
from digest.compose.ranking.pick import Quotas
from digest.compose.ranking.rank import Orders, Scale
from digest.compose.terms import Terms
from digest.config import REGIONS
from digest.edition_file import LeftOut, Record
from digest.errors import TooFewStoriesError
from digest.model import Article, Entry, Feed
from digest.page_selectors import Selectors
from digest.picture import Picture
from digest.progress import silent

HEADINGS = {"africa": "Africa", "asia-pacific": "Asia-Pacific", "americas": "Americas"}
DOCKERS = (
    (
        "Dock workers in Mombasa put down tools on Monday and asked for nine percent"
        " more pay from the port authority of Kenya."
    ),
    (
        "Forty ships with grain, fuel and cars waited outside the harbor of Mombasa on"
        " Tuesday while talks went on in Nairobi."
    ),
    (
        "Shopkeepers as far inland as Kampala complained that flour had doubled in"
        " price since no truck had left the terminal."
    ),
    (
        "A court in Nairobi will rule on Thursday whether the pickets may block the"
        " gates of the largest port of Kenya."
    ),
)
DOCKERS_TOO = (
    (
        "Cranes at the Kenyan port of Mombasa stood still for a third day as dock"
        " workers picketed the gates over their pay."
    ),
    (
        "The transport minister of Kenya said soldiers could unload medicine and food"
        " from the ships that lie at anchor."
    ),
    (
        "Crane drivers in Lamu joined the dock workers late on Tuesday night and shut a"
        " second harbor on the coast."
    ),
    (
        "Insurers raised their rates for ships bound for Mombasa by a third, brokers in"
        " Nairobi told the Herald."
    ),
)
FERRY = (
    (
        "A ferry with ninety people aboard sank in rough seas off the Philippine island"
        " of Cebu before dawn on Tuesday."
    ),
    (
        "Fishermen pulled sixty survivors from the water before the coast guard reached"
        " the wreck, officials in Manila said."
    ),
    (
        "Divers brought up eleven bodies from the lower deck, where cars and trucks had"
        " broken loose in the swell."
    ),
    (
        "The captain of the ferry was detained in Cebu City and will face a board of"
        " inquiry next week."
    ),
)
QUAKE = (
    (
        "A magnitude 6.8 earthquake struck near Arequipa in southern Peru before dawn,"
        " toppling walls and cutting off power."
    ),
    (
        "Rescuers dug through the ruins of a school in Arequipa, where nobody had been"
        " inside when the roof came down."
    ),
    (
        "Hospitals in Lima sent surgeons and blood to the south as forty aftershocks"
        " kept people in the streets."
    ),
    (
        "Engineers closed two bridges on the coastal road of Peru after they found"
        " cracks in the piers."
    ),
)
MURAL = (
    (
        "A painter finished the longest mural of the continent on a wall in Bogota"
        " after three years of work on scaffolds."
    ),
    (
        "The wall in the capital of Colombia shows every bird that nests within a day's"
        " walk of the city."
    ),
    (
        "Children from twelve schools in Bogota mixed the colors, which were made from"
        " earth, leaves and crushed brick."
    ),
    (
        "The city council of Bogota voted to light the mural at night until the end of"
        " the year."
    ),
)


def _entry(name: str, outlet: str, title: str, summary: str, **more: object) -> Entry:
    host = outlet.lower()
    defaults: dict[str, object] = {
        "id": f"a-{name}",
        "outlet": outlet,
        "feed_url": f"http://{host}.example/rss",
        "url": f"http://{host}.example/{name}",
        "title": title,
        "summary": summary,
        "published": NOW - timedelta(hours=20),
    }
    return make_entry(**defaults | more)


STRIKE = (
    _entry("strike", "Courier", "Dockers strike in Mombasa over pay", DOCKERS[0]),
    _entry("port", "Herald", "Mombasa port shut by dock workers", DOCKERS_TOO[0]),
)
SINKING = _entry("ferry", "Post", "Ferry with 90 aboard sinks off Cebu", FERRY[0])
SHAKEN = _entry("quake", "Globe", "Earthquake topples walls in Peru", QUAKE[0])
PAINTED = _entry("mural", "Echo", "Painter completes mural in Bogota", MURAL[0])
WEEK = (*STRIKE, SINKING, SHAKEN, PAINTED)
PAGES = {
    STRIKE[0].url: make_page(*DOCKERS, title=STRIKE[0].title),
    STRIKE[1].url: make_page(*DOCKERS_TOO, title=STRIKE[1].title),
    SINKING.url: make_page(*FERRY, title=SINKING.title),
    SHAKEN.url: make_page(*QUAKE, title=SHAKEN.title),
    PAINTED.url: make_page(*MURAL, title=PAINTED.title),
}


def _terms(
    feeds: Sequence[Feed] = (), orders: Orders | None = None, **given_values: Any
) -> Terms:
    min_stories = given_values.pop("min_stories", 1)
    quotas: dict[str, Any] = {
        "stories": 9,
        "sections": dict.fromkeys(HEADINGS, 4),
        "per_outlet": 3,
        "regions": tuple(REGIONS),
    }
    return Terms(
        scale=Scale(
            feeds={feed.url: feed for feed in feeds},
            orders=orders or Orders(),
            now=NOW,
        ),
        quotas=Quotas(**quotas | given_values),
        min_stories=min_stories,
        words_per_article=120,
    )


def _composed(
    entries: Sequence[Entry] = WEEK,
    terms: Terms | None = None,
    pages: Mapping[str, bytes] = PAGES,
) -> Composed:
    means = Means(web=fake_web(pages), mapped=mapped, progress=silent)
    return compose(entries, terms or _terms(), means)


def _record(composed: Composed) -> Record:
    sections = composed.sections(HEADINGS, None)
    return composed.record([brief for s in sections for brief in s.briefs])


def _titles(composed: Composed) -> list[str]:
    return [verdict.ranked.story.entries[0].title for verdict in composed.printed]


def _why(composed: Composed, entry: Entry) -> str:
    return next(v.why for v in composed.verdicts if entry in v.ranked.story.entries)


def test_a_weeks_entries_become_stories_the_most_told_first() -> None:
    composed = _composed()

    assert len(composed.printed) == 4
    assert composed.printed[0].ranked.story.entries == (STRIKE[1], STRIKE[0])


def test_the_top_story_has_a_section_of_its_own_and_stands_in_no_other() -> None:
    top, *others = _composed().sections(HEADINGS, None)

    assert (top.id, len(top.briefs)) == ("top", 1)
    assert top.briefs[0].id not in {b.id for section in others for b in section.briefs}


def test_sections_stand_in_the_order_of_the_headings_without_empty_ones() -> None:
    sections = _composed().sections(HEADINGS, None)

    assert [(section.id, section.title) for section in sections[1:]] == [
        ("asia-pacific", "Asia-Pacific"),
        ("americas", "Americas"),
    ]


def test_stories_of_a_section_stand_best_first() -> None:
    composed = _composed()
    best_first = [verdict.ranked.story.id for verdict in composed.printed]

    americas = composed.sections(HEADINGS, None)[-1]

    ids = [brief.id for brief in americas.briefs]
    assert len(ids) == 2
    assert ids == sorted(ids, key=best_first.index)


def test_the_top_story_has_the_most_bullets_and_later_stories_the_fewest() -> None:
    many = tuple(dict.fromkeys((*DOCKERS, *DOCKERS_TOO)))
    filler = [f"Ship number {n} lies at anchor." for n in range(30)]
    long = {
        SHAKEN.url: make_page(*QUAKE, *filler),
        PAINTED.url: make_page(*MURAL, *filler),
        STRIKE[0].url: make_page(*many, *filler),
        STRIKE[1].url: PAGES[STRIKE[1].url],
    }
    entries = [*STRIKE, SHAKEN, PAINTED]

    top, americas = _composed(entries, pages=long).sections(HEADINGS, None)

    assert len(top.briefs[0].bullets) == 4
    assert [len(brief.bullets) for brief in americas.briefs] == [3, 2]


def test_every_bullet_stands_in_the_text_that_is_kept_of_its_article() -> None:
    record = _record(_composed(terms=_terms(stories=2)))
    texts = record.texts

    bullets = [b for brief in record.briefs.values() if brief for b in brief.bullets]

    assert len(bullets) >= 4
    for bullet in bullets:
        assert bullet.sentence is not None
        source = texts[bullet.sentence.article]
        assert source.sentences[bullet.sentence.number] == bullet.sentence.text
        assert source.url == bullet.url


def test_the_articles_are_those_of_the_stories_that_are_in() -> None:
    composed = _composed(terms=_terms(sections={"africa": 4}))

    assert {a.entry.id for a in composed.articles} == {"a-strike", "a-port"}


def test_stories_that_are_out_are_kept_as_they_would_be_printed() -> None:
    composed = _composed(terms=_terms(sections={"africa": 4}))

    record = _record(composed)

    assert set(record.texts) == {entry.id for entry in WEEK}
    assert len(record.briefs) == 4
    assert all(brief and brief.bullets for brief in record.briefs.values())


def test_a_story_that_was_never_read_is_kept_with_the_feeds_words() -> None:
    record = _record(_composed(terms=_terms(home="PE")))

    assert record.texts["a-quake"].origin == "feed"
    assert record.texts["a-quake"].sentences == (QUAKE[0],)


def test_thirty_stories_that_are_out_are_kept_the_best_of_them() -> None:
    many = [
        _entry(
            f"q{n}",
            f"P{n}",
            f"Zq{n} xw{n} yv{n} in Peru",
            "Six words or more.",
            position=n,
        )
        for n in range(1, 41)
    ]
    composed = _composed([SINKING, *many], _terms(home="PE"), pages={})

    record = _record(composed)

    assert len(composed.verdicts) == 41
    assert len(record.briefs) == 31
    assert {"a-q1", "a-q30"} <= set(record.texts)
    assert "a-q31" not in record.texts


def test_a_printed_story_is_kept_as_it_is_printed() -> None:
    composed = _composed()
    printed = [b for s in composed.sections(HEADINGS, None) for b in s.briefs]

    record = composed.record(printed)

    assert [record.briefs[brief.id] for brief in printed] == printed


def test_a_wire_copy_is_kept_as_the_copy_of_what_it_repeats() -> None:
    copied = PAGES | {STRIKE[0].url: make_page(*DOCKERS_TOO, title=STRIKE[0].title)}

    record = _record(_composed(pages=copied))

    of = {name: text.copy_of for name, text in record.texts.items() if text.copy_of}
    assert of == {"a-strike": "a-port"}


def test_the_picture_belongs_to_the_top_story_alone() -> None:
    lent = Picture(file="pictures/s-1.jpg", alt="", credit="", width=640, height=480)

    top, *others = _composed().sections(HEADINGS, lent)

    assert top.briefs[0].picture == lent
    assert not any(brief.picture for section in others for brief in section.briefs)


def test_the_top_storys_lead_is_one_of_its_articles() -> None:
    coverage, first = _composed().top

    assert first in coverage.articles
    assert coverage.ranked.story.entries == (STRIKE[1], STRIKE[0])


def test_a_region_without_a_story_is_quiet() -> None:
    composed = _composed([*STRIKE, SINKING])

    assert composed.quiet(HEADINGS) == ("americas",)


def test_the_top_storys_region_is_not_quiet() -> None:
    assert "africa" not in _composed(STRIKE).quiet(HEADINGS)


def test_the_world_is_never_quiet() -> None:
    headings = {**HEADINGS, "world": "World"}

    assert "world" not in _composed().quiet(headings)


def test_every_entry_is_in_one_story_with_a_verdict() -> None:
    composed = _composed(terms=_terms(stories=2, home="CO"))

    told = [entry.id for v in composed.verdicts for entry in v.ranked.story.entries]
    assert sorted(told) == sorted(entry.id for entry in WEEK)


def test_a_muted_story_is_out_and_says_so() -> None:
    orders = Orders(mute=(re.compile("mural"),))

    composed = _composed(terms=_terms(orders=orders))

    assert PAINTED.title not in _titles(composed)
    assert composed.week.left_out == (
        LeftOut(entry=PAINTED, why="muted: 'mural' in feeds.yaml", cut="muted"),
    )


def test_one_muted_headline_leaves_the_story_to_the_others() -> None:
    orders = Orders(mute=(re.compile("Dockers"),))

    composed = _composed(terms=_terms(orders=orders))

    assert STRIKE[1].title in _titles(composed)
    (out,) = composed.week.left_out
    assert (out.entry, out.cut) == (STRIKE[0], "muted")


def test_mute_beats_pin() -> None:
    words = (re.compile("mural"),)

    composed = _composed(terms=_terms(orders=Orders(mute=words, pin=words)))

    assert PAINTED.title not in _titles(composed)


def test_a_family_is_named_once() -> None:
    feeds = [
        make_feed(title=e.outlet, url=e.feed_url, family="The Papers") for e in STRIKE
    ]

    composed = _composed(STRIKE, _terms(feeds))

    (section,) = composed.sections(HEADINGS, None)
    assert section.briefs[0].also == ()


@given(
    st.sets(st.sampled_from(["Mombasa", "dock\\w*", "Ferry", "mural", "Sport"])),
    st.sets(st.sampled_from(["Mombasa", "Peru", "mural"])),
)
@settings(max_examples=30, deadline=None)
def test_nothing_muted_is_anywhere_in_an_edition(mute: set[str], pin: set[str]) -> None:
    muted = [re.compile(word, re.IGNORECASE) for word in sorted(mute)]
    orders = Orders(mute=muted, pin=[re.compile(word) for word in sorted(pin)])
    sports = replace(SHAKEN, id="a-sport", categories=("Sport",), outlet="Kicker")
    told = _entry("calm", "Calm", "Volcano stirs in Peru", QUAKE[1])

    composed = _composed([*WEEK, sports, told], _terms(orders=orders))

    briefs = [b for s in composed.sections(HEADINGS, None) for b in s.briefs]
    words = [b.headline for b in briefs] + [
        text
        for article in composed.articles
        for text in (article.entry.title, *article.entry.categories)
    ]
    assert briefs
    assert [t for t in words if any(p.search(t) for p in muted)] == []


def test_a_muted_story_takes_nobodys_place_and_needs_no_page() -> None:
    orders = Orders(mute=(re.compile("Mombasa"),))

    composed = _composed(terms=_terms(orders=orders, stories=1))

    assert len(composed.printed) == 1
    assert not {"a-strike", "a-port"} & {
        article.entry.id for c in composed.coverages.values() for article in c.articles
    }


def test_a_story_without_a_sentence_that_stands_alone_gives_up_its_place() -> None:
    mute = _entry("hint", "Daily", "Lesotho: what now?", "What now? Who knows?")
    terms = _terms(orders=Orders(pin=(re.compile("what now"),)))

    composed = _composed([mute, SHAKEN], terms)

    assert _titles(composed) == [SHAKEN.title]
    assert _why(composed, mute) == "no sentence stands alone"


def test_a_story_of_the_long_list_moves_up_when_another_falls_out() -> None:
    mute = _entry("hint", "Daily", "Lesotho: what now?", "What now? Who knows?")
    terms = _terms(orders=Orders(pin=(re.compile("what now"),)), stories=1)

    assert _titles(_composed([mute, SHAKEN], terms)) == [SHAKEN.title]


def test_the_home_countrys_stories_stay_out() -> None:
    composed = _composed(terms=_terms(home="KE"))

    assert _why(composed, STRIKE[0]) == "home country"


def test_pages_are_read_for_the_long_list_alone() -> None:
    composed = _composed(terms=_terms(stories=1))

    assert len(composed.coverages) == 2


def test_a_page_that_cannot_be_read_leaves_the_story_in_with_the_feeds_text() -> None:
    pages = {url: page for url, page in PAGES.items() if url != SHAKEN.url}

    composed = _composed(pages=pages)

    source = _record(composed).texts["a-quake"]
    assert (source.origin, source.shortfall) == ("feed", "host not found")
    assert source.sentences == (QUAKE[0],)


def test_a_story_that_could_not_be_read_falls_behind_those_that_could() -> None:
    pages = {SINKING.url: PAGES[SINKING.url]}

    composed = _composed([SHAKEN, SINKING], pages=pages)

    assert _titles(composed) == [SINKING.title, SHAKEN.title]
    assert ("stub", -8.0) in composed.printed[1].ranked.reasons


def test_a_story_that_was_read_though_not_as_its_feed_said_is_no_stub() -> None:
    stale = Selectors(keep=(".no-more",))
    listed = {SHAKEN.feed_url: make_feed(url=SHAKEN.feed_url, article=stale)}

    composed = _composed([SHAKEN], _terms(feeds=tuple(listed.values()), min_stories=1))

    assert _record(composed).texts[SHAKEN.id].remark
    assert "stub" not in dict(composed.printed[0].ranked.reasons)


def test_a_wire_copy_adds_little_to_its_story() -> None:
    copied = PAGES | {STRIKE[1].url: make_page(*DOCKERS, title=STRIKE[1].title)}

    own, wire = _composed(), _composed(pages=copied)

    assert wire.top[0].ranked.score < own.top[0].ranked.score


def test_a_story_is_placed_by_what_its_page_says() -> None:
    vague = _entry("vague", "Post", "Ferry with 90 aboard sinks", "Ninety were aboard.")
    pages = {vague.url: make_page(*FERRY, title=vague.title)}
    sections = {**dict.fromkeys(HEADINGS, 4), "world": 4}

    composed = _composed([vague], _terms(sections=sections), pages)

    assert composed.printed[0].section == "asia-pacific"


def test_a_story_counts_for_the_outlet_that_it_is_printed_from() -> None:
    heavy = make_feed(title="Globe", url="http://globe.example/rss", weight=2.0)
    again = _entry("west", "Globe", STRIKE[0].title, DOCKERS_TOO[0])
    pages = PAGES | {again.url: make_page(*DOCKERS_TOO)}

    composed = _composed(
        [STRIKE[0], again, SHAKEN], _terms([heavy], per_outlet=1), pages
    )

    assert len(composed.printed) == 1
    assert _why(composed, SHAKEN).startswith("enough stories by Globe: 1 of 1")


def test_a_section_that_is_no_region_does_not_draw_stories_that_others_tell() -> None:
    green = make_feed(title="Green", url="http://green.example/rss", section="climate")
    told = "Scientists counted more bees than in any year since counts began long ago."
    entries = [
        _entry("bees", "Green", "Bees return in numbers", told),
        _entry("count", "Daily", "Bees return in large numbers", told),
    ]
    sections = {"climate": 4, "world": 4}

    composed = _composed(entries, _terms([green], sections=sections), pages={})

    assert [verdict.section for verdict in composed.printed] == ["world"]


def test_a_week_that_is_too_thin_is_no_edition() -> None:
    with pytest.raises(TooFewStoriesError, match=r"4 stories found.*asks for 5"):
        _composed(terms=_terms(min_stories=5))


def test_a_week_with_just_enough_stories_is_an_edition() -> None:
    assert len(_composed(terms=_terms(min_stories=4)).printed) == 4


def test_no_entries_are_no_edition() -> None:
    with pytest.raises(TooFewStoriesError, match="0 stories found"):
        _composed([])


def test_the_order_of_the_entries_does_not_matter() -> None:
    one, other = _composed(WEEK), _composed(WEEK[::-1])

    assert one.sections(HEADINGS, None) == other.sections(HEADINGS, None)
    assert one.verdicts == other.verdicts


def _miser(entry: Entry) -> Feed:
    return make_feed(title=entry.outlet, url=entry.feed_url, reprint="headline")


def test_a_story_of_headlines_alone_is_neither_top_nor_first_of_its_section() -> None:
    feeds = [_miser(entry) for entry in (*STRIKE, SHAKEN)]

    composed = _composed(terms=_terms(feeds))

    top, *sections = composed.sections(HEADINGS, None)
    assert top.briefs[0].bullets
    americas = next(section for section in sections if section.id == "americas")
    assert [bool(brief.bullets) for brief in americas.briefs] == [True, False]
    assert composed.top[0].ranked.story.id == top.briefs[0].id


def test_where_all_lend_headlines_alone_the_edition_is_headlines() -> None:
    composed = _composed(terms=_terms([_miser(entry) for entry in WEEK]))

    briefs = [b for s in composed.sections(HEADINGS, None) for b in s.briefs]
    assert len(briefs) == 4
    assert not any(brief.bullets for brief in briefs)


def test_no_bullet_is_of_a_copy_where_its_original_is_there() -> None:
    copied = PAGES | {STRIKE[0].url: make_page(*DOCKERS_TOO, title=STRIKE[0].title)}

    record = _record(_composed(pages=copied))

    told = record.briefs[
        next(name for name, b in record.briefs.items() if b and b.also)
    ]
    assert told
    assert len({b.outlet for b in told.bullets}) == 1


def test_why_a_headline_is_anothers_is_kept() -> None:
    lure = replace(STRIKE[0], title="Will Mombasa's port open again?")
    feeds = [make_feed(title=lure.outlet, url=lure.feed_url, own=True)]

    composed = _composed([lure, *WEEK[1:]], _terms(feeds))

    whys = [why for why in _record(composed).headline_whys.values() if why]
    assert whys == ["that of Courier is a question"]


def test_a_story_that_was_told_by_its_main_article_has_no_such_why() -> None:
    lure = replace(STRIKE[0], title="Will Mombasa's port open again?")

    assert _record(_composed([lure])).headline_whys == {}


@pytest.mark.parametrize("function", [lead, headline])
def test_main_article_and_headline_are_chosen_once_a_story(
    function: Callable[..., object],
) -> None:
    terms = _terms(sections={"africa": 4}, stories=1)

    chosen = calls(function, lambda: _record(_composed(terms=terms)))

    assert chosen == 4


def test_nothing_of_an_edition_is_kept_once_it_is_done_with() -> None:
    marked = replace(SHAKEN, id="a-marked-for-this-test")

    _record(_composed([*STRIKE, marked]))

    gc.collect()
    kept = [held for held in gc.get_objects() if isinstance(held, Article)]
    assert not [article for article in kept if article.entry.id == marked.id]
