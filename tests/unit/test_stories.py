from datetime import timedelta

import pytest
from builders import NOW, make_entry
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.feed_text import feed_text
from digest.compose.grouping.stories import stories
from digest.model import Entry

FIRST = make_entry(
    id="a-first",
    title="Dockers strike in Mombasa over pay",
    summary="Dock workers at the Kenyan port of Mombasa put down tools over pay.",
    published=NOW - timedelta(days=3),
)
SECOND = make_entry(
    id="a-second",
    outlet="Herald",
    title="Mombasa port shut as dockers walk out over pay",
    summary="The Kenyan port of Mombasa stood still after dock workers walked out.",
    published=NOW - timedelta(days=2),
)
THIRD = make_entry(
    id="a-third",
    outlet="Post",
    title="Mombasa dockers strike enters third day over pay",
    summary="Dock workers kept the Kenyan port of Mombasa shut for a third day.",
    published=NOW - timedelta(days=1),
)
OTHER = make_entry(
    id="a-other",
    title="Ferry sinks off Cebu",
    summary="Divers reached the wreck of a ferry off the Philippine island of Cebu.",
    published=NOW - timedelta(days=1),
)


def test_entries_on_one_event_are_one_story_oldest_first() -> None:
    (story,) = stories([THIRD, FIRST, SECOND])

    assert story.entries == (FIRST, SECOND, THIRD)


def test_another_event_is_another_story() -> None:
    told = {story.entries for story in stories([FIRST, OTHER, SECOND])}

    assert told == {(FIRST, SECOND), (OTHER,)}


def test_a_story_keeps_its_id_when_entries_join_it() -> None:
    (alone,) = stories([FIRST])
    (joined,) = stories([THIRD, SECOND, FIRST])

    assert alone.id == joined.id


def test_two_stories_have_two_ids() -> None:
    assert len({story.id for story in stories([FIRST, OTHER])}) == 2


def test_entries_of_one_moment_are_ordered_by_id() -> None:
    twin = make_entry(
        id="a-before",
        outlet="Herald",
        title=FIRST.title,
        summary=FIRST.summary,
        published=FIRST.published,
    )

    (story,) = stories([FIRST, twin])

    assert [entry.id for entry in story.entries] == ["a-before", "a-first"]


def test_an_entry_without_date_joins_its_story() -> None:
    undated = make_entry(
        id="a-undated", title=SECOND.title, summary=SECOND.summary, published=None
    )

    assert len(stories([FIRST, undated])) == 1


def test_a_date_in_the_future_does_not_keep_an_entry_from_its_story() -> None:
    wild = make_entry(
        id="a-wild",
        title=SECOND.title,
        summary=SECOND.summary,
        published=NOW + timedelta(days=400),
    )

    assert len(stories([FIRST, wild])) == 1


def test_an_event_of_three_weeks_ago_is_another_story() -> None:
    old = make_entry(
        id="a-old",
        title=SECOND.title,
        summary=SECOND.summary,
        published=NOW - timedelta(days=40),
        first_seen=NOW - timedelta(days=40),
    )

    assert len(stories([FIRST, old])) == 2


def test_languages_stay_apart() -> None:
    german = make_entry(
        id="a-german", title=FIRST.title, summary=FIRST.summary, language="de"
    )

    assert len(stories([FIRST, german])) == 2


def test_markup_of_a_summary_does_not_hide_what_it_tells() -> None:
    marked = make_entry(
        id="a-marked",
        title=SECOND.title,
        summary=f"<p><b>{SECOND.summary}</b></p>",
        published=SECOND.published,
    )

    assert len(stories([FIRST, marked])) == 1


def test_no_entries_are_no_stories() -> None:
    assert stories([]) == ()


@given(st.permutations([FIRST, SECOND, THIRD, OTHER]))
@settings(max_examples=24, deadline=None)
def test_the_order_of_the_entries_does_not_matter(shuffled: list[Entry]) -> None:
    assert set(stories(shuffled)) == set(stories([FIRST, SECOND, THIRD, OTHER]))


@pytest.mark.parametrize(
    ("summary", "content", "told"),
    [
        (
            "Short.",
            "<p>A longer text.</p><p>In two.</p>",
            ("A longer text.", "In two."),
        ),
        ("The summary is longer.", "Short.", ("The summary is longer.",)),
        ("Only this.", "", ("Only this.",)),
        ("", "", ()),
    ],
)
def test_the_longer_of_summary_and_content_is_the_feeds_text(
    summary: str, content: str, told: tuple[str, ...]
) -> None:
    assert feed_text(make_entry(summary=summary, content=content)) == told
