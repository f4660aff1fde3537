"""What the dialects of feeds say in their own ways, and what it comes to."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from digest.collect.parse import Item, parse

URL = "http://feeds.harbour.example/news/rss"
SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "atom": "http://www.w3.org/2005/Atom",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "media": "http://search.yahoo.com/mrss/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }.items()
)


def rss(item: str, url: str = URL) -> Item:
    body = f'<rss version="2.0" {SPACES}><channel><item>{item}</item></channel></rss>'
    return parse(body.encode(), url).items[0]


def atom(
    entry: str, feed: str = "", *, space: str = "http://www.w3.org/2005/Atom"
) -> Item:
    body = f'<feed xmlns="{space}" {SPACES}>{feed}<entry>{entry}</entry></feed>'
    return parse(body.encode(), URL).items[0]


def from_json(**item: Any) -> Item:
    return parse(json.dumps({"items": [item]}).encode(), URL).items[0]


# Links and guids


def test_of_several_links_in_rss_the_last_one_counts() -> None:
    item = rss("<link>http://a.example/1</link><link>http://a.example/2</link>")

    assert item.url == "http://a.example/2"


def test_a_link_of_atom_within_rss_counts_where_there_is_no_other() -> None:
    hyperlink = '<atom:link href="http://a.example/atom"/>'

    assert rss(hyperlink).url == "http://a.example/atom"
    assert (
        rss(f"<link>/own</link>{hyperlink}").url == "http://feeds.harbour.example/own"
    )


def test_a_feeds_own_address_within_an_item_is_not_its_page() -> None:
    item = rss('<guid>http://a.example/1</guid><atom:link rel="self" href="/feed"/>')

    assert item.url == "http://a.example/1"


def test_atoms_link_is_the_alternate_page_not_its_other_forms() -> None:
    item = atom(
        '<link rel="self" href="/self"/><link rel="edit" href="/edit"/>'
        '<link rel="enclosure" href="/sound" type="audio/mpeg"/>'
        '<link rel="alternate" type="application/json" href="/json"/>'
        '<link rel="alternate" type="text/html" href="/page"/>'
        '<link rel="replies" type="text/html" href="/replies"/>'
    )

    assert item.url == "http://feeds.harbour.example/page"


def test_atoms_content_elsewhere_is_its_page_where_there_is_no_link() -> None:
    item = atom(
        '<id>urn:1</id><content src="http://a.example/1.html" type="text/html"/>'
    )

    assert (item.url, item.content) == ("http://a.example/1.html", "")


def test_an_item_of_rdf_is_known_by_what_it_is_about() -> None:
    body = f"""<rdf:RDF {SPACES} xmlns="http://purl.org/rss/1.0/">
    <channel rdf:about="/"><title>Harbour</title></channel><item rdf:about="http://a.example/1"><title>Tide</title>
    <dc:subject>Sea</dc:subject></item></rdf:RDF>"""

    feed = parse(body.encode(), URL)

    assert feed.title == "Harbour"
    assert feed.items[0].guid == feed.items[0].url == "http://a.example/1"
    assert feed.items[0].categories == ("Sea",)


def test_bases_within_bases_add_up() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://b.example/">
    <entry xml:base="deep/"><link href="1" xml:base="er/"/></entry></feed>"""

    assert parse(body.encode(), URL).items[0].url == "http://b.example/deep/er/1"


def test_without_any_address_a_relative_link_stays_as_it_is() -> None:
    assert rss("<link>/1</link>", url="").url == "/1"


def test_a_link_broken_over_lines_is_put_together() -> None:
    assert (
        rss("<link>\n http://a.example/\n  one\n</link>").url == "http://a.example/one"
    )


# Titles and texts


@pytest.mark.parametrize(
    "title",
    [
        "<title>Fish &amp; chips</title>",
        "<title>Fish &amp;amp; chips</title>",
        "<title><![CDATA[Fish &amp; <b>chips</b>]]></title>",
        "<title>Fish <![CDATA[& chips]]></title>",
        "<title>Fish &#38; <b>chips</b></title>",
        "<dc:title>Fish &amp; chips</dc:title>",
        "<atom:title type='html'>Fish &amp;amp; &lt;i&gt;chips&lt;/i&gt;</atom:title>",
        "<title/><media:title>Fish &amp; chips</media:title>",
        "<title>\n  Fish &amp;\n chips <!-- and --></title>",
        "<TITLE>Fish &amp; chips</TITLE>",
    ],
)
def test_a_title_in_rss_is_plain_text(title: str) -> None:
    assert rss(title).title == "Fish & chips"


