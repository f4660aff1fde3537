"""Packed bodies into plain ones, in bounded steps.

    wire --feed----> the coding that was put on last comes off as the bytes come
         --finish--> then the others, and gzip that no header tells of

No coding is believed before its first bytes are seen: servers pack without saying so,
and say so without packing.
"""

import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from typing import Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPTED = "gzip, deflate, br, zstd"
"""For Accept-Encoding (RFC 9110 §12.5.3)."""

CUT_OFF = "its compressed body is cut off"
BROKEN = "its compressed body is broken"
STEP = 64 * 1024
_HEAD = 16
_GZIP = b"\x1f\x8b"
_ZSTD = re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")  # RFC 8878 §3.1
_TEXT = re.compile(rb"(?:\xef\xbb\xbf)?[\t\n\r -~]{2,}")  # packed bytes are no ASCII
_MOST_CODINGS = 5
_MOST_PARTS = 1000  # of one body: each costs a new decoder
_WINDOW = {int(zstd.DecompressionParameter.window_log_max): 23}  # 8 MB: RFC 9659 §3


class UnpackError(Exception):
    """Why a body is not unpacked, in a few words for people."""


class TooLargeError(UnpackError):
    """The body is larger than its cap; says what to do about it."""

    def __init__(self, cap: int) -> None:
        size = f"{cap / 1e6:g} MB"
        super().__init__(
            f"larger than {size} (fetch.max_body, or max_body of the feed)"
        )


class Unpacking:
    """One body on its way; `codings` are in the order in which they were put on.

    Holds at most `cap` bytes of it packed, `cap` plain, and one step more.
    """

    def __init__(self, codings: Sequence[str], cap: int) -> None:
        if len(codings) > _MOST_CODINGS:
            raise UnpackError(f"its body is packed more than {_MOST_CODINGS} times")
        self._cap = cap
        self._layer = _Layer(codings[-1] if codings else "", cap)
        self._below = codings[-2::-1]

    def feed(self, chunk: bytes) -> None:
        """Take what came; raise `TooLargeError` as soon as there is too much."""
        self._layer.feed(chunk)

    def finish(self) -> tuple[bytes, str | None]:
        """Return the body and what is wrong with it; raise `TooLargeError`."""
        body, damage = self._layer.finish()
        for coding in self._below:
            body, damage = self._peeled(body, coding, damage)
        for _ in range(_MOST_CODINGS):
            if not body.startswith(_GZIP):
                break
            body, damage = self._peeled(body, "gzip", damage)
        return body, damage

    def _peeled(
        self, body: bytes, coding: str, damage: str | None
    ) -> tuple[bytes, str | None]:
        layer = _Layer(coding, self._cap)
        layer.feed(body)
        plain, further = layer.finish()
        return plain, damage or further


def codings(header: str) -> tuple[str, ...]:
    """Return the codings that a Content-Encoding header lists, in their order."""
    names = (name.strip().lower().removeprefix("x-") for name in header.split(","))
    return tuple(name for name in names if name in ("gzip", "deflate", "br", "zstd"))


class _Layer:
    """One coding, coming off."""

    def __init__(self, coding: str, cap: int) -> None:
        self._coding = coding
        self._cap = cap
        self._came = 0
        self._raw = bytearray()  # the head; all, while the coding is in doubt
        self._plain: list[bytes] = []
        self._size = 0
        self._decoder: _Decoder | None = None
        self._damage: str | None = None

    def feed(self, chunk: bytes) -> None:
        self._came += len(chunk)
        if self._came > self._cap:
            raise TooLargeError(self._cap)
        if self._decoder is None:
            self._raw += chunk
            if len(self._raw) < _HEAD:
                return
            chunk = self._chosen()
        elif self._decoder.doubtful:
            self._raw += chunk
        self._decode(chunk)

    def finish(self) -> tuple[bytes, str | None]:
        if self._decoder is None and self._raw:
            self._decode(self._chosen())
        if self._decoder and not self._decoder.whole:
            self._damage = self._damage or CUT_OFF
        return b"".join(self._plain), self._damage

    def _chosen(self) -> bytes:
        """Choose the decoder by the first bytes; return all that came so far."""
        head = bytes(self._raw)
        self._decoder = _decoder(self._coding, head[:_HEAD])
        if not self._decoder.doubtful:
            self._raw.clear()
        return head

    def _decode(self, chunk: bytes) -> None:
        if self._damage or self._decoder is None:
            return
        try:
            for piece in self._decoder.pieces(chunk):
                self._plain.append(piece)
                self._size += len(piece)
                if self._size > self._cap:
                    raise TooLargeError(self._cap)
        except (zlib.error, brotli.error, zstd.ZstdError):
            self._turn_back(self._decoder)

    def _turn_back(self, decoder: "_Decoder") -> None:
        """Give what came as it came, if only the label spoke for the coding."""
        if decoder.doubtful:
            self._decoder, self._plain = _Plain(), [bytes(self._raw)]
            self._size = len(self._raw)
        else:
            self._damage = BROKEN


