"""What a page says of its article beside the text: headline, picture, day, language.

trafilatura's own metadata take a third of the time that a page does, for many more
fields than these (docs/measured.md). Editions ask for the headline and the picture,
`digest stage extract` for day and language, too.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from digest import plain_text
from digest.model import Shown

_TITLES = ("og:title", "twitter:title")
_IMAGES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image")
_DAYS = (
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "date",
)
_LANGUAGES = ("content-language", "og:locale")
_JSON_DAY = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands around the text; `titles` are the page's headline, as often as told.

    `published` is a day, at midnight; `language` an ISO 639 code of two letters.
    """

    titles: tuple[str, ...]
    image: Shown | None
    published: datetime | None
    language: str | None


def head(tree: HtmlElement, url: str | None) -> Head:
    """Return what the page at `url` says around its article."""
    told = _told(tree)
    return Head(
        titles=_titles(tree, told),
        image=_image(tree, told, url),
        published=_published(tree, told),
        language=_language(tree, told),
    )


def _told(tree: HtmlElement) -> dict[str, str]:
    """Return what the page's meta elements tell, by name in small letters."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            name, content = meta.get(key), (meta.get("content") or "").strip()
            if name and content:
                found.setdefault(name.lower(), content)
    return found


def _first(told: dict[str, str], names: tuple[str, ...]) -> str:
    return next((told[name] for name in names if name in told), "")


def _titles(tree: HtmlElement, told: dict[str, str]) -> tuple[str, ...]:
    headings = [*tree.iter("h1"), *tree.iter("title")]
    texts = (_first(told, _TITLES), *(one.text_content() for one in headings[:4]))
    return tuple(text for text in map(plain_text.fold, texts) if text)


def _language(tree: HtmlElement, told: dict[str, str]) -> str | None:
    spoken = tree.get("lang") or tree.get("xml:lang") or _first(told, _LANGUAGES)
    return spoken.strip().lower()[:2] or None


def _published(tree: HtmlElement, told: dict[str, str]) -> datetime | None:
    given = _first(told, _DAYS)
    if not given:
        scripts = tree.xpath('//script[contains(@type, "json")]/text()')
        days = filter(None, map(_JSON_DAY.search, scripts))
        times = (one.get("datetime") or "" for one in tree.iter("time"))
        given = next((day[1] for day in days), "") or next(filter(None, times), "")
    try:
        day = date.fromisoformat(given[:10])
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _image(tree: HtmlElement, told: dict[str, str], base: str | None) -> Shown | None:
    """Return the page's main picture with the alt text and caption it has there."""
    address = _first(told, _IMAGES)
    try:
        full = urljoin(base or "", address)
    except ValueError:
        return None
    if not address:
        return None
    path = _path(full)
    same = (one for one in tree.iter("img") if _path(one.get("src") or "") == path)
    alt, credit = next(map(_texts, same), ("", ""))
    return Shown(url=full, alt=alt, credit=credit)


def _texts(image: HtmlElement) -> tuple[str, str]:
    """Return a picture's alt text and its caption."""
    figure = next(image.iterancestors("figure"), None)
    caption = next(figure.iter("figcaption"), None) if figure is not None else None
    credit = caption.text_content() if caption is not None else ""
    return plain_text.fold(image.get("alt") or ""), plain_text.fold(credit)


def _path(address: str) -> str:
    """Return an address's path: the same picture is asked for in many sizes."""
    try:
        return urlsplit(address).path
    except ValueError:
        return address
