"""Stories on the long list into coverage: the text of their articles.

An entry that carries its full text needs no page, and no page is asked for against its
host's robots.txt. A page that cannot be read, or that shows hardly more than a
sentence, falls back to what the feed says, and the article says so.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.compose.feed_text import Texts
from digest.compose.language.words import count
from digest.compose.pages.boilerplate import is_prose
from digest.compose.pages.extract import Page, extract
from digest.compose.pages.robots import refused
from digest.errors import ParseError
from digest.http import NoReply, Request, Web
from digest.model import Article, Coverage, Entry, Feed, RankedStory
from digest.page_selectors import NO_SELECTORS, Selectors
from digest.progress import Progress
from digest.workers import Lost, Map

_OK = 200
_FULL_TEXT_WORDS = 150
_HEADERS = {"Accept": "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"}

_FEWEST_LETTERS = 120
"""A page with fewer shows a sentence or a wall; not all scripts part words.
"""
_LONG_LETTERS = 1_500
"""From here on a page is an article whatever its words."""
_TELLING = re.compile(r"[^\W\d_]{5,}")
_FEWEST_NAMES = 3
_LEAST_SHARED = 0.15
_LONGEST = 20_000
"""Letters of a paragraph; a whole article has 6,000, and a longer one is no text."""
_GOOGLE = "news.google.com"
_ELSEWHERE = (
    "a Google News address: the article is elsewhere; list the paper's own feed"
)

Body = tuple[str, bytes, Selectors]
"""A page's address and bytes, and what its feed says of where the article is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What pages are read with."""

    web: Web
    mapped: Map
    progress: Progress


def read(
    ranked: Sequence[RankedStory],
    texts: Texts,
    feeds: Mapping[str, Feed],
    means: Means,
) -> tuple[Coverage, ...]:
    """Return the stories with their articles, each fetched once.

    `texts` hold what the feeds say of every entry.
    """
    entries = [entry for story in ranked for entry in story.story.entries]
    wanted = [e for e in entries if not _is_complete(e, texts[e.id], feeds)]
    selectors: dict[str, Selectors] = {}
    for entry in wanted:
        selectors.setdefault(entry.url, _selectors(entry, feeds))
    read_pages = _read_pages(selectors, means)
    pages = {entry.id: read_pages[entry.url] for entry in wanted}
    return tuple(_coverage(story, texts, pages) for story in ranked)


def unread(ranked: RankedStory, texts: Texts) -> Coverage:
    """Return the story with what its feeds say alone."""
    return _coverage(ranked, texts, {})


def _coverage(
    ranked: RankedStory, texts: Texts, pages: Mapping[str, Page | str]
) -> Coverage:
    """Return the story with what its pages say, and the feeds where there is none."""
    return Coverage(
        ranked=ranked,
        articles=tuple(
            _article(entry, prose(texts[entry.id]), pages.get(entry.id))
            for entry in ranked.story.entries
        ),
    )


def prose(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return the paragraphs that are the article's own."""
    return tuple(p for p in paragraphs if len(p) <= _LONGEST and is_prose(p))


def _is_complete(entry: Entry, text: Sequence[str], feeds: Mapping[str, Feed]) -> bool:
    feed = feeds.get(entry.feed_url)
    rule = feed.full_text if feed else "auto"
    if rule == "auto":
        return _words(text) >= _FULL_TEXT_WORDS
    return rule == "yes"


def _selectors(entry: Entry, feeds: Mapping[str, Feed]) -> Selectors:
    feed = feeds.get(entry.feed_url)
    return feed.article if feed else NO_SELECTORS


def _read_pages(wanted: Mapping[str, Selectors], means: Means) -> dict[str, Page | str]:
    """Return what each page holds, or why there is no article on it."""
    found: dict[str, Page | str] = {url: _ELSEWHERE for url in wanted if _leads_on(url)}
    asked = [url for url in wanted if url not in found]
    found |= refused(asked, means.web, means.mapped)
    urls = [url for url in asked if url not in found]
    sent: deque[str] = deque()

    def bodies() -> Iterator[Body]:
        requests = [Request(url=url, headers=_HEADERS) for url in urls]
        for done, answer in enumerate(means.web(requests), start=1):
            means.progress("Reading pages", done, len(urls))
            url = answer.request.url
            if isinstance(answer, NoReply):
                found[url] = answer.reason
            elif answer.status != _OK:
                found[url] = f"the page answers {answer.status}"
            else:
                sent.append(url)
                yield answer.url, answer.body, wanted[url]

    for page in means.mapped(_read_page, bodies()):
        found[sent.popleft()] = (
            f"the page {page.reason}" if isinstance(page, Lost) else page
        )
    return found


def _leads_on(url: str) -> bool:
    """Return whether an address is Google's, which leads on by script alone."""
    return url.partition("://")[2].startswith(f"{_GOOGLE}/")


def _read_page(body: Body) -> Page | str:
    """Return the page, or why it holds no article."""
    url, given, selectors = body
    try:
        return extract(given, url, selectors)
    except ParseError as error:
        return str(error)


def _article(entry: Entry, own: tuple[str, ...], page: Page | str | None) -> Article:
    """Return the article by its page or, if that tells less, by its feed."""
    told = Article(entry=entry, paragraphs=own, origin="feed")
    if page is None:
        return told
    if isinstance(page, str):
        return replace(told, shortfall=page)
    told = replace(told, remark=page.remark, paywalled=page.paywalled)
    text = prose(page.paragraphs)
    if _letters(text) < _FEWEST_LETTERS or _is_strange(text, (entry.title, *own)):
        return replace(told, shortfall="the page shows no article")
    if _letters(text) < _letters(own):
        return told
    return replace(told, paragraphs=text, origin="page", image=page.image)


def _is_strange(text: Sequence[str], known: Sequence[str]) -> bool:
    """Return whether a short page has hardly a word of what its feed says of it.

    Such are walls of consent and pages that excuse themselves. Words are compared by
    their beginnings; where a headline has no capitals, they are not compared.
    """
    headline = known[0]
    if _letters(text) > _LONG_LETTERS or headline.lower() == headline.upper():
        return False
    names = {word[:5] for word in _TELLING.findall(" ".join(known).lower())}
    said = " ".join(text).lower()
    shared = sum(name in said for name in names)
    return len(names) >= _FEWEST_NAMES and shared < _LEAST_SHARED * len(names)


def _words(paragraphs: Sequence[str]) -> int:
    return sum(map(count, paragraphs))


def _letters(paragraphs: Sequence[str]) -> int:
    return sum(map(len, paragraphs))
