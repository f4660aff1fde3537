from datetime import timedelta
from typing import Any

import pytest
from builders import NOW

from digest.cli.explained import show
from digest.edition_file.shape import (
    BulletPart,
    EditionPart,
    EntryLine,
    FullStory,
    LeftOutLine,
    SectionPart,
    SourcePart,
    Stands,
    StoryLine,
    StoryPart,
    WeekPart,
    WholeArticle,
)
from digest.explain import (
    Explanation,
    LeftOutEntry,
    Overview,
    Row,
    Several,
    Unknown,
    explain,
)
from digest.model import Window

SENTENCE = "MOMBASA — Some 3,800 dock workers stopped work on Tuesday."


def _line(name: str, outlet: str = "Courier") -> EntryLine:
    return EntryLine(
        id=f"a-{name}",
        outlet=outlet,
        title=f"Title of {name}",
        url=f"http://www.{outlet.lower()}.example/2026/11/17/{name}",
        published=NOW - timedelta(days=1),
    )


def _article(entry: EntryLine, **more: Any) -> WholeArticle:
    given: dict[str, Any] = {
        "outlet": entry.outlet,
        "url": entry.url,
        "title": entry.title,
        "published": entry.published,
        "origin": "page",
        "shortfall": None,
        "remark": None,
        "copy_of": None,
        "sentences": (SENTENCE,),
    }
    return WholeArticle(**given | more)


def _brief(name: str, *bullets: BulletPart, headline: str = "") -> StoryPart:
    return StoryPart(
        id=f"s-{name}",
        headline=headline or f"Headline of {name}",
        url=f"http://courier.example/2026/11/17/{name}",
        outlet="Courier",
        bullets=bullets or (_bullet(name),),
    )


def _bullet(name: str, text: str = SENTENCE[10:]) -> BulletPart:
    return BulletPart(**{"text": text, "from": f"a-{name}/0"})


def _story(name: str, rank: int, *others: EntryLine, **more: Any) -> FullStory:
    stands = more.pop("stands", None)
    given: dict[str, Any] = {
        "id": f"s-{name}",
        "rank": rank,
        "headline": f"Title of {name}",
        "section": stands and "africa",
        "cut": "in" if stands else "edition",
        "why": "in" if stands else "edition is full",
        "region": "africa",
        "place": "Kenya",
        "score": 40.0 - rank,
        "needed": None if stands else 37.0,
        "reasons": {"outlets": 41.0, "age": -1.0 - rank},
        "entries": (_line(name), *others),
        "stands": stands and Stands(section=stands[0], number=stands[1]),
        "brief": _brief(name),
    }
    return FullStory(**given | more)


PORT = _line("port", "Herald")
STRIKE = _story("strike", 1, PORT, stands=("top", 1))
QUAKE = _story("quake", 2, stands=("africa", 1))
FLOOD = _story("flood", 3, stands=("africa", 2))
FERRY = _story("ferry", 4)
MURAL = StoryLine(**_story("mural", 5).model_dump(exclude={"stands", "brief"}))
OPINION = LeftOutLine(
    **_line("opinion").model_dump(), cut="kind", why="no report: opinion"
)


def _week(**more: Any) -> WeekPart:
    articles = [*STRIKE.entries, *QUAKE.entries, *FLOOD.entries, *FERRY.entries]
    given: dict[str, Any] = {
        "version": 2,
        "slug": "2026-11-19",
        "edition_sha256": "",
        "window": Window(start=NOW - timedelta(days=7), end=NOW),
        "sections": ("top", "africa"),
        "stories": (STRIKE, QUAKE, FLOOD, FERRY),
        "others": (MURAL,),
        "left_out": (OPINION,),
        "articles": {entry.id: _article(entry) for entry in articles},
    }
    return WeekPart(**given | more)


def _edition(**sections: tuple[StoryPart, ...]) -> EditionPart:
    return EditionPart(
        slug="2026-11-19",
        sections=tuple(
            SectionPart(id=name, stories=stories) for name, stories in sections.items()
        ),
    )


AS_DRAFTED: dict[str, tuple[StoryPart, ...]] = {
    "top": (_brief("strike"),),
    "africa": (_brief("quake"), _brief("flood")),
}


def _told(
    what: str, week: WeekPart | None = None, edited: EditionPart | None = None
) -> Explanation:
    answer = explain(week or _week(), edited, what)
    assert isinstance(answer, Explanation)
    return answer


def _overview(edited: EditionPart | None = None) -> Overview:
    answer = explain(_week(), edited, None)
    assert isinstance(answer, Overview)
    return answer


def _places(rows: tuple[Row, ...]) -> list[tuple[str, str | None, int | None]]:
    return [(row.id, row.section, row.number) for row in rows]


