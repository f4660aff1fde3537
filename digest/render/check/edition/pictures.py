"""The picture files of an edition: what they are, how large, how heavy."""

import io
from collections.abc import Iterator, Mapping

from PIL import Image

from digest.edition_file import Written
from digest.edition_file.shape import PicturePart
from digest.findings import Finding, found
from digest.render.check.edition.walk import told

_HEAVY = 200_000
"""Bytes; the sample's picture, 1104 pixels wide, has under 60,000."""
_KINDS = {".jpg": "JPEG", ".png": "PNG"}


def pictures(written: Written, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield what is wrong with the pictures; `files` are their bytes by name.

    A file that is missing is told of where edition.yaml is read.
    """
    for way, story in told(written):
        picture = story.picture
        if picture and picture.file in files:
            place = written.at(*way, "picture", "file")
            yield from _one(picture, files[picture.file], place)


def _one(picture: PicturePart, body: bytes, place: str) -> Iterator[Finding]:
    if len(body) > _HEAVY:
        message = f"{picture.file} has {len(body) // 1000} kB; 200 are plenty"
        yield found("picture-weight", message, place)
    wanted = _KINDS["." + picture.file.rpartition(".")[2]]
    try:
        with Image.open(io.BytesIO(body)) as opened:
            kind, size = opened.format or "", opened.size
    except (OSError, ValueError, Image.DecompressionBombError):
        yield found("picture-kind", f"{picture.file} is no picture", place)
        return
    if kind != wanted:
        message = f"{picture.file} is {kind}, and its name says {wanted}"
        yield found("picture-kind", message, place)
    if size != (picture.width, picture.height):
        given = f"{picture.width} x {picture.height}"
        message = f"{picture.file} has {size[0]} x {size[1]} pixels, not {given}"
        yield found("picture-size", message, place)
