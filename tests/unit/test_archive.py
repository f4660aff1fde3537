"""The archive's page and its Atom feed, judged by RFC 4287 and by two readers."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from builders import NOW, make_brief, make_edition
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from digest.collect.parse import parse
from digest.config import REGIONS, Newsletter
from digest.model import Section
from digest.picture import Picture
from digest.render.archive import Kept, Past, archive, kept, past, read_kept
from digest.render.environment import Templates, environment
from digest.render.web import entry, seen_on_the_web
from digest.resources import templates_folder
from digest.schedule import EditionRecord

NEWSLETTER = Newsletter(
    url="https://world.example/", reply_to="desk@world.example", address="1 Quay Road"
)
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = """<script>alert("x")</script> it's {{ 7*7 }} {% if %} & ]]> </content>"""
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


@pytest.fixture(scope="module")
def env() -> Templates:
    return environment(None, templates_folder())


def tree_of(html: str) -> Any:
    return lxml_html.document_fromstring(html)


def root_of(xml: bytes) -> Any:
    return etree.fromstring(xml)


def sent(
    slug: str = "2026-11-19", subject: str = "Quake shakes southern Peru"
) -> EditionRecord:
    return EditionRecord(
        slug=slug,
        window=make_edition().window,
        drafted_at=NOW,
        sent_at=NOW,
        subject=subject,
        preheader="Dockers strike in Mombasa",
    )


SHOWN = Kept(
    headlines=("Quake shakes southern Peru", "Dockers strike", "A fund for the grid"),
    picture="pictures/quay.jpg",
    content='<h2>Africa</h2><p><a href="http://courier.example/1">Dockers</a></p>',
)


def past_editions(*slugs: str, shown: Kept = SHOWN) -> tuple[Past, ...]:
    return tuple(past(sent(slug), NEWSLETTER, shown) for slug in slugs)


def complaints(feed: str) -> list[str]:
    """Return where a feed breaks RFC 4287, by section."""
    root = root_of(feed.encode())
    entries = root.findall(f"{ATOM}entry")
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    wrong = {
        "§4.1.1: no feed": root.tag != f"{ATOM}feed",
        "§4.1.1: no author": root.find(f"{ATOM}author/{ATOM}name") is None,
        "§4.2.6: an id stands twice": len(ids) != len(set(ids)),
        "§4.1.2: neither content nor an alternate link": any(
            one.find(f"{ATOM}content") is None and not alternates(one)
            for one in entries
        ),
    }
    told = [words for words, so in wrong.items() if so]
    return told + [words for part in (root, *entries) for words in amiss(part)]


def amiss(part: Any) -> list[str]:
    """Return what is wrong with a feed or an entry by itself."""
    every = {name: part.findall(f"{ATOM}{name}") for name in ("id", "title", "updated")}
    dates = [*every["updated"], *part.findall(f"{ATOM}published")]
    kinds = [link.get("type") for link in alternates(part)]
    wrong = {
        "§4.1: one each": any(len(found) != 1 for found in every.values()),
        "§4.1: a stranger": any(not child.tag.startswith(ATOM) for child in part),
        "§4.2.6: no IRI": not all(
            urlsplit(one.text or "").scheme for one in every["id"]
        ),
        "§3.3: no date": not all(RFC_3339.fullmatch(one.text or "") for one in dates),
        "§4.1.1: alternates of one type": len(kinds) != len(set(kinds)),
        "§4.2.7: leads nowhere": not all(
            link.get("href") for link in part.findall(f"{ATOM}link")
        ),
    }
    return [words for words, so in wrong.items() if so]


def alternates(part: Any) -> list[Any]:
    links = part.findall(f"{ATOM}link")
    return [link for link in links if link.get("rel", "alternate") == "alternate"]


def test_the_archive_lists_editions_with_links(env: Templates) -> None:
    page, _ = archive(env, NEWSLETTER, past_editions("2026-11-19", "2026-11-12"))

    tree = tree_of(page)
    assert tree.xpath("//h2/a/@href | //h3/a/@href") == ["2026-11-19/", "2026-11-12/"]
    assert tree.xpath("//time/@datetime") == ["2026-11-19", "2026-11-12"]


def test_the_newest_edition_stands_with_its_headlines(
    env: Templates,
) -> None:
    page, _ = archive(env, NEWSLETTER, past_editions("2026-11-19", "2026-11-12"))

    [newest] = tree_of(page).xpath("//article")
    assert newest.xpath(".//li/text()") == ["Dockers strike", "A fund for the grid"]
    assert newest.xpath(".//img/@src") == ["2026-11-19/pictures/quay.jpg"]