@pytest.mark.parametrize(
    "what",
    [
        "s-quake",
        "s-qua",
        " s-quake ",
        "a-quake",
        "a-qua",
        "http://www.courier.example/2026/11/17/quake",
        "https://courier.example/2026/11/17/quake/?utm_source=mail#top",
        "courier.example/2026/11/17/quake",
        "//m.courier.example/2026/11/17/quake",
        "Title of quake",
        "QUAKE headline",
    ],
)
def test_a_story_is_found_by_id_address_or_words(what: str) -> None:
    assert _told(what).row.id == "s-quake"


def test_an_id_that_begins_another_means_itself() -> None:
    longer = _story("quake2", 9)

    told = _told("s-quake", _week(stories=(QUAKE, longer)))

    assert told.row.id == "s-quake"


def test_words_that_two_stories_hold_are_answered_with_both() -> None:
    answer = explain(_week(), None, "title")

    assert isinstance(answer, Several)
    assert [row.id for row in answer.stories] == [
        "s-strike",
        "s-quake",
        "s-flood",
        "s-ferry",
        "s-mural",
    ]
    assert [entry.id for entry in answer.left_out] == ["a-opinion"]


def test_a_beginning_that_two_ids_share_is_answered_with_both() -> None:
    answer = explain(_week(), None, "s-f")

    assert isinstance(answer, Several)
    assert [row.id for row in answer.stories] == ["s-flood", "s-ferry"]


def test_a_merged_address_leads_to_its_story_and_is_named() -> None:
    told = _told("http://herald.example/2026/11/17/port")

    assert (told.row.id, told.asked, told.row.outlets) == ("s-strike", "a-port", 2)


@pytest.mark.parametrize(
    "what", ["a-opinion", "courier.example/2026/11/17/opinion", "title opinion"]
)
def test_an_entry_in_no_story_says_why(what: str) -> None:
    answer = explain(_week(), None, what)

    assert isinstance(answer, LeftOutEntry)
    assert (answer.id, answer.cut) == ("a-opinion", "kind")
    assert answer.why == "no report: opinion"


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("http://courier.example/2026/11/17/other", "in no feed that was read"),
        ("courier.example/", "in no feed that was read"),
        ("s-ffff", "no headline of this window"),
        ("volcano", "no headline of this window"),
        ("", "no headline of this window"),
        ("   ", "no headline of this window"),
    ],
)
def test_what_is_unknown_is_said_with_what_was_read(what: str, why: str) -> None:
    answer = explain(_week(), None, what)

    assert isinstance(answer, Unknown)
    assert why in answer.why
    assert "7 entries from 11 Nov to 18 Nov" in answer.why


def test_an_edition_is_its_stories_as_printed_and_the_next_in_full() -> None:
    told = _overview()

    assert _places(told.printed) == [
        ("s-strike", "top", 1),
        ("s-quake", "africa", 1),
        ("s-flood", "africa", 2),
    ]
    assert [row.id for row in told.next] == ["s-ferry"]
    assert (told.weighed, told.left_out) == (5, 1)


def test_a_story_that_is_in_says_where() -> None:
    told = _told("s-flood")

    assert (told.row.section, told.row.number) == ("africa", 2)
    assert (told.candidate, told.last_in) == (None, None)
    assert (told.row.rank, told.weighed) == (3, 5)


def test_a_candidate_says_which_it_is_and_what_the_last_one_in_has() -> None:
    told = _told("s-mural")

    assert (told.candidate, told.candidates) == (2, 2)
    assert (told.row.cut, told.row.why) == ("edition", "edition is full")
    assert told.last_in == FLOOD.score == 37.0


def test_what_no_score_could_have_had_says_no_score() -> None:
    cut = _story("ferry", 7, cut="home", why="home country", needed=None)

    assert _told("s-ferry", _week(stories=(QUAKE, cut))).last_in is None


def test_every_part_of_a_score_is_told() -> None:
    assert _told("s-quake").reasons == {"outlets": 41.0, "age": -3.0}


def test_a_copy_names_the_outlet_that_it_repeats() -> None:
    articles = {
        "a-strike": _article(STRIKE.entries[0]),
        "a-port": _article(PORT, copy_of="a-strike"),
    }

    told = _told("s-strike", _week(articles=articles))

    assert [article.copy_of for article in told.articles] == [None, "Courier"]


def test_a_page_that_could_not_be_read_says_why() -> None:
    lost = _article(QUAKE.entries[0], origin="feed", shortfall="answers 404")

    (article,) = _told("s-quake", _week(articles={"a-quake": lost})).articles

    assert (article.origin, article.shortfall) == ("feed", "answers 404")


def test_a_page_that_was_read_tells_what_was_amiss_with_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    read = _article(QUAKE.entries[0], remark="keep matches nothing")

    show(_told("s-quake", _week(articles={"a-quake": read})))

    said = capsys.readouterr().out
    assert ", keep matches nothing" in said
    assert "page not read" not in said


def test_a_story_too_far_down_has_no_articles_text() -> None:
    told = _told("s-mural")

    assert [article.origin for article in told.articles] == [None]
    assert told.bullets == ()


def test_a_bullet_is_told_with_the_sentence_as_it_stands() -> None:
    (bullet,) = _told("s-quake").bullets

    assert bullet.sentence == SENTENCE
    assert (bullet.outlet, bullet.edited) == ("Courier", None)
    assert bullet.url == QUAKE.entries[0].url


