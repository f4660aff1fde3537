"""Broken and hostile feeds, by their numbers in docs/hostile.md."""

import gzip
import json
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.collect import repair
from digest.collect.entries import Body, Seen, read_body
from digest.collect.items import LONGEST_TEXT, LONGEST_TITLE
from digest.collect.limits import MOST_ITEMS, fit_for_feedparser
from digest.collect.parse import Item, parse
from digest.errors import ParseError
from digest.model import Entry

URL = "http://feeds.harbour.example/news/rss"
NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)


def rss(*items: str, head: str = "") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<rss version="2.0"><channel><title>Harbour</title>{head}{inside}'
        "</channel></rss>"
    ).encode()


def atom(inside: str, attributes: str = "") -> bytes:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Harbour</title>'
        f"<entry>{inside}</entry></feed>"
    ).encode()


def titles(body: bytes) -> list[str]:
    return [item.title for item in parse(body, URL).items]


def only(body: bytes) -> Item:
    (item,) = parse(body, URL).items
    return item


def kept(body: bytes) -> tuple[Entry, ...]:
    given = Body(
        feed_url=URL,
        outlet="Harbour",
        url=URL,
        body=body,
        language=None,
        usual="en",
        now=NOW,
    )
    found = read_body(given)
    assert isinstance(found, Seen)
    return tuple(sighting.entry for sighting in found.sightings)


# A. Transport


def test_7_gzip_that_breaks_off_is_read_as_far_as_it_came_and_marked() -> None:
    items = [f"<title>Boat {n}</title>{n**9}" for n in range(2_000)]
    packed = gzip.compress(rss(*items))

    feed = parse(packed[: len(packed) * 3 // 4], URL)

    assert feed.items[0].title == "Boat 0"
    assert "gzip that breaks off" in str(feed.damage)


def test_8_gzip_is_told_by_its_first_bytes() -> None:
    assert titles(gzip.compress(rss("<title>Packed</title>"))) == ["Packed"]


def test_8_gzip_that_would_fill_the_memory_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bomb = gzip.compress(b" " * 9_000_000)
    monkeypatch.setattr(repair, "MOST_BYTES", 1_000_000)
    tracemalloc.start()

    with pytest.raises(ParseError, match="larger than 1 MB"):
        parse(bomb, URL)

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


@pytest.mark.parametrize(
    "body", [b"", b" \r\n", b"\xef\xbb\xbf\n", b"\0\0", b"\x1f\x8b"]
)
def test_24_an_empty_body_is_no_feed(body: bytes) -> None:
    with pytest.raises(ParseError):
        parse(body, URL)


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><body><form>Sign in</form></body></html>",
        b"\n<html lang=en><title>Are you human?</title></html>",
        b"<?xml version='1.0'?><!DOCTYPE html><html><body><p>Hello</p></body></html>",
        b"<!doctype HTML><body>How to write &lt;item&gt; in <item> feeds</body>",
    ],
)
def test_25_a_login_or_captcha_page_is_not_a_feed(page: bytes) -> None:
    with pytest.raises(ParseError, match="not a feed"):
        parse(page, URL)


# B. XML, encoding, JSON


@pytest.mark.parametrize("control", ["\x08", "\x10", "\x1e", "\0", "\ufffe", "\uffff"])
def test_26_control_characters_are_dropped(control: str) -> None:
    feed = parse(rss(f"<title>Low{control} tide</title><link>/1</link>"), URL)

    assert feed.items[0].title == "Low tide"
    assert feed.items[0].url == "http://feeds.harbour.example/1"
    assert "control characters" in str(feed.damage)


@pytest.mark.parametrize("control", ["\x7f", "\x80", "&#x80;", "&#127;", "&#0159;"])
def test_26_nor_do_later_ones_stay(control: str) -> None:
    feed = parse(rss(f"<description>Low{control} tide</description>"), URL)

    assert (feed.items[0].summary, feed.damage) == ("Low tide", None)


@pytest.mark.parametrize("reference", ["&#7;", "&#xD800;", "&#xFFFE;", "&#x110000;"])
def test_26_references_to_no_character_are_dropped(reference: str) -> None:
    feed = parse(rss(f"<description>Low{reference} tide</description>"), URL)

    assert feed.items[0].summary == "Low tide"
    assert feed.damage


def test_27_a_bare_ampersand_is_taken_literally() -> None:
    item = only(
        rss(
            "<title>Pike & Carp, P&O</title><link>http://a.example/?a=1&b=2</link>"
            "<description><![CDATA[<b>Q</b> & <i>A</i>]]></description>"
        )
    )

    assert item.title == "Pike & Carp, P&O"
    assert item.url == "http://a.example/?a=1&b=2"
    assert item.summary == "<b>Q</b> & <i>A</i>"