def test_editions_of_which_nothing_was_kept_are_listed_all_the_same(
    env: Templates,
) -> None:
    gone = past_editions("2026-11-19", "2026-11-12", shown=Kept())

    page, feed = archive(env, NEWSLETTER, gone)

    assert not tree_of(page).xpath("//img")
    assert "Dockers strike in Mombasa" in page
    assert complaints(feed) == []


def test_the_feed_carries_a_quarter_of_a_year_and_the_archive_all(
    env: Templates,
) -> None:
    days = range(20, 10, -1)
    slugs = [f"2026-{month}-{day}" for month in (11, 10) for day in days]

    page, feed = archive(env, NEWSLETTER, past_editions(*slugs))

    assert len(root_of(feed.encode()).findall(f"{ATOM}entry")) == 12
    assert tree_of(page).xpath("//time/@datetime") == slugs


def test_a_reader_may_subscribe_in_the_archive(env: Templates) -> None:
    page, _ = archive(env, NEWSLETTER, past_editions("2026-11-19"))

    links = tree_of(page).xpath("//a/@href")
    assert "mailto:desk@world.example?subject=subscribe" in links
    assert "feed.xml" in links


@pytest.mark.parametrize(("language", "way"), [("en", "ltr"), ("ar", "rtl")])
def test_the_archive_names_its_language_and_its_direction(
    language: str, way: str
) -> None:
    spoken = Newsletter.model_validate({"language": language})
    env = environment(None, templates_folder(), language=language)

    page, feed = archive(env, spoken, (past(sent(), spoken),))

    html = tree_of(page)
    assert (html.get("lang"), html.get("dir")) == (language, way)
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert root_of(feed.encode()).get(xml_lang) == language


def test_the_feed_is_atom_with_an_entry_an_edition(env: Templates) -> None:
    gone = past(sent(), NEWSLETTER)

    _, feed = archive(env, NEWSLETTER, (gone,))

    root = root_of(feed.encode())
    [found] = root.findall(f"{ATOM}entry")
    assert root.findtext(f"{ATOM}id") == "https://world.example/"
    assert root.findtext(f"{ATOM}updated") == "2026-11-18T18:00:00Z"
    assert found.findtext(f"{ATOM}title") == "Quake shakes southern Peru"
    assert found.findtext(f"{ATOM}id") == "tag:example.org,2026-11-19:2026-11-19"
    assert found.findtext(f"{ATOM}published") == "2026-11-18T18:00:00Z"


@pytest.mark.parametrize("url", ["https://world.example/", None])
def test_the_feed_keeps_to_the_rules_of_atom(env: Templates, url: str | None) -> None:
    newsletter = Newsletter(url=url)
    slugs = ("2026-11-19", "2026-11-12", "2026-11-05")
    gone = tuple(past(sent(slug), newsletter, SHOWN) for slug in slugs)

    _, feed = archive(env, newsletter, gone)

    assert complaints(feed) == []


@pytest.mark.parametrize(
    ("wrong", "section"),
    [
        (("<id>tag:", "<id>"), "§4.2.6"),
        (("<updated>2026-11-18T18:00:00Z", "<updated>yesterday"), "§3.3"),
        (("<author>", "<contributor>"), "§4.1.1"),
        (("    <summary>", "    <title>Again</title><summary>"), "§4.1"),
    ],
)
def test_the_rules_are_no_empty_words(
    env: Templates, wrong: tuple[str, str], section: str
) -> None:
    _, feed = archive(env, NEWSLETTER, past_editions("2026-11-19"))
    spoiled = feed.replace(*wrong)
    if "contributor" in wrong[1]:
        spoiled = spoiled.replace("</author>", "</contributor>")

    assert any(section in told for told in complaints(spoiled))


def test_feedparser_reads_the_feed(env: Templates) -> None:
    _, feed = archive(env, NEWSLETTER, past_editions("2026-11-19", "2026-11-12"))

    read = feedparser.parse(feed.encode())

    assert not read.bozo
    assert read.version == "atom10"
    assert [one.link for one in read.entries] == [
        "https://world.example/2026-11-19/",
        "https://world.example/2026-11-12/",
    ]
    assert read.entries[0].content[0].value == SHOWN.content
    assert read.entries[0].content[0].type == "text/html"


