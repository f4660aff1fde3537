"""Hostile items, seen over several rounds: each test carries its input's number."""

from datetime import timedelta
from typing import Any

import pytest
from builders import make_brief, make_edition
from desk import START, Desk, item
from lxml import html as lxml_html

from digest.config import REGIONS, Newsletter
from digest.render.email import email
from digest.render.environment import environment
from digest.resources import templates_folder

HOUR = timedelta(hours=1)


def test_44_an_item_without_guid_and_link_is_left_out_alone(desk: Desk) -> None:
    desk.serve(item(1, guid="", link=""), item(2))

    desk.round()

    assert desk.titles == ["Story 2"]


def test_44_an_item_without_guid_is_known_by_its_link(desk: Desk) -> None:
    desk.serve(item(1, guid=""), item(2, guid=""))
    desk.round()
    desk.serve(item(1, guid="", title="Story 1, told anew"), item(2, guid=""))

    assert desk.round().new_entries == 0
    assert desk.titles == ["Story 1, told anew", "Story 2"]


def test_45_items_that_share_a_guid_stay_apart(desk: Desk) -> None:
    desk.serve(item(1, guid="news"), item(2, guid="news"))
    desk.round()
    desk.serve(item(3, guid="news"), item(1, guid="news"), item(2, guid="news"))

    assert desk.round().new_entries == 1
    assert desk.titles == ["Story 1", "Story 2", "Story 3"]


def test_46_items_that_share_a_link_stay_apart(desk: Desk) -> None:
    home = "http://courier.example/"
    desk.serve(item(1, link=home), item(2, link=home))
    desk.round()
    desk.serve(item(1, link=home), item(2, link=home), item(3, link=home))

    assert desk.round().new_entries == 1
    assert desk.titles == ["Story 1", "Story 2", "Story 3"]


def test_46_items_that_share_link_and_title_are_told_apart_by_their_guids(
    desk: Desk,
) -> None:
    same = {"link": "http://courier.example/", "title": "Bulletin"}
    desk.serve(item(1, **same), item(2, **same))
    desk.round()
    desk.serve(item(3, **same), item(1, **same), item(2, **same))

    assert desk.round().new_entries == 1
    assert len(desk.entries) == 3
    newest = max(desk.entries, key=lambda entry: entry.first_seen)
    assert newest.summary == "What story 3 tells."


@pytest.mark.parametrize(
    "again",
    [
        {"guid": "https://courier.example/1"},
        {"guid": "https://courier.example/1", "link": "https://courier.example/story"},
        {
            "guid": "http://courier.example/1",
            "link": "http://courier.example/story?x=1",
        },
    ],
)
def test_47_an_item_whose_scheme_changes_stays_one(
    desk: Desk, again: dict[str, str]
) -> None:
    desk.serve(item(1, guid="http://courier.example/1"))
    desk.round()
    desk.serve(item(1, **again))

    assert desk.round().new_entries == 0
    assert len(desk.entries) == 1


def test_48_new_words_make_no_new_entry(desk: Desk) -> None:
    desk.serve(item(1, description="Six are dead."))
    desk.round()
    (before,) = desk.entries
    desk.serve(item(1, description="Nine are dead."))

    assert desk.round().new_entries == 0
    (after,) = desk.entries
    assert (after.id, after.first_seen) == (before.id, before.first_seen)
    assert after.summary == "Nine are dead."


@pytest.mark.parametrize(
    "guid", ["renumbered-1", "http://courier.example/story-1#3"], ids=["new", "#"]
)
def test_49_an_old_item_under_a_new_guid_stays_one(desk: Desk, guid: str) -> None:
    desk.serve(item(1, guid="http://courier.example/story-1#0"))
    desk.round()
    desk.serve(item(1, guid=guid))

    assert desk.round().new_entries == 0
    assert len(desk.entries) == 1


def test_49_an_item_whose_link_gets_a_tracker_stays_one(desk: Desk) -> None:
    desk.serve(item(1, guid=""))
    desk.round()
    link = "http://courier.example/story-1?utm_source=rss&amp;utm_medium=feed"
    desk.serve(item(1, guid="", link=link))

    assert desk.round().new_entries == 0
    assert [entry.url for entry in desk.entries] == ["http://courier.example/story-1"]


def test_50_a_date_in_the_future_counts_as_first_sight(desk: Desk) -> None:
    desk.serve(item(1, pubDate="Wed, 18 Nov 2099 10:00:00 GMT"))

    desk.round()

    (entry,) = desk.entries
    assert entry.when == entry.first_seen == START + 2 * HOUR


@pytest.mark.parametrize("date", ["", "soon", "Mon, 99 Nov 99999 25:61:00 GMT"])
def test_51_without_a_sound_date_first_sight_counts_and_stays(
    desk: Desk, date: str
) -> None:
    desk.serve(item(1, pubDate=date))
    desk.round()
    desk.serve(item(1, pubDate=date, description="Later words."))
    desk.round()

    (entry,) = desk.entries
    assert entry.summary == "Later words."
    assert entry.when == START + 2 * HOUR


HOSTILE = (
    "&lt;script&gt;alert(1)&lt;/script&gt;&lt;svg onload=alert(2)&gt;"
    '&lt;a href="javascript:alert(3)"&gt;Dockers&lt;/a&gt; strike'
)


@pytest.mark.parametrize("part", ["title", "author", "category"])
def test_52_script_in_an_item_is_inert_by_the_time_it_is_kept(
    desk: Desk, part: str
) -> None:
    desk.serve(item(1, **{part: HOSTILE}))

    desk.round()

    (entry,) = desk.entries
    shown = (entry.title, *entry.authors, *entry.categories, entry.url)
    assert "<" not in "".join(shown)
    assert "javascript:" not in "".join(shown)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "javascript://courier.example/%0Aalert(1)"]
)
def test_52_a_link_into_a_script_is_none(desk: Desk, link: str) -> None:
    desk.serve(item(1, link=link, guid="x"), item(2))

    desk.round()

    assert desk.titles == ["Story 2"]


def test_53_whatever_gets_as_far_as_the_email_is_inert_there() -> None:
    hostile: dict[str, Any] = {
        "headline": '<script>alert(1)</script> "quoted" & <img src=x onerror=alert(2)>',
        "place": "<svg onload=alert(3)>",
    }
    edition = make_edition()
    brief = make_brief(**hostile)
    section = edition.sections[0]
    section = type(section)(id=section.id, title="<b>Top</b>", briefs=(brief,))
    edition = make_edition(sections=(section,))
    templates = environment(None, templates_folder())

    page = email(templates, edition, Newsletter(), REGIONS).html

    tree = lxml_html.fromstring(page)
    assert tree.xpath("//script | //svg | //img[@onerror] | //*[@onload]") == []
    words = "".join(str(piece) for piece in tree.itertext())
    assert "<script>alert(1)</script>" in words
