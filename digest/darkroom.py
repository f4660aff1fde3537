"""A picture's bytes into bytes that mail programs show: small, upright, plain.

    bytes --open--> --turn, sRGB, on white--> --shrink--> JPEG or PNG, 200 kB at most

Nothing but the pixels comes through: no place, no name, no color profile. A picture is
never cropped: what to leave out of one is for people to say.
"""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from typing import Literal

from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

MOST_BYTES = 200_000
WIDEST = 1104
"""Pixels: twice the 552 px of the column, for sharp screens."""
_NARROWEST = 300
_BANNER, _TOWER = 4, 1 / 2  # width by height: advertisements, and letters too small
_MOST_PIXELS = 50_000_000
_TOO_LARGE = f"too large; make it {WIDEST} pixels wide"
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_WITHOUT_LOSS = ("PNG", "GIF")
_QUALITIES = (82, 74, 66, 58, 50)
_SHRINK = 0.8
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})
"""Values of Exif's Orientation that turn a picture by a quarter (Exif 2.32, 4.6.4)."""
# What a plain picture may say of itself: its own way of packing, and nothing else.
_PLAIN = frozenset("jfif jfif_version jfif_unit jfif_density progressive dpi".split())
_PLAIN |= {"progression"}
_SRGB = ImageCms.createProfile("sRGB")
# What Pillow's readers raise on broken files.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


class UnprintableError(ValueError):
    """A picture cannot be printed; the message says why, and what would help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Developed:
    """A picture as it is printed; its sizes are in pixels.

    `as_it_came` if not a byte was changed.
    """

    body: bytes
    kind: Literal["jpg", "png"]
    width: int
    height: int
    as_it_came: bool = False


def developed(body: bytes) -> Developed:
    """Return the picture as JPEG or PNG; raise `UnprintableError`.

    A picture that can be printed as it is comes back byte for byte. Of an animation
    only the first frame is left. What is transparent becomes white, which is seen on a
    dark page, too. What came without loss stays so where that is no larger.
    """
    try:
        with warnings.catch_warnings(
            action="ignore"
        ):  # of sizes that are refused below
            found = Image.open(io.BytesIO(body), formats=_FORMATS)
        _check_pixels(found.width, found.height)
        found.load()
        _check(*_upright(found))
        if _is_plain(found, len(body)):
            return _as_it_came(found, body)
        image = _flat(ImageOps.exif_transpose(found))
    except UnprintableError:
        raise
    except Image.DecompressionBombError:
        raise UnprintableError(_TOO_LARGE) from None
    except UnidentifiedImageError:
        told = "no picture that can be printed; save it as JPEG or PNG"
        raise UnprintableError(told) from None
    except _BROKEN as error:
        told = f"damaged ({error}); save it anew as JPEG or PNG"
        raise UnprintableError(told) from None
    came_whole = found.format in _WITHOUT_LOSS
    image.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    return _packed(image, came_whole=came_whole)


def _check_pixels(width: int, height: int) -> None:
    """Raise `UnprintableError` for a picture that would fill the memory."""
    if width * height > _MOST_PIXELS:
        raise UnprintableError(f"{width} by {height} pixels: {_TOO_LARGE}")


def _upright(image: Image.Image) -> tuple[int, int]:
    """Return width and height as the picture is seen, turned as its camera says."""
    turned = image.getexif().get(ExifTags.Base.Orientation) in _ON_ITS_SIDE
    return (image.height, image.width) if turned else (image.width, image.height)


def _check(width: int, height: int) -> None:
    """Raise `UnprintableError` for a size that is not printed."""
    size = f"{width} by {height} pixels"
    if width < _NARROWEST:
        told = f"{size}: too small; take one at least {_NARROWEST} wide"
        raise UnprintableError(told)
    if not _TOWER <= width / height <= _BANNER:
        wide = width > height
        told = "too wide; crop it to 4:1" if wide else "too tall; crop it to 1:2"
        raise UnprintableError(f"{size}: {told} at most")


def _is_plain(found: Image.Image, size: int) -> bool:
    """Return whether nothing has to be done: small, and with pixels only."""
    parts = getattr(found, "applist", ())  # of a JPEG; APP0 is its header
    return (
        found.format in ("JPEG", "PNG")
        and found.mode == "RGB"
        and found.width <= WIDEST
        and found.height <= WIDEST
        and size <= MOST_BYTES
        and found.info.keys() <= _PLAIN
        and not getattr(found, "private_chunks", ())  # of a PNG
        and all(name == "APP0" for name, _ in parts)
    )


def _as_it_came(found: Image.Image, body: bytes) -> Developed:
    return Developed(
        body=body,
        kind="png" if found.format == "PNG" else "jpg",
        width=found.width,
        height=found.height,
        as_it_came=True,
    )


def _flat(image: Image.Image) -> Image.Image:
    """Return the picture in sRGB on white, without anything that came with it."""
    if image.mode.startswith("I"):  # 16 bits of gray: `convert` would make them white
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
    else:
        alpha = None
    plain = Image.new("RGB", image.size, "white")
    plain.paste(_in_srgb(image), mask=alpha)
    return plain


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the picture as RGB with the colors that its profile means."""
    profile = image.info.get("icc_profile")
    if profile:
        if image.mode not in ("L", "CMYK", "RGB"):
            image = image.convert("RGB")
        try:
            meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, meant, _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            turned = None  # a broken profile, or one of another kind of color
        if turned:
            return turned
    return image.convert("RGB")


