from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from builders import make_feed

from digest.collect.entries import entries
from digest.collect.parse import Item, ParsedFeed
from digest.model import Entry, Feed

NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)


def make_item(**given: Any) -> Item:
    defaults: dict[str, Any] = {
        "guid": "g-1",
        "url": "http://courier.example/1",
        "title": "Dockers strike in Mombasa",
        "summary": "A strike.",
        "content": "<p>Some 3,800 stopped work.</p>",
        "authors": ("Ann Lee",),
        "categories": ("Ports",),
        "language": None,
        "image": "http://courier.example/1.jpg",
        "published": NOW - timedelta(days=1),
    }
    return Item(**defaults | given)


def made(
    *items: Item, feed: Feed | None = None, language: str | None = None, hours: int = 0
) -> tuple[Entry, ...]:
    parsed = ParsedFeed(title="Courier", language=language, items=items)
    now = NOW + timedelta(hours=hours)
    return entries(parsed, feed or make_feed(), language="en", now=now)


def test_an_item_becomes_an_entry_of_its_feed() -> None:
    (entry,) = made(make_item())

    assert entry == Entry(
        id=entry.id,
        feed_url="http://courier.example/rss",
        outlet="Courier",
        url="http://courier.example/1",
        title="Dockers strike in Mombasa",
        summary="A strike.",
        content="<p>Some 3,800 stopped work.</p>",
        authors=("Ann Lee",),
        language="en",
        image="http://courier.example/1.jpg",
        published=NOW - timedelta(days=1),
        first_seen=NOW,
        position=1,
    )


def test_positions_count_from_one_at_the_top() -> None:
    found = made(*(make_item(guid=f"g-{n}") for n in range(3)))

    assert [entry.position for entry in found] == [1, 2, 3]


def test_an_entry_keeps_its_id_when_its_words_change() -> None:
    (before,) = made(make_item())

    (after,) = made(make_item(title="Dockers end strike", url="http://c.example/2"))

    assert after.id == before.id


def test_an_entry_keeps_its_id_at_every_poll() -> None:
    assert made(make_item(), hours=5)[0].id == made(make_item())[0].id


def test_the_same_guid_in_two_feeds_is_two_entries() -> None:
    (one,) = made(make_item(), feed=make_feed(url="http://a.example/rss"))
    (other,) = made(make_item(), feed=make_feed(url="http://b.example/rss"))

    assert one.id != other.id


def test_ids_are_short_and_fit_the_store() -> None:
    (entry,) = made(make_item(guid="g" * 5_000 + "\ud800"))

    assert entry.id.startswith("a-")
    assert len(entry.id) == 12


def test_items_that_share_a_guid_are_told_apart() -> None:
    items = [make_item(url=f"http://courier.example/{n}") for n in range(3)]

    found = made(*items)

    assert len({entry.id for entry in found}) == 3


def test_items_that_share_guid_and_link_are_told_apart_by_title() -> None:
    found = made(make_item(title="One"), make_item(title="Two"))

    assert len({entry.id for entry in found}) == 2


def test_an_item_listed_twice_is_one_entry_at_its_first_place() -> None:
    found = made(make_item(guid="g-0"), make_item(), make_item(summary="Again."))

    assert [(entry.position, entry.summary) for entry in found] == [
        (1, "A strike."),
        (2, "A strike."),
    ]


def test_items_that_cannot_be_printed_are_left_out() -> None:
    unprintable = (make_item(url=None), make_item(title="", guid="g-2"))

    assert made(*unprintable) == ()


def test_the_language_is_what_the_editor_says() -> None:
    feed = make_feed(language="fr")

    assert made(make_item(), feed=feed, language="de")[0].language == "fr"


def test_else_the_language_is_what_the_feed_says() -> None:
    assert made(make_item(), language="de")[0].language == "de"


def test_else_the_language_is_the_newsletters() -> None:
    assert made(make_item())[0].language == "en"


def test_a_missing_date_stays_missing() -> None:
    (entry,) = made(replace(make_item(), published=None))

    assert entry.published is None
    assert entry.when == NOW
