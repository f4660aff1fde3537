from collections.abc import Iterable, Iterator, Mapping, Sequence

import pytest
from builders import make_entry, make_feed, make_page, make_ranked, make_story
from fakes import fake_web, mapped

from digest.compose.briefs.article_text import is_unread
from digest.compose.feed_text import feed_text
from digest.compose.pages.read import Means, prose, read
from digest.http import Answer, Reply, Request, Web
from digest.model import (
    Article,
    Coverage,
    Entry,
    Feed,
    RankedStory,
)
from digest.page_selectors import Selectors
from digest.progress import Progress, silent

URL = "http://courier.example/2026/dockers"
STALE = "the feed's article.keep matches nothing on its page"
SUMMARY = "Dock workers in Mombasa put down tools on Monday over their pay."
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


def _entry(**given_values: str) -> Entry:
    return make_entry(**{"id": "a-1", "url": URL, "summary": SUMMARY} | given_values)


def _read(
    *entries: Entry,
    pages: Mapping[str, bytes] | None = None,
    feeds: tuple[Feed, ...] = (),
) -> tuple[Article, ...]:
    web = fake_web(pages or {})
    (coverage,) = _covered([make_ranked(make_story(*entries))], web, feeds)
    return coverage.articles


def _covered(
    ranked: Sequence[RankedStory],
    web: Web,
    feeds: Iterable[Feed] = (),
    progress: Progress = silent,
) -> tuple[Coverage, ...]:
    texts = {e.id: feed_text(e) for story in ranked for e in story.story.entries}
    means = Means(web=web, mapped=mapped, progress=progress)
    return read(ranked, texts, {feed.url: feed for feed in feeds}, means)


def _answering(status: int, asked: list[str], moved_to: str | None = None) -> Web:
    body = make_page(*TEXT, head='<meta property="og:image" content="quay.jpg">')

    def web(requests: Iterable[Request]) -> Iterator[Answer]:
        for request in requests:
            if request.url.endswith("/robots.txt"):
                yield Reply(
                    request=request, url=request.url, status=404, headers={}, body=b""
                )
                continue
            asked.append(request.url)
            url = moved_to or request.url
            yield Reply(request=request, url=url, status=status, headers={}, body=body)

    return web


def test_an_article_is_the_text_of_its_page() -> None:
    (article,) = _read(_entry(), pages={URL: make_page(*TEXT)})

    assert (article.paragraphs, article.origin) == (TEXT, "page")
    assert article.shortfall is None


def test_a_page_that_cannot_be_fetched_leaves_the_feeds_text_and_the_reason() -> None:
    (article,) = _read(_entry())

    assert (article.paragraphs, article.origin) == ((SUMMARY,), "feed")
    assert article.shortfall == "host not found"


def test_a_page_that_answers_with_an_error_leaves_the_feeds_text() -> None:
    story = make_ranked(make_story(_entry()))

    (coverage,) = _covered([story], _answering(403, []))

    assert coverage.articles[0].origin == "feed"
    assert coverage.articles[0].shortfall == "the page answers 403"


def test_a_page_without_text_leaves_the_feeds_text() -> None:
    (article,) = _read(_entry(), pages={URL: b"%PDF-1.7"})

    assert (article.origin, article.shortfall) == ("feed", "not a page of text")


def test_a_page_that_tells_less_than_the_feed_is_not_missed() -> None:
    (article,) = _read(_entry(summary=" ".join(TEXT)), pages={URL: make_page(TEXT[0])})

    assert (article.paragraphs, article.origin) == ((" ".join(TEXT),), "feed")
    assert article.shortfall is None
    assert not is_unread(article)


def test_a_page_that_could_not_be_used_is_unread() -> None:
    (article,) = _read(_entry())

    assert is_unread(article)


def test_a_page_as_long_as_the_feed_is_taken() -> None:
    (article,) = _read(_entry(summary=TEXT[0]), pages={URL: make_page(TEXT[0])})

    assert article.origin == "page"


def test_only_prose_counts_when_page_and_feed_are_compared() -> None:
    labels = [f"Picture {n} of the harbor without a full stop" for n in range(9)]

    (article,) = _read(
        _entry(summary=TEXT[0]), pages={URL: make_page(TEXT[1][:60], *labels)}
    )

    assert article.origin == "feed"


