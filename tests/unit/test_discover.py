from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.discover import (
    USUAL,
    Ask,
    Link,
    Page,
    discover,
    feed_links,
)
from digest.errors import NoFeedError

SITE = "https://post.example/"
RSS = "application/rss+xml"


def feed(title: str = "Harbour Post", *days: int) -> bytes:
    items = "".join(
        f"<item><title>Tram {day}</title><link>https://post.example/{day}</link>"
        f"<pubDate>{day} Nov 2026 08:00:00 GMT</pubDate></item>"
        for day in days or (16, 17)
    )
    channel = f"<channel><title>{title}</title>{items}</channel>"
    return f"<rss version='2.0'>{channel}</rss>".encode()


def link(href: str, title: str = "", kind: str = RSS, rel: str = "alternate") -> str:
    return f'<link rel="{rel}" type="{kind}" title="{title}" href="{href}">'


def page(*heads: str) -> bytes:
    return f"<!doctype html><html><head>{''.join(heads)}</head><p>Tram</html>".encode()


class Web:
    """Pages by address, and what was asked."""

    def __init__(self, pages: Mapping[str, bytes]) -> None:
        self.pages, self.asked = pages, list[str]()

    @property
    def ask(self) -> Ask:
        def answer(url: str) -> Page | str:
            self.asked.append(url)
            body = self.pages.get(url)
            return "answers 404" if body is None else Page(url=url, body=body)

        return answer


def addresses(body: bytes, url: str = SITE) -> list[str]:
    return [found.url for found in feed_links(body, url)]


# An address


def test_a_feeds_address_is_the_feed() -> None:
    web = Web({SITE: feed("Harbour Post", 16, 18, 17)})

    found = discover(SITE, web.ask)

    assert (found.url, found.title, found.entries) == (SITE, "Harbour Post", 3)
    assert found.newest == datetime(2026, 11, 18, 8, tzinfo=UTC)
    assert web.asked == [SITE]


def test_the_feed_that_a_page_names_is_read_and_taken() -> None:
    web = Web({SITE: page(link("/world.xml")), f"{SITE}world.xml": feed()})

    found = discover(SITE, web.ask)

    assert found.url == f"{SITE}world.xml"
    assert found.others == ()


def test_of_several_the_first_that_is_not_on_comments_is_taken() -> None:
    body = page(
        link("/comments/feed", "Post"),
        link("/c.xml", "Kommentare"),
        link("/world.xml", "World"),
        link("/sport.xml", "Sport"),
    )
    pages = [f"{SITE}{name}" for name in ("comments/feed", "world.xml", "sport.xml")]
    web = Web({SITE: body} | dict.fromkeys(pages, feed()))

    found = discover(SITE, web.ask)

    assert found.url == f"{SITE}world.xml"
    assert [other.title for other in found.others] == ["Post", "Kommentare", "Sport"]


def test_a_named_feed_that_is_none_is_passed_over() -> None:
    body = page(link("/gone.xml"), link("/page"), link("/world.xml"))
    web = Web({SITE: body, f"{SITE}page": page(), f"{SITE}world.xml": feed()})

    assert discover(SITE, web.ask).url == f"{SITE}world.xml"


def test_a_page_that_names_itself_is_asked_once() -> None:
    web = Web({SITE: page(link("/"), link("/world.xml")), f"{SITE}world.xml": feed()})

    found = discover(SITE, web.ask)

    assert web.asked == [SITE, f"{SITE}world.xml"]
    assert found.others == ()


def test_the_usual_places_are_asked_once_each_in_their_order() -> None:
    start = "https://post.example/news/today"
    web = Web({start: page(link("/rss.xml")), f"{SITE}feed.json": b"[]"})

    with pytest.raises(NoFeedError):
        discover(start, web.ask)

    rest = [place for place in USUAL if place != "/rss.xml"]
    places = ["/rss.xml", *rest]
    assert web.asked == [start, *(f"https://post.example{one}" for one in places)]


@pytest.mark.parametrize("place", ["feed", "rss.xml", "atom.xml", "feed.json"])
def test_a_feed_in_a_usual_place_is_taken(place: str) -> None:
    web = Web({f"{SITE}news": page(), f"{SITE}{place}": feed()})

    found = discover(f"{SITE}news", web.ask)

    assert found.url == f"{SITE}{place}"


def test_a_site_that_answers_everything_with_a_page_has_no_feed() -> None:
    web = Web(dict.fromkeys([SITE, *(f"{SITE}{one[1:]}" for one in USUAL)], page()))

    with pytest.raises(NoFeedError, match=r"names none, .* /feed, .*own address"):
        discover(SITE, web.ask)


def test_a_page_that_names_a_hundred_feeds_does_not_make_us_ask_them_all() -> None:
    web = Web({SITE: page(*(link(f"/{number}.xml") for number in range(100)))})

    with pytest.raises(NoFeedError, match=r"names https://post.example/0.xml, which"):
        discover(SITE, web.ask)

    assert len(web.asked) == 1 + 5 + len(USUAL)


def test_an_address_that_does_not_answer_is_told_with_the_reason() -> None:
    with pytest.raises(NoFeedError, match=r"https://post.example/: answers 404; check"):
        discover(SITE, Web({}).ask)


def test_a_feed_that_moved_for_good_is_taken_where_it_is_now() -> None:
    def ask(_url: str) -> Page:
        return Page(url=f"{SITE}new", body=feed(), moved=f"{SITE}new")

    assert discover(SITE, ask).url == f"{SITE}new"


def test_a_feed_behind_a_passing_redirect_is_taken_where_it_was_asked() -> None:
    def ask(_url: str) -> Page:
        return Page(url="https://cdn.example/f?token=1", body=feed())

    assert discover(SITE, ask).url == SITE


