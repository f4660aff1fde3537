import json
from datetime import UTC, datetime

import pytest
from builders import make_page
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.pages.extract import extract
from digest.compose.pages.tree import MOST_BYTES
from digest.errors import ParseError
from digest.model import Shown
from digest.page_selectors import Selectors

URL = "http://courier.example/2026/dockers"
TEXT = (
    (
        "Dock workers in Mombasa put down tools on Monday and asked for nine percent"
        " more pay, and the port authority of Kenya called the demand excessive."
    ),
    (
        "Forty ships with grain, fuel and cars waited outside the harbor on Tuesday,"
        " while the union's leaders met the minister in Nairobi behind closed doors."
    ),
    (
        "Shopkeepers as far inland as Kampala complained that flour had doubled in"
        " price, since no lorry had left the terminal for three days and three nights."
    ),
)
PICTURE = '<meta property="og:image" content="/quay.jpg">'


def test_a_page_is_read_by_paragraphs() -> None:
    assert extract(make_page(*TEXT), URL).paragraphs == TEXT


def test_the_pages_own_headline_is_its_title_and_no_paragraph() -> None:
    page = extract(make_page(*TEXT, title="Mombasa port shut"), URL)

    assert page.title == "Mombasa port shut"
    assert "Mombasa port shut" not in page.paragraphs


def test_what_stands_around_the_article_is_left_out() -> None:
    assert "Sport" not in " ".join(extract(make_page(*TEXT), URL).paragraphs)


def test_comments_of_readers_are_left_out() -> None:
    comments = '<div id="comments"><p>I disagree with all of this, friends.</p></div>'
    body = make_page(*TEXT).replace(b"</article>", b"</article>" + comments.encode())

    assert "disagree" not in " ".join(extract(body, URL).paragraphs)


def test_tables_are_left_out() -> None:
    table = b"<table><tr><td>Berth seven</td><td>closed</td></tr></table></article>"
    body = make_page(*TEXT).replace(b"</article>", table)

    assert "Berth seven" not in " ".join(extract(body, URL).paragraphs)


def test_white_space_in_paragraphs_is_folded() -> None:
    page = extract(make_page("Ships&nbsp;wait \n outside.", *TEXT), URL)

    assert page.paragraphs[0] == "Ships wait outside."


def test_letters_beyond_ascii_are_kept() -> None:
    page = extract(make_page("München und Łódź schließen.", *TEXT), URL)

    assert page.paragraphs[0] == "München und Łódź schließen."


def test_a_utf_8_page_that_does_not_say_so_is_read_as_utf_8() -> None:
    body = make_page("München und Łódź schließen.", *TEXT)

    page = extract(body.replace(b'<meta charset="utf-8">', b""), URL)

    assert page.paragraphs[0] == "München und Łódź schließen."


def test_a_page_in_another_charset_is_read_by_what_it_declares() -> None:
    text = make_page("Die Häfen schließen.", *TEXT).decode()

    page = extract(text.replace("utf-8", "iso-8859-1").encode("iso-8859-1"), URL)

    assert page.paragraphs[0] == "Die Häfen schließen."


def test_a_short_page_is_read_all_the_same() -> None:
    assert extract(make_page(TEXT[0]), URL).paragraphs == TEXT[:1]


@pytest.mark.parametrize(
    "tag", "iframe button option template canvas audio video object".split()
)
def test_what_holds_no_text_of_a_short_page_is_none_of_it(tag: str) -> None:
    inside = f"<{tag}>Choose a port</{tag}> of it.</article>"
    body = make_page(TEXT[0]).replace(b"</article>", inside.encode())

    told = " ".join(extract(body, URL).paragraphs)

    assert TEXT[0] in told
    assert "Choose" not in told


def test_a_text_that_stands_in_a_pages_json_alone_is_read() -> None:
    told = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(TEXT)})
    script = f'<script type="application/ld+json">{told}</script>'

    page = extract(make_page("Loading…", head=script), URL)

    assert TEXT[0] in " ".join(page.paragraphs)


