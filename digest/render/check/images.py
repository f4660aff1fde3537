"""The pictures in the HTML: words in their place, formats, addresses and widths."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from digest.findings import Finding, found
from digest.render.check.mail import Element, Mail

_FORMATS = (".jpg", ".jpeg", ".png", ".gif")
_WIDEST = 600
"""Pixels, the width of the mail."""


def images(mail: Mail) -> Iterator[Finding]:
    """Yield what is wrong with the pictures, which many readers never load."""
    for image in mail.all("img"):
        source, place = (image.get("src") or "").strip(), mail.place_of(image)
        if not (image.get("alt") or "").strip():
            yield found("no-alt", f"the picture {source} has no alt text", place)
        yield from _address(source, place)
        width = image.get("width") or ""
        if not _whole(width):
            given = f"'{width}'" if width else "no width"
            told = f"the picture {source} has {given}; whole pixels up to 600 are safe"
            yield found("picture-width", told, place)


def sources(tree: Element) -> Iterator[str]:
    """Yield the addresses of all pictures."""
    for image in tree.iter("img"):
        yield image.get("src") or ""


def _address(source: str, place: str) -> Iterator[Finding]:
    scheme, path = _scheme_and_path(source)
    if scheme == "cid":  # a part of the message
        return
    local = scheme == "" and source[:1] not in ("", "/") and ".." not in source
    if scheme != "https" and not local:
        yield found("picture-address", f"'{source}' is no picture by https", place)
    suffix = PurePosixPath(path).suffix.lower()
    # An address without a suffix may well lead to a JPEG.
    if suffix not in _FORMATS and (suffix or local):
        yield found("picture-format", f"'{source}' is no JPEG, PNG or GIF", place)


def _scheme_and_path(source: str) -> tuple[str, str]:
    try:
        parts = urlsplit(source)
    except ValueError:
        return "odd", ""
    return parts.scheme, parts.path


def _whole(width: str) -> bool:
    plain = width.isascii() and width.isdecimal() and len(width) <= len(str(_WIDEST))
    return plain and 0 < int(width) <= _WIDEST
