"""Unpacking: any coding in any slices, caps, and bodies that are not as they say."""

import gzip
import itertools
import sys
import zlib
from collections.abc import Callable, Sequence

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.http.unpack import (
    BROKEN,
    CUT_OFF,
    STEP,
    TooLargeError,
    UnpackError,
    Unpacking,
    codings,
)

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CAP = 1_000_000


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


PACKED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "bare deflate": ("deflate", bare_deflate),
    "br": ("br", lambda body: brotli.compress(body, quality=4)),
    "zstd": ("zstd", zstd.compress),
}
PACKERS = pytest.mark.parametrize("name", PACKED)
TEXT = b"<rss>" + b"".join(b"<item>%d</item>" % n for n in range(9000)) + b"</rss>"
PACKED_TEXT = {name: pack(TEXT) for name, (_, pack) in PACKED.items()}


def unpack(
    chunks: Sequence[bytes], *named: str, cap: int = CAP
) -> tuple[bytes, str | None]:
    unpacking = Unpacking(named, cap)
    for chunk in chunks:
        unpacking.feed(chunk)
    return unpacking.finish()


def sliced(body: bytes, cuts: list[int]) -> list[bytes]:
    """Cut `body` at these places, modulo its length."""
    places = sorted({cut % (len(body) + 1) for cut in cuts})
    edges = [0, *places, len(body)]
    return [body[start:end] for start, end in itertools.pairwise(edges)]


@PACKERS
@given(
    body=st.binary(max_size=3000) | st.text(max_size=3000).map(str.encode),
    times=st.sampled_from([1, 100]),
    cuts=st.lists(st.integers(min_value=0), max_size=20),
)
def test_any_slices_of_what_was_packed_give_the_same(
    name: str, body: bytes, times: int, cuts: list[int]
) -> None:
    coding, pack = PACKED[name]
    plain = b"<" + body * times

    found = unpack(sliced(pack(plain), cuts), coding)

    assert found == (plain, None)


@given(body=st.binary(max_size=2000), cuts=st.lists(st.integers(0), max_size=9))
def test_a_body_that_is_not_packed_is_given_as_it_came(
    body: bytes, cuts: list[int]
) -> None:
    plain = b"<" + body

    assert unpack(sliced(plain, cuts)) == (plain, None)


@PACKERS
@given(size=st.integers(0, 400_000), cap=st.integers(1, 300_000))
def test_the_cap_holds_and_no_step_goes_far_beyond(
    name: str, size: int, cap: int
) -> None:
    coding, pack = PACKED[name]
    unpacking = Unpacking([coding], cap)
    packed = pack(b"<" * size)

    try:
        unpacking.feed(packed)
        body, _ = unpacking.finish()
    except TooLargeError:
        assert max(size, len(packed)) > cap
        assert unpacking._layer._size <= cap + 2 * STEP  # noqa: SLF001  what it holds
    else:
        assert len(body) == size <= cap


@PACKERS
def test_a_bomb_stops_in_mid_stream(name: str) -> None:
    coding, pack = PACKED[name]
    bomb = pack(b"\0" * 8_000_000)
    unpacking = Unpacking([coding], CAP)

    with pytest.raises(TooLargeError, match=r"^larger than 1 MB \(fetch.max_body"):
        unpacking.feed(bomb + b"\0" * 16)

    assert len(bomb) < CAP / 10
    assert unpacking._layer._size <= CAP + 2 * STEP  # noqa: SLF001  what it holds


@pytest.mark.parametrize("inner", ["gzip", "br", "zstd"])
def test_a_bomb_inside_a_bomb_stops_too(inner: str) -> None:
    bomb = gzip.compress(PACKED[inner][1](b"\0" * 8_000_000))

    with pytest.raises(TooLargeError):
        unpack([bomb], inner, "gzip")


def test_a_packed_body_that_is_itself_too_large_is_refused() -> None:
    with pytest.raises(TooLargeError):
        unpack([b"\0\0\0\xff\xff" * 300_000], "deflate")


@PACKERS
@given(lack=st.integers(1, 5000))
def test_a_body_cut_off_gives_what_came(name: str, lack: int) -> None:
    coding, _ = PACKED[name]
    packed = PACKED_TEXT[name]

    body, damage = unpack([packed[: max(16, len(packed) - lack)]], coding)

    assert TEXT.startswith(body)
    assert damage == CUT_OFF


