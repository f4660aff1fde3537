"""The sample week: what its writers promised, and the server that shows it."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from digest import config, sample
from digest.compose.language.sentences import sentences
from digest.compose.pages.extract import extract
from digest.compose.pages.read import prose
from digest.resources import sample_folder

SITE = sample_folder() / "site"
BROKEN = "lagosledger.example/rss"
MISSING = "maplegazette.example/world.rss"


def feed_files() -> dict[str, Path]:
    """Return the feeds that the sample's feeds.yaml lists, as files."""
    listed = config.load(sample_folder() / "feeds.yaml").subscriptions
    parts = [urlsplit(feed.url) for feed in listed]
    return {f"{p.hostname}{p.path}": SITE / f"{p.hostname}{p.path}" for p in parts}


@cache
def articles() -> dict[str, tuple[str, ...]]:
    """Return the sentences of each page, by its file's path in the site."""
    return {
        str(page.relative_to(SITE)): sentences_of(page)
        for page in sorted(SITE.rglob("*.html"))
    }


def sentences_of(page: Path) -> tuple[str, ...]:
    language = "de" if page.relative_to(SITE).parts[0] == "elbekurier.example" else "en"
    paragraphs = prose(extract(page.read_bytes()).paragraphs)
    return tuple(one for part in paragraphs for one in sentences(part, language))


def test_there_are_twelve_feeds_and_one_that_is_gone() -> None:
    there = {name: file.is_file() for name, file in feed_files().items()}

    assert len(there) == 12
    assert [name for name, found in there.items() if not found] == [MISSING]


def test_every_feed_is_well_formed_but_for_one() -> None:
    broken = []
    for name, file in feed_files().items():
        if not file.is_file():
            continue
        try:
            body = file.read_bytes()
            json.loads(body) if file.suffix == ".json" else etree.fromstring(body)
        except etree.XMLSyntaxError:
            broken.append(name)

    assert broken == [BROKEN]


def test_every_page_belongs_to_an_outlet_that_is_listed() -> None:
    hosts = {name.partition("/")[0] for name in feed_files()}

    assert {page.partition("/")[0] for page in articles()} <= hosts


def test_every_page_is_in_its_outlets_feed() -> None:
    feeds = {
        name.partition("/")[0]: file.read_text(encoding="utf-8")
        for name, file in feed_files().items()
        if file.is_file()
    }

    unlisted = [
        page
        for page in articles()
        if f"http://{page.removesuffix('.html')}" not in feeds[page.partition("/")[0]]
    ]

    assert unlisted == []


def test_every_page_holds_an_article_of_nine_sentences_or_more() -> None:
    thin = {page: len(text) for page, text in articles().items() if len(text) < 9}

    assert thin == {}


def test_a_sentence_stands_in_one_article_only_but_for_the_wire_copies() -> None:
    wire = {
        page for page, text in articles().items() if "(Globe Wire)" in " ".join(text)
    }
    own = {page: text for page, text in articles().items() if page not in wire}

    counts = Counter(sentence for text in own.values() for sentence in set(text))

    assert len(wire) == 6
    assert [sentence for sentence, count in counts.items() if count > 1] == []


def test_the_wire_copies_are_two_texts_three_times_each() -> None:
    wire = [text for text in articles().values() if "(Globe Wire)" in " ".join(text)]

    openings = Counter(text[0] for text in wire)

    assert sorted(openings.values()) == [3, 3]


def test_no_name_of_a_real_host_is_in_the_sample() -> None:
    listed = config.load(sample_folder() / "feeds.yaml").subscriptions

    assert all((urlsplit(f.url).hostname or "").endswith(".example") for f in listed)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site of one outlet, with files around it that are not its own."""
    outlet = tmp_path / "site" / "courier.example"
    outlet.mkdir(parents=True)
    (outlet / "dockers.html").write_text("<p>Dockers strike</p>")
    (outlet / "rss.xml").write_text("<rss/>")
    (tmp_path / "site" / "secret.txt").write_text("secret")
    (tmp_path / "secret.html").write_text("secret")
    for other in ("site/private.org", "outside.example"):
        (tmp_path / other).mkdir()
        (tmp_path / other / "secret.txt").write_text("secret")
    return tmp_path / "site"


@pytest.fixture
def server(site: Path) -> Iterator[HTTPConnection]:
    with sample.serve(site) as lookup:
        [(host, port)] = lookup("courier.example", 80)
        connection = HTTPConnection(host, port, timeout=5)
        yield connection
        connection.close()


def asked(
    server: HTTPConnection, path: str, host: str = "courier.example", etag: str = ""
) -> tuple[HTTPResponse, bytes]:
    headers = {"Host": host} | ({"If-None-Match": etag} if etag else {})
    server.request("GET", path, headers=headers)
    response = server.getresponse()
    return response, response.read()


def test_a_page_is_served_without_its_ending(server: HTTPConnection) -> None:
    response, body = asked(server, "/dockers")

    assert (response.status, body) == (200, b"<p>Dockers strike</p>")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_query_does_not_hide_a_file(server: HTTPConnection) -> None:
    response, _ = asked(server, "/rss.xml?edition=world")

    assert response.status == 200


def test_an_etag_that_still_holds_gives_304(server: HTTPConnection) -> None:
    first, _ = asked(server, "/rss.xml")
    etag = str(first.headers["ETag"])

    again, body = asked(server, "/rss.xml", etag=etag)

    assert (again.status, body) == (304, b"")
    assert again.headers["ETag"] == etag


def test_a_changed_file_is_given_anew(server: HTTPConnection, site: Path) -> None:
    first, _ = asked(server, "/rss.xml")
    (site / "courier.example" / "rss.xml").write_text("<rss>more</rss>")

    again, body = asked(server, "/rss.xml", etag=str(first.headers["ETag"]))

    assert (again.status, body) == (200, b"<rss>more</rss>")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/../../secret",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/x/../../secret.txt",
        "/..%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/../private.org/secret.txt",
        "/..",
        "/",
        "/%00",
        "/gone",
    ],
)
def test_no_path_leads_out_of_the_outlets_folder(
    server: HTTPConnection, path: str
) -> None:
    response, body = asked(server, path)

    assert (response.status, body) == (404, b"not found")


@pytest.mark.parametrize("slashes", ["//", "/%2f", "/%2F%2F"])
def test_no_absolute_path_leads_out_of_the_outlets_folder(
    server: HTTPConnection, site: Path, slashes: str
) -> None:
    secret = str(site / "secret.txt").lstrip("/")

    response, _ = asked(server, f"{slashes}{secret}")

    assert response.status == 404


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("private.org", "/secret.txt"),
        ("", "/private.org/secret.txt"),
        ("..", "/secret"),
        ("../x.example/..", "/secret.txt"),
        ("../outside.example", "/secret.txt"),
        ("gone.example", "/dockers"),
    ],
)
def test_no_other_host_is_served(server: HTTPConnection, host: str, path: str) -> None:
    response, _ = asked(server, path, host)

    assert response.status == 404


def test_hosts_outside_the_sample_are_not_looked_up(site: Path) -> None:
    with sample.serve(site) as lookup, pytest.raises(OSError, match="knows no host"):
        lookup("example.org", 80)
