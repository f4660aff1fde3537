from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect.parse import Item, ParsedFeed, parse
from digest.errors import ParseError

FEEDS = Path(__file__).parents[1] / "data" / "feeds"
URL = "http://base.example/dir/feed"


def parsed(name: str) -> ParsedFeed:
    return parse((FEEDS / name).read_bytes(), URL)


def titles(name: str) -> list[str]:
    return [item.title for item in parsed(name).items]


def test_rss_is_read() -> None:
    feed = parsed("rss20.xml")

    assert (feed.title, feed.language) == ("Harbour Gazette & Tide Table", "en")
    assert feed.damage is None
    assert feed.items[0] == Item(
        guid="gazette-1001",
        url="http://gazette.example/2026/ferry",
        title="Ferry to Oban runs again after storm",
        summary="The ferry sails at <b>noon</b>.",
        content=(
            "<p>The ferry to Oban sails at noon.</p>"
            "<p>Storm barriers were lifted overnight.</p>"
        ),
        authors=("Moira Finch",),
        categories=(),
        language=None,
        image="http://gazette.example/pictures/ferry.jpg",
        published=datetime(2026, 11, 17, 10, 30, tzinfo=UTC),
    )
    assert feed.items[1].title == "Lighthouse keeper retires"


def test_atom_is_read() -> None:
    feed = parsed("atom10.xml")

    (item,) = feed.items
    assert (feed.title, feed.language) == ("Alpenblick & Tal", "de")
    assert item.guid == "tag:alpenblick.example,2026:1"
    assert item.url == "http://alpenblick.example/1"
    assert item.title == "Seilbahn fährt wieder"
    assert item.content == "<p>Die Seilbahn fährt seit dem Morgen.</p>"
    assert item.published == datetime(2026, 11, 17, 21, 15, tzinfo=UTC)


def test_rdf_is_read() -> None:
    feed = parsed("rdf.xml")

    (item,) = feed.items
    assert (feed.title, feed.language) == ("Estuary Times", "fr")
    assert item.url == "http://estuary.example/herons"
    assert item.authors == ("Lou Marsh",)
    assert item.published == datetime(2026, 11, 15, 7, tzinfo=UTC)


def test_json_feed_is_read() -> None:
    feed = parsed("feed.json")

    (item,) = feed.items
    assert (feed.title, feed.language) == ("Plateau Post", "es")
    assert feed.damage is None
    assert item.guid == "plateau-7"
    assert item.authors == ("Inés Quispe",)
    assert item.image == "http://plateau.example/7.jpg"
    assert item.content.startswith("<p>Trains cross")
    assert item.published == datetime(2026, 11, 17, 14, tzinfo=UTC)


def test_a_feed_cut_off_is_read_as_far_as_it_goes_and_says_so() -> None:
    feed = parsed("truncated.xml")

    assert feed.items[0].title == "Bridge opens early"
    assert feed.damage is not None
    assert feed.damage.startswith("not well-formed XML")


def test_a_bare_ampersand_does_no_harm_to_the_items_and_is_told() -> None:
    feed = parsed("bare-ampersand.xml")

    assert [item.title.split()[0] for item in feed.items] == ["Fish", "Herring"]
    assert str(feed.damage).startswith("not well-formed XML")


def test_a_bare_ampersand_does_not_change_where_a_link_leads() -> None:
    assert parsed("bare-ampersand.xml").items[0].url in (
        None,
        "http://salt.example/chips?page=1&part=2",
    )


def test_items_without_dates_have_none() -> None:
    assert [item.published for item in parsed("no-dates.xml").items] == [None, None]


def test_a_wild_date_is_no_date() -> None:
    found = {item.title: item.published for item in parsed("wild-dates.xml").items}

    del found["Item 0"]
    believed = {title for title, moment in found.items() if moment}
    assert believed == {"Item 7", "Item 8", "Item 9"}
    assert found["Item 7"] == datetime(2026, 11, 18, 15, tzinfo=UTC)
    assert found["Item 8"] == datetime(2026, 11, 18, 10, tzinfo=UTC)
    assert found["Item 9"] == datetime(2099, 11, 18, 10, tzinfo=UTC)


def test_a_date_that_depends_on_today_is_no_date() -> None:
    assert parsed("wild-dates.xml").items[0].published is None


@pytest.mark.parametrize(
    "date",
    [
        "Mon, 1 Jan 99999999999999999999 00:00:00 +0000",
        "Mon, 16 Nov 2026 10:00:00 +99999999999",
        "Fri, 31 Dec 9999 23:59:59 -1400",
    ],
)
def test_a_wild_date_in_a_feed_for_the_second_opinion_does_no_harm(date: str) -> None:
    body = (
        '<rss version="0.91"><channel><title>x</title></channel>'
        f"<entry><title>y</title><pubDate>{date}</pubDate></entry>"
        f"<item><title>Old</title><link>http://o.example/</link><pubDate>{date}</pubDate>"
        "</item></rss>"
    )

    assert all(item.published is None for item in parse(body.encode(), URL).items)


def test_a_shared_guid_is_handed_out_as_it_is() -> None:
    assert [item.guid for item in parsed("shared-guid.xml").items] == [
        "news",
        "news",
        "own",
    ]


def test_relative_links_lead_from_the_feeds_address() -> None:
    items = parsed("relative-links.xml").items

    assert [item.url for item in items] == [
        "http://base.example/2026/root",
        "http://base.example/dir/here",
        "http://other.example/x",
    ]
    assert items[0].image == "http://base.example/pictures/root.jpg"


