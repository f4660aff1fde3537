"""Whether readers of a page are shown the beginning of its article only.

By what the page says in its markup, or by the words with which its text ends. Pages
that let in some readers, or so many a month, count too: whoever clicks may meet the
wall, even where the whole text stands in the page and could be read here.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml.html import HtmlElement

from digest.compose.language.words import count
from digest.compose.pages.boilerplate import is_wall

_WORD = "isAccessibleForFree"  # https://schema.org/isAccessibleForFree
_NOT_FREE = re.compile(rf'"{_WORD}"\s*:\s*"?(?:https?://schema\.org/)?[Ff]alse\b')
_TIER = "article:content_tier"  # https://developers.facebook.com/docs/instant-articles
_TIERS = frozenset({"locked", "metered"})
_ARTICLE = re.compile(r"Article|Posting|Report|WebPage")
_SHORT_WORDS = 250
_LAST = 4
"""Paragraphs at the end in which a wall's words may stand; offers follow them."""


def is_marked(tree: HtmlElement) -> bool:
    """Return whether the page's markup says that it is not free to read."""
    if any(map(_is_tier, tree.iter("meta"))):
        return True
    return any(map(_is_sold, tree.xpath('//script[contains(@type, "json")]/text()')))


def _is_tier(meta: HtmlElement) -> bool:
    """Return whether a meta element says so, in one of the two ways that there are."""
    content = (meta.get("content") or "").strip().lower()
    if meta.get("itemprop") == _WORD:
        return content.endswith("false")
    return (meta.get("property") or meta.get("name")) == _TIER and content in _TIERS


def is_reached(paragraphs: Sequence[str]) -> bool:
    """Return whether a text is short and ends with the words of a paywall."""
    if sum(map(count, paragraphs)) > _SHORT_WORDS:
        return False
    return any(map(is_wall, paragraphs[-_LAST:]))


def _is_sold(script: str) -> bool:
    """Return whether the JSON-LD says that its article is not free to read."""
    if not _NOT_FREE.search(script):
        return False
    try:
        told = json.loads(script)
    except (ValueError, RecursionError):
        return True  # comments and line breaks inside texts are common
    return any(
        _is_false(node.get(_WORD)) or _is_sold_in_part(node) for node in _articles(told)
    )


def _articles(told: Any) -> Iterator[dict[str, Any]]:
    """Yield what the page is about: not the articles that it lists or links to."""
    for node in told if isinstance(told, list) else [told]:
        if not isinstance(node, dict):
            continue
        graph = node.get("@graph")
        inner = graph if isinstance(graph, list) else [node.get("mainEntity")]
        for one in (node, *inner):
            if isinstance(one, dict) and _ARTICLE.search(str(one.get("@type"))):
                yield one


def _is_sold_in_part(article: dict[str, Any]) -> bool:
    """Return whether parts of an article are not free that says nothing itself."""
    parts = article.get("hasPart")
    listed = parts if isinstance(parts, list) else [parts]
    return _WORD not in article and any(
        isinstance(part, dict) and _is_false(part.get(_WORD)) for part in listed
    )


def _is_false(value: object) -> bool:
    return str(value).strip().lower().endswith("false")