@pytest.mark.parametrize(
    "title",
    [
        "<title>Fish &amp; chips</title>",
        "<title type='text'>Fish &amp; chips</title>",
        "<title type='html'>Fish &amp;amp; &lt;b&gt;chips&lt;/b&gt;</title>",
        (
            "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Fish &amp;"
            " <b>chips</b></div></title>"
        ),
        (
            "<title type='xhtml' xmlns:h='http://www.w3.org/1999/xhtml'><h:div>"
            "Fish &amp; <h:b>chips</h:b></h:div></title>"
        ),
        "<title mode='base64'>RmlzaCAmIGNoaXBz</title>",
    ],
)
def test_a_title_in_atom_is_plain_text(title: str) -> None:
    assert atom(title).title == "Fish & chips"


def test_the_full_text_is_kept_beside_the_summary() -> None:
    item = rss(
        "<description>Short</description>"
        "<content:encoded><![CDATA[<p>Long &amp; wide</p>]]></content:encoded>"
    )

    assert (item.summary, item.content) == ("Short", "<p>Long &amp; wide</p>")


def test_xhtml_becomes_html_without_its_wrapper() -> None:
    item = atom(
        "<content type='xhtml'><x:div xmlns:x='http://www.w3.org/1999/xhtml'>"
        "<x:p title='1 > 0'>Fish &amp; <x:br/>chips</x:p></x:div></content>"
    )

    assert item.content == '<p title="1 &gt; 0">Fish &amp; <br>chips</p>'


def test_a_picture_in_letters_is_no_text() -> None:
    assert atom("<content type='image/png'>aGVsbG8=</content>").content == ""


# Dates


def test_the_date_of_publishing_comes_before_others() -> None:
    item = rss(
        "<atom:updated>2026-11-19T00:00:00Z</atom:updated>"
        "<dc:date>2026-11-18T00:00:00Z</dc:date>"
        "<pubDate>Tue, 17 Nov 2026 00:00:00 GMT</pubDate>"
    )

    assert item.published == datetime(2026, 11, 17, tzinfo=UTC)


def test_atom_is_dated_when_published_else_when_updated() -> None:
    updated = "<updated>2026-11-18T00:00:00Z</updated>"

    both = atom(f"{updated}<published>2026-11-17T00:00:00Z</published>")
    old = atom("<issued>2026-11-17</issued>", space="http://purl.org/atom/ns#")

    assert both.published == old.published == datetime(2026, 11, 17, tzinfo=UTC)
    assert atom(updated).published == datetime(2026, 11, 18, tzinfo=UTC)


# Authors, categories, language


@pytest.mark.parametrize(
    "author",
    [
        "<author>ida@a.example (Ida Moor)</author>",
        "<author>Ida Moor &lt;ida@a.example&gt;</author>",
        "<dc:creator>Ida Moor</dc:creator><author>desk@a.example</author>",
        "<itunes:author>Ida Moor</itunes:author>",
        "<atom:author><atom:name>Ida Moor</atom:name></atom:author>",
    ],
)
def test_an_author_is_a_name(author: str) -> None:
    assert rss(author).authors == ("Ida Moor",)


def test_an_entry_of_atom_without_author_has_its_sources_or_its_feeds() -> None:
    feed = "<author><name>Desk</name></author>"

    assert atom("<title>a</title>", feed).authors == ("Desk",)
    assert atom("<author><name>Ida Moor</name></author>", feed).authors == ("Ida Moor",)
    assert atom(
        "<source><author><name>Wire</name></author></source>", feed
    ).authors == ("Wire",)


def test_categories_are_unique_plain_words() -> None:
    item = rss(
        "<category>Sea &amp;amp; sky</category><category>Ports</category>"
        "<dc:subject>Ports</dc:subject><category><b>Fish</b></category><category/>"
    )

    assert item.categories == ("Sea & sky", "Ports", "Fish")


def test_categories_of_atom_are_their_labels_else_their_terms() -> None:
    item = atom('<category term="c-1" label="Ports"/><category term="Sea"/>')

    assert item.categories == ("Ports", "Sea")


@pytest.mark.parametrize(
    ("inside", "attributes"),
    [
        ("<dc:language>de-CH</dc:language>", ""),
        ("", 'xml:lang="de"'),
        ("", 'xml:lang="DE_at"'),
    ],
)
def test_an_item_may_have_a_language_of_its_own(inside: str, attributes: str) -> None:
    body = f"<rss {SPACES}><channel><item {attributes}>{inside}</item></channel></rss>"

    assert parse(body.encode(), URL).items[0].language == "de"


@pytest.mark.parametrize("said", ["", "german", "1", "d"])
def test_a_language_that_is_none_is_none(said: str) -> None:
    assert rss(f"<dc:language>{said}</dc:language>").language is None


# Pictures

PICTURE = "http://a.example/p.jpg"


