import pytest
from builders import make_feed
from hypothesis import given
from hypothesis import strategies as st

from digest import opml
from digest.config import REGIONS
from digest.errors import ConfigError
from digest.model import Feed
from digest.plain_text import fold

titles = st.text(min_size=1, max_size=20).map(fold).filter(bool)
queries = st.text("abc019?&=%.,:<>[]'\"\\é", max_size=12)
feeds = st.builds(
    make_feed,
    title=titles,
    url=queries.map("https://herald.example/{}".format),
    section=st.sampled_from([None, *REGIONS]),
    language=st.sampled_from([None, "fr", "yue"]),
)


def outlines(inner: str, head: str = '<opml version="2.0"><body>') -> bytes:
    return f"{head}{inner}</body></opml>".encode()


def read(inner: str) -> tuple[tuple[Feed, ...], tuple[opml.Outline, ...]]:
    return opml.feeds(opml.read(outlines(inner), "list.opml"), REGIONS)


def complaint(body: bytes) -> str:
    with pytest.raises(ConfigError) as raised:
        opml.read(body, "list.opml")
    return str(raised.value)


@given(st.lists(feeds, max_size=5), titles)
def test_what_is_written_is_read_back_to_the_same_list(
    listed: list[Feed], title: str
) -> None:
    written = opml.write(listed, title).encode()

    found, unusable = opml.feeds(opml.read(written, "list.opml"), REGIONS)

    assert found == tuple(listed)
    assert unusable == ()