def test_27_a_bare_less_than_sign_is_too() -> None:
    item = only(rss("<title>5 < 6, 7 &lt; 8</title><link>/1</link>"))

    assert item.title == "5 < 6, 7 < 8"


def test_28_html_entities_need_no_document_type() -> None:
    item = only(rss("<guid>F&ecirc;te&nbsp;&mdash;&#8364;5, &nosuch;</guid>"))

    assert item.guid == "Fête\N{NO-BREAK SPACE}—€5, &nosuch;"


def test_28_what_the_document_type_declares_is_known() -> None:
    declared = b'<!DOCTYPE rss [\n<!ENTITY port "Oban">\n]>'

    assert titles(declared + rss("<title>To &port;</title>")) == ["To Oban"]


def test_29_the_xml_declaration_says_the_encoding() -> None:
    body = rss("<title>Łódź</title>").decode().encode("iso-8859-2")

    assert titles(b'<?xml version="1.0" encoding="iso-8859-2"?>' + body) == ["Łódź"]


@pytest.mark.parametrize(
    "label", ["no-such-code", "utf-16", "zip", "punycode", "ascii"]
)
def test_30_a_wrong_or_unknown_label_does_no_harm(label: str) -> None:
    body = f'<?xml version="1.0" encoding="{label}"?>'.encode()

    assert titles(body + rss("<title>Köln</title>")) == ["Köln"]


def test_30_utf8_under_a_latin_label_is_utf8() -> None:
    body = b'<?xml version="1.0" encoding="iso-8859-1"?>' + rss("<title>Αθήνα</title>")

    assert titles(body) == ["Αθήνα"]


def test_30_gb2312_is_read_as_gb18030() -> None:
    body = (
        '<?xml version="1.0" encoding="gb2312"?>'
        + rss("<title>朱镕基</title>").decode()
    )

    assert titles(body.encode("gb18030")) == ["朱镕基"]


@pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii", "latin1"])
def test_31_a_latin_label_means_windows_letters(label: str) -> None:
    body = (
        f'<?xml version="1.0" encoding="{label}"?>'
        + rss("<title>“€5”</title>").decode()
    )

    assert titles(body.encode("cp1252")) == ["“€5”"]


def test_32_invalid_utf8_costs_a_letter_and_no_item() -> None:
    body = rss("<title>Köln a</title>", "<title>ÅÄÖ b</title>")

    feed = parse(body.replace(b" b", b" \xff\xfe b"), URL)

    assert [item.title for item in feed.items] == ["Köln a", "ÅÄÖ \ufffd\ufffd b"]
    assert "letters that are no UTF-8" in str(feed.damage)


def test_32_letters_without_a_label_that_are_no_utf8_are_windows_letters() -> None:
    assert titles(rss("<title>Köln</title>").decode().encode("cp1252")) == ["Köln"]


def test_32_what_was_encoded_twice_is_read_once() -> None:
    twice = "L’été à Évian".encode().decode("cp1252")

    assert titles(rss(f"<title>{twice}</title>")) == ["L’été à Évian"]


def test_33_text_is_no_body() -> None:
    with pytest.raises((AttributeError, TypeError)):
        parse("<rss/>", URL)  # type: ignore[arg-type]  # that is the point


@pytest.mark.parametrize(
    "before",
    [
        b"\r\n\t ",
        b"\xef\xbb\xbf\n",
        b"\xef\xbb\xbf\xef\xbb\xbf",
        b"<br />\n<b>Warning</b>: foo() in <b>x.php</b> on line <b>7</b><br />\n",
        b"Notice: undefined index\n",
        b"<!-- cached -->\n",
    ],
)
@pytest.mark.parametrize("declared", [b'<?xml version="1.0"?>', b""])
def test_34_what_stands_before_the_feed_is_skipped(
    before: bytes, declared: bytes
) -> None:
    assert titles(before + declared + rss("<title>Tide</title>")) == ["Tide"]


def test_34_what_was_skipped_is_told_and_nothing_else() -> None:
    warning = b"<br />\n<b>Warning</b>: foo() in <b>x.php</b><br />\n"

    assert parse(warning + rss("<title>Tide</title>"), URL).damage == (
        "text before the feed"
    )


def test_35_a_feed_cut_off_keeps_the_items_before_the_cut() -> None:
    body = rss("<title>One</title>", "<title>Two</title>", "<title><![CDATA[Thr")

    feed = parse(body[: body.index(b"Thr") + 3], URL)

    assert [item.title for item in feed.items] == ["One", "Two", "Thr"]
    assert str(feed.damage).startswith("not well-formed XML, line 1")


