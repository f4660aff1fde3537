"""The bytes of a feed into its items.

    body -> prepared: UTF-8 from the first tag on
         -> read by lxml, or by json    (nine feeds of ten need no more)
         -> mended and read again, if single characters were wrong
         -> read by feedparser as well, if tags were: the fuller reading is taken
         -> items, clean and capped

The caps stand in `limits` and `items`, each with its reason.
"""

import re
from dataclasses import replace

from digest.collect import json_feed, second_opinion, xml_feed
from digest.collect.items import (
    FoundFeed,
    Item,
    ParsedFeed,
    is_tidy,
    item,
    language,
    title,
)
from digest.collect.limits import fit_for_feedparser, readable_part
from digest.collect.repair import Prepared, mended, prepared
from digest.errors import ParseError

__all__ = ["Item", "ParsedFeed", "parse"]

_ITEM_TAG = re.compile(rb"<(?:item|entry)[\s>]", re.IGNORECASE)


def parse(body: bytes, url: str) -> ParsedFeed:
    """Return what the feed in `body`, fetched from `url`, holds.

    Raises `ParseError` if it is no feed. A body of 8 MB takes less than two seconds of
    CPU and 300 MB of memory, whatever is in it.
    """
    given = prepared(body)
    is_json = given.body.startswith((b"{", b"["))
    found = json_feed.read(given.body, url) if is_json else _read_xml(given, url)
    damage = [*given.damage, found.complaint]
    return ParsedFeed(
        title=title(found.title),
        language=language(found.language),
        items=tuple(item(one, tidy=found.tidy) for one in found.items),
        damage="; ".join(filter(None, damage)) or None,
        left_out=found.left_out,
    )


def _read_xml(whole: Prepared, url: str) -> FoundFeed:
    part, cut = readable_part(whole.body)
    given = replace(whole, body=part)
    found = first = xml_feed.read(given, url)
    if _is_misread(found, part) and fit_for_feedparser(body := mended(given)):
        found = max(found, second_opinion.read(body, url), key=_fullness)
    if found is None:
        raise ParseError("not a feed")
    return replace(
        found,
        left_out=found.left_out + _item_tags(whole.body[len(part) :]),
        # What is cut is not well-formed any more; feedparser knows no lines.
        complaint=cut or (first or found).complaint,
        tidy=not found.torn and is_tidy(part),
    )


def _is_misread(found: FoundFeed | None, body: bytes) -> bool:
    """Return whether a tolerant reader may see more: it takes twenty times as long."""
    if found and not found.complaint:
        return False
    tags = _item_tags(body)
    return bool(tags) and (
        found is None or found.torn or len(found.items) + found.left_out < tags
    )


def _item_tags(body: bytes) -> int:
    return sum(1 for _ in _ITEM_TAG.finditer(body))


def _fullness(found: FoundFeed | None) -> int:
    """Return how many of the fields that make up entries are filled."""
    return sum(
        bool(one.title) + any(one.links) + any(one.dates) + bool(one.summary)
        for one in (found.items if found else ())
    )
