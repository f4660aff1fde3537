"""An address into the feed that it means: a feed's own, or that of a web page.

    ask -> a feed? -> what the page names -> the usual places

The network is an `Ask`; nothing counts as found before it was read as a feed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from lxml import etree

from digest import plain_text
from digest.collect.parse import parse
from digest.errors import NoFeedError, ParseError


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address answers: the address in the end, and its body.

    `moved` is where the address says it has moved for good.
    """

    url: str
    body: bytes
    moved: str | None = None


Ask = Callable[[str], Page | str]
"""Return what an address answers, or in a few words why it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A feed that a page names; `title` may be empty."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A feed that was read, and what else the page names; `newest` is a date in UTC."""

    url: str
    title: str
    entries: int
    newest: datetime | None
    others: tuple[Link, ...] = ()


USUAL = ("/feed", "/rss.xml", "/atom.xml", "/feed.json", "/rss", "/feed.xml")
"""Where sites keep a feed that their pages do not name; each is asked once."""

_TYPES = frozenset(
    """application/rss+xml application/atom+xml application/feed+json
    application/rdf+xml application/xml text/xml""".split()
)
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf|\s|<\?xml[^>]*>|<!--.*?-->)*+<(?:!doctype\s+html|html)\b",
    re.DOTALL | re.IGNORECASE,
)
_COMMENTS = re.compile(r"comment|kommentar|comentario", re.IGNORECASE)
_MOST_BYTES = 2_000_000
_MOST_LINKS = 50
_MOST_ASKED = 5
_LONGEST_TITLE = 100


def discover(url: str, ask: Ask) -> Found:
    """Return the feed that `url` means; raise `NoFeedError` with what to do."""
    page = ask(url)
    if isinstance(page, str):
        raise NoFeedError(
            f"{url}: {page}; check the address, and whether a browser opens it"
        )
    if found := _read(url, page):
        return found
    links = feed_links(page.body, page.url)
    asked = {url, page.url}
    for link in _candidates(links, page.url):
        if link.url in asked:
            continue
        asked.add(link.url)
        answer = ask(link.url)
        if not isinstance(answer, str) and (found := _read(link.url, answer)):
            others = tuple(one for one in links if one.url not in asked)
            return replace(found, others=others)
    raise NoFeedError(_nothing_found(url, links))


def feed_links(body: bytes, url: str) -> tuple[Link, ...]:
    """Return the feeds that the HTML page `body`, fetched from `url`, names, in order.

    These are its `<link rel="alternate">` of a feed's type, each address once.
    """
    seen = _Heads()
    parser = etree.HTMLParser(encoding=_encoding(body), target=seen)  # type: ignore[arg-type]  # start and close are all it needs
    etree.fromstring(body[:_MOST_BYTES], parser)
    base = _joined(url, next(iter(seen.bases), "")) or url
    found: dict[str, Link] = {}
    for link in seen.links:
        address = _joined(base, link.get("href", ""))
        if address and _names_a_feed(link):
            title = plain_text.fold(link.get("title", ""))[:_LONGEST_TITLE]
            found.setdefault(address, Link(url=address, title=title))
    return tuple(found.values())[:_MOST_LINKS]


class _Heads:
    """A parser's target that keeps `<base>`s and `<link>`s, and builds no tree.

    A page nested a million deep is as flat to it as any other.
    """

    def __init__(self) -> None:
        self.bases: list[str] = []
        self.links: list[dict[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "link":
            self.links.append(dict(attributes))
        elif tag == "base" and "href" in attributes:
            self.bases.append(attributes["href"])

    def close(self) -> None:
        """End the page: the parser asks for it."""


def _encoding(body: bytes) -> str | None:
    """Return UTF-8 if it is that, whatever it says; else the parser finds out."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _names_a_feed(link: dict[str, str]) -> bool:
    kind = link.get("type", "").partition(";")[0].strip().lower()
    return kind in _TYPES and "alternate" in link.get("rel", "").lower().split()


def _joined(base: str, given: str) -> str | None:
    """Return the web address that `given` means on a page at `base`."""
    given = given.strip()
    try:
        full = urljoin(base, given)
        parts = urlsplit(full)
    except ValueError:
        return None
    leads = parts.scheme in ("http", "https") and parts.hostname
    clean = full.isprintable() and " " not in full
    return full if given and leads and clean else None


def _candidates(links: tuple[Link, ...], url: str) -> Iterator[Link]:
    """Yield what may be the site's feed, the likeliest first; comments' never are."""
    news = [link for link in links if not _COMMENTS.search(f"{link.url} {link.title}")]
    yield from news[:_MOST_ASKED]
    for place in USUAL:
        yield Link(url=urljoin(url, place))


def _read(url: str, page: Page) -> Found | None:
    """Return the feed in `page`, which was asked for at `url`, if it is one."""
    if _HTML.match(page.body):
        return None  # the parsers take seconds to find no feed in a large page
    try:
        parsed = parse(page.body, page.url)
    except ParseError:
        return None
    host = (urlsplit(page.url).hostname or "").removeprefix("www.")
    return Found(
        url=page.moved or url,
        title=parsed.title[:_LONGEST_TITLE].strip() or host,
        entries=len(parsed.items),
        newest=max((i.published for i in parsed.items if i.published), default=None),
    )


def _nothing_found(url: str, links: tuple[Link, ...]) -> str:
    named = f"{links[0].url}, which is none" if links else "none"
    return (
        f"{url} is no feed, and none was found: the page names {named}, and there is"
        f" none at {', '.join(USUAL[:-1])} or {USUAL[-1]}; look on the site for RSS"
        " and add the feed's own address"
    )