def test_only_links_into_the_web_are_links() -> None:
    links = {item.title: item.url for item in parsed("javascript-link.xml").items}

    assert {title for title, url in links.items() if url} == {"Good", "Two words"}


def test_a_space_in_a_link_is_written_as_browsers_do() -> None:
    links = {item.title: item.url for item in parsed("javascript-link.xml").items}

    assert links["Two words"] == "http://click.example/two%20words"


def test_a_guid_that_is_an_address_is_a_link() -> None:
    found = {item.title: item.url for item in parsed("no-titles.xml").items}

    assert found["Guid for a link"] == "http://nameless.example/4"


def test_a_title_of_mere_markup_is_empty() -> None:
    assert titles("no-titles.xml") == ["", "", "No link here", "Guid for a link"]


@pytest.mark.parametrize("name", ["latin1.xml", "utf16.xml", "unknown-encoding.xml"])
def test_letters_are_read_in_the_feeds_encoding(name: str) -> None:
    feed = parsed(name)

    assert feed.title == "Köln Kurier"
    assert feed.items[0].title == "Brücke über den Rhein"


def test_a_web_page_is_no_feed() -> None:
    with pytest.raises(ParseError, match="not a feed"):
        parsed("html-page.html")


def test_an_empty_answer_is_no_feed() -> None:
    with pytest.raises(ParseError, match="empty answer"):
        parsed("empty.xml")


@pytest.mark.parametrize(
    "body", [b"hello", b"[]", b"{}", b"null", b"\x00", b"[" * 99_999]
)
def test_other_bytes_are_no_feed(body: bytes) -> None:
    with pytest.raises(ParseError):
        parse(body, URL)


def test_a_path_is_never_opened_as_a_feed() -> None:
    with pytest.raises(ParseError):
        parse(str(FEEDS / "rss20.xml").encode(), URL)


def test_a_feed_without_items_is_a_feed() -> None:
    feed = parsed("no-items.xml")

    assert (feed.title, feed.items) == ("Quiet Week", ())


def test_a_language_that_is_no_code_is_none() -> None:
    assert parsed("no-items.xml").language is None


def test_a_file_of_this_machine_is_not_read_into_a_feed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish", encoding="utf-8")
    body = (FEEDS / "outside-entity.xml").read_text(encoding="utf-8")
    body = body.replace("file:///etc/hostname", secret.as_uri())

    assert "swordfish" in secret.read_text(encoding="utf-8")
    assert "swordfish" not in str(parse(body.encode(), URL))


def test_entities_that_grow_do_not() -> None:
    assert len(str(parsed("growing-entities.xml"))) < 100_000


def test_of_a_feed_without_end_a_thousand_items_are_read() -> None:
    items = "".join(
        f"<item><title>{n}</title><link>http://long.example/{n}</link></item>"
        for n in range(1_100)
    )
    body = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()

    found = parse(body, URL).items

    assert len(found) == 1_000
    assert found[0].title == "0"


def test_what_is_given_can_be_kept_by_any_store() -> None:
    (item,) = parsed("odd-characters.json").items

    texts = "".join((item.title, item.summary, item.content, *item.authors))
    assert texts.encode()
    assert "\0" not in texts


def test_a_picture_is_an_image_and_no_sound() -> None:
    body = b"""<rss version="2.0"><channel><item><title>x</title>
    <link>http://a.example/1</link>
    <enclosure url="http://a.example/1.mp3" type="audio/mpeg"/>
    <enclosure url="http://a.example/1.jpg" type="image/jpeg"/></item>
    </channel></rss>"""

    assert parse(body, URL).items[0].image == "http://a.example/1.jpg"


def test_a_picture_that_leads_out_of_the_web_is_none() -> None:
    body = b"""<rss version="2.0"><channel><item><title>x</title>
    <link>http://a.example/1</link>
    <enclosure url="file:///etc/passwd" type="image/jpeg"/></item></channel></rss>"""

    assert parse(body, URL).items[0].image is None


CHANNEL = '<rss version="2.0"><channel><title>{}</title></channel></rss>'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(CHANNEL.format("&#xD800;"), id="half a pair as a reference"),
        pytest.param(
            '<?xml version="1.0" encoding="utf-8\0"?>' + CHANNEL.format("x"),
            id="nought in the encoding",
        ),
        pytest.param(
            '<?xml version="1.0" encoding="zip"?>' + CHANNEL.format("x"),
            id="an encoding that is none of text",
        ),
    ],
)
def test_a_feed_that_trips_the_parsers_does_no_harm(body: str) -> None:
    try:
        parse(body.encode(), URL)
    except ParseError as error:
        assert str(error)  # noqa: PT017  either outcome is right


bodies = st.sampled_from(sorted(FEEDS.iterdir())).map(Path.read_bytes)
scraps = st.binary(max_size=6) | st.sampled_from(
    [
        b"<",
        b"&",
        b"<item>",
        b"</item>",
        b"<![CDATA[",
        b"&#xD800;",
        b"<link/>",
        b"[",
        b"{",
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    body=bodies,
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), scraps), min_size=1, max_size=4
    ),
)
def test_a_damaged_feed_is_read_or_refused_and_never_crashes(
    body: bytes, cuts: list[tuple[float, int, bytes]]
) -> None:
    for place, length, scrap in cuts:
        at = int(place * len(body))
        body = body[:at] + scrap + body[at + length :]

    try:
        feed = parse(body, URL)
    except ParseError:
        return

    assert all(item.guid or not item.url for item in feed.items)
    assert all((item.url or "http").startswith("http") for item in feed.items)