@pytest.mark.parametrize("name", ["gzip", "deflate", "bare deflate"])
def test_most_of_a_body_that_lacks_its_last_bytes_is_there(name: str) -> None:
    coding, pack = PACKED[name]

    body, damage = unpack([pack(TEXT)[:-100]], coding)

    assert len(body) > len(TEXT) * 0.9
    assert damage == CUT_OFF


def test_a_body_that_breaks_gives_what_came_before() -> None:
    packed = bytearray(gzip.compress(TEXT))
    packed[-8] ^= 1  # its checksum

    body, damage = unpack(sliced(bytes(packed), [len(packed) - 9]), "gzip")

    assert TEXT.startswith(body)
    assert damage == BROKEN


def test_codings_come_off_in_the_reverse_of_their_order() -> None:
    packed = brotli.compress(zlib.compress(gzip.compress(TEXT)))

    assert unpack([packed], "gzip", "deflate", "br") == (TEXT, None)


def test_more_codings_than_anybody_needs_are_refused() -> None:
    with pytest.raises(UnpackError, match="packed more than 5 times"):
        Unpacking(["gzip"] * 6, CAP)


@pytest.mark.parametrize("named", [(), ("gzip",), ("deflate",), ("zstd",), ("br",)])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_gzip_is_known_by_its_first_bytes(named: tuple[str, ...], times: int) -> None:
    packed = TEXT
    for _ in range(times):
        packed = gzip.compress(packed)

    assert unpack([packed], *named) == (TEXT, None)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
@pytest.mark.parametrize(
    "body",
    [
        TEXT,
        b"\xef\xbb\xbf<rss/>",
        b"\n\n <rss/>",
        b'{"items": []}',
        b"Not found",
        b"Gone",
        b"<rss/>",
    ],
)
@pytest.mark.parametrize("slices", [1, 5])
def test_plain_bytes_with_a_wrong_label_are_given_as_they_came(
    coding: str, body: bytes, slices: int
) -> None:
    chunks = sliced(body, [n * len(body) // slices for n in range(slices)])

    assert unpack(chunks, coding) == (body, None)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_picture_with_a_wrong_label_is_given_as_it_came(coding: str) -> None:
    body = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20

    assert unpack([body], coding) == (body, None)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_no_body_is_no_damage(coding: str) -> None:
    assert unpack([], coding) == (b"", None)


@pytest.mark.parametrize("name", ["gzip", "zstd"])
@pytest.mark.parametrize("slices", [1, 7, 400])
def test_a_body_in_several_parts_is_one(name: str, slices: int) -> None:
    coding, pack = PACKED[name]
    packed = b"".join(pack(TEXT[n::3]) for n in range(3))

    chunks = sliced(packed, [n * len(packed) // slices for n in range(slices)])

    assert unpack(chunks, coding) == (TEXT[0::3] + TEXT[1::3] + TEXT[2::3], None)


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_thousands_of_parts_are_not_unpacked(name: str) -> None:
    coding, pack = PACKED[name]

    body, damage = unpack([pack(b"x") * 5000], coding)

    assert (len(body), damage) == (1000, BROKEN)


def test_padding_after_gzip_is_passed_over() -> None:
    assert unpack([gzip.compress(TEXT) + b"\0" * 512], "gzip") == (TEXT, None)


def test_a_window_larger_than_the_web_allows_is_refused() -> None:
    options = {int(zstd.CompressionParameter.window_log): 27}
    packed = zstd.compress(b"", options=options)  # no size in its header: a window
    packer = zstd.ZstdCompressor(options=options)
    packed = packer.compress(TEXT) + packer.flush()

    assert unpack([packed], "zstd") == (b"", BROKEN)


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("", ()),
        ("gzip", ("gzip",)),
        ("X-GZIP", ("gzip",)),
        ("deflate , br", ("deflate", "br")),
        ("identity", ()),
        ("utf-8, gzip", ("gzip",)),
    ],
)
def test_a_header_names_the_codings_that_we_know(
    header: str, named: tuple[str, ...]
) -> None:
    assert codings(header) == named
