"""Hostile pages, read by real workers from a real server; each test has its number."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import pytest
from builders import make_entry, make_page, make_ranked, make_story
from loopback import Site, answer
from webs import make_web

from digest.compose.briefs.article_text import is_unread
from digest.compose.briefs.headlines import faults
from digest.compose.bullets.candidates import candidates
from digest.compose.bullets.summarize import summarize
from digest.compose.feed_text import feed_text
from digest.compose.language import words
from digest.compose.language.sentences import sentences
from digest.compose.pages.boilerplate import is_boilerplate
from digest.compose.pages.extract import extract
from digest.compose.pages.read import Means, read
from digest.compose.pages.tree import MOST_BYTES, MOST_ELEMENTS
from digest.model import Article, Entry
from digest.page_selectors import Selectors
from digest.progress import silent
from digest.workers import Lost, Map, workers
from digest.workers.child import ADDRESS_SPACE

SUMMARY = "Dock workers in Mombasa put down tools on Monday over their pay."
TEXT = (
    "Dock workers in Mombasa put down tools on Monday and asked for more pay.",
    "Forty ships with grain, fuel and cars waited outside the harbor on Tuesday.",
    "Shopkeepers as far inland as Kampala said that flour had doubled in price.",
)
GOOD = make_page(*TEXT)
DEADLY, GREEDY = b"kills its reader", b"wants more memory than there is"


@pytest.fixture(scope="module")
def mapped() -> Iterator[Map]:
    with workers("local") as running:
        yield running


def articles(site: Site, mapped: Map, *bodies: bytes) -> tuple[Article, ...]:
    """Serve these as pages, and read them as the articles of one story."""
    entries = []
    for number, body in enumerate(bodies):
        path = f"/page-{number}"
        site.answers[path] = answer(body, 200, Content_Type="text/html")
        entries.append(
            make_entry(id=f"a-{number}", url=site.url(path), summary=SUMMARY)
        )
    return articles_of(mapped, *entries)


def articles_of(mapped: Map, *entries: Entry) -> tuple[Article, ...]:
    means = Means(web=make_web(), mapped=mapped, progress=silent)
    texts = {entry.id: feed_text(entry) for entry in entries}
    (covered,) = read([make_ranked(make_story(*entries))], texts, {}, means)
    return covered.articles


def by_its_feed(article: Article) -> bool:
    return (article.paragraphs, article.origin) == ((SUMMARY,), "feed")


def whole(inside: bytes) -> bytes:
    return b"<html><body><article>" + inside + b"</article></body></html>"


@pytest.mark.parametrize(
    ("row", "count", "reason"),
    [
        (b"<tr><td>Row of the table</td></tr>", 1_000_000, "larger than"),
        (b"<tr><td>", MOST_BYTES // 8 - 100, f"more than {MOST_ELEMENTS:,} elements"),
        (b"<p><b>So.", MOST_ELEMENTS, f"more than {MOST_ELEMENTS:,} elements"),
        (b"<a href=x>", MOST_ELEMENTS, f"more than {MOST_ELEMENTS:,} elements"),
    ],
)
def test_54_a_page_of_a_million_rows_is_refused_before_it_is_read(
    site: Site, mapped: Map, row: bytes, count: int, reason: str
) -> None:
    large, good = articles(site, mapped, whole(row * count), GOOD)

    assert by_its_feed(large)
    assert reason in str(large.shortfall)
    assert good.paragraphs == TEXT


@pytest.mark.parametrize("tag", [b"<div>", b"<b>", b"<ul><li>", b"<table><tr><td>"])
def test_55_html_of_endless_depth_is_one_page_without_an_article(
    site: Site, mapped: Map, tag: bytes
) -> None:
    deep, good = articles(site, mapped, whole(tag * 100_000 + b"Deep."), GOOD)

    assert by_its_feed(deep)
    assert is_unread(deep)
    assert good.paragraphs == TEXT


def test_55_depth_above_the_article_does_not_hide_it(site: Site, mapped: Map) -> None:
    deep = GOOD.replace(b"<article>", b"<div>" * 100 + b"<article>")

    (article,) = articles(site, mapped, deep)

    assert article.paragraphs == TEXT


@pytest.mark.parametrize(
    "head",
    [
        b"%PDF-1.7\n",
        b"\0\0\0\x20ftypisom",
        b"PK\x03\x04",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"RIFF\x24\x60\x08\0WEBPVP8 ",
        b"ID3\x04\0",
        b"OggS",
    ],
)
def test_56_a_file_labelled_as_a_page_leaves_the_feeds_text(
    site: Site, mapped: Map, head: bytes
) -> None:
    (article,) = articles(site, mapped, head + " ".join(TEXT).encode() * 50)

    assert by_its_feed(article)
    assert article.shortfall == "not a page of text"


@pytest.mark.parametrize(
    "page",
    [
        make_page("The port of Mombasa is shut, read on tomorrow."),
        make_page(
            "We and our 812 partners store and access information on your device.",
            "By clicking Accept you agree to the use of cookies, as our policy says.",
            "Accept all cookies to view this content.",
        ),
        make_page("Please enable JavaScript to read this page, and try it once more."),
        make_page("Are you a robot?", "Our systems have detected unusual traffic."),
        # In words that no list knows.
        make_page(
            "Before you go on, tell us what may be kept about how you use this place.",
            "Some of the things we keep make it work, and others help to pay for it.",
            "Whatever you choose, you can choose again, at the bottom of every page.",
        ),
        make_page(
            "What you were looking for has gone, or was never here in the first place.",
            "Try the search above, or begin again from the front page of the Courier.",
        ),
    ],
)
def test_57_a_page_of_a_sentence_or_a_wall_of_cookies_leaves_the_feeds_text(
    site: Site, mapped: Map, page: bytes
) -> None:
    (article,) = articles(site, mapped, page)

    assert by_its_feed(article)
    assert article.shortfall == "the page shows no article"


def test_58_a_paywalled_page_is_marked(site: Site, mapped: Map) -> None:
    locked = '<meta property="article:content_tier" content="locked">'
    wall = make_page(*TEXT, "Subscribe to continue reading.")

    told = articles(site, mapped, make_page(*TEXT, head=locked), wall, GOOD)

    assert [article.paywalled for article in told] == [True, True, False]
    assert [article.paragraphs for article in told] == [TEXT] * 3


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_58_google_news_is_not_asked_and_the_article_says_why(
    mapped: Map, scheme: str
) -> None:
    url = f"{scheme}://news.google.com/rss/articles/CBMiXmh0?oc=5"

    (article,) = articles_of(mapped, make_entry(url=url, summary=SUMMARY))

    assert by_its_feed(article)
    assert "a Google News address" in str(article.shortfall)
    assert "list the paper's own feed" in str(article.shortfall)


def frail(function: Callable[[Any], Any], item: tuple[Any, ...]) -> Any:
    """Do the work, as far as what is read lets one live."""
    if any(isinstance(part, bytes) and DEADLY in part for part in item):
        os.kill(os.getpid(), signal.SIGKILL)
    if any(isinstance(part, bytes) and GREEDY in part for part in item):
        bytearray(ADDRESS_SPACE)
    return function(item)


@pytest.fixture
def frailly(mapped: Map) -> Map:
    """A `Map` on real workers that some bytes kill, or need all the memory of."""

    def running(
        function: Callable[[Any], Any], items: Iterable[Any], /
    ) -> Iterator[Any | Lost]:
        return mapped(partial(frail, function), items)

    return running


def test_59_a_page_that_kills_its_worker_costs_itself_alone(
    site: Site, frailly: Map
) -> None:
    killing = make_page(*TEXT, DEADLY.decode())
    hungry = make_page(*TEXT, GREEDY.decode())

    told = articles(site, frailly, GOOD, killing, GOOD, hungry, GOOD)

    assert [article.shortfall for article in told] == [
        None,
        "the page crashes its reader",
        None,
        "the page needs more memory than a worker may have",
        None,
    ]
    assert by_its_feed(told[1])
    assert by_its_feed(told[3])
    assert told[4].paragraphs == TEXT


def test_59_rules_that_kill_their_worker_close_their_host(
    site: Site, frailly: Map
) -> None:
    site.answers["/robots.txt"] = answer(b"# " + DEADLY)

    (article,) = articles(site, frailly, GOOD)

    assert by_its_feed(article)
    why = "its robots.txt cannot be read: it crashes its reader"
    assert article.shortfall == why
    assert [path for path, _ in site.asked] == ["/robots.txt"]


@pytest.fixture
def in_time() -> Iterator[None]:
    """End a test that would never end, as far as Python hears of it."""

    def late(*_: object) -> None:
        pytest.fail("still at it after 20 seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


RUSSIAN = (
    "Докеры в Момбасе в понедельник прекратили работу и потребовали повысить зарплату.",
    "Сорок судов с зерном, топливом и машинами ждут на рейде порта со вторника.",
    "Профсоюз докеров и портовые власти встретятся в Найроби в среду утром.",
)
TURKISH = (
    "Mombasa limanındaki işçiler pazartesi günü işi bıraktı ve daha çok ücret istedi.",
    "Tahıl, yakıt ve araba taşıyan kırk gemi salı gününden beri limanın açığında.",
    "Sendika ile liman yönetimi çarşamba sabahı Nairobi kentinde yeniden buluşacak.",
)
THAI = (
    "คนงานท่าเรือมอมบาซาหยุดงานเมื่อวันจันทร์ เพื่อเรียกร้องค่าแรงที่สูงขึ้น",
    "เรือสี่สิบลำที่บรรทุกธัญพืช น้ำมัน และรถยนต์ รออยู่นอกท่าเรือตั้งแต่วันอังคาร",
)


@pytest.mark.parametrize(
    ("language", "text"), [("ru", RUSSIAN), ("tr", TURKISH), ("th", THAI), ("xx", TEXT)]
)
def test_60_a_language_without_stop_words_is_summarized_all_the_same(
    language: str, text: tuple[str, ...]
) -> None:
    told = [one for paragraph in text for one in sentences(paragraph, language)]

    chosen = summarize(told, language=language, count=2)

    assert all(one.sentence in told for one in chosen)
    if language != "th":  # its sentences end without a mark, so none is known to be one
        assert len(chosen) == 2


@pytest.mark.parametrize(
    "paragraphs",
    [
        (f"The port {'of Mombasa and its quays ' * 2000}is shut.",),
        ("port" * 12_500,),
        ("\u6e2f" * 50_000,),
        ("M. " * 17_000,),
        ("(a) . " * 8_000,),
        (" ",),
        ("Dockers at the gate on Monday", "The quay of Mombasa, seen from above"),
        tuple(text.upper() for text in TEXT),
    ],
)
def test_61_a_text_without_a_sentence_fit_to_print_has_no_bullet(
    site: Site, mapped: Map, paragraphs: tuple[str, ...]
) -> None:
    site.answers["/page"] = answer(make_page(*paragraphs), Content_Type="text/html")
    entry = make_entry(url=site.url("/page"), summary=" ".join(paragraphs)[:200_000])

    (article,) = articles_of(mapped, entry)

    told = [one for text in article.paragraphs for one in sentences(text, "en")]
    assert summarize(told, language="en", count=3) == ()
    assert sum(words.count(text) for text in article.paragraphs) < 20


@pytest.mark.usefixtures("in_time")
def test_61_selectors_that_match_every_element_are_read_in_time() -> None:
    page = make_page(*TEXT, *("<b>So.</b>" for _ in range(12_000)))

    told = extract(page, None, Selectors(keep=("p", "b", "*"))).paragraphs

    assert told[-1] == "So."


@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize(
    "text",
    [
        f"Published {'1.' * 25} zebra",
        f"Published {'may ' * 30}zebra",
        f"Reporting by {'A.' * 100} x.",
        f"Reporting by {'A-' * 100} x.",
    ],
)
def test_61_what_looks_like_a_stamp_or_a_credit_without_end_is_read_in_time(
    text: str,
) -> None:
    assert not is_boilerplate(text)


@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize("text", ["… " * 50_000 + "zebra", "..." * 40_000 + "zebra"])
def test_61_a_headline_of_dots_without_end_is_judged_in_time(text: str) -> None:
    assert "is cut off" not in faults(text)


@pytest.mark.usefixtures("in_time")
def test_61_a_name_without_end_is_looked_through_in_time() -> None:
    assert candidates(("\u4e2d’" * 100_000,), "en") == ()