def test_what_papers_put_between_paragraphs_is_not_the_articles() -> None:
    page = make_page(TEXT[0], "Advertisement", TEXT[1], "Read more: why.", TEXT[2])

    (article,) = _read(_entry(), pages={URL: page})

    assert article.paragraphs == TEXT


def test_boilerplate_in_a_feed_is_not_the_articles() -> None:
    (article,) = _read(_entry(summary=f"{SUMMARY}\nContinue reading..."))

    assert article.paragraphs == (SUMMARY,)


def test_one_pages_failure_does_not_touch_the_others() -> None:
    lost = _entry(id="a-2", url="http://herald.example/lost")

    articles = _read(_entry(), lost, pages={URL: make_page(*TEXT)})

    assert [article.origin for article in articles] == ["page", "feed"]


def test_every_entry_has_its_article_in_the_storys_order() -> None:
    entries = [_entry(id=f"a-{n}", url=f"{URL}/{n}") for n in range(4)]
    pages = {f"{URL}/{n}": make_page(f"Berth {n} is shut.", *TEXT) for n in (3, 1)}

    articles = _read(*entries, pages=pages)

    assert [article.entry for article in articles] == entries
    assert articles[1].paragraphs[0] == "Berth 1 is shut."
    assert articles[3].paragraphs[0] == "Berth 3 is shut."


LONG = " ".join(["Ships waited outside the harbor of Mombasa."] * 22)


@pytest.mark.parametrize(
    ("rule", "text", "asked"),
    [
        ("auto", LONG, False),
        ("auto", SUMMARY, True),
        ("yes", SUMMARY, False),
        ("no", LONG, True),
    ],
)
def test_a_page_is_asked_for_only_if_the_feed_lacks_the_full_text(
    rule: str, text: str, *, asked: bool
) -> None:
    feed = make_feed(full_text=rule)
    entry = _entry(content=text)
    urls: list[str] = []

    _covered([make_ranked(make_story(entry))], _answering(200, urls), [feed])

    assert urls == ([URL] if asked else [])


def test_an_entry_of_a_feed_no_longer_listed_is_judged_by_its_text() -> None:
    (article,) = _read(_entry(content=LONG))

    assert (article.origin, article.shortfall) == ("feed", None)


def test_a_page_that_two_feeds_list_is_asked_for_once() -> None:
    urls: list[str] = []
    story = make_ranked(make_story(_entry(), _entry(id="a-2")))

    _covered([story], _answering(200, urls))

    assert urls == [URL]


def test_a_pages_picture_is_found_from_where_the_page_moved_to() -> None:
    moved = _answering(200, [], "http://www.courier.example/moved/dockers")
    story = make_ranked(make_story(_entry()))

    (coverage,) = _covered([story], moved)

    image = coverage.articles[0].image
    assert image is not None
    assert image.url == "http://www.courier.example/moved/quay.jpg"


def test_progress_counts_the_pages() -> None:
    told: list[tuple[str, int, int]] = []
    entries = [_entry(id=f"a-{n}", url=f"{URL}/{n}") for n in range(2)]

    _covered(
        [make_ranked(make_story(*entries))],
        fake_web({}),
        progress=lambda *step: told.append(step),
    )

    assert told == [("Reading pages", 1, 2), ("Reading pages", 2, 2)]


def test_no_stories_need_no_pages() -> None:
    assert _covered([], fake_web({})) == ()


def test_prose_keeps_the_order_of_the_paragraphs() -> None:
    assert prose([TEXT[1], "Advertisement", TEXT[0]]) == (TEXT[1], TEXT[0])


def test_a_page_that_robots_txt_forbids_is_not_asked_for() -> None:
    robots = "http://courier.example/robots.txt"
    asked: list[str] = []
    told = {URL: make_page(*TEXT), robots: b"User-agent: *\nDisallow: /2026/"}
    web = fake_web(told)

    def watched(requests: Iterable[Request]) -> Iterator[Answer]:
        for answer in web(requests):
            asked.append(answer.request.url)
            yield answer

    (coverage,) = _covered([make_ranked(make_story(_entry()))], watched)

    (article,) = coverage.articles
    assert asked == [robots]
    assert (article.paragraphs, article.origin) == ((SUMMARY,), "feed")
    assert article.shortfall == "robots.txt asks not to read it"


