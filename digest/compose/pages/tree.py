"""The bytes of a page into its tree, unless they are no page or too much of one.

Refusing comes before reading: extraction is quadratic in places (docs/measured.md).
"""

import trafilatura
from lxml.html import HtmlElement

from digest.errors import ParseError

MOST_BYTES = 3_000_000
MOST_ELEMENTS = 30_000
"""News pages have 1,600 at most (docs/measured.md)."""

_NO_TEXT = (
    b"%PDF-",
    b"\x89PNG\r",
    b"GIF8",
    b"\xff\xd8\xff",  # JPEG
    b"RIFF",  # WebP, WAV, AVI
    b"\x1a\x45\xdf\xa3",  # WebM, Matroska
    b"OggS",
    b"fLaC",
    b"ID3",  # MP3
    b"\xff\xfb",  # the same without a tag
    b"FLV\x01",
    b"#EXTM3U",  # a list of pieces of a video
    b"PK\x03\x04",  # ZIP, and what Office writes
    b"\x1f\x8b",  # gzip
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\xd0\xcf\x11\xe0",  # older Office
    b"{\\rtf",
)
"""How files begin that servers have called text/html."""
_MP4 = slice(4, 8), b"ftyp"  # ISO/IEC 14496-12 §4.3; AVIF and HEIC begin so too


def page_tree(body: bytes) -> HtmlElement:
    """Return the page's tree; raise `ParseError` if it is no page, or too large."""
    if _is_no_text(body):
        raise ParseError("not a page of text")
    if len(body) > MOST_BYTES:
        raise ParseError(f"page larger than {MOST_BYTES / 1e6:g} MB")
    # trafilatura's own loader finds the encoding; lxml's guess costs .07 of F1.
    tree = trafilatura.load_html(body)
    if tree is None:
        raise ParseError("no text found on the page")
    if tree.xpath("count(//*)") > MOST_ELEMENTS:
        raise ParseError(f"page of more than {MOST_ELEMENTS:,} elements")
    return tree


def _is_no_text(body: bytes) -> bool:
    at, name = _MP4
    if body.lstrip().startswith(_NO_TEXT) or body[at] == name:
        return True
    return b"\0\0\0" in body[:512]