@pytest.mark.parametrize("kind", ["SYSTEM", 'PUBLIC "x"'])
def test_36_a_file_is_never_opened(tmp_path: Path, kind: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish", encoding="utf-8")
    declared = f'<!DOCTYPE rss [<!ENTITY x {kind} "{secret.as_uri()}">]>'.encode()
    outside = f'<!DOCTYPE rss SYSTEM "{secret.as_uri()}">'.encode()

    for top in (declared, outside):
        assert "swordfish" not in str(parse(top + rss("<title>&x;</title>"), URL))


def test_37_entities_made_of_entities_do_not_grow() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<!DOCTYPE rss [<!ENTITY l0 "haha">{levels}]>'.encode()

    assert len(str(parse(body + rss("<title>&l11;</title>"), URL))) < 1_000


def test_37_long_entities_are_not_put_in_a_thousand_times() -> None:
    declared = f'<!DOCTYPE rss [<!ENTITY a "{"x" * 5_000}">]>'.encode()
    body = declared + rss(f"<description>{'&a;' * 5_000}</description>")

    assert len(repair.mended(repair.prepared(body))) < 10 * len(body)


def flood(scrap: bytes, times: int) -> bytes:
    return rss("<title>Harbour</title>MARK").replace(b"MARK", scrap * times)


def named(form: bytes, times: int) -> bytes:
    attributes = b" ".join(form % number for number in range(times))
    return rss("<title>a</title>").replace(b"<item>", b"<item " + attributes + b">")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (flood(b"<a/>x", 700_000), "cut after 600,000 tags"),
        (flood(b"<!--", 700_000), "cut after 600,000 tags"),
        (flood(b"&a;", 300_000), "cut after 200,000 unknown entities"),
        (flood(b"&", 300_000), "cut after 200,000 unknown entities"),
        (named(b'a%d=""', 150_000), "cut at 10,000 attributes"),
        (flood(b"<a>", 1_000), "not well-formed XML, line 1"),
        (flood(b"<item><br></item>", 1_000), "not well-formed XML, line 1"),
    ],
)
def test_38_a_flood_is_cut_and_told(body: bytes, told: str) -> None:
    assert told in str(parse(body, URL).damage)


def test_38_of_a_thousand_of_a_kind_a_hundred_are_looked_at() -> None:
    wild = "<link>x:y</link>" * 1_000 + "<link>http://a.example/1</link>"
    early = "<link>http://a.example/1</link>" + "<link>x:y</link>" * 1_000

    assert only(rss(wild)).url is None
    assert only(rss(early)).url == "http://a.example/1"


def test_38_json_of_too_many_parts_is_refused() -> None:
    with pytest.raises(ParseError, match="JSON of more than 500,000 parts"):
        parse(b'{"items":[' + b"[]," * 600_000 + b"0]}", URL)


def test_38_of_a_thousand_tags_in_json_a_hundred_are_looked_at() -> None:
    tags = ["<b></b>"] * 1_000 + ["Ports"]

    found = parse(json.dumps({"items": [{"id": "1", "tags": tags}]}).encode(), URL)

    assert found.items[0].categories == ()


@pytest.mark.parametrize(
    "body",
    [
        flood(b"<!-- -->", 2_000),
        named(b"a%d=''", 5_000),
        named(b"xmlns:a%d='b'", 500),
        flood(b"<a>", 30_000),
        flood(b"word ", 200_000),
        flood(b"a", 9_000),
    ],
)
def test_38_the_slow_parser_is_not_asked_about_what_hangs_it(body: bytes) -> None:
    assert not fit_for_feedparser(body)


def test_39_a_broken_extension_does_not_touch_the_item() -> None:
    item = only(
        rss(
            '<title>Map</title><g:where xmlns:g="http://www.georss.org/georss">'
            "<g:point>north nowhere</g:point><g:box>1</g:box></g:where>"
            '<media:content xmlns:media="http://search.yahoo.com/mrss/" width="wide"/>'
            "<enclosure/><category/><guid/><pubDate/><author/>"
        )
    )

    assert item.title == "Map"
    assert (item.image, item.authors, item.categories) == (None, (), ())


def test_40_names_are_told_by_their_namespace_not_their_prefix() -> None:
    item = only(
        rss(
            '<x:creator xmlns:x="http://purl.org/dc/elements/1.1/">Ida Moor</x:creator>'
            '<z:title xmlns:z="http://shop.example/">Half price</z:title>'
            '<y:encoded xmlns:y="http://purl.org/rss/1.0/modules/content/">All</y:encoded>'
        )
    )

    assert item.authors == ("Ida Moor",)
    assert item.content == "All"
    assert item.title == ""


