"""The bytes of a feed into its items; foreign shapes end here.

fastfeedparser reads first, as it reads 109 MB/s (docs/measured.md); where it finds
nothing, feedparser gives a second opinion, its sanitizing off, as templates escape all.
Both are given bytes: given text, they might open it as an address.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import fastfeedparser
import feedparser
from lxml import etree

from digest import plain_text
from digest.errors import ParseError

_MOST_ITEMS = 1000
_LANGUAGE = re.compile(
    rb"<(?:dc:)?language>\s*([A-Za-z]{2,3})(?![A-Za-z])"
    rb"|xml:lang=[\"']([A-Za-z]{2,3})(?![A-Za-z])"
)
_CDATA = re.compile(rb"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
_BARE_AND = re.compile(
    rb"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)"
)
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item as the feed gives it; `summary` and `content` may hold HTML.

    It has a `url` or a `title` or both: podcasts lack the one, short notes the other.
    """

    guid: str
    url: str | None
    title: str
    summary: str
    content: str
    authors: tuple[str, ...]
    image: str | None
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed's items from the top; `damage` tells what was wrong with the file."""

    title: str
    language: str | None
    items: tuple[Item, ...]
    damage: str | None = None


def parse(body: bytes, url: str) -> ParsedFeed:
    """Return what the feed in `body`, fetched from `url`, holds.

    Raises `ParseError` if it is no feed.
    """
    if not body.strip():
        raise ParseError("empty answer")
    damage = _damage(body)
    given = _repaired(body) if damage else body
    raw = _first_opinion(given) or _second_opinion(given)
    if raw is None:
        raise ParseError("not a feed")
    feed, entries = raw
    items = [_item(entry, url, body) for entry in entries[:_MOST_ITEMS]]
    return ParsedFeed(
        title=plain_text.line(str(feed.get("title") or "")),
        language=_language(feed, body),
        items=tuple(item for item in items if item),
        damage=damage,
    )


Raw = tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]


# What the parsers raise on feeds of the wrong shape.
_TRIPPED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def _first_opinion(body: bytes) -> Raw | None:
    try:
        found = fastfeedparser.parse(body)
    except _TRIPPED:
        return None
    return (found.feed, found.entries) if found.entries else None


def _second_opinion(body: bytes) -> Raw | None:
    try:
        found = feedparser.parse(
            io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False
        )
    except _TRIPPED:
        return None
    if not found.get("version"):
        return None
    return found.feed, found.entries


def _item(entry: Mapping[str, Any], base: str, body: bytes) -> Item | None:
    """Return the item, or `None` if nothing tells it from others."""
    guid = plain_text.printable(str(entry.get("id") or ""))
    link = _link(entry, guid, base)
    title = plain_text.line(str(entry.get("title") or ""))
    if not link and not title:
        return None
    content = _content(entry)
    dates = dict(entry)  # feedparser's own lookup warns of `updated`
    summary = str(entry.get("summary") or entry.get("description") or "")
    return Item(
        guid=guid or link or title,
        url=link,
        title=title,
        summary=plain_text.printable(summary),
        content=plain_text.printable(content),
        authors=_authors(entry),
        image=_image(entry, base),
        published=_moment(dates.get("published") or dates.get("updated"), body),
    )


def _link(entry: Mapping[str, Any], guid: str, base: str) -> str | None:
    given = str(entry.get("link") or "").strip()
    if not given and guid.startswith(("http://", "https://")):
        given = guid
    return _web_address(given, base) if given else None


def _web_address(given: str, base: str) -> str | None:
    """Return `given` in full, if it leads to the web."""
    try:
        full = urljoin(base, given.strip())
        parts = urlsplit(full)
    except ValueError:
        return None
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or "@" in parts.netloc
    ):
        return None
    full = full.replace("\\", "%5C").replace("'", "%27")
    return None if re.search(r"[\s<>\"\x00-\x1f\x7f]", full) else full


def _content(entry: Mapping[str, Any]) -> str:
    pieces = entry.get("content") or ()
    if isinstance(pieces, str):
        return pieces
    values = [str(piece.get("value") or "") for piece in pieces]
    return max(values, key=len, default="")


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    listed = [str(author.get("name") or "") for author in entry.get("authors") or ()]
    names = [name for name in listed if name] or [str(entry.get("author") or "")]
    return tuple(dict.fromkeys(line for line in map(plain_text.line, names) if line))


def _image(entry: Mapping[str, Any], base: str) -> str | None:
    media = [
        str(piece.get("url") or "")
        for piece in entry.get("media_content") or ()
        if piece.get("medium") in (None, "image")
        and str(piece.get("type") or "image").startswith("image")
    ]
    attached = [
        str(piece.get("href") or piece.get("url") or "")
        for piece in entry.get("enclosures") or ()
        if str(piece.get("type") or "").startswith("image")
    ]
    given = str(entry.get("image") or "") if isinstance(entry.get("image"), str) else ""
    found = next((address for address in [*media, *attached, given] if address), None)
    return _web_address(found, base) if found else None


def _moment(given: object, body: bytes) -> datetime | None:
    """Return the date in UTC, or `None` where it is missing or makes no sense.

    A word such as `tomorrow` is read as so long from now, with now's fraction of a
    second: a fraction that stands nowhere in the feed gives it away.

    fastfeedparser gives ISO 8601; feedparser leaves the feed's own form beside its
    `*_parsed`, which `datetime.fromisoformat` and RFC 2822 between them can read.
    """
    text = str(given or "").strip()
    moment = _iso8601(text) or _rfc2822(text)
    if moment is None:
        return None
    fraction = f".{moment.microsecond:06d}".rstrip("0").encode()
    if moment.microsecond and fraction not in body:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        inside = aware.astimezone(UTC)
    except OverflowError:
        return None
    return inside if inside >= _EARLIEST else None


def _iso8601(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _rfc2822(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (IndexError, OverflowError, TypeError, ValueError):
        return None


def _language(feed: Mapping[str, Any], body: bytes) -> str | None:
    """Return the two or three letters of the feed's language, if it says so."""
    found = _LANGUAGE.search(body, 0, 4096)
    given = str(feed.get("language") or "")
    if found:
        given = (found[1] or found[2]).decode()
    code = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", given)
    return code[0].lower() if code else None


def _repaired(body: bytes) -> bytes:
    """Return XML in which a bare `&` outside CDATA stands for itself."""
    pieces = _CDATA.split(body)
    return b"".join(
        piece if piece.startswith(b"<![CDATA[") else _BARE_AND.sub(b"&amp;", piece)
        for piece in pieces
    )


def _damage(body: bytes) -> str | None:
    """Return what is wrong with XML that is not well formed, else `None`."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        return f"not well-formed XML, line {error.lineno}"
    return None
