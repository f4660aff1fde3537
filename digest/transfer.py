"""How a part of a mail is written on its way, and how long it is then (RFC 2045)."""

from base64 import encodebytes
from quopri import encodestring
from typing import Literal

Encoding = Literal["quoted-printable", "base64"]

CLIPPED = 102_000
"""Bytes of the encoded HTML part at which Gmail clips it, about (docs/measured.md)."""


def encoding(text: str) -> Encoding:
    """Return the encoding in which `text` is shorter: base64 where few of it is ASCII.

    A letter of most scripts is three bytes: nine in quoted-printable, four in base64.
    """
    return "base64" if _base64(text) < _quoted_printable(text) else "quoted-printable"


def encoded_size(text: str) -> int:
    """Return the bytes of `text` in that encoding, with lines that end in CR LF."""
    return min(_base64(text), _quoted_printable(text))


def _quoted_printable(text: str) -> int:
    encoded = encodestring(text.encode("utf-8", "replace"))
    return len(encoded) + encoded.count(b"\n")


def _base64(text: str) -> int:
    lines = text.encode("utf-8", "replace").splitlines()
    encoded = encodebytes(b"\r\n".join([*lines, b""]))
    return len(encoded) + encoded.count(b"\n")