def _packed(image: Image.Image, *, came_whole: bool) -> Developed:
    """Return the picture in at most 200 kB: of less quality, or smaller, if need be."""
    while True:
        bodies = (_saved(image, "JPEG", quality=quality) for quality in _QUALITIES)
        body = next((one for one in bodies if len(one) <= MOST_BYTES), None)
        whole = _saved(image, "PNG") if came_whole else None
        width, height = image.size
        if whole and len(whole) <= min(MOST_BYTES, len(body or b"") or MOST_BYTES):
            return Developed(body=whole, kind="png", width=width, height=height)
        if body:
            return Developed(body=body, kind="jpg", width=width, height=height)
        size = (round(width * _SHRINK), round(height * _SHRINK))
        image = image.resize(size, Image.Resampling.LANCZOS)


def _saved(image: Image.Image, kind: str, quality: int = 0) -> bytes:
    stream = io.BytesIO()
    if kind == "PNG":
        image.save(stream, kind, optimize=True)
    else:
        image.save(stream, kind, quality=quality, optimize=True, progressive=True)
    return stream.getvalue()


def check_drawing(body: bytes, name: str) -> None:
    """Raise `UnprintableError` if a logo or the like cannot be mailed as it is.

    It stays as its newsroom drew it, with what is transparent in it.
    """
    kind = "PNG" if name.endswith(".png") else "JPEG"
    try:
        with warnings.catch_warnings(action="ignore"):  # of sizes that are refused
            found = Image.open(io.BytesIO(body), formats=(kind,))
        _check_drawn(found, len(body))
        found.load()
    except UnprintableError:
        raise
    except (Image.DecompressionBombError, *_BROKEN):
        told = f"no {kind} that can be shown; save it anew, as .png or .jpg"
        raise UnprintableError(told) from None


def _check_drawn(found: Image.Image, size: int) -> None:
    """Raise `UnprintableError` for a drawing that is too large as it is."""
    if found.width > WIDEST or found.height > WIDEST or size > MOST_BYTES:
        told = f"{found.width} by {found.height} pixels, {size} bytes: too large"
        most = f"make it {WIDEST} pixels wide and {MOST_BYTES} bytes at most"
        raise UnprintableError(f"{told}; {most}")
