# ruff: noqa: E501  reports as they stand in feeds
"""Which stories of earlier editions come back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW, make_entry

from digest.compose.grouping.earlier import Printed, Report, earlier, was_printed
from digest.compose.grouping.stories import stories
from digest.model import Earlier, Entry

SLUG = "2026-11-12"
CUT_OFF = NOW - timedelta(days=7)
STRIKE = Printed(
    slug=SLUG,
    url="http://courier.example/2026/dockers",
    title="Dockers strike in Mombasa over pay",
    text=(
        "Dock workers at the Kenyan port of Mombasa put down tools over pay. The union"
        " asks for nine percent more. Forty ships wait outside the harbor."
    ),
    until=CUT_OFF,
)
MOVED_ON = (
    (
        "Mombasa dockers end strike after court ruling",
        "Dock workers at the Kenyan port of Mombasa went back to work after a judge in Nairobi ordered the pickets lifted.",
    ),
    (
        "Soldiers unload ships in Mombasa",
        "The army began to move medicine and food off vessels at the Kenyan port as the walkout of the dock workers entered a second week.",
    ),
    (
        "Mombasa dockers win seven percent",
        "The port authority of Kenya and the union signed a deal that gives dock workers seven percent from January, ministers announced.",
    ),
    (
        "Two killed at Mombasa port gates",
        "Police fired at striking dock workers in the Kenyan port of Mombasa, and two people were killed, witnesses reported.",
    ),
    (
        "Strike spreads from Mombasa to Lamu and Dar es Salaam",
        "Crane drivers in Lamu and in Tanzania walked out in support of the dock workers of the Kenyan port.",
    ),
    (
        "Kenya's president sacks port chief over Mombasa strike",
        "William Otieno was dismissed on Sunday; a retired general takes charge of talks with dock workers.",
    ),
    (
        "Fuel runs dry in Uganda as Mombasa strike drags on",
        "Pumps in Kampala closed because no tanker has left the Kenyan port since the dock workers put down tools.",
    ),
)
NOT_MOVED_ON = (
    (
        "Dockers strike in Mombasa over pay",
        "Dock workers at the Kenyan port of Mombasa put down tools over pay.",
    ),
    (
        "Mombasa dockers on strike over pay",
        "Dock workers put down tools at the Kenyan port of Mombasa. Forty ships wait outside.",
    ),
    (
        "Mombasa port strike: union asks for nine percent",
        "Dock workers at the port of Mombasa ask for nine percent more pay.",
    ),
    (
        "Forty ships wait outside Mombasa",
        "Ships wait outside the Kenyan harbor while dock workers strike over pay.",
    ),
    ("Kenyan dock workers strike at Mombasa port", STRIKE.text),
    (
        "Strike over pay at Mombasa port",
        "The union of dock workers in Mombasa asks for more pay, as ships wait outside.",
    ),
    (
        "Why Mombasa dockers strike over pay",
        "Dock workers at the Kenyan port ask for nine percent more pay. The union put down tools.",
    ),
    (
        "Port quarrel in detail: everything readers should know",
        STRIKE.text + " Read more about this quarrel here today.",
    ),
)


def _entry(title: str, summary: str, **more: object) -> Entry:
    defaults: dict[str, object] = {
        "url": "http://herald.example/new",
        "published": NOW - timedelta(days=1),
    }
    return make_entry(title=title, summary=summary, **defaults | more)


def _verdict(
    *entries: Entry, printed: tuple[Printed, ...] = (STRIKE,)
) -> Earlier | None:
    (story,) = stories(entries, printed)
    return story.follows


@pytest.mark.parametrize(("title", "summary"), MOVED_ON)
def test_news_of_a_printed_event_moves_it_on(title: str, summary: str) -> None:
    assert _verdict(_entry(title, summary)) == Earlier(slug=SLUG, moved_on=True)


@pytest.mark.parametrize(("title", "summary"), NOT_MOVED_ON)
def test_a_repetition_does_not_move_an_event_on(title: str, summary: str) -> None:
    assert _verdict(_entry(title, summary)) == Earlier(slug=SLUG, moved_on=False)


def test_a_report_of_before_the_cut_off_moves_nothing_on() -> None:
    late = _entry(*MOVED_ON[0], published=CUT_OFF - timedelta(hours=1))

    assert _verdict(late) == Earlier(slug=SLUG, moved_on=False)


def test_a_page_that_was_printed_does_not_come_back() -> None:
    again = _entry(*MOVED_ON[0], url=f"{STRIKE.url}?utm_source=rss")

    assert was_printed(again.url, [STRIKE])
    assert _verdict(again) == Earlier(slug=SLUG, moved_on=False)


def test_a_page_that_was_printed_is_left_out_of_the_story_that_goes_on() -> None:
    again = _entry(STRIKE.title, STRIKE.text, id="a-again", url=STRIKE.url)
    news = _entry(*MOVED_ON[0], id="a-news")

    (story,) = stories([again, news], [STRIKE])

    assert story.entries == (news,)
    assert story.follows == Earlier(slug=SLUG, moved_on=True)


def test_another_event_follows_nothing() -> None:
    ferry = _entry("Ferry sinks off Cebu", "A ferry sank off the Philippine island.")

    assert _verdict(ferry) is None


def test_the_newest_edition_that_told_of_it_is_named() -> None:
    newer = replace(STRIKE, slug="2026-11-13", url="http://post.example/strike")

    told = _verdict(_entry(*MOVED_ON[0]), printed=(STRIKE, newer))

    assert told == Earlier(slug="2026-11-13", moved_on=True)


def test_what_was_printed_in_another_language_is_another_story() -> None:
    foreign = replace(STRIKE, language="de")

    assert _verdict(_entry(*MOVED_ON[0]), printed=(foreign,)) is None


def test_without_earlier_editions_every_story_is_new() -> None:
    assert _verdict(_entry(*MOVED_ON[0]), printed=()) is None


def test_an_event_that_only_shares_a_country_and_a_word_follows_nothing() -> None:
    budget = _entry("Kenya strike over taxes averted", "Traders in Nakuru open shops.")

    report = Report(
        url=budget.url,
        title=budget.title,
        text=budget.summary,
        when=budget.when,
        language="en",
    )

    assert earlier([report], [STRIKE]) is None


def test_a_copy_under_many_new_words_moves_nothing_on() -> None:
    dressed = _entry(
        "Analysis: Okoro, Wanjiru, Hassan weigh docker quarrel",
        "Nairobi correspondent Grace Wanjiru, economist Hassan Ali, columnist Peter"
        f" Okoro discuss: {STRIKE.text}",
    )

    assert _verdict(dressed) == Earlier(slug=SLUG, moved_on=False)