def test_links_of_a_page_are_seen_from_where_it_was_found() -> None:
    pages = {"https://post.example/en/f.xml": feed()}

    def ask(url: str) -> Page | str:
        if url == SITE:
            return Page(url="https://post.example/en/", body=page(link("f.xml")))
        return Page(url=url, body=pages[url]) if url in pages else "answers 404"

    assert discover(SITE, ask).url == "https://post.example/en/f.xml"


def test_a_feed_without_title_or_entries_is_one_called_by_its_host() -> None:
    body = b"<rss version='2.0'><channel><link>https://x.example</link></channel></rss>"

    found = discover(
        "https://www.post.example/", Web({"https://www.post.example/": body}).ask
    )

    assert (found.title, found.entries, found.newest) == ("post.example", 0, None)


def test_an_endless_title_is_cut() -> None:
    found = discover(SITE, Web({SITE: feed("Post " * 1000)}).ask)

    assert len(found.title) <= 100


def test_a_page_in_html_is_not_shown_to_the_parsers_of_feeds() -> None:
    start = b"\xef\xbb\xbf <?xml version='1.0'?><!-- Post --> <!-- \n --><HTML>"
    web = Web({SITE: start + feed()})

    with pytest.raises(NoFeedError):
        discover(SITE, web.ask)


# A page


@pytest.mark.parametrize(
    "kind",
    [
        RSS,
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "text/xml",
        "Application/RSS+XML; charset=utf-8",
    ],
)
def test_every_type_of_feed_is_seen(kind: str) -> None:
    assert addresses(page(link("/f", kind=kind))) == [f"{SITE}f"]


@pytest.mark.parametrize(
    "head",
    [
        link("/f", kind="application/json"),
        link("/f", kind="text/html"),
        link("/f", kind="application/json+oembed"),
        link("/f", rel="stylesheet"),
        f'<a rel="alternate" type="{RSS}" href="/f">',
        f'<link rel="alternate" type="{RSS}">',
        link(""),
        link("javascript:alert(1)"),
        link("ftp://post.example/f"),
        link("http:///f"),
        link("https://[/f"),
        link("/a b"),
        link("/a\x9b1m"),
        f"<!-- {link('/f')} -->",
        f"<script>'{link('/f')}'</script>",
    ],
)
def test_what_is_no_link_to_a_feed_is_not_seen(head: str) -> None:
    assert addresses(page(head)) == []


@pytest.mark.parametrize(
    ("base", "href", "address"),
    [
        ("", "f", "https://post.example/news/f"),
        ("", " /f \n", "https://post.example/f"),
        ("", "//cdn.example/f", "https://cdn.example/f"),
        ("", "https://cdn.example/f?a=1&amp;b=2", "https://cdn.example/f?a=1&b=2"),
        ('<base href="/en/">', "f", "https://post.example/en/f"),
        ('<base href="https://cdn.example/">', "f", "https://cdn.example/f"),
        ('<base target="_top">', "f", "https://post.example/news/f"),
        ('<base href="data:x">', "f", "https://post.example/news/f"),
        ('<base href="/a/"><base href="/b/">', "f", "https://post.example/a/f"),
        ('<base target="x"><base href="/b/">', "f", "https://post.example/b/f"),
    ],
)
def test_a_relative_link_is_seen_from_the_base(
    base: str, href: str, address: str
) -> None:
    body = page(base, link(href))

    assert addresses(body, "https://post.example/news/today") == [address]


def test_a_link_is_alternate_among_other_things_in_any_case() -> None:
    assert addresses(page(link("/f", rel="home  ALTERNATE"))) == [f"{SITE}f"]


def test_titles_of_links_are_one_line() -> None:
    (found,) = feed_links(page(link("/f", "World\n news\x9b1m")), SITE)

    assert found.title == "World news1m"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("", "utf-8"), ("iso-8859-1", "iso-8859-1"), ("iso-8859-1", "utf-8")],
)
def test_titles_are_read_as_they_were_meant(charset: str, encoding: str) -> None:
    body = page(f'<meta charset="{charset}">', link("/f", "España")).decode()

    (found,) = feed_links(body.encode(encoding), SITE)

    assert found.title == "España"


def test_a_page_may_name_fifty_feeds() -> None:
    body = page(*(link(f"/{number}") for number in range(60)))

    assert len(feed_links(body, SITE)) == 50


def test_a_feed_named_twice_is_seen_once_with_its_first_title() -> None:
    body = page(link("/f", "One &amp; all"), link("/f", "Two"))

    assert feed_links(body, SITE) == (Link(url=f"{SITE}f", title="One & all"),)


LINK = link("/f").encode()


@pytest.mark.parametrize(
    "body",
    [
        LINK,
        b"<body><div>" + LINK,
        b"<div>" * 300_000 + LINK,
        b"<title>\xff\xfe\x00</title>" + LINK,
        b'<meta charset="klingon">' + LINK,
        b'<?xml version="1.0" encoding="UTF-16"?>' + LINK,
        LINK.decode().encode("utf-16"),
        b"<p " + b"x=1 " * 200_000 + b">" + LINK,
    ],
    ids="bare body deep bytes charset liar utf-16 attributes".split(),
)
def test_a_hostile_page_does_no_harm(body: bytes) -> None:
    assert addresses(body) == [f"{SITE}f"]


def test_a_page_is_read_up_to_two_megabytes() -> None:
    assert addresses(b"<p>" + b" " * 2_000_000 + LINK) == []


@given(
    st.binary(max_size=60) | st.text("<>link rel=alternate\"'/!-&#x;").map(str.encode)
)
def test_any_bytes_are_a_page_that_may_name_nothing(body: bytes) -> None:
    assert all(found.url.startswith("http") for found in feed_links(body, SITE))
