"""feedparser's reading, for feeds whose tags are closed in the wrong order.

It looks for tags where a parser of XML looks for a tree, and takes twenty times as
long. Its sanitizing is off, as templates escape all. It is given bytes: given text,
it might open it as an address.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from digest.collect.items import Found, FoundFeed
from digest.collect.limits import MOST_ITEMS

Values = Mapping[str, Any]

# What it raises on feeds of the wrong shape.
_TRIPPED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def read(body: bytes, url: str) -> FoundFeed | None:
    """Return what feedparser finds in a body, or `None` if it takes it for no feed."""
    import feedparser  # noqa: PLC0415  a third of what a worker's start takes

    try:
        found = feedparser.parse(
            io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False
        )
    except _TRIPPED:
        return None
    if not found.get("version"):
        return None
    return FoundFeed(
        title=_text(found.feed, "title"),
        language=_text(found.feed, "language"),
        items=tuple(_found(dict(one), url) for one in found.entries[:MOST_ITEMS]),
        left_out=max(len(found.entries) - MOST_ITEMS, 0),
        complaint="not well-formed XML",
        torn=True,
    )


def _found(entry: Values, url: str) -> Found:
    contents = (_text(piece, "value") for piece in entry.get("content") or ())
    return Found(
        base=url,
        guid=_text(entry, "id"),
        links=(_text(entry, "link"),),
        title=_text(entry, "title"),
        summary=_text(entry, "summary"),
        content=max(contents, key=len, default=""),
        authors=tuple(_authors(entry)),
        categories=tuple(
            _text(tag, "label") or _text(tag, "term") for tag in entry.get("tags") or ()
        ),
        language=_text(entry, "language"),
        images=tuple(_images(entry)),
        dates=tuple(_text(entry, n) for n in ("published", "updated", "created")),
    )


def _authors(entry: Values) -> Iterator[str]:
    listed = [_text(author, "name") for author in entry.get("authors") or ()]
    return iter(list(filter(None, listed)) or [_text(entry, "author")])


def _images(entry: Values) -> Iterator[str]:
    for name in ("media_content", "media_thumbnail", "enclosures"):
        pieces: Iterable[Values] = entry.get(name) or ()
        for piece in pieces:
            kind = _text(piece, "medium") or _text(piece, "type")
            if kind.startswith("image") or (not kind and name == "media_thumbnail"):
                yield _text(piece, "url") or _text(piece, "href")
    yield _text(entry.get("image") or {}, "href")


def _text(values: Any, name: str) -> str:
    given = values.get(name) if isinstance(values, Mapping) else None
    return given if isinstance(given, str) else ""
