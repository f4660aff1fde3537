"""The bytes of an article's page into its text by paragraphs.

    bytes --page_tree--> tree --head, paywall--> what is said around the text
                          |
                          +--selectors of its feed, or trafilatura--> paragraphs

trafilatura's fast mode reads best (F1 .962, docs/measured.md) and never comes back
empty; the thorough mode is asked where the fast one finds little.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import trafilatura
from cssselect import HTMLTranslator
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from digest import plain_text
from digest.compose.language.words import count
from digest.compose.pages import paywall
from digest.compose.pages.head import head
from digest.compose.pages.tree import page_tree
from digest.errors import ParseError
from digest.model import Shown
from digest.page_selectors import NO_SELECTORS, Selectors

_FEW_WORDS = 60
_MUTE = """style svg link meta iframe button input option template canvas audio video
    object embed""".split()
_NOTHING_KEPT = "the feed's article.keep matches nothing on its page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says; the paragraphs still hold what papers put between them.

    `paywalled` if its readers are shown the beginning only; `remark` says what an
    editor should know of how it was read.
    """

    title: str
    paragraphs: tuple[str, ...]
    image: Shown | None = None
    published: datetime | None = None
    language: str | None = None
    paywalled: bool = False
    remark: str | None = None


def extract(
    body: bytes, url: str | None = None, selectors: Selectors = NO_SELECTORS
) -> Page:
    """Return the article on the page; raise `ParseError` if it holds no text.

    What `selectors` drop is no part of it, what they keep is all of it; where they
    keep nothing the article is looked for as on any page, and `remark` says so.
    """
    tree = page_tree(body)
    around = head(tree, url)
    marked = paywall.is_marked(tree)
    lines = _kept(tree, selectors)
    remark = _NOTHING_KEPT if selectors.keep and not lines else None
    lines = lines or _found(tree)
    if not lines:
        also = f"; {remark}" if remark else ""
        raise ParseError(f"no text found on the page{also}")
    headlines = {title.casefold() for title in around.titles}
    return Page(
        title=next(iter(around.titles), ""),
        paragraphs=lines[1:] if lines[0].casefold() in headlines else lines,
        image=around.image,
        published=around.published,
        language=around.language,
        paywalled=marked or paywall.is_reached(lines),
        remark=remark,
    )


def _kept(tree: HtmlElement, selectors: Selectors) -> tuple[str, ...]:
    """Take from the tree what is to be dropped, and return what is to be kept."""
    for element in _matched(tree, selectors.drop):
        if element.getparent() is not None:
            element.drop_tree()
    kept = _matched(tree, selectors.keep)
    among = set(kept)
    outer = (one for one in kept if among.isdisjoint(one.iterancestors()))
    parts = (
        lxml_html.tostring(one, encoding="unicode", with_tail=False) for one in outer
    )
    return tuple(line for part in parts for line in plain_text.paragraphs(part))


def _matched(tree: HtmlElement, selectors: Sequence[str]) -> list[HtmlElement]:
    """Return what any of the selectors matches: in the page's order, each once."""
    if not selectors:
        return []
    return list(tree.xpath("|".join(map(HTMLTranslator().css_to_xpath, selectors))))


def _found(tree: HtmlElement) -> tuple[str, ...]:
    """Return the paragraphs that trafilatura takes for the article's."""
    _lighten(tree)
    lines = _read(tree, fast=True)
    if sum(map(count, lines)) < _FEW_WORDS:
        lines = _read(tree, fast=False) or lines
    return lines


def _lighten(tree: HtmlElement) -> None:
    """Take out what holds no text.

    trafilatura copies the tree several times, and where it finds no article it takes
    all for text. JSON stays, as some pages have their text in it alone.
    """
    etree.strip_elements(tree, *_MUTE, with_tail=False)
    for script in tree.xpath('//script[not(contains(@type, "json"))]'):
        script.drop_tree()


def _read(tree: HtmlElement, *, fast: bool) -> tuple[str, ...]:
    document = trafilatura.bare_extraction(
        tree, fast=fast, include_comments=False, include_tables=False
    )
    if document is None or isinstance(document, dict):
        return ()
    lines = (document.text or "").splitlines()
    return tuple(line for line in map(plain_text.fold, lines) if line)