def test_where_pages_need_not_be_asked_for_neither_is_robots_txt() -> None:
    def nothing(requests: Iterable[Request]) -> Iterator[Answer]:
        assert list(requests) == []
        return iter(())

    (coverage,) = _covered([make_ranked(make_story(_entry(content=LONG)))], nothing)

    assert coverage.articles[0].origin == "feed"


def test_a_paywalled_page_is_marked_and_its_wall_is_no_paragraph() -> None:
    page = make_page(*TEXT, "Subscribe to continue reading.")

    (article,) = _read(_entry(), pages={URL: page})

    assert article.paywalled
    assert article.paragraphs == TEXT


def test_a_paywalled_page_that_tells_less_than_its_feed_stays_marked() -> None:
    page = make_page(TEXT[0], "Subscribe to continue reading.")

    (article,) = _read(_entry(summary=" ".join(TEXT)), pages={URL: page})

    assert (article.origin, article.paywalled) == ("feed", True)


def test_pages_are_read_where_their_feed_says_the_article_is() -> None:
    feed = make_feed(article=Selectors(drop=("p:last-of-type",)))

    (article,) = _read(_entry(), pages={URL: make_page(*TEXT)}, feeds=(feed,))

    assert article.paragraphs == TEXT[:-1]


def test_selectors_that_no_longer_match_are_told_though_the_page_is_read() -> None:
    feed = make_feed(article=Selectors(keep=(".no-more",)))

    (article,) = _read(_entry(), pages={URL: make_page(*TEXT)}, feeds=(feed,))

    assert (article.paragraphs, article.origin) == (TEXT, "page")
    assert article.remark == STALE
    assert not is_unread(article)


def test_selectors_that_no_longer_match_are_told_though_the_feed_tells_more() -> None:
    feed = make_feed(article=Selectors(keep=(".no-more",)), full_text="no")
    entry = _entry(summary=" ".join(TEXT))

    (article,) = _read(entry, pages={URL: make_page(TEXT[0])}, feeds=(feed,))

    assert (article.origin, article.shortfall, article.remark) == ("feed", None, STALE)
    assert not is_unread(article)


def test_selectors_that_no_longer_match_are_told_of_a_page_without_article() -> None:
    feed = make_feed(article=Selectors(keep=(".no-more",)))

    (article,) = _read(_entry(), pages={URL: make_page("Shut.")}, feeds=(feed,))

    assert article.remark == STALE
    assert is_unread(article)


def test_a_page_of_two_entries_is_read_where_the_feed_of_the_first_says() -> None:
    first = make_feed(article=Selectors(drop=("p:last-of-type",)))
    second = make_feed(url="http://post.example/rss")
    entries = _entry(), _entry(id="a-2", feed_url=second.url)

    told = _read(*entries, pages={URL: make_page(*TEXT)}, feeds=(first, second))

    assert [article.paragraphs for article in told] == [TEXT[:-1]] * 2


def test_a_short_report_in_other_words_than_its_headline_is_one() -> None:
    entry = _entry(title="Cranes stand still", summary="Kenya's harbor workers rebel.")

    (article,) = _read(entry, pages={URL: make_page(*TEXT)})

    assert article.origin == "page"


def test_a_long_report_need_not_have_a_word_of_its_headline() -> None:
    entry = _entry(title="Thieves thwarted again", summary="")
    long = make_page(*(f"On day {n}, {text}" for n in range(4) for text in TEXT))

    (article,) = _read(entry, pages={URL: long})

    assert article.origin == "page"


def test_where_words_are_not_parted_they_are_not_compared() -> None:
    title = "港で働く人々 賃上げを求めて 月曜日から閉鎖"
    entry = _entry(title=title, summary="")
    text = "組合の代表は水曜日に大臣と会い、話し合いを続けると述べた。" * 5

    (article,) = _read(entry, pages={URL: make_page(text)})

    assert article.origin == "page"


def test_a_headline_of_few_words_tells_too_little_to_compare() -> None:
    entry = _entry(title="Thieves thwarted", summary="")

    (article,) = _read(entry, pages={URL: make_page(*TEXT)})

    assert article.origin == "page"