def test_40_a_prefix_that_nobody_declared_means_what_it_usually_does() -> None:
    feed = parse(rss("<title>a</title><dc:creator>Ida Moor</dc:creator>"), URL)

    assert feed.items[0].authors == ("Ida Moor",)
    assert feed.damage


def test_40_a_usual_prefix_of_a_namespace_unheard_of_does_so_too() -> None:
    space = 'xmlns:dc="http://harbour.example/our-own-dublin-core"'

    item = only(rss(f"<dc:creator {space}>Ida Moor</dc:creator>"))

    assert item.authors == ("Ida Moor",)


def test_40_a_feed_in_a_namespace_of_its_own_is_a_feed() -> None:
    body = atom("<title>Own</title><link href='http://a.example/1'/>")

    assert titles(body.replace(b"www.w3.org/2005/Atom", b"a.example/ns")) == ["Own"]


def test_41_relative_links_lead_from_the_address_that_was_fetched() -> None:
    self_link = '<link rel="self" href="http://127.0.0.1/feed"/>'
    body = atom("<link href='../1'/>").replace(
        b"<entry>", self_link.encode() + b"<entry>"
    )

    assert only(body).url == "http://feeds.harbour.example/1"


def test_41_xml_base_comes_before_it() -> None:
    body = atom("<link href='1'/>", 'xml:base="http://b.example/deep/"')

    assert only(body).url == "http://b.example/deep/1"


def many(count: int, *, oldest_first: bool = False) -> bytes:
    days = range(count) if oldest_first else range(count, 0, -1)
    return rss(
        *(
            f"<title>{n}</title><pubDate>{datetime.fromtimestamp(1e9 + n * 9e4, UTC)}"
            "</pubDate>"
            for n in days
        )
    )


def test_42_of_very_many_items_the_first_are_kept_and_the_rest_counted() -> None:
    feed = parse(many(MOST_ITEMS + 200), URL)

    assert len(feed.items) == MOST_ITEMS
    assert feed.items[0].title == str(MOST_ITEMS + 200)
    assert feed.left_out == 200


def test_42_where_the_oldest_stand_first_the_last_are_kept() -> None:
    feed = parse(many(MOST_ITEMS + 200, oldest_first=True), URL)

    assert feed.items[-1].title == str(MOST_ITEMS + 199)
    assert (len(feed.items), feed.left_out) == (MOST_ITEMS, 200)


def test_42_items_beyond_a_cut_are_counted_too() -> None:
    many_tags = "<a/>" * 100_000

    feed = parse(rss(*[many_tags] * 9), URL)

    assert feed.damage == "cut after 600,000 tags"
    assert len(feed.items) + feed.left_out == 9


def test_42_the_newest_of_json_are_kept_too() -> None:
    days = range(MOST_ITEMS + 5)
    items = [
        {"title": str(n), "date_published": f"{2000 + n // 300}-01-01T00:00:00Z"}
        for n in days
    ]

    feed = parse(json.dumps({"items": items}).encode(), URL)

    assert feed.items[-1].title == str(MOST_ITEMS + 4)
    assert feed.left_out == 5


def test_42_single_fields_are_cut() -> None:
    item = only(
        rss(
            f"<title>{'long ' * 9_000}</title>"
            f"<description>{'x' * 900_000}</description>"
            f"<link>http://a.example/{'a' * 9_000}</link>"
            + "<category>a</category>" * 50
            + "".join(f"<category>{n}{'b' * 900}</category>" for n in range(50))
        )
    )

    assert len(item.title) <= LONGEST_TITLE
    assert len(item.summary) == LONGEST_TEXT
    assert item.url is None
    assert len(item.categories) == 20
    assert max(map(len, item.categories)) == 100


WRONG: list[object] = [
    None,
    True,
    7,
    1.5,
    "x",
    [],
    ["x"],
    [[]],
    [None],
    {},
    {"name": []},
    [{"name": 1}],
]


@pytest.mark.parametrize("value", WRONG, ids=repr)
def test_43_values_of_a_wrong_type_are_as_good_as_missing(value: object) -> None:
    fields = """url external_url title content_html content_text summary image
    banner_image date_published date_modified author authors tags language
    attachments""".split()
    item = {"id": "i-1", **dict.fromkeys(fields, value)}
    feed = {"title": value, "language": value, "authors": value, "items": [item, value]}

    found = parse(json.dumps(feed).encode(), URL)

    assert found.items[0].guid == "i-1"


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 200_000,
        b'{"items":' + b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"items":[{"id":' + b"9" * 5_000 + b"}]}",
        b'{"version":"https://jsonfeed.org/version/1.1"}',
        b'{"items":7}',
        b'{"items":[}',
        b"[]",
    ],
)
def test_43_json_of_the_wrong_shape_is_no_feed(body: bytes) -> None:
    with pytest.raises(ParseError):
        parse(body, URL)


