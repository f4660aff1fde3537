from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from digest.collect.entries import Body, Seen, read_body
from digest.fingerprints import entry_id
from digest.model import Entry

NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
FEEDS = Path(__file__).parents[1] / "data" / "feeds"
ITEM = """<item><title>Dockers strike in Mombasa</title><guid>g-1</guid>
<link>http://courier.example/1</link><description>A strike.</description>
<pubDate>Tue, 17 Nov 2026 18:00:00 GMT</pubDate><category>Ports</category></item>"""


def make_body(*items: str, spoken: str = "", **given: Any) -> Body:
    channel = f"<title>Courier</title>{spoken}{''.join(items)}"
    defaults: dict[str, Any] = {
        "feed_url": "http://courier.example/rss",
        "outlet": "Courier",
        "url": "http://courier.example/rss",
        "body": f'<rss version="2.0"><channel>{channel}</channel></rss>'.encode(),
        "language": None,
        "usual": "en",
        "now": NOW,
    }
    return Body(**defaults | given)


def seen(*items: str, **given: Any) -> Seen:
    found = read_body(make_body(*items, **given))
    assert isinstance(found, Seen)
    return found


def entries(*items: str, **given: Any) -> list[Entry]:
    return [sighting.entry for sighting in seen(*items, **given).sightings]


def test_an_item_becomes_an_entry_of_its_feed() -> None:
    (entry,) = entries(ITEM)

    assert entry == Entry(
        id=entry.id,
        feed_url="http://courier.example/rss",
        outlet="Courier",
        url="http://courier.example/1",
        title="Dockers strike in Mombasa",
        summary="A strike.",
        categories=("Ports",),
        language="en",
        published=NOW - timedelta(days=1),
        first_seen=NOW,
        position=1,
    )


def test_positions_count_from_one_at_the_top() -> None:
    found = entries(*(ITEM.replace("g-1", f"g-{n}") for n in range(3)))

    assert [entry.position for entry in found] == [1, 2, 3]


def test_ids_are_short_and_fit_the_store() -> None:
    (entry,) = entries(ITEM.replace("g-1", "g" * 5_000))

    assert entry.id.startswith("a-")
    assert len(entry.id) == 18


def test_the_same_item_in_many_feeds_is_as_many_entries() -> None:
    feeds = [f"http://paper-{n}.example/rss" for n in range(2_000)]

    ids = {entry_id(feed, "g-1", "http://courier.example/1", "News") for feed in feeds}

    assert len(ids) == len(feeds)


def test_the_ids_of_a_feeds_entries_lie_side_by_side() -> None:
    found = entries(*(ITEM.replace("g-1", f"g-{n}") for n in range(9)))

    assert len({entry.id[:6] for entry in found}) == 1
    assert len({entry.id for entry in found}) == 9


def test_an_address_is_printed_without_its_trackers() -> None:
    (entry,) = entries(ITEM.replace("/1<", "/1?utm_source=rss&amp;page=2<"))

    assert entry.url == "http://courier.example/1?page=2"


@pytest.mark.parametrize("part", ["<link>http://courier.example/1</link>"])
def test_an_item_that_cannot_be_linked_is_left_out_alone(part: str) -> None:
    found = entries(ITEM.replace(part, ""), ITEM)

    assert len(found) == 1


@pytest.mark.parametrize("title", ["", "&#8203;", "&#173; &#8206;"])
def test_an_item_without_a_title_is_left_out_alone_and_told(title: str) -> None:
    found = seen(ITEM.replace("Dockers strike in Mombasa", title), ITEM)

    titles = [sighting.entry.title for sighting in found.sightings]
    assert titles == ["Dockers strike in Mombasa"]
    assert found.damage == "1 of 2 entries have no title or no address"


SPOKEN = "<language>de-AT</language>"
FRENCH = ITEM.replace(
    "<item>",
    '<item xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>fr</dc:language>',
)


@pytest.mark.parametrize(
    ("item", "spoken", "told", "language"),
    [
        (FRENCH, SPOKEN, "nl", "nl"),
        (FRENCH, SPOKEN, None, "fr"),
        (ITEM, SPOKEN, None, "de"),
        (ITEM, "", None, "en"),
    ],
)
def test_the_language_is_the_editors_or_the_items_or_the_feeds_or_the_newsletters(
    item: str, spoken: str, told: str | None, language: str
) -> None:
    (entry,) = entries(item, spoken=spoken, language=told)

    assert entry.language == language


def test_a_missing_date_stays_missing_and_counts_as_first_sight() -> None:
    (entry,) = entries(ITEM.replace("pubDate", "nothing"))

    assert entry.published is None
    assert entry.when == NOW


def test_what_is_no_feed_is_a_reason() -> None:
    body = make_body(body=b"<html><body>Sign in</body></html>")

    assert read_body(body) == "not a feed"


def test_damage_is_handed_on() -> None:
    body = (FEEDS / "truncated.xml").read_bytes()

    assert str(seen(body=body).damage).startswith("not well-formed XML")


def test_what_was_left_out_of_a_long_feed_is_handed_on() -> None:
    assert seen(*[ITEM] * 1_003).left_out == 3