def test_where_a_quick_look_finds_little_the_page_is_read_thoroughly() -> None:
    rest = "".join(f"<div>{paragraph}</div>" for paragraph in TEXT)
    body = f"<html><body><article><p>{TEXT[0]}</p></article>{rest}</body></html>"

    told = " ".join(extract(body.encode(), URL).paragraphs)

    assert all(paragraph in told for paragraph in TEXT)


def test_the_language_is_the_pages_own() -> None:
    assert extract(make_page(*TEXT), URL).language == "en"


def test_a_regional_language_is_told_by_its_two_letters() -> None:
    body = make_page(*TEXT).replace(b'lang="en"', b'lang="EN-GB"')

    assert extract(body, URL).language == "en"


def test_a_page_that_names_no_language_has_none() -> None:
    assert extract(make_page(*TEXT).replace(b' lang="en"', b""), URL).language is None


def test_the_date_is_taken_from_the_pages_head() -> None:
    date = '<meta property="article:published_time" content="2026-11-16T09:00:00Z">'

    page = extract(make_page(*TEXT, head=date), URL)

    assert page.published == datetime(2026, 11, 16, tzinfo=UTC)


def test_a_page_without_picture_has_none() -> None:
    assert extract(make_page(*TEXT), URL).image is None


def test_a_picture_has_its_full_address() -> None:
    page = extract(make_page(*TEXT, head=PICTURE), URL)

    assert page.image == Shown(url="http://courier.example/quay.jpg")


def test_a_picture_has_the_alt_text_and_the_caption_of_the_page() -> None:
    figure = (
        '<figure><img src="/quay.jpg?w=600" alt=" The  quay ">'
        "<figcaption>The quay. <b>A. Writer</b></figcaption></figure></article>"
    )
    body = make_page(*TEXT, head=PICTURE).replace(b"</article>", figure.encode())

    assert extract(body, URL).image == Shown(
        url="http://courier.example/quay.jpg",
        alt="The quay",
        credit="The quay. A. Writer",
    )


def test_the_caption_of_another_picture_is_not_taken() -> None:
    figure = (
        '<figure><img src="/crane.jpg" alt="A crane">'
        "<figcaption>A crane</figcaption></figure></article>"
    )
    body = make_page(*TEXT, head=PICTURE).replace(b"</article>", figure.encode())

    assert extract(body, URL).image == Shown(url="http://courier.example/quay.jpg")


def test_a_picture_outside_a_figure_has_no_credit() -> None:
    body = make_page(*TEXT, head=PICTURE).replace(
        b"</article>", b'<img src="/quay.jpg" alt="The quay"></article>'
    )

    assert extract(body, URL).image == Shown(
        url="http://courier.example/quay.jpg", alt="The quay"
    )


def test_a_broken_address_of_some_picture_does_not_lose_the_page() -> None:
    body = make_page(*TEXT, head=PICTURE).replace(
        b"</article>", b'<img src="http://[broken/x.jpg"></article>'
    )

    assert extract(body, URL).paragraphs == TEXT


def test_a_broken_address_of_the_main_picture_does_not_lose_the_page() -> None:
    head = PICTURE.replace("/quay.jpg", "http://[broken/quay.jpg")

    assert extract(make_page(*TEXT, head=head), URL).paragraphs == TEXT


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7 a plan of the harbor",
        b"\n %PDF-1.7 a plan of the harbor",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a\0\0\0\0 a plan of the harbor",
    ],
)
def test_a_file_that_is_no_text_is_refused(body: bytes) -> None:
    with pytest.raises(ParseError, match="not a page of text"):
        extract(body, URL)


def test_a_page_larger_than_the_cap_is_refused() -> None:
    body = make_page(*TEXT) + b" " * MOST_BYTES

    with pytest.raises(ParseError, match="page larger than 3 MB"):
        extract(body, URL)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  \n",
        b"<!-- nothing -->",
        b"<html></html>",
        b"<html><body><script>let port = 1;</script></body></html>",
    ],
)
def test_a_page_without_text_is_refused(body: bytes) -> None:
    with pytest.raises(ParseError, match="no text found"):
        extract(body, URL)


