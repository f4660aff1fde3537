"""JSON Feed 1.0 and 1.1 (jsonfeed.org) into what it holds.

Every value may be of any type: what is of a wrong one is as good as missing.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from digest.collect.dates import moment
from digest.collect.items import Found, FoundFeed, is_tidy
from digest.collect.limits import MOST_ALIKE, MOST_ITEMS, MOST_JSON_PARTS
from digest.errors import ParseError

# Escapes for what may be a control character, half a character or none.
_ESCAPES = re.compile(rb"\\u(?:00|[dD]|[fF][fF])")

Object = Mapping[str, Any]


def read(body: bytes, url: str) -> FoundFeed:
    """Return what a JSON Feed in UTF-8 from `url` holds.

    Raises `ParseError` if it is none.
    """
    if body.count(b"{") + body.count(b"[") > MOST_JSON_PARTS:
        raise ParseError(f"JSON of more than {MOST_JSON_PARTS:,} parts")
    try:
        feed = json.loads(body)
    except (RecursionError, ValueError) as error:
        told = "nested too deeply" if isinstance(error, RecursionError) else "broken"
        raise ParseError(f"not a feed: {told} JSON") from None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ParseError("not a feed: JSON without items")
    items = [one for one in feed["items"] if isinstance(one, dict)]
    kept = _newest(items)
    shared = tuple(_authors(feed))
    return FoundFeed(
        title=_text(feed, "title"),
        language=_text(feed, "language"),
        items=tuple(_found(one, url, shared) for one in kept),
        left_out=len(items) - len(kept),
        complaint=_complaint(len(feed["items"]) - len(items)),
        tidy=is_tidy(body) and not _ESCAPES.search(body),
    )


def _complaint(wrong: int) -> str | None:
    return f"items that are none: {wrong}" if wrong else None


def _newest(items: Sequence[Object]) -> Sequence[Object]:
    if len(items) <= MOST_ITEMS:
        return items
    first, last = (
        moment(_text(one, "date_published")) for one in (items[0], items[-1])
    )
    oldest_first = first is not None and last is not None and first < last
    return items[-MOST_ITEMS:] if oldest_first else items[:MOST_ITEMS]


def _found(item: Object, base: str, shared: tuple[str, ...]) -> Found:
    guid = _text(item, "id")
    plain = html.escape(_text(item, "content_text"), quote=False)
    return Found(
        base=base,
        guid=guid,
        links=(
            _text(item, "url"),
            _text(item, "external_url"),
            guid if guid.startswith(("http://", "https://")) else "",
        ),
        title=_text(item, "title"),
        summary=_text(item, "summary"),
        content=_text(item, "content_html") or plain,
        authors=tuple(_authors(item)) or shared,
        categories=tuple(_texts(item.get("tags"))),
        language=_text(item, "language"),
        images=tuple(_images(item)),
        dates=(_text(item, "date_published"), _text(item, "date_modified")),
    )


def _images(item: Object) -> Iterator[str]:
    yield _text(item, "image")
    yield _text(item, "banner_image")
    for piece in _objects(item.get("attachments")):
        if _text(piece, "mime_type").startswith("image"):
            yield _text(piece, "url")


def _authors(item: Object) -> Iterator[str]:
    """Yield the names: `authors` of version 1.1, `author` of 1.0."""
    given = item.get("authors")
    people = given if isinstance(given, list) and given else [item.get("author")]
    yield from filter(None, (_text(person, "name") for person in _objects(people)))
    yield from filter(None, _texts(people))


def _objects(given: object) -> Iterator[Object]:
    for one in given[:MOST_ALIKE] if isinstance(given, list) else ():
        if isinstance(one, dict):
            yield one


def _texts(given: object) -> Iterator[str]:
    for one in given[:MOST_ALIKE] if isinstance(given, list) else ():
        if isinstance(one, str):
            yield one


def _text(item: Object, name: str) -> str:
    """Return a text; a number is one too, as some write their ids."""
    given = item.get(name)
    if isinstance(given, bool) or not isinstance(given, (str, int, float)):
        return ""
    whole = str(given).encode("utf-8", "replace").decode()  # no halves of characters
    return whole.strip()
