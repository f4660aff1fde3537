"""Stories on the long list into coverage: the text of their articles.

An entry that carries its full text needs no page. A page that cannot be read falls back
to what the feed says, and the article says so.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.compose.boilerplate import is_prose
from digest.compose.extract import Page, extract
from digest.compose.feed_text import Texts
from digest.compose.words import count
from digest.errors import ParseError
from digest.http import NoReply, Request, Web
from digest.model import Article, Coverage, Entry, Feed, RankedStory
from digest.progress import Progress
from digest.workers import Lost, Map

_OK = 200
_FULL_TEXT_WORDS = 150
_HEADERS = {"Accept": "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"}

Body = tuple[str, bytes]
"""A page's address and bytes."""


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
    urls = tuple(dict.fromkeys(entry.url for entry in wanted))
    read_pages = _read_pages(urls, means)
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
    return tuple(paragraph for paragraph in paragraphs if is_prose(paragraph))


def _is_complete(entry: Entry, text: Sequence[str], feeds: Mapping[str, Feed]) -> bool:
    feed = feeds.get(entry.feed_url)
    rule = feed.full_text if feed else "auto"
    if rule == "auto":
        return _words(text) >= _FULL_TEXT_WORDS
    return rule == "yes"


def _read_pages(urls: Sequence[str], means: Means) -> dict[str, Page | str]:
    """Return what each page holds, or why there is no article on it."""
    found: dict[str, Page | str] = {}
    sent: deque[str] = deque()

    def bodies() -> Iterator[Body]:
        requests = [Request(url=url, headers=_HEADERS) for url in urls]
        for done, answer in enumerate(means.web(requests), start=1):
            means.progress("Reading pages", done, len(urls))
            if isinstance(answer, NoReply):
                found[answer.request.url] = answer.reason
            elif answer.status != _OK:
                found[answer.request.url] = f"the page answers {answer.status}"
            else:
                sent.append(answer.request.url)
                yield answer.url, answer.body

    for page in means.mapped(_read_page, bodies()):
        found[sent.popleft()] = page.reason if isinstance(page, Lost) else page
    return found


def _read_page(body: Body) -> Page | str:
    """Return the page, or why it holds no article."""
    try:
        return extract(body[1], body[0])
    except ParseError as error:
        return str(error)


def _article(entry: Entry, own: tuple[str, ...], page: Page | str | None) -> Article:
    if page is None:
        return Article(entry=entry, paragraphs=own, origin="feed")
    if isinstance(page, str):
        return Article(entry=entry, paragraphs=own, origin="feed", shortfall=page)
    text = prose(page.paragraphs)
    if _words(text) < _words(own):
        why = "the page holds less than the feed"
        return Article(entry=entry, paragraphs=own, origin="feed", shortfall=why)
    return Article(entry=entry, paragraphs=text, origin="page", image=page.image)


def _words(paragraphs: Sequence[str]) -> int:
    return sum(map(count, paragraphs))
