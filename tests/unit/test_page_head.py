from datetime import UTC, datetime

import pytest
from builders import make_page
from lxml import html as lxml_html

from digest.compose.pages.head import Head, head

URL = "http://courier.example/2026/dockers"


def told(head_markup: str = "", body: str = "") -> Head:
    page = make_page("Ships wait.", head=head_markup).decode()
    page = page.replace("</article>", f"{body}</article>")
    return head(lxml_html.document_fromstring(page), URL)


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def test_the_headline_for_others_comes_before_those_on_the_page() -> None:
    titles = told('<meta property="og:title" content=" Port  is shut ">').titles

    assert titles == ("Port is shut", "Port shut", "Port shut")


def test_a_page_without_any_headline_has_none() -> None:
    tree = lxml_html.document_fromstring("<p>Ships wait.</p>")

    assert head(tree, URL).titles == ()


@pytest.mark.parametrize(
    "markup",
    [
        '<meta property="article:published_time" content="2026-11-16T23:59:00-05:00">',
        '<meta name="date" content="2026-11-16">',
        '<meta itemprop="datePublished" content="2026-11-16T09:00:00Z">',
        json_ld('{"@type": "NewsArticle", "datePublished" : "2026-11-16T09:00Z"}'),
        json_ld('{broken, "datePublished":"2026-11-16"'),
        '<time datetime="2026-11-16T09:00:00Z">Monday</time>',
    ],
)
def test_the_day_is_found_where_papers_write_it(markup: str) -> None:
    assert told(markup).published == datetime(2026, 11, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "markup",
    [
        "",
        '<meta name="date" content="Monday">',
        '<meta name="date" content="2026-13-45">',
        "<time>Monday</time>",
        json_ld('{"datePublished": "0000-00-00"}'),
    ],
)
def test_a_page_without_a_day_has_none(markup: str) -> None:
    assert told(markup).published is None


def test_the_language_is_told_by_the_page_or_its_head() -> None:
    german = '<meta property="og:locale" content="de_DE">'
    tree = lxml_html.document_fromstring(f"<head>{german}</head><body><p>Schiffe.")

    assert told(german).language == "en"
    assert head(tree, URL).language == "de"


def test_a_picture_in_another_size_is_the_same_picture() -> None:
    image = told(
        '<meta property="og:image" content="http://cdn.example/quay.jpg?w=1200">',
        '<figure><img src="http://img.example/quay.jpg?w=80" alt="The quay">'
        "<figcaption>A. Writer</figcaption></figure>",
    ).image

    assert image is not None
    assert (image.alt, image.credit) == ("The quay", "A. Writer")


def test_an_image_for_another_service_is_taken_where_there_is_no_other() -> None:
    image = told('<meta name="twitter:image" content="/quay.jpg">').image

    assert image is not None
    assert image.url == "http://courier.example/quay.jpg"