def test_digest_reads_its_own_feed(env: Templates) -> None:
    _, feed = archive(env, NEWSLETTER, past_editions("2026-11-19"))

    read = parse(feed.encode(), "https://world.example/feed.xml")

    assert not read.damage
    [item] = read.items
    assert item.title == "Quake shakes southern Peru"
    assert item.url == "https://world.example/2026-11-19/"
    assert item.published == datetime.fromisoformat("2026-11-18T18:00:00Z")


texts = st.text(st.characters(codec="utf-8"), min_size=1)


@given(subject=texts, content=texts)
@settings(max_examples=60)
def test_no_word_breaks_the_feed_or_the_page(subject: str, content: str) -> None:
    env = environment(None, templates_folder())
    shown = Kept(headlines=(subject, subject), content=content)
    gone = past(replace(sent(), subject=subject, preheader=subject), NEWSLETTER, shown)

    page, feed = archive(env, NEWSLETTER, (gone, replace(gone, id="tag:b,1:2")))

    assert complaints(feed) == []
    assert len(tree_of(page).xpath("//h3")) == 1


def test_a_hostile_subject_is_inert_in_archive_and_feed(
    env: Templates,
) -> None:
    gone = past(sent(subject=HOSTILE), NEWSLETTER)

    page, feed = archive(env, NEWSLETTER, (gone,))

    assert not tree_of(page).xpath("//script")
    assert root_of(feed.encode()).findtext(f".//{ATOM}entry/{ATOM}title") == (HOSTILE)


def test_a_newsletter_without_a_web_address_has_a_feed_all_the_same(
    env: Templates,
) -> None:
    offline = Newsletter()
    gone = past(sent(), offline)

    _, feed = archive(env, offline, (gone,))

    root = root_of(feed.encode())
    assert root.findtext(f"{ATOM}id") == "tag:example.org,2026:editions"
    assert gone.url == "2026-11-19/index.html"


def test_the_feed_keeps_its_id_when_the_next_edition_comes(
    env: Templates,
) -> None:
    offline = Newsletter()
    newer = past(sent(), offline)
    older = past(sent("2026-11-12"), offline)

    feeds = [archive(env, offline, gone)[1] for gone in ((older,), (newer, older))]

    ids = {root_of(feed.encode()).findtext(f"{ATOM}id") for feed in feeds}
    assert len(ids) == 1


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"headlines": 4}', '{"headlines": [], "odd": 1}']
)
def test_what_was_kept_and_is_damaged_is_nothing(text: str) -> None:
    assert read_kept(text) == Kept()


def test_what_is_kept_reads_back() -> None:
    assert read_kept(SHOWN.to_json()) == SHOWN


def test_what_is_kept_of_an_edition_is_its_headlines_and_its_first_picture() -> None:
    picture = Picture(file="pictures/a.jpg", alt="A", width=600, height=400)
    briefs = (make_brief(headline="One"), make_brief(headline="Two", picture=picture))
    section = Section(id="africa", title="Africa", briefs=briefs)

    shown = kept(make_edition(sections=(section,)), "<p>all of it</p>")

    assert shown == Kept(
        headlines=("One", "Two"), picture="pictures/a.jpg", content="<p>all of it</p>"
    )


def test_all_addresses_in_an_entry_are_whole(env: Templates) -> None:
    picture = Picture(file="pictures/a.jpg", alt="A", width=600, height=400)
    section = Section(
        id="africa",
        title="Africa",
        briefs=(make_brief(picture=picture, follows="2026-11-12"),),
    )
    edition = make_edition(
        sections=(section,), note="See [the map](https://m.example/)."
    )

    html = entry(env, seen_on_the_web(env, edition, NEWSLETTER, REGIONS))

    tree = tree_of(html)
    addresses = [*tree.xpath("//@href"), *tree.xpath("//@src")]
    assert "https://world.example/2026-11-19/pictures/a.jpg" in addresses
    assert "https://world.example/2026-11-12/" in addresses
    assert all(urlsplit(address).netloc for address in addresses)


def test_an_entry_of_a_newsletter_that_is_nowhere_shows_no_picture(
    env: Templates,
) -> None:
    picture = Picture(file="pictures/a.jpg", alt="A", width=600, height=400)
    section = Section(
        id="africa", title="Africa", briefs=(make_brief(picture=picture),)
    )

    edition = make_edition(sections=(section,))
    html = entry(env, seen_on_the_web(env, edition, Newsletter(), REGIONS))

    assert not tree_of(html).xpath("//img")