@pytest.mark.parametrize(
    "inside",
    [
        f'<media:content url="{PICTURE}" medium="image"/>',
        f'<media:content url="{PICTURE}" type="image/jpeg"/>',
        f'<media:content url="{PICTURE}"/>',
        f'<media:thumbnail url="{PICTURE}"/>',
        (
            f'<media:group><media:content url="/f.mp4" type="video/mp4"/>'
            f'<media:thumbnail url="{PICTURE}"/></media:group>'
        ),
        (
            '<media:content url="/f.mp4" medium="video">'
            f'<media:thumbnail url="{PICTURE}"/></media:content>'
        ),
        (
            f'<media:content url="/small.jpg" width="90"/>'
            f'<media:content url="{PICTURE}" width="900"/>'
        ),
        (
            f'<enclosure url="/a.mp3" type="audio/mpeg"/>'
            f'<enclosure url="{PICTURE}" type="image/jpeg"/>'
        ),
        f'<atom:link rel="enclosure" type="image/jpeg" href="{PICTURE}"/>',
        f'<enclosure url="/a.mp3" type="audio/mpeg"/><itunes:image href="{PICTURE}"/>',
        f"<image>{PICTURE}</image>",
        f"<image><url>{PICTURE}</url></image>",
        f"<description>&lt;p>&lt;img alt='' src='{PICTURE}'>Text</description>",
    ],
)
def test_a_picture_is_found_wherever_it_stands(inside: str) -> None:
    assert rss(inside).image == PICTURE


@pytest.mark.parametrize(
    "inside",
    [
        '<media:content url="/f.mp4" type="video/mp4"/>',
        '<enclosure url="/a.mp3" type="audio/mpeg"/>',
        "<description>Text first, then &lt;img src='/p.jpg'></description>",
        "<description>&lt;img width='1' height='1' src='/count.gif'></description>",
        "<description>&lt;img src='data:image/gif;base64,R0'></description>",
    ],
)
def test_what_is_no_picture_of_the_item_is_none(inside: str) -> None:
    assert rss(inside).image is None


# JSON Feed


def test_json_feed_says_it_in_its_own_way() -> None:
    item = from_json(
        id=7,
        external_url="http://a.example/1",
        content_text="1 < 2",
        authors=[{"name": "Ida Moor"}],
        tags=["Sea", "Sea", ""],
        language="fr-CA",
        attachments=[
            {"url": "/a.mp3", "mime_type": "audio/mpeg"},
            {"url": "/a.png", "mime_type": "image/png"},
        ],
        date_modified="2026-11-17T00:00:00Z",
    )

    assert item == Item(
        guid="7",
        url="http://a.example/1",
        title="",
        summary="",
        content="1 &lt; 2",
        authors=("Ida Moor",),
        categories=("Sea",),
        language="fr",
        image="http://feeds.harbour.example/a.png",
        published=datetime(2026, 11, 17, tzinfo=UTC),
    )


def test_an_author_of_json_1_0_or_of_the_whole_feed_counts_too() -> None:
    feed = {"authors": [{"name": "Desk"}], "items": [{"author": {"name": "Ida"}}, {}]}

    items = parse(json.dumps(feed).encode(), URL).items

    assert [item.authors for item in items] == [("Ida",), ("Desk",)]


# What is odd all the same


def test_capital_letters_make_no_difference() -> None:
    item = b"<ITEM><TITLE>Tide</TITLE></ITEM>"
    body = b"<RSS><CHANNEL><TITLE>Harbour</TITLE>" + item + b"</CHANNEL></RSS>"

    feed = parse(body, URL)

    assert (feed.title, feed.items[0].title) == ("Harbour", "Tide")


def test_an_entry_alone_is_a_feed_of_one() -> None:
    body = b"<entry xmlns='http://www.w3.org/2005/Atom'><title>Tide</title></entry>"

    assert [item.title for item in parse(body, URL).items] == ["Tide"]


def test_a_feed_within_a_page_is_found() -> None:
    feed = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Tide</title></entry></feed>"
    page = f"<?xml version='1.0'?><html><body>{feed}</body></html>"

    assert [item.title for item in parse(page.encode(), URL).items] == ["Tide"]


def test_an_item_within_an_item_is_content() -> None:
    item = (
        "<item><title>Outer</title><old><item><title>Inner</title></item></old></item>"
    )
    feed = parse(f"<rss><channel>{item}</channel></rss>".encode(), URL)

    assert [item.title for item in feed.items] == ["Outer"]


def test_tags_closed_in_the_wrong_order_cost_no_field() -> None:
    item = (
        "<item><title>Tide {0}</title><description>High<br>low<p>slack</description>"
        "<link>http://a.example/{0}</link></item>"
    )
    items = "".join(item.format(number) for number in range(3))

    feed = parse(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), URL)

    assert [item.url for item in feed.items] == [
        f"http://a.example/{n}" for n in range(3)
    ]
    assert feed.damage == "not well-formed XML, line 1"
