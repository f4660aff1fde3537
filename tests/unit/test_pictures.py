import io
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest
from builders import make_article, make_coverage, make_entry, make_feed
from fakes import fake_web
from PIL import Image

from digest.compose.pages.pictures import Print, picture
from digest.http import Answer, Reply, Request
from digest.model import Article, Coverage, Feed, Shown

URL = "http://courier.example/quay.jpg"
LENDS = make_feed(pictures=True)


def _bytes(
    width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **saved: Any
) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (width, height)).save(stream, kind, **saved)
    return stream.getvalue()


def _png_that_claims(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def _article(image: Shown | None = None, **given_values: str) -> Article:
    entry = make_entry(**{"title": "Dockers strike", "image": URL} | given_values)
    return make_article(entry=entry, image=image)


def _picture(
    *articles: Article, pages: Mapping[str, bytes], feeds: tuple[Feed, ...] = (LENDS,)
) -> Print | None:
    coverage: Coverage = make_coverage(*articles)
    by_url = {feed.url: feed for feed in feeds}
    return picture(coverage, articles[0], by_url, fake_web(pages))


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
    found = _picture(_article(), pages={URL: _bytes(*given_size)})

    assert found is not None
    assert (found.picture.width, found.picture.height) == printed
    with Image.open(io.BytesIO(found.body)) as image:
        assert image.size == printed


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")],
)
def test_every_picture_becomes_a_jpeg(kind: str, mode: str) -> None:
    found = _picture(_article(), pages={URL: _bytes(640, 480, kind, mode)})

    assert found is not None
    with Image.open(io.BytesIO(found.body)) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")


def test_a_photograph_held_upright_is_printed_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    found = _picture(_article(), pages={URL: _bytes(640, 480, exif=exif)})

    assert found is not None
    assert (found.picture.width, found.picture.height) == (480, 640)


def test_where_a_photograph_was_taken_is_not_passed_on() -> None:
    exif = Image.Exif()
    exif[0x010E] = "home of the photographer"

    found = _picture(_article(), pages={URL: _bytes(640, 480, exif=exif)})

    assert found is not None
    assert b"photographer" not in found.body


def test_a_feed_without_pictures_yes_lends_none() -> None:
    pages = {URL: _bytes(640, 480)}

    assert _picture(_article(), pages=pages, feeds=(make_feed(),)) is None


def test_a_feed_that_is_not_listed_lends_none() -> None:
    assert _picture(_article(), pages={URL: _bytes(640, 480)}, feeds=()) is None


def test_a_story_without_picture_has_none() -> None:
    bare = make_article(entry=make_entry(image=None))

    assert _picture(bare, pages={}) is None


def test_another_articles_picture_is_taken_where_the_lead_lends_none() -> None:
    other = _article(feed_url="http://herald.example/rss", outlet="Herald")
    herald = make_feed(url="http://herald.example/rss", pictures=True)

    found = _picture(
        _article(), other, pages={URL: _bytes(640, 480)}, feeds=(make_feed(), herald)
    )

    assert found is not None
    assert found.picture.credit == "Herald"


def test_the_lead_articles_picture_comes_before_the_others() -> None:
    second = "http://courier.example/crane.jpg"
    pages = {URL: _bytes(640, 480), second: _bytes(800, 600)}
    lead, other = _article(), _article(image=Shown(url=second))

    found = picture(
        make_coverage(other, lead), lead, {LENDS.url: LENDS}, fake_web(pages)
    )

    assert found is not None
    assert found.picture.width == 640


BROKEN = [
    pytest.param(b"", id="empty"),
    pytest.param(b"<html>no picture here</html>", id="a page"),
    pytest.param(_bytes(640, 480)[:400], id="cut short"),
    pytest.param(_bytes(640, 480, "PNG")[:60], id="cut short PNG"),
    pytest.param(_bytes(640, 480, "GIF"), id="GIF"),
    pytest.param(_bytes(640, 480, "BMP"), id="BMP"),
    pytest.param(_bytes(299, 480), id="narrow"),
    pytest.param(_png_that_claims(9900, 9900), id="a size that Pillow warns of"),
    pytest.param(_png_that_claims(30000, 30000), id="a size that Pillow refuses"),
]


@pytest.mark.parametrize("body", BROKEN)
def test_a_picture_that_cannot_be_printed_is_passed_over(body: bytes) -> None:
    assert _picture(_article(), pages={URL: body}) is None


def test_a_picture_of_over_50_million_pixels_is_passed_over() -> None:
    huge = _bytes(7100, 7100, "PNG", "1", compress_level=1)

    assert _picture(_article(), pages={URL: huge}) is None


@pytest.mark.parametrize("body", BROKEN[:3])
def test_after_a_broken_picture_the_next_is_tried(body: bytes) -> None:
    second = "http://courier.example/crane.jpg"
    pages = {URL: body, second: _bytes(640, 480)}

    found = _picture(_article(), _article(image=Shown(url=second)), pages=pages)

    assert found is not None


def test_a_picture_that_cannot_be_fetched_is_passed_over() -> None:
    assert _picture(_article(), pages={}) is None


@pytest.mark.parametrize(
    ("status", "damage"), [(404, None), (200, "cut off in transit")]
)
def test_an_answer_that_is_an_error_or_cut_off_is_no_picture(
    status: int, damage: str | None
) -> None:
    def web(requests: Iterable[Request]) -> Iterator[Answer]:
        for request in requests:
            yield Reply(
                request=request,
                url=request.url,
                status=status,
                headers={},
                body=_bytes(640, 480),
                damage=damage,
            )

    article = _article()

    assert picture(make_coverage(article), article, {LENDS.url: LENDS}, web) is None


def test_the_pages_picture_comes_before_the_feeds() -> None:
    second = "http://courier.example/crane.jpg"
    pages = {URL: _bytes(640, 480), second: _bytes(800, 600)}

    found = _picture(_article(Shown(url=second)), pages=pages)

    assert found is not None
    assert found.picture.width == 800


def test_a_picture_is_kept_under_its_storys_name() -> None:
    found = _picture(_article(), pages={URL: _bytes(640, 480)})

    assert found is not None
    assert found.picture.file == "pictures/s-1.jpg"


def test_a_picture_has_the_alt_text_and_the_credit_of_its_page() -> None:
    shown = Shown(url=URL, alt="Cranes at rest", credit="A. Writer")

    found = _picture(_article(shown), pages={URL: _bytes(640, 480)})

    assert found is not None
    assert (found.picture.alt, found.picture.credit) == ("Cranes at rest", "A. Writer")


def test_without_words_of_its_page_a_picture_has_the_headline_and_the_outlet() -> None:
    found = _picture(_article(Shown(url=URL)), pages={URL: _bytes(640, 480)})

    assert found is not None
    assert (found.picture.alt, found.picture.credit) == ("Dockers strike", "Courier")