class _Decoder(Protocol):
    """Yields pieces of little more than `STEP` bytes; raises its library's error.

    `doubtful`: nothing in the first bytes tells that they are of this coding.
    `whole`: the end that the coding marks has been seen.
    """

    doubtful: bool
    whole: bool

    def pieces(self, chunk: bytes) -> Iterator[bytes]: ...


def _decoder(coding: str, head: bytes) -> _Decoder:
    """Return what takes off `coding`, if `head` can be of it."""
    if coding == "gzip" and head.startswith(_GZIP):
        return _Zlib(zlib.MAX_WBITS + 16)
    if coding == "zstd" and _ZSTD.match(head):
        return _Zstd()
    if _TEXT.fullmatch(head) is None:
        if coding == "br":
            return _Brotli()
        if coding == "deflate":  # RFC 9110 §8.4.1.2: servers leave out the header
            return _Zlib(zlib.MAX_WBITS if _has_zlib_header(head) else -zlib.MAX_WBITS)
    return _Plain()


def _has_zlib_header(head: bytes) -> bool:
    """Tell whether method and check bits are those of RFC 1950 §2.2."""
    return head[0] & 15 == zlib.DEFLATED and int.from_bytes(head[:2], "big") % 31 == 0


class _Plain:
    doubtful = False
    whole = True

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk


class _Zlib:
    """Gzip of one or more members, zlib, or bare deflate, by the window's bits."""

    def __init__(self, wbits: int) -> None:
        self.doubtful = wbits < 0
        self.whole = False
        self._wbits = wbits
        self._stream = zlib.decompressobj(wbits)
        self._parts = 1

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        more = bool(chunk)
        while more:
            if self.whole and not self._next_part(chunk):
                return
            piece = self._stream.decompress(chunk, STEP)
            yield piece
            self.whole = self._stream.eof
            chunk = self._stream.unused_data or self._stream.unconsumed_tail
            more = bool(chunk) or (len(piece) == STEP and not self.whole)

    def _next_part(self, chunk: bytes) -> bool:
        """Begin the next member of a gzip file (RFC 1952 §2.2); padding is none."""
        if self._wbits <= zlib.MAX_WBITS or chunk[:1] != _GZIP[:1]:
            return False
        self._stream, self.whole = zlib.decompressobj(self._wbits), False
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise zlib.error
        return True


class _Brotli:
    doubtful = True  # RFC 7932 has no magic

    def __init__(self) -> None:
        self.whole = False
        self._stream = brotli.Decompressor()

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        while not self.whole:
            piece = self._stream.process(chunk, output_buffer_limit=STEP)
            yield piece
            self.whole = self._stream.is_finished()
            if len(piece) < STEP and self._stream.can_accept_more_data():
                return
            chunk = b""


class _Zstd:
    """One or more frames."""

    doubtful = False

    def __init__(self) -> None:
        self.whole = False
        self._stream = zstd.ZstdDecompressor(options=_WINDOW)
        self._parts = 1

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        more = bool(chunk)
        while more:
            if self.whole and not self._next_part():
                return
            yield self._stream.decompress(chunk, STEP)
            self.whole = self._stream.eof
            chunk = self._stream.unused_data if self.whole else b""
            more = bool(chunk) or not (self.whole or self._stream.needs_input)

    def _next_part(self) -> bool:
        self._stream, self.whole = zstd.ZstdDecompressor(options=_WINDOW), False
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise zstd.ZstdError
        return True