def test_what_is_written_is_opml_2_as_other_readers_know_it() -> None:
    feed = make_feed(title="Fish & Co", section="africa", language="en")

    assert (
        opml.write([feed], "Quay Letter")
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>Quay Letter</title>
  </head>
  <body>
    <outline type="rss" text="Fish &amp; Co" title="Fish &amp; Co" \
xmlUrl="http://courier.example/rss" language="en" category="africa" />
  </body>
</opml>
"""
    )


def test_a_title_that_xml_cannot_hold_is_written_without_what_it_cannot() -> None:
    written = opml.write([make_feed(title="The\x1b Post\x00")], "A\x07B").encode()

    (found,) = opml.read(written, "list.opml")

    assert found.title == "The Post"


@pytest.mark.parametrize("name", ["xmlUrl", "xmlurl", "XMLURL", "XmlUrl"])
def test_an_address_is_read_in_any_case_of_letters(name: str) -> None:
    (feed,), _ = read(f'<Outline TEXT="Post" {name}="https://post.example/rss"/>')

    assert (feed.title, feed.url) == ("Post", "https://post.example/rss")


@pytest.mark.parametrize(
    ("attributes", "title"),
    [
        ('text="Post" title="Other"', "Post"),
        ('text="" title="Post"', "Post"),
        ('text=" The&#10; Post "', "The Post"),
        ("", "post.example"),
    ],
)
def test_a_feed_is_called_by_its_text_or_title_or_host(
    attributes: str, title: str
) -> None:
    (feed,), _ = read(f'<outline {attributes} xmlUrl="https://post.example/rss"/>')

    assert feed.title == title


@pytest.mark.parametrize(
    ("given", "language"),
    [("en", "en"), ("pt-BR", "pt"), ("unknown", None), ("", None), ("x", None)],
)
def test_a_language_is_read_if_it_is_one(given: str, language: str | None) -> None:
    (feed,), _ = read(f'<outline xmlUrl="https://a.example/" language="{given}"/>')

    assert feed.language == language


@pytest.mark.parametrize(
    ("around", "own", "section"),
    [
        ("Africa", "", "africa"),
        ("asia-pacific", "", "asia-pacific"),
        ("MIDDLE EAST", "", "middle-east"),
        ("Cooking", "", None),
        ("Africa", "/News/Europe,Tasmania", "europe"),
    ],
)
def test_a_category_called_as_a_section_is_the_section(
    around: str, own: str, section: str | None
) -> None:
    feed = f'<outline text="A" xmlUrl="https://a.example/" category="{own}"/>'

    (found,), _ = read(f'<outline text="{around}">{feed}</outline>')

    assert found.section == section


def test_the_nearest_category_decides() -> None:
    feed = '<outline text="A" xmlUrl="https://a.example/"/>'

    (found,), _ = read(
        f'<outline text="Africa"><outline text="Europe"><outline text="My own">'
        f"{feed}</outline></outline></outline>"
    )

    assert found.section == "europe"


def test_feeds_come_in_the_order_of_the_file_and_categories_are_none() -> None:
    found, unusable = read(
        '<outline text="A" xmlUrl="https://a.example/"/>'
        '<outline text="Folder"><outline text="B" xmlUrl="https://b.example/"/>'
        '</outline><outline text="C" xmlUrl="https://c.example/"/>'
    )

    assert [feed.title for feed in found] == ["A", "B", "C"]
    assert unusable == ()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ftp://post.example/rss",
        "/rss",
        "javascript:alert(1)",
        "https://",
        "https://post.example/\u200brss",
    ],
)
def test_an_outline_without_a_web_address_is_named(address: str) -> None:
    found, (lacking,) = read(f'\n<outline text="Post" xmlUrl="{address}"/>')

    assert found == ()
    assert (lacking.title, lacking.url, lacking.line) == ("Post", address, 2)


def test_a_bare_ampersand_is_told_with_line_and_remedy() -> None:
    body = outlines('\n<outline xmlUrl="https://a.example/?a=1&b=2"/>')

    assert complaint(body).startswith("list.opml:2:")
    assert "an & is written &amp; there" in complaint(body)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "list.opml:1:1: bad XML: no element found"),
        (b"feeds:\n  - a", "is this the OPML file?"),
        (b"<rss version='2.0'/>", "no OPML but <rss>; a feed or a page is added with:"),
        (b"<?xml version='1.0' encoding='klingon'?><opml/>", "save it as UTF-8"),
        (b"<opml><body>", "list.opml:1:13: bad XML: no element found"),
    ],
)
def test_what_is_no_opml_is_told(body: bytes, problem: str) -> None:
    assert problem in complaint(body)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_other_encodings_are_read(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?><opml><body>'
    text = f'{head}<outline text="Señal" xmlUrl="https://a.example/"/></body></opml>'

    (found,) = opml.read(text.encode(encoding), "list.opml")

    assert found.title == "Señal"


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "Post">',
        '<!ENTITY a SYSTEM "file:///etc/hostname">',
        '<!ENTITY % a "Post">',
    ],
)
def test_entities_are_refused_before_any_is_read(declared: str) -> None:
    head = f"<!DOCTYPE opml [{declared}]><opml><body>"

    body = outlines('<outline text="&a;" xmlUrl="https://a.example/"/>', head)

    assert "declares entities" in complaint(body)


def test_a_doctype_without_entities_does_no_harm() -> None:
    body = outlines('<outline text="A"/>', '<!DOCTYPE opml SYSTEM "x.dtd"><opml><body>')

    assert [found.title for found in opml.read(body, "list.opml")] == ["A"]


def test_a_file_nested_too_deep_is_refused_at_its_line() -> None:
    body = outlines('\n<outline text="x">' * 30 + "</outline>" * 30)

    assert complaint(body).startswith("list.opml:21:")
    assert "nested more than 20 deep" in complaint(body)


def test_too_many_feeds_are_refused() -> None:
    body = outlines('<outline xmlUrl="https://a.example/"/>' * 10_001)

    assert "more than 10000 feeds" in complaint(body)


def test_a_file_too_large_is_refused_unread() -> None:
    body = b"<opml>" + b" " * 5_000_000 + b"<"

    assert "larger than 5 MB" in complaint(body)
