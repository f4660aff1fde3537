"""Pictures for tests, as bytes."""

import io
import struct
import zlib
from typing import Any

from PIL import Image


def saved(image: Image.Image, kind: str = "JPEG", **given: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **given)
    return stream.getvalue()


def photograph(
    width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **given: Any
) -> bytes:
    """Return a picture, black all over."""
    return saved(Image.new(mode, (width, height)), kind, **given)


def chunk(name: bytes, data: bytes) -> bytes:
    """Return a part of a PNG."""
    check = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + check


def png_that_claims(width: int, height: int) -> bytes:
    """Return a PNG whose head promises pixels that are not there."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )
