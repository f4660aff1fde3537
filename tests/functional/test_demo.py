"""The bundled week, end to end: what the demo promises, read from what it wrote."""

import html
import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree
from lxml import html as lxml_html
from ruamel.yaml import YAML

from digest.resources import sample_folder
from functional.conftest import SLUG, run_demo

FORMS = ("digest.html", "index.html", "digest.txt", "digest.mjml", "digest.eml")
SITE = sample_folder() / "site"
Told = dict[str, Any]


@pytest.fixture(scope="module")
def edition(edition_folder: Path) -> Told:
    return dict(YAML(typ="safe").load(edition_folder / "edition.yaml"))


@pytest.fixture(scope="module")
def draft(edition_folder: Path) -> Told:
    return dict(json.loads((edition_folder / "draft.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def page(edition_folder: Path) -> str:
    return (edition_folder / "digest.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def text(edition_folder: Path) -> str:
    return (edition_folder / "digest.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def second_folder(
    edition_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return the edition of a second demo, elsewhere."""
    assert edition_folder.exists()
    scratch = tmp_path_factory.mktemp("second")
    run_demo(scratch / "out", scratch)
    return scratch / "out" / SLUG


def stories(edition: Told) -> list[Told]:
    return [story for section in edition["sections"] for story in section["stories"]]


def addresses(story: Told) -> list[str]:
    return [story["url"], *(source["url"] for source in story.get("also", ()))]


def outlets(story: Told) -> set[str]:
    return {story["outlet"], *(source["outlet"] for source in story.get("also", ()))}


def about(edition: Told, *parts: str) -> list[Told]:
    """Return the stories one of whose addresses holds one of `parts`."""
    return [
        story
        for story in stories(edition)
        if any(part in url for url in addresses(story) for part in parts)
    ]


def folded(words: str) -> str:
    return " ".join(words.split())


def tree_of(markup: str | bytes) -> Any:
    return lxml_html.document_fromstring(markup)


def root_of(body: bytes, parser: etree.XMLParser | None = None) -> Any:
    return etree.fromstring(body, parser)


def seen(markup: str) -> str:
    """Return all the text of some HTML, white space folded."""
    return folded(tree_of(markup).text_content())


def page_file(url: str) -> Path:
    parts = urlsplit(url)
    return SITE / f"{parts.hostname}{parts.path}.html"


@cache
def published(url: str) -> str:
    """Return what the outlet published: the article's page, and its feed's texts."""
    host = SITE / str(urlsplit(url).hostname)
    feeds = [file for file in host.rglob("*") if file.is_file() and _is_feed(file)]
    texts = [feed_text(file) for file in feeds]
    if page_file(url).exists():
        texts.append(seen(page_file(url).read_text(encoding="utf-8")))
    return "\n".join(texts)


def _is_feed(file: Path) -> bool:
    return file.suffix not in (".html", ".jpg", ".png")


def feed_text(file: Path) -> str:
    body = file.read_bytes()
    if file.suffix == ".json":
        items = json.loads(body)["items"]
        return "\n".join(
            seen(item.get("content_html") or item["summary"]) for item in items
        )
    root = root_of(body, etree.XMLParser(recover=True))
    return "\n".join(
        seen(html.unescape(str(piece)))
        for piece in root.itertext()
        if str(piece).strip()
    )


def captions() -> list[str]:
    found = []
    for file in SITE.rglob("*.html"):
        tree = tree_of(file.read_bytes())
        found += [folded(c.text_content()) for c in tree.xpath("//figcaption")]
    return [caption for caption in found if caption]


def test_there_are_at_least_twelve_stories(edition: Told) -> None:
    assert 12 <= len(stories(edition)) <= 20


def test_at_least_five_regions_have_stories(edition: Told) -> None:
    regions = {s["id"] for s in edition["sections"] if s["stories"]} - {"top"}

    assert len(regions) >= 5


def test_there_is_enough_to_read_and_not_too_much(edition: Told) -> None:
    words = [
        word
        for story in stories(edition)
        for words in (story["headline"], *(b["text"] for b in story["bullets"]))
        for word in words.split()
    ]

    assert 900 <= len(words) <= 1300


@pytest.mark.parametrize("subject", ["suriname", "yemen"])
def test_a_wire_story_in_three_papers_is_one_story(edition: Told, subject: str) -> None:
    [story] = about(edition, subject)

    assert len(outlets(story)) == 3


def test_no_sentence_is_printed_twice(edition: Told) -> None:
    texts = [bullet["text"] for s in stories(edition) for bullet in s["bullets"]]

    assert len(texts) == len(set(texts))


def test_two_strikes_in_kenya_are_two_stories(edition: Told) -> None:
    [doctors] = about(edition, "kenya-doctors")
    [dockers] = about(edition, "mombasa-dockers")

    assert doctors["id"] != dockers["id"]
    assert not set(addresses(doctors)) & set(addresses(dockers))


def test_a_quake_over_three_days_is_one_story_of_five_outlets(edition: Told) -> None:
    [quake] = about(edition, "quake", "matarani")

    assert len(outlets(quake)) == 5


def test_no_article_is_in_two_stories(edition: Told) -> None:
    urls = [url for story in stories(edition) for url in addresses(story)]

    assert len(urls) == len(set(urls))


@pytest.mark.parametrize(
    "noise",
    [
        r"\bLoading\b",
        r"(?i)\bsign up\b",
        r"\bAdvertisement\b",
        r"(?i)\bcookies?\b",
        r"(?i)\bnewsletter\b",
        r"(?i)read more:",
        r"(?i)\bmost read\b",
        r"(?i)all rights reserved",
        r"\(Globe Wire\)",
    ],
)
def test_nothing_that_papers_print_around_articles_is_in_the_mail(
    page: str, text: str, noise: str
) -> None:
    for part in (seen(page), text):
        assert not re.search(noise, part)


def test_captions_and_credits_are_printed_with_their_picture_only(
    edition: Told, page: str, text: str
) -> None:
    shown = {s["picture"]["credit"] for s in stories(edition) if s.get("picture")}
    body, plain = seen(page), folded(text)

    strays = [
        caption
        for caption in captions()
        if caption in plain or (caption in body and caption not in shown)
    ]

    assert len(captions()) > 10
    assert strays == []


def test_every_bullet_stands_word_for_word_in_what_was_published(
    edition: Told, draft: Told
) -> None:
    strays = []
    for story in stories(edition):
        for bullet in story["bullets"]:
            name, _, number = bullet["from"].partition("/")
            article = draft["articles"][name]
            sentence = folded(article["sentences"][int(number)])
            if sentence not in published(article["url"]):
                strays.append(sentence)

    assert strays == []


def test_every_bullet_is_printed_as_it_stands_but_for_a_capital_and_dates(
    edition: Told, draft: Told
) -> None:
    strays = []
    for story in stories(edition):
        for bullet in story["bullets"]:
            name, _, number = bullet["from"].partition("/")
            sentence = folded(draft["articles"][name]["sentences"][int(number)])
            printed = re.sub(r" \[\d\d? November\]", "", bullet["text"])
            if printed not in sentence and (
                printed[0].lower() + printed[1:] not in sentence
            ):
                strays.append(printed)

    assert strays == []


def test_every_bullets_article_is_linked_to_in_both_parts(
    edition: Told, draft: Told, page: str, text: str
) -> None:
    links = set(tree_of(page).xpath("//a/@href"))
    bullets = [bullet for story in stories(edition) for bullet in story["bullets"]]
    sources = {
        draft["articles"][bullet["from"].partition("/")[0]]["url"] for bullet in bullets
    }

    assert sources - links == set()
    assert sources - set(text.split()) == set()


def test_the_coverage_note_names_the_feeds_that_failed(page: str, text: str) -> None:
    for part in (seen(page), folded(text)):
        note = part.partition("We read ")[2]
        assert "Could not be read: Maple Gazette" in note
        assert "Read only in part: Lagos Ledger" in note


@pytest.mark.parametrize(
    "kept_out",
    [
        "senate-passes-platform-duty-of-care",
        "murray-darling",
        "/opinion/",
        "/live/",
        "/in-pictures/",
        "elbekurier.example",
    ],
)
def test_what_is_no_world_news_report_stays_out(
    page: str, text: str, kept_out: str
) -> None:
    assert kept_out not in page
    assert kept_out not in text


@pytest.mark.parametrize(
    "name", ["digest.html", "index.html", "digest.txt", "digest.eml", "edition.yaml"]
)
def test_a_second_demo_makes_the_same_bytes(
    edition_folder: Path, second_folder: Path, name: str
) -> None:
    assert (edition_folder / name).read_bytes() == (second_folder / name).read_bytes()


def test_an_edited_edition_survives_a_second_demo(
    edition_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out" / SLUG
    shutil.copytree(edition_folder, folder)
    file = folder / "edition.yaml"
    text = file.read_text(encoding="utf-8")
    edited = re.sub("(?m)^subject:.*", "subject: Our own subject", text)
    file.write_text(edited, encoding="utf-8")

    run_demo(tmp_path / "out", tmp_path)

    assert file.read_text(encoding="utf-8") == edited
    assert "Our own subject" in (folder / "digest.html").read_text(encoding="utf-8")


def test_the_archive_and_its_feed_lead_to_the_edition(demo_folder: Path) -> None:
    archive = tree_of((demo_folder / "index.html").read_bytes())
    feed = root_of((demo_folder / "feed.xml").read_bytes())

    assert archive.xpath("//h2/a/@href") == [f"{SLUG}/"]
    links = feed.xpath("//*[local-name()='entry']/*[local-name()='link']/@href")
    assert links == [f"https://whatintheworld.example/{SLUG}/"]


def test_the_pictures_that_the_page_shows_are_there(
    edition_folder: Path, page: str
) -> None:
    sources = tree_of(page).xpath("//img/@src")

    assert sources
    assert all((edition_folder / source).is_file() for source in sources)
