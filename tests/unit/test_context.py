"""What templates see of an edition."""

from dataclasses import replace

import pytest
from builders import make_brief, make_bullet, make_edition

from digest.config import REGIONS, Newsletter
from digest.model import Edition, Section
from digest.render.context import Letter, letter


def seen(edition: Edition | None = None, **newsletter: object) -> Letter:
    return letter(
        edition or make_edition(), Newsletter.model_validate(newsletter), REGIONS
    )


def edition_of(*headlines: str) -> Edition:
    top, *others = (make_brief(id=h, headline=h) for h in headlines)
    sections = (
        Section(id="top", title="", briefs=(top,)),
        Section(id="africa", title="Africa", briefs=tuple(others)),
    )
    return make_edition(sections=sections)


def test_the_top_story_stands_apart_from_the_sections() -> None:
    shown = seen()

    assert shown.top
    assert shown.top.headline == "Quake shakes southern Peru"
    assert [section.id for section in shown.sections] == ["africa"]


def test_an_edition_without_a_top_story_has_none() -> None:
    africa = Section(id="africa", title="Africa", briefs=(make_brief(),))

    shown = seen(make_edition(sections=(africa,)))

    assert shown.top is None
    assert shown.stories == 1


def test_the_date_is_written_in_words() -> None:
    assert seen().date == "Thursday 19 November 2026"


def test_the_date_is_written_in_the_newsletters_language() -> None:
    assert seen(language="de").date == "Donnerstag, 19. November 2026"


def test_quiet_regions_are_named_by_their_headings() -> None:
    assert seen().quiet == ("Americas",)


def test_a_quiet_region_without_a_heading_is_named_by_its_id() -> None:
    assert seen(make_edition(quiet=("moon",))).quiet == ("moon",)


def test_words_are_those_of_note_headlines_and_bullets() -> None:
    bullet = make_bullet(text="Dock workers stopped work.")
    brief = make_brief(headline="Strike in Mombasa", bullets=(bullet,))
    edition = make_edition(
        sections=(Section(id="top", title="", briefs=(brief,)),), note="Two words."
    )

    assert seen(edition).words == 2 + 3 + 4


def test_reading_takes_at_least_a_minute() -> None:
    assert seen().minutes == 1


def test_reading_time_is_counted_at_230_words_a_minute() -> None:
    edition = make_edition(note="word " * 1150)

    assert seen(edition).minutes == 5


def test_teasers_are_the_headlines_after_the_top_story_that_fit() -> None:
    edition = edition_of("Top", "A" * 40, "B" * 40, "C" * 40)

    assert seen(edition).teasers == ("A" * 40, "B" * 40)


def test_one_teaser_is_kept_however_long() -> None:
    edition = edition_of("Top", "A" * 200)

    assert seen(edition).teasers == ("A" * 200,)


def test_an_edition_of_one_story_has_no_teasers() -> None:
    assert seen(edition_of("Top")).teasers == ()


@pytest.mark.parametrize(
    "url", ["https://world.example/news/", "https://world.example/news"]
)
def test_addresses_on_the_web_grow_from_the_newsletters_own(url: str) -> None:
    shown = seen(url=url)

    assert shown.web_url == "https://world.example/news/2026-11-19/"
    assert shown.archive_url == "https://world.example/news/"
    assert shown.feed_url == "https://world.example/news/feed.xml"


def test_a_newsletter_that_is_not_on_the_web_has_no_such_addresses() -> None:
    shown = seen()

    assert (shown.web_url, shown.archive_url, shown.feed_url) == (None, None, None)


def test_readers_answer_and_leave_at_the_reply_address() -> None:
    shown = seen(reply_to="The Desk <desk+leave@world.example>")

    assert shown.reply_to == "desk+leave@world.example"
    assert shown.unsubscribe_url == (
        "mailto:desk+leave@world.example?subject=unsubscribe"
    )


def test_without_a_reply_address_it_is_the_senders() -> None:
    newsletter = Newsletter.model_validate({"from": "World <news@world.example>"})

    shown = letter(make_edition(), newsletter, REGIONS)

    assert shown.reply_to == "news@world.example"


def test_a_picture_in_a_note_is_no_picture_of_another_host() -> None:
    shown = seen(make_edition(note="Look: ![pic](https://tracker.example/a.png)"))

    assert "<img" not in shown.note
    assert "pic</a>" in shown.note
    assert "pic (https://tracker.example/a.png)" in shown.note_text


@pytest.mark.parametrize("note", ["# Rain\n\nIt rained.", "Rain\n----\n\nIt rained."])
def test_a_heading_in_a_note_is_a_bold_line(note: str) -> None:
    shown = seen(make_edition(note=note))

    assert shown.note == "<p><strong>Rain</strong></p>\n<p>It rained.</p>\n"
    assert shown.note_text == "Rain\n\nIt rained."


@pytest.mark.parametrize(
    "note", ["    indented", "```\nfenced\n```", "|a|b|\n|-|-|\n|1|2|", "<b>x</b>"]
)
def test_tables_code_and_html_in_a_note_stay_text(note: str) -> None:
    shown = seen(make_edition(note=note)).note

    assert all(tag not in shown for tag in ("<pre", "<table", "<b>"))


def test_a_note_is_markdown() -> None:
    shown = seen(make_edition(note="A *quiet* week.\n\nThen rain."))

    assert shown.note == "<p>A <em>quiet</em> week.</p>\n<p>Then rain.</p>\n"
    assert shown.note_text == "A quiet week.\n\nThen rain."


def test_markup_in_a_note_stays_text() -> None:
    shown = seen(make_edition(note="<script>alert(1)</script>"))

    assert "<script" not in shown.note
    assert "&lt;script&gt;" in shown.note


def test_a_note_cannot_link_to_a_script() -> None:
    shown = seen(make_edition(note="[press](javascript:alert(1))"))

    assert "href" not in shown.note


def test_an_edition_without_a_note_shows_none() -> None:
    shown = seen(replace(make_edition(), note="  \n"))

    assert not shown.note
    assert not shown.note_text


def test_templates_are_given_every_variable_by_its_name() -> None:
    shown = seen()

    assert shown.variables()["title"] == "What in the World"
    assert set(shown.variables()) == set(Letter.__dataclass_fields__)


def test_a_note_as_text_has_its_links_and_items() -> None:
    note = "See [the map](https://world.example/map).\n\n- one\n- two"

    text = seen(make_edition(note=note)).note_text

    assert text == "See the map (https://world.example/map).\n\n- one\n- two"


def test_an_earlier_edition_is_named_by_its_day_and_linked_if_it_is_on_the_web() -> (
    None
):
    africa = Section(
        id="africa", title="Africa", briefs=(make_brief(follows="2026-11-12"),)
    )
    edition = make_edition(sections=(africa,))

    (linked,) = seen(edition, url="https://news.example/d").earlier.values()
    (told,) = seen(edition).earlier.values()

    assert (linked.day, linked.url) == (
        "12 November",
        "https://news.example/d/2026-11-12/",
    )
    assert told.url is None
