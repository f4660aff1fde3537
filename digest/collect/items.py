"""What a feed's item becomes, whichever reader found it: clean, capped, resolved.

reader -> Found (as it stands in the file) -> item() -> Item
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from digest import plain_text
from digest.collect.dates import moment
from digest.language_codes import one_code

# An edition's headline is cut at 120 characters or so; longer "titles" are texts.
LONGEST_TITLE = 500
# Browsers and servers give up at 2,000 to 8,000; a longer guid is kept by its start.
LONGEST_ADDRESS = 4_000
# Thirty pages of print. Whole books come in feeds; no story needs them.
LONGEST_TEXT = 200_000
MOST_AUTHORS = 20
MOST_CATEGORIES = 20
LONGEST_NAME = 100

_RAW_PER_SHOWN = 20  # characters of markup that are read for one that is shown
_TOP = 2_000  # characters in which a picture counts as the text's top
_COMMON = re.compile(  # nothing to resolve or mend
    r"https?://[a-z0-9.-]+(?::\d+)?(?:[/?#][^\s<>\"'\\\x00-\x1f\x7f]*)?", re.IGNORECASE
)
_BREAKS = re.compile(r"\s*[\t\r\n]\s*")
# What the first byte of an accent, a quote or a Cyrillic word becomes: Ã Â Ð â
# (`_once_encoded`), in text and in UTF-8.
_TWICE_ENCODED = re.compile("[ÃÂÐ]|â[€\x80]")
_TWICE_ENCODED_BYTES = re.compile(
    b"\xc3(?:[\x82\x83\x90]|\xa2(?:\xe2\x82\xac|\xc2\x80))"
)
_LATE_CONTROLS = re.compile(b"\xc2[\x80-\x9f]")  # U+0080 to U+009F
_REFERENCES = re.compile(rb"&#0*(?:12[7-9]|1[345]\d|[xX]0*(?:7[fF]|[89])[^;]?);")
_UNFIT = re.compile(r"[\s<>\"\x00-\x1f\x7f]")
_CODE = re.compile(r"\s*([A-Za-z]{2,3})(?![A-Za-z])")
_NAME_IN_BRACKETS = re.compile(r"\S+@\S+\s*\(([^()]+)\)\s*")
_TOP_PICTURE = re.compile(
    r"(?:\s+|<(?:p|div|figure|a|span|center|picture|source)\b[^<>]*>)*+"
    r"<img\b([^<>]*)>",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"""\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