# C. Entries


def test_44_an_item_without_guid_and_link_is_skipped_alone() -> None:
    body = rss(
        "<title>Nothing to tell it by</title>", "<title>Tide</title><link>/t</link>"
    )

    assert [item.guid for item in parse(body, URL).items] == [
        "",
        "http://feeds.harbour.example/t",
    ]
    assert [entry.title for entry in kept(body)] == ["Tide"]


def test_44_a_guid_that_is_an_address_is_the_link_unless_it_says_no() -> None:
    body = rss(
        "<guid>http://a.example/1</guid>",
        '<guid isPermaLink="false">http://a.example/2</guid>',
    )

    assert [item.url for item in parse(body, URL).items] == ["http://a.example/1", None]


def test_45_guids_are_handed_out_as_they_stand() -> None:
    body = rss("<guid> one </guid><link>/a</link>", "<guid>one</guid><link>/b</link>")

    assert [item.guid for item in parse(body, URL).items] == ["one", "one"]


def test_46_links_are_handed_out_as_they_stand() -> None:
    body = rss("<guid>1</guid><link>/a</link>", "<guid>2</guid><link>/a</link>")

    assert len({item.url for item in parse(body, URL).items}) == 1
    assert len({item.guid for item in parse(body, URL).items}) == 2


def test_50_a_date_to_come_is_handed_out_as_it_stands() -> None:
    item = only(rss("<pubDate>Wed, 18 Nov 2099 10:00:00 GMT</pubDate>"))

    assert item.published == datetime(2099, 11, 18, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "date",
    [
        "now",
        "tomorrow",
        "",
        "0000-00-00",
        "99999-01-01",
        "1 Jan 99999 10:00:00 GMT",
        "2026-02-30",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "9999-12-31T23:59:59-14:00",
        "17 Nov 2026 10:00:00 +9999",
        "17 Nov 2026 10:00:00 +99999999",
        "9" * 50_000,
        "17 Nov 2026" + " " * 20_000 + "+",
        "\uff11\uff17 Nov 2026",  # digits, but not of ASCII
    ],
)
def test_51_a_wild_date_is_none(date: str) -> None:
    assert only(rss(f"<title>a</title><pubDate>{date}</pubDate>")).published is None


def test_51_where_the_first_date_is_wild_the_next_one_counts() -> None:
    item = only(rss("<pubDate>soon</pubDate><published>2026-11-17</published>"))

    assert item.published == datetime(2026, 11, 17, tzinfo=UTC)


SCRIPT = "&lt;script&gt;alert(1)&lt;/script&gt;Tide&lt;svg onload='alert(2)'&gt;"


def test_52_no_script_comes_through_title_author_category_or_link() -> None:
    item = only(
        rss(
            f"<title>{SCRIPT}</title><author>{SCRIPT}</author>"
            f"<category>{SCRIPT}</category><link>javascript:alert(3)</link>"
            "<guid>JavaScript:alert(4)</guid>"
            '<enclosure type="image/png" url="data:image/svg+xml,&lt;svg/>"/>'
        )
    )

    assert (item.title, item.authors, item.categories) == ("Tide", ("Tide",), ("Tide",))
    assert (item.url, item.image) == (None, None)


def test_52_nor_through_a_title_written_in_xhtml() -> None:
    xhtml = (
        "<div xmlns='http://www.w3.org/1999/xhtml'><script>x()</script>Low <b>tide</b>"
    )

    item = only(atom(f"<title type='xhtml'>{xhtml}</div></title>"))

    assert item.title == "Low tide"


@pytest.mark.parametrize(
    "address",
    [
        "java\tscript:alert(1)",
        "java&#10;script:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example/",
        "http://ann:secret@a.example/",
        'http://a.example/"onclick="x',
        "http://a.example/&lt;script&gt;",
        "http://",
        "http://[::1/",
    ],
)
def test_53_only_plain_addresses_of_the_web_are_links(address: str) -> None:
    assert only(rss(f"<title>a</title><link>{address}</link>")).url is None


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd"])
def test_53_without_a_base_they_are_none_either(address: str) -> None:
    (item,) = parse(rss(f"<link>{address}</link>"), "").items

    assert item.url is None
