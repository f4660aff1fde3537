"""Pictures in every shape that papers and phones make them, into ones that print."""

import io
import random
import struct
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictured import chunk, png_that_claims, saved
from PIL import Image, ImageCms, ImageDraw, features

from digest.darkroom import MOST_BYTES, WIDEST, UnprintableError, developed


def opened(body: bytes) -> Image.Image:
    with Image.open(io.BytesIO(body)) as image:
        image.load()
        return image


def drawn(mode: str = "RGB", size: tuple[int, int] = (640, 480)) -> Image.Image:
    """Return a photograph of sorts: one in which no two pixels are quite alike."""
    ramp = Image.linear_gradient("L").resize(size)
    across = ramp.transpose(Image.Transpose.ROTATE_90).resize(size)
    image = Image.merge("RGB", (ramp, across, ramp))
    return image.convert(mode)


def noise(width: int, height: int) -> Image.Image:
    seeded = random.Random(1)
    return Image.frombytes("RGB", (width, height), seeded.randbytes(width * height * 3))


@pytest.mark.parametrize(
    ("given_size", "printed"),
    [
        ((2208, 1104), (1104, 552)),
        ((1104, 700), (1104, 700)),
        ((640, 480), (640, 480)),
        ((1500, 3000), (552, 1104)),
        ((300, 200), (300, 200)),
    ],
)
def test_a_picture_is_shrunk_to_twice_the_column(
    given_size: tuple[int, int], printed: tuple[int, int]
) -> None:
    made = developed(saved(Image.new("RGB", given_size)))

    assert (made.width, made.height) == printed
    assert opened(made.body).size == printed


FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "LA", "1", "CMYK"])
def test_a_picture_of_any_kind_is_printed_as_jpeg_or_png(kind: str, mode: str) -> None:
    if kind == "AVIF" and not features.check("avif"):
        pytest.skip("this Pillow reads no AVIF")
    try:
        body = saved(drawn("RGB").convert(mode), kind)
    except (OSError, ValueError):
        pytest.skip(f"{kind} holds no {mode}")

    made = developed(body)

    image = opened(made.body)
    assert image.format == {"jpg": "JPEG", "png": "PNG"}[made.kind]
    assert image.mode == "RGB"


def test_a_photograph_of_a_phone_with_more_pictures_inside_is_read() -> None:
    body = saved(drawn(), "MPO", save_all=True, append_images=[drawn()])

    assert developed(body).kind == "jpg"


def test_a_picture_that_can_be_printed_comes_back_byte_for_byte() -> None:
    body = saved(drawn(), quality=82)

    made = developed(body)

    assert made.as_it_came
    assert made.body == body


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_was_printed_once_is_not_packed_again(kind: str) -> None:
    once = developed(saved(drawn(size=(1600, 1200)), kind))

    twice = developed(once.body)

    assert twice.as_it_came
    assert twice.body == once.body


def test_a_photograph_held_upright_is_printed_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    made = developed(saved(drawn(), exif=exif))

    assert (made.width, made.height) == (480, 640)


def test_a_photograph_is_judged_by_its_size_as_it_is_seen() -> None:
    """Upright it is 600 by 1,300, which is too tall; turned it is a landscape."""
    exif = Image.Exif()
    exif[0x0112] = 6

    made = developed(saved(drawn(size=(600, 1300)), exif=exif))

    assert made.width > made.height
    with pytest.raises(UnprintableError, match="640 by 1300 pixels: too tall"):
        developed(saved(drawn(size=(1300, 640)), exif=exif))


def exif_with_place() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = "home of the photographer"
    exif.get_ifd(0x8825)[1] = "S"
    exif.get_ifd(0x8825)[29] = "2026:11:19"
    return exif


SECRETS: list[tuple[str, dict[str, Any]]] = [
    ("JPEG", {"exif": exif_with_place()}),
    ("JPEG", {"comment": b"home of the photographer"}),
    ("JPEG", {"xmp": b"<x>home of the photographer</x>"}),
    ("WEBP", {"exif": exif_with_place()}),
    ("PNG", {"exif": exif_with_place()}),
    ("GIF", {"comment": b"home of the photographer"}),
]


@pytest.mark.parametrize(("kind", "told"), SECRETS)
@pytest.mark.parametrize("size", [(640, 480), (1600, 1200)])
def test_what_a_picture_tells_beside_its_pixels_is_not_passed_on(
    kind: str, told: dict[str, Any], size: tuple[int, int]
) -> None:
    body = saved(drawn(size=size), kind, **told)
    assert b"photographer" in body

    made = developed(body)

    assert b"photographer" not in made.body
    assert b"2026:11:19" not in made.body
    assert opened(made.body).getexif() == {}


def in_a_segment(marker: bytes) -> bytes:
    """Return a JPEG with a segment that only some programs know."""
    secret = b"home of the photographer"
    body = saved(drawn())
    return body[:2] + marker + struct.pack(">H", len(secret) + 2) + secret + body[2:]


def in_a_chunk(name: bytes, *, last: bool) -> bytes:
    """Return a PNG with a chunk more, behind the pixels or before them."""
    body = saved(drawn(), "PNG")
    secret = chunk(name, b"Author\x00home of the photographer")
    at = len(body) - 12 if last else 33
    return body[:at] + secret + body[at:]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(in_a_segment(b"\xff\xe5"), id="APP5"),
        pytest.param(in_a_segment(b"\xff\xed"), id="APP13"),
        pytest.param(in_a_segment(b"\xff\xfe"), id="COM"),
        pytest.param(in_a_chunk(b"tEXt", last=False), id="text"),
        pytest.param(in_a_chunk(b"tEXt", last=True), id="text behind the pixels"),
        pytest.param(in_a_chunk(b"seCr", last=False), id="private"),
    ],
)
def test_what_hides_in_a_file_is_not_passed_on(body: bytes) -> None:
    assert b"photographer" in body

    assert b"photographer" not in developed(body).body


