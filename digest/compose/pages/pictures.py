"""The top story's picture: fetched, made small, and kept beside the edition.

Only from feeds marked `pictures: yes`: other papers' photographs are not ours to print.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from digest.http import NoReply, Request, Web
from digest.model import Article, Coverage, Feed, Picture

_OK = 200
_HEADERS = {"Accept": "image/jpeg, image/png, image/*;q=0.5"}
_WIDTH = 1104  # twice the 552 px of the column, for sharp screens
_LOWEST = 300
_MOST_PIXELS = 50_000_000
_QUALITY = 82
_NO_PICTURE = (
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    SyntaxError,  # of a broken PNG
    UnidentifiedImageError,
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A picture ready to be printed, with its bytes as JPEG."""

    picture: Picture
    body: bytes


def picture(
    coverage: Coverage, first: Article, feeds: Mapping[str, Feed], web: Web
) -> Print | None:
    """Return a picture for the story, from its lead article or else another.

    `None` if no outlet lends one, or none can be read.
    """
    others = [article for article in coverage.articles if article is not first]
    lent = [a for a in (first, *others) if _lends(a, feeds) and _address(a)]
    for article in lent:
        body = _fetch(str(_address(article)), web)
        shrunk = _shrunk(body) if body else None
        if shrunk:
            name = f"pictures/{coverage.ranked.story.id}.jpg"
            return _print(name, article, *shrunk)
    return None


def _lends(article: Article, feeds: Mapping[str, Feed]) -> bool:
    feed = feeds.get(article.entry.feed_url)
    return bool(feed and feed.pictures)


def _address(article: Article) -> str | None:
    shown = article.image.url if article.image else None
    return shown or article.entry.image


def _fetch(url: str, web: Web) -> bytes | None:
    (answer,) = web([Request(url=url, headers=_HEADERS)])
    if isinstance(answer, NoReply) or answer.status != _OK or answer.damage:
        return None
    return answer.body


def _shrunk(body: bytes) -> tuple[bytes, int, int] | None:
    """Return the picture as JPEG of at most 1104 px with its size, if it is one."""
    try:
        with Image.open(io.BytesIO(body), formats=("JPEG", "PNG", "WEBP")) as found:
            if found.width * found.height > _MOST_PIXELS or found.width < _LOWEST:
                return None
            image = ImageOps.exif_transpose(found).convert("RGB")
    except _NO_PICTURE:
        return None
    image.thumbnail((_WIDTH, _WIDTH))
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return stream.getvalue(), image.width, image.height


def _print(name: str, article: Article, body: bytes, width: int, height: int) -> Print:
    shown = article.image
    outlet = article.entry.outlet
    credit = shown.credit if shown and shown.credit else outlet
    return Print(
        picture=Picture(
            file=name,
            alt=shown.alt if shown and shown.alt else article.entry.title,
            credit=credit,
            width=width,
            height=height,
        ),
        body=body,
    )