@pytest.mark.parametrize(
    "origin", ["a-none/0", "a-quake/1", "a-quake", "", "x/²", "a-quake/" + "9" * 5000]
)
def test_a_bullet_that_leads_nowhere_counts_as_written(origin: str) -> None:
    lost = BulletPart(**{"text": "Some words.", "from": origin})
    story = QUAKE.model_copy(update={"brief": _brief("quake", lost)})

    (bullet,) = _told("s-quake", _week(stories=(story,))).bullets

    assert (bullet.sentence, bullet.edited) == (None, "written")


def test_a_bullet_that_an_editor_changed_or_wrote_is_told() -> None:
    own = BulletPart.model_validate({"text": "Words of our own."})
    changed = _bullet("quake", "Some 4,000 dock workers stopped work.")
    now = {"africa": (_brief("quake", _bullet("quake"), changed, own),)}

    told = _told("s-quake", edited=_edition(**now))

    assert [b.edited for b in told.bullets] == [None, "changed", "written"]


def test_a_headline_that_an_editor_wrote_is_told_and_found() -> None:
    now = {"africa": (_brief("quake", headline="Tremor at noon"),)}

    told = _told("tremor noon", edited=_edition(**now))

    assert (told.row.id, told.row.headline) == ("s-quake", "Tremor at noon")


@pytest.mark.parametrize("typed", ["GRINDAVIK’S", "grindavi\u0301k's", "Grindavík's"])
def test_words_are_found_however_they_are_typed(typed: str) -> None:
    now = {"africa": (_brief("quake", headline="Grindavík's noon"),)}

    assert _told(typed, edited=_edition(**now)).row.id == "s-quake"


def test_a_word_that_looks_like_an_id_is_looked_for_too() -> None:
    now = {"africa": (_brief("quake", headline="Berlin S-Bahn stands still"),)}

    assert _told("s-bahn", edited=_edition(**now)).row.id == "s-quake"


def test_an_edition_as_drafted_was_edited_nowhere() -> None:
    assert {row.edited for row in _overview(_edition(**AS_DRAFTED)).printed} == {None}


def test_a_story_that_an_editor_took_out_says_so() -> None:
    told = _told("s-quake", edited=_edition(top=AS_DRAFTED["top"]))

    assert (told.row.edited, told.row.section) == ("removed", None)
    assert told.candidate == 1


def test_a_story_that_an_editor_put_in_says_so() -> None:
    now = AS_DRAFTED | {"europe": (_brief("ferry"),)}

    told = _told("s-ferry", edited=_edition(**now))

    assert (told.row.edited, told.row.section, told.row.number) == (
        "added",
        "europe",
        1,
    )
    assert told.row.cut == "edition"


def test_a_story_written_by_hand_is_known_by_what_is_printed() -> None:
    own = StoryPart(
        id="ours", headline="Our own", url="http://our.example/x", outlet="Us"
    )

    told = _told("http://our.example/x", edited=_edition(africa=(own,)))

    assert (told.row.id, told.row.rank, told.row.score) == ("ours", None, None)
    assert (told.row.edited, told.row.why) == ("added", "written by an editor")
    assert told.row.outlets == 1


def test_a_story_in_another_section_was_moved() -> None:
    now = {"africa": (_brief("quake"),), "europe": (_brief("flood"),)}

    assert _told("s-flood", edited=_edition(**now)).row.edited == "moved"
    assert _told("s-quake", edited=_edition(**now)).row.edited is None


def test_stories_that_changed_places_were_moved() -> None:
    now = {"top": (_brief("strike"),), "africa": (_brief("flood"), _brief("quake"))}

    assert [row.edited for row in _overview(_edition(**now)).printed] == [
        None,
        "moved",
        "moved",
    ]


def test_a_story_that_moves_up_as_another_leaves_was_not_moved() -> None:
    now = {"top": (_brief("strike"),), "africa": (_brief("flood"),)}

    assert _told("s-flood", edited=_edition(**now)).row.edited is None


def test_a_story_that_moves_down_as_another_comes_was_not_moved() -> None:
    now = {"africa": (_brief("ferry"), _brief("quake"), _brief("flood"))}

    assert _told("s-flood", edited=_edition(**now)).row.edited is None


def test_a_story_tells_whose_headline_it_has_and_what_is_to_be_checked() -> None:
    other = SourcePart(outlet="Herald", url="http://herald.example/1")
    part = _brief("strike").model_copy(
        update={"headline_from": other, "check": ("Courier says six dead",)}
    )
    story = _story(
        "strike",
        1,
        stands=("top", 1),
        brief=part,
        headline_why="that of Courier is a question",
    )

    told = _told("s-strike", _week(stories=(story, QUAKE, FLOOD, FERRY)))

    assert told.headline_from == "Herald"
    assert told.headline_why == "that of Courier is a question"
    assert told.check == ("Courier says six dead",)