def test_a_png_whose_middle_is_damaged_is_refused() -> None:
    body = saved(noise(400, 300), "PNG")
    second = body.index(b"IDAT", body.index(b"IDAT") + 4)
    damaged = body[:second] + b"\0\0\0\0" + body[second + 4 :]

    with pytest.raises(UnprintableError, match="damaged"):
        developed(damaged)


def test_colors_are_those_that_the_profile_means() -> None:
    """In this profile red and green have changed places, nearly."""
    body = saved(Image.new("RGB", (400, 300), (30, 200, 30)), icc_profile=swapped())

    pixel = opened(developed(body).body).getpixel((5, 5))

    assert isinstance(pixel, tuple)
    assert pixel[0] > pixel[1]


def swapped() -> bytes:
    """Return sRGB's profile with the tags of red and green exchanged."""
    body = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return (
        body.replace(b"rXYZ", b"????")
        .replace(b"gXYZ", b"rXYZ")
        .replace(b"????", b"gXYZ")
    )


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_profile_that_is_broken_or_of_another_kind_is_passed_over(mode: str) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    for profile in (b"no profile at all", srgb[:200], srgb):
        made = developed(saved(drawn(mode), icc_profile=profile))
        assert b"ICC_PROFILE" not in made.body


def test_cmyk_is_not_printed_in_negative() -> None:
    body = saved(Image.new("CMYK", (400, 300), (0, 0, 0, 0)))

    assert opened(developed(body).body).getpixel((5, 5)) == (255, 255, 255)


def test_gray_of_16_bits_keeps_its_shades() -> None:
    body = saved(Image.new("I;16", (400, 300), 0x8000), "PNG")

    pixel = opened(developed(body).body).getpixel((5, 5))

    assert isinstance(pixel, tuple)
    assert all(abs(part - 128) <= 2 for part in pixel)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white(mode: str) -> None:
    image = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((100, 100, 200, 200), fill=(200, 0, 0, 255))
    body = saved(image.convert(mode), "PNG")

    made = opened(developed(body).body)

    assert made.getpixel((5, 5)) == (255, 255, 255)
    middle = made.getpixel((150, 150))
    assert isinstance(middle, tuple)
    assert middle[2] < 160


def test_a_drawing_stays_png_and_a_photograph_becomes_jpeg() -> None:
    drawing = Image.new("RGBA", (800, 600), "white")
    ImageDraw.Draw(drawing).line((0, 0, 800, 600), fill="black", width=9)

    assert developed(saved(drawing, "PNG")).kind == "png"
    assert developed(saved(noise(320, 240).convert("RGBA"), "PNG")).kind == "jpg"


def test_only_the_first_frame_of_an_animation_is_printed() -> None:
    frames = [Image.new("RGB", (400, 300), color) for color in ("red", "blue")]
    body = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])

    made = opened(developed(body).body)

    assert made.getpixel((5, 5)) == (255, 0, 0)
    assert getattr(made, "n_frames", 1) == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_no_picture_weighs_more_than_a_mail_can_carry(kind: str) -> None:
    """Noise is what packs worst: quality alone is not enough, it has to shrink, too."""
    made = developed(saved(noise(1104, 1104), kind))

    assert len(made.body) <= MOST_BYTES
    assert made.width < WIDEST


def test_the_same_picture_makes_the_same_bytes() -> None:
    body = saved(drawn(size=(1600, 900)), "WEBP")

    assert developed(body) == developed(body)


BROKEN = [
    pytest.param(b"", "no picture", id="empty"),
    pytest.param(b"<html>no picture here</html>", "no picture", id="a page"),
    pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture", id="SVG"),
    pytest.param(saved(drawn())[:400], "damaged", id="cut short"),
    pytest.param(saved(drawn(), "PNG")[:900], "damaged", id="cut short PNG"),
    pytest.param(saved(drawn(), "BMP"), "no picture", id="BMP"),
    pytest.param(saved(Image.new("RGB", (1, 1)), "GIF"), "too small", id="tracker"),
    pytest.param(saved(Image.new("RGB", (299, 280))), "too small", id="narrow"),
    pytest.param(
        saved(Image.new("RGB", (1600, 390))), "too wide; crop it to 4:1", id="banner"
    ),
    pytest.param(
        saved(Image.new("RGB", (400, 900))), "too tall; crop it to 1:2", id="tower"
    ),
    pytest.param(png_that_claims(9900, 9900), "too large", id="Pillow warns"),
    pytest.param(png_that_claims(30000, 30000), "too large", id="Pillow refuses"),
    pytest.param(png_that_claims(7100, 7100), "too large", id="over 50 megapixels"),
]


@pytest.mark.parametrize(("body", "why"), BROKEN)
def test_what_cannot_be_printed_is_refused_with_the_reason(
    body: bytes, why: str
) -> None:
    with pytest.raises(UnprintableError, match=why):
        developed(body)


WHOLE = [saved(drawn(size=(320, 240)), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF")]


@given(
    body=st.sampled_from(WHOLE),
    at=st.integers(0, 4000),
    put=st.binary(min_size=1, max_size=40),
)
@settings(max_examples=150)
def test_a_damaged_picture_is_printed_or_refused_and_nothing_else(
    body: bytes, at: int, put: bytes
) -> None:
    damaged = body[: at % len(body)] + put + body[at % len(body) + len(put) :]

    try:
        made = developed(damaged)
    except UnprintableError:
        return

    assert len(made.body) <= MOST_BYTES
    assert made.width <= WIDEST
