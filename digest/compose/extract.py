"""The bytes of an article's page into its text by paragraphs.

trafilatura's fast mode reads best (F1 .962, docs/measured.md) and never comes back
empty; the thorough mode is asked where the fast one finds little.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import trafilatura
from lxml import html as lxml_html

from digest import plain_text
from digest.compose.words import count
from digest.errors import ParseError
from digest.model import Shown

MOST_BYTES = 3_000_000
_FEW_WORDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says; the paragraphs still hold what papers put between them."""

    title: str
    paragraphs: tuple[str, ...]
    image: Shown | None = None
    published: datetime | None = None
    language: str | None = None


def extract(body: bytes, url: str | None = None) -> Page:
    """Return the article on the page; raise `ParseError` if it holds no text."""
    if body.lstrip()[:5] in (b"%PDF-", b"\x89PNG\r") or b"\0\0\0" in body[:512]:
        raise ParseError("not a page of text")
    if len(body) > MOST_BYTES:
        raise ParseError(f"page larger than {MOST_BYTES / 1e6:g} MB")
    document = _document(body, url, fast=True)
    if document is None or count(document.text) < _FEW_WORDS:
        document = _document(body, url, fast=False) or document
    if document is None or not document.text:
        raise ParseError("no text found on the page")
    return document_page(document)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The part of trafilatura's document that is used."""

    title: str
    text: str
    image: Shown | None
    date: str | None
    language: str | None


def document_page(found: _Found) -> Page:
    """Return the page without its own headline as first paragraph."""
    title = plain_text.fold(found.title)
    lines = [plain_text.fold(line) for line in found.text.splitlines()]
    paragraphs = [line for line in lines if line]
    if paragraphs and paragraphs[0].casefold() == title.casefold():
        paragraphs = paragraphs[1:]
    return Page(
        title=title,
        paragraphs=tuple(paragraphs),
        image=found.image,
        published=_moment(found.date),
        language=found.language,
    )


def _document(body: bytes, url: str | None, *, fast: bool) -> _Found | None:
    # trafilatura's own loader finds the encoding; lxml's guess costs .07 of F1.
    tree = trafilatura.load_html(body)
    if tree is None:
        return None
    spoken = tree.get("lang") or tree.get("xml:lang") or ""
    shown = _shown(tree)  # now, as extraction takes the tree apart
    found = trafilatura.bare_extraction(
        tree,
        url=url,
        fast=fast,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
    )
    if found is None or isinstance(found, dict):
        return None
    return _Found(
        title=found.title or "",
        text=found.text or "",
        image=_main_picture(shown, found.image, url) if found.image else None,
        date=found.date or None,
        language=(found.language or spoken or "").lower()[:2] or None,
    )


def _shown(tree: lxml_html.HtmlElement) -> dict[str, tuple[str, str]]:
    """Return alt text and caption of each picture on the page, by its path."""
    found: dict[str, tuple[str, str]] = {}
    for image in tree.xpath("//img[@src]"):
        figure = next(image.iterancestors("figure"), None)
        captions = figure.xpath(".//figcaption") if figure is not None else []
        caption = captions[0].text_content() if captions else ""
        texts = (image.get("alt") or "", caption)
        alt, credit = map(plain_text.fold, texts)
        found.setdefault(_path(image.get("src")), (alt, credit))
    return found


def _main_picture(
    shown: dict[str, tuple[str, str]], address: str, base: str | None
) -> Shown | None:
    """Return the page's main picture with the alt text and caption it has there."""
    try:
        full = urljoin(base or "", address)
    except ValueError:
        return None
    alt, credit = shown.get(_path(full), ("", ""))
    return Shown(url=full, alt=alt, credit=credit)


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return address


def _moment(date: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(date).replace(tzinfo=UTC) if date else None
    except ValueError:
        return None