# A picture of one or two pixels counts readers; it shows nothing.
_COUNTER = re.compile(r"""\s(?:width|height)\s*=\s*["']?[012](?!\d)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item as the feed gives it; `summary` and `content` may hold HTML.

    `guid` is the feed's own word, else the link, else empty. `url` leads to the web or
    is `None`. All but `summary` and `content` are plain text. `language` is the item's
    own, two or three lower-case letters. `published` is in UTC.
    """

    guid: str
    url: str | None
    title: str
    summary: str
    content: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    language: str | None
    image: str | None
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed's items from the top; `damage` tells what was wrong with the file.

    `left_out` counts the items beyond those that are kept of one feed.
    """

    title: str
    language: str | None
    items: tuple[Item, ...]
    damage: str | None = None
    left_out: int = 0


@dataclass(slots=True, kw_only=True)
class Found:
    """An item as it stands in a file, before it is cleaned.

    Where there are several `links`, `images` or `dates`, the first one that holds is
    taken; addresses may be relative to `base`.
    """

    base: str
    guid: str = ""
    links: Iterable[str] = ()
    title: str = ""
    summary: str = ""
    content: str = ""
    authors: Iterable[str] = ()
    categories: Iterable[str] = ()
    language: str = ""
    images: Iterable[str] = ()
    dates: Iterable[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed as it stands in a file: its kept items, and how many were left out.

    `complaint` says what was wrong with the file, `torn` that tags were closed out of
    order, so that items may have lost their fields; `tidy` that no letter needs mending
    (`is_tidy`).
    """

    title: str = ""
    language: str = ""
    items: tuple[Found, ...] = ()
    left_out: int = 0
    complaint: str | None = None
    torn: bool = False
    tidy: bool = False


def is_tidy(body: bytes) -> bool:
    """Return whether no text of an XML body in UTF-8 holds letters that need mending.

    Nine bodies of ten need none; to ask once is cheaper than to go through every text.
    """
    return not (
        b"\x7f" in body
        or _LATE_CONTROLS.search(body)
        or _REFERENCES.search(body)
        or _TWICE_ENCODED_BYTES.search(body)
    )


def item(found: Found, *, tidy: bool = False) -> Item:
    """Return the item that was found, as others may use it.

    `tidy` says that no letter needs mending (`is_tidy`).
    """
    base = found.base
    url = _first_address(found.links, base)
    summary = _text(found.summary, tidy=tidy)
    content = _text(found.content, tidy=tidy)
    image = _first_address(found.images, base) or _top_picture(content or summary, base)
    return Item(
        guid=plain_text.printable(found.guid[:LONGEST_ADDRESS].strip()) or url or "",
        url=url,
        title=title(found.title),
        summary=summary,
        content=content,
        authors=_names(map(_author, found.authors), MOST_AUTHORS),
        categories=_names(found.categories, MOST_CATEGORIES),
        language=language(found.language),
        image=image,
        published=next(filter(None, map(moment, found.dates)), None),
    )


def title(markup: str) -> str:
    """Return a title of at most `LONGEST_TITLE` characters, as plain text."""
    return _short(markup, LONGEST_TITLE)


def language(given: str) -> str | None:
    """Return the language of a tag (RFC 5646), if it is one: `en` for `en_US`."""
    code = _CODE.match(given)
    return one_code(code[1].lower()) if code else None


def web_address(given: str, base: str) -> str | None:
    """Return `given` in full, if it leads to the web; `None` if not.

    Without a `base`, a relative address stays as it is.
    Line breaks and spaces are treated as browsers do (WHATWG URL §4.4).
    """
    stripped = given.strip()
    if not stripped or len(stripped) > LONGEST_ADDRESS:
        return None
    if _COMMON.fullmatch(stripped):
        return stripped
    stripped = _BREAKS.sub("", stripped)
    try:
        if (alone := urlsplit(stripped)).scheme and not alone.netloc:
            return None  # urljoin would take it for a relative address
        full = urljoin(base, stripped)
        parts = urlsplit(full)
        host = parts.hostname
    except ValueError:
        return None
    relative = not base and not parts.scheme and not parts.netloc
    if not relative and not _is_of_the_web(parts.scheme, host, parts.netloc):
        return None
    full = full.replace("\\", "%5C").replace("'", "%27").replace(" ", "%20")
    return None if _UNFIT.search(full) else full


def _is_of_the_web(scheme: str, host: str | None, netloc: str) -> bool:
    return scheme in ("http", "https") and bool(host) and "@" not in netloc


def _text(markup: str, *, tidy: bool) -> str:
    """Return HTML or text of at most `LONGEST_TEXT` characters, printable."""
    cut = markup.strip()[:LONGEST_TEXT]
    return cut if tidy else plain_text.printable(_once_encoded(cut))


def _first_address(given: Iterable[str], base: str) -> str | None:
    return next(filter(None, (web_address(address, base) for address in given)), None)


def _top_picture(markup: str, base: str) -> str | None:
    """Return the picture that a text opens with, if it does."""
    match = _TOP_PICTURE.match(markup[:_TOP])
    source = _SOURCE.search(match[1]) if match else None
    if match is None or source is None or _COUNTER.search(match[1]):
        return None
    return web_address(html.unescape(source[1] or source[2] or ""), base)


def _names(given: Iterable[str], most: int) -> tuple[str, ...]:
    lines = (_short(name, LONGEST_NAME) for name in given if name)
    return tuple(dict.fromkeys(filter(None, lines)))[:most]


def _author(given: str) -> str:
    """Return the name out of `address (name)`, RSS's way of writing one."""
    if "(" not in given:
        return given
    match = _NAME_IN_BRACKETS.fullmatch(given.strip()[:LONGEST_ADDRESS])
    return match[1] if match else given


def _short(markup: str, most: int) -> str:
    shown = plain_text.line(_once_encoded(markup[: most * _RAW_PER_SHOWN]))
    return shown if len(shown) <= most else shown[:most].rstrip()


def _once_encoded(text: str) -> str:
    """Return text as it was before UTF-8 was taken for Latin and encoded again.

    No text in a Latin alphabet is UTF-8 by chance, once it has an accent.
    """
    if not _TWICE_ENCODED.search(text):
        return text
    for encoding in ("latin-1", "cp1252"):
        try:
            return text.encode(encoding).decode()
        except UnicodeError:
            continue
    return text