@given(st.binary(max_size=60))
@settings(max_examples=15, deadline=None)
def test_any_bytes_are_a_page_or_refused(noise: bytes) -> None:
    try:
        page = extract(b"<html><body><p>" + noise, URL)
    except ParseError:
        return

    assert all(page.paragraphs)


def _boxed(*inside: str) -> bytes:
    return make_page(*TEXT).replace(
        b"</article>", "".join(inside).encode() + b"</article>"
    )


STORY = (
    '<div class="story"><h2>In Mombasa</h2><p>Short one.</p>'
    "<figure><img src=q.jpg><figcaption>The quay</figcaption></figure>"
    '<div>Berth <a href="/7">seven</a> is shut.</div><div class="promo">Buy now.</div>'
    "</div>"
)


def test_what_a_feed_says_is_the_article_is_all_of_it() -> None:
    page = extract(_boxed(STORY), URL, Selectors(keep=(".story",)))

    assert page.paragraphs == (
        "In Mombasa",
        "Short one.",
        "Berth seven is shut.",
        "Buy now.",
    )
    assert page.remark is None


def test_what_a_feed_says_is_not_the_article_is_dropped() -> None:
    keeping = Selectors(keep=(".story",), drop=(".promo", "h2"))
    dropping = Selectors(drop=("article > p:first-of-type", ".story"))

    assert extract(_boxed(STORY), URL, keeping).paragraphs == (
        "Short one.",
        "Berth seven is shut.",
    )
    assert extract(_boxed(STORY), URL, dropping).paragraphs == TEXT[1:]


def test_what_two_selectors_keep_stands_in_their_order_and_once() -> None:
    chosen = Selectors(keep=(".story > p", ".story", ".story"))

    told = extract(_boxed(STORY), URL, chosen).paragraphs

    assert told == ("In Mombasa", "Short one.", "Berth seven is shut.", "Buy now.")


def test_what_selectors_keep_stands_in_the_order_of_the_page() -> None:
    chosen = Selectors(keep=(".end", ".start"))
    inside = '<p class="start">Ships wait.</p><p class="end">They left.</p>'

    told = extract(_boxed(inside), URL, chosen).paragraphs

    assert told == ("Ships wait.", "They left.")


def test_text_behind_what_is_kept_is_none_of_it() -> None:
    inside = '<div class="story"><p>Ships wait.</p></div>Buy a ferry ticket now.'

    page = extract(_boxed(inside), URL, Selectors(keep=(".story",)))

    assert page.paragraphs == ("Ships wait.",)


def test_where_a_feeds_selectors_keep_nothing_the_article_is_looked_for() -> None:
    page = extract(make_page(*TEXT), URL, Selectors(keep=(".no-more",)))

    assert page.paragraphs == TEXT
    assert page.remark == "the feed's article.keep matches nothing on its page"


def test_a_page_without_text_tells_of_stale_selectors_too() -> None:
    with pytest.raises(ParseError, match=r"no text found .*; the feed's article\.keep"):
        extract(b"<html><body></body></html>", URL, Selectors(keep=(".no-more",)))


def test_a_page_that_is_dropped_whole_is_refused() -> None:
    with pytest.raises(ParseError, match="no text found"):
        extract(make_page(*TEXT), URL, Selectors(drop=("body", "html")))


def test_a_page_that_says_it_is_not_free_is_paywalled_with_all_its_text() -> None:
    tier = '<meta property="article:content_tier" content="locked">'

    page = extract(make_page(*TEXT, head=tier), URL)

    assert page.paywalled
    assert page.paragraphs == TEXT


def test_a_page_that_ends_at_a_wall_is_paywalled() -> None:
    assert extract(make_page(*TEXT, "Subscribe to continue reading."), URL).paywalled
    assert not extract(make_page(*TEXT), URL).paywalled
