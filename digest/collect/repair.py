"""The bytes of a feed into UTF-8 that starts at its first tag, and mended if need be.

    body -> prepared() -> UTF-8 -> reader
                              `-- not well-formed? --> mended() -> reader

`prepared` costs next to nothing and is done to every body. `mended` goes through every
`&` and is for bodies that a strict reader has complained of.
"""

import codecs
import html
import re
import zlib
from dataclasses import dataclass
from html.entities import html5

from digest.errors import ParseError

# The client stops at 8 MB; this is for files that did not come through it.
MOST_BYTES = 50_000_000

_GZIP = b"\x1f\x8b"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16's: asked before it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = (  # two letters without a byte order mark (XML 1.0, appendix F.1)
    (re.compile(rb"[<{]\0\0\0[^\0]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0[<{]\0\0\0[^\0]"), "utf-32-be"),
    (re.compile(rb"[<{]\0[^\0]\0"), "utf-16-le"),
    (re.compile(rb"\0[<{]\0[^\0]"), "utf-16-be"),
)
_HEAD = 2_000  # bytes in which the encoding is declared
_PREAMBLE = 100_000  # bytes in which a feed has to begin
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]+)")
# What Python can read and feeds are written in. It knows others: `punycode` would take
# minutes, `zip` is none of text, and UTF-16 cannot be read as far as this line.
_OF_TEXT = re.compile(
    r"utf-?8|windows-|cp\d|iso|koi8|gb|big5|euc|mac|shift|x-|ks|tis|us|asc|lat"
)
# Labels that mean more than they say (WHATWG Encoding Standard, §4.2).
_MEANT = {
    **dict.fromkeys(
        "iso-8859-1 iso8859-1 iso_8859-1 latin-1 latin1 us-ascii ascii".split(),
        "cp1252",
    ),
    **dict.fromkeys("gb2312 gb_2312-80 gbk x-gbk".split(), "gb18030"),
    "iso-8859-9": "cp1254",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "utf8": "utf-8",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "tis-620": "cp874",
}
# Characters that XML 1.0 §2.2 forbids, as UTF-8. U+FFFE and U+FFFF are three bytes.
_CONTROLS = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20)])
_NO_CHARACTERS = re.compile(b"\xef\xbf[\xbe\xbf]")
_BEGINNING = re.compile(
    rb"<(?:\?xml\b|!DOCTYPE\s+(?:rss|rdf)|(?:\w+:)?(?:rss|rdf|feed)[\s>])",
    re.IGNORECASE,
)
_PROLOG = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[(.*?)\]\s*)?>", re.DOTALL)
_DECLARED_ENTITY = re.compile(
    rb"<!ENTITY\s+(\w{1,32})\s+"
    rb"(?:\"((?:[^\"%&<]|&#\w{1,7};)*)\"|'((?:[^'%&<]|&#\w{1,7};)*)')"
)
# A declared entity is at most so long, and only so many are read: `mended` may make a
# body grow, but not by more than four times (`&x;` to sixteen bytes).
_LONGEST_ENTITY = 16
_MOST_ENTITIES = 100
_CDATA = re.compile(rb"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
_LESS = re.compile(rb"<(?![A-Za-z_:/!?\x80-\xff])")  # no tag begins so
_AND = re.compile(
    rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)"
    rb"([A-Za-z_][\w.-]{0,31};)?"
)
_REFERENCE = re.compile(rb"&#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}));")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """UTF-8 without a declaration's say, and in words what had to be dropped for it.

    `entities` are those that the document type declares, as XML text.
    """

    body: bytes
    damage: tuple[str, ...] = ()
    entities: tuple[tuple[bytes, bytes], ...] = ()


def prepared(body: bytes) -> Prepared:
    """Return `body` as UTF-8 from its first tag, without forbidden characters.

    Raises `ParseError` if it is empty or too large. Document types are taken out: none
    is ever read, but for the plain entities that it declares.
    """
    damage: list[str] = []
    if body.startswith(_GZIP):
        body = _unpacked(body, damage)
    if len(body) > MOST_BYTES:
        raise ParseError(f"larger than {MOST_BYTES // 1_000_000} MB")
    text = _as_utf8(body, damage)
    clean = text.translate(None, _CONTROLS)
    if _NO_CHARACTERS.search(clean):
        clean = _NO_CHARACTERS.sub(b"", clean)
    if len(clean) < len(text):
        damage.append("control characters")
    if not clean.strip():
        raise ParseError("empty answer")
    begun = _from_first_tag(clean, damage)
    rest, entities = _without_doctype(begun)
    return Prepared(body=rest, damage=tuple(damage), entities=entities)


def mended(given: Prepared) -> bytes:
    """Return XML in which every `&` outside CDATA stands for a character.

    Entities of HTML and those the document declares are replaced; any other `&`
    stands for itself, and so does a `<` that begins no tag. Lines stay where they are.
    """
    table = dict(given.entities)

    def meant(match: re.Match[bytes]) -> bytes:
        name = match[1]
        if not name:
            return b"&amp;"
        if name[:-1] in table:
            return table[name[:-1]]
        letters = html5.get(name.decode("ascii", "replace"))
        return html.escape(letters).encode() if letters else b"&amp;" + name

    def piece_mended(piece: bytes) -> bytes:
        if piece.startswith(b"<![CDATA["):
            return piece if piece.endswith(b"]]>") else piece + b"]]>"  # cut off
        piece = _LESS.sub(b"&lt;", _AND.sub(meant, piece))
        return _REFERENCE.sub(_character, piece)

    return b"".join(map(piece_mended, _CDATA.split(given.body)))


def _unpacked(body: bytes, damage: list[str]) -> bytes:
    """Return what gzip holds, as far as it goes."""
    stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        unpacked = stream.decompress(body, MOST_BYTES + 1)
    except zlib.error:
        raise ParseError("not a feed: broken gzip") from None
    if not stream.eof and len(unpacked) <= MOST_BYTES:
        damage.append("gzip that breaks off")
    return unpacked


def _as_utf8(body: bytes, damage: list[str]) -> bytes:
    """Return the text in UTF-8: byte order mark > declared > UTF-8 > cp1252."""
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return _recoded(body[len(bom) :], encoding, damage)
    for letters, encoding in _WIDE:
        if letters.match(body):
            return _recoded(body, encoding, damage)
    label = _label(body)
    meant = _MEANT.get(label, label)
    # Text in cp1252 is never UTF-8 by chance: the label was forgotten there.
    order = ("utf-8", meant) if meant == "cp1252" else (meant, "utf-8")
    for encoding in dict.fromkeys(order):
        if (text := _decoded(body, encoding)) is not None:
            return text
    damage.append(f"letters that are no {label.upper()[:40]}")
    if label == "utf-8" and _mostly_utf8(body):
        return body.decode("utf-8", "replace").encode()
    return body.decode("cp1252", "replace").encode()


def _label(body: bytes) -> str:
    """Return the encoding that the XML declaration names, UTF-8 if it is unheard of."""
    declared = _DECLARED.search(body, 0, _HEAD)
    label = declared[1].decode().lower() if declared else "utf-8"
    return label if _OF_TEXT.match(label) else "utf-8"


def _decoded(body: bytes, encoding: str) -> bytes | None:
    """Return the bytes as UTF-8 if they are all letters of `encoding`, else `None`."""
    try:
        text = body.decode(encoding)
    except (LookupError, ValueError):  # no such encoding; none of text; not in it
        return None
    return body if encoding == "utf-8" else text.encode("utf-8", "replace")


def _recoded(body: bytes, encoding: str, damage: list[str]) -> bytes:
    text = body.decode(encoding, "replace")
    if "\ufffd" in text:
        damage.append(f"letters that are no {encoding.upper()}")
    return text.encode("utf-8", "replace")


def _mostly_utf8(body: bytes) -> bool:
    """Return whether more characters beyond ASCII are whole than are broken."""
    text = body.decode("utf-8", "replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") * 2 < beyond


def _from_first_tag(text: bytes, damage: list[str]) -> bytes:
    """Return the text from where a feed begins; a page stays as it is."""
    start = text.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in (b"{", b"["):
        return start
    first = start.find(b"<", 0, _PREAMBLE)
    if first < 0 or _BEGINNING.match(start, first) or _is_page(start[first:]):
        beginning = max(first, 0)
    else:
        found = _BEGINNING.search(start, first, _PREAMBLE)
        prolog = _PROLOG.match(start, first)
        in_order = found and prolog and found.start() <= prolog.end()
        beginning = found.start() if found and not in_order else first
    if beginning:
        damage.append("text before the feed")
    return start[beginning:]


def _is_page(text: bytes) -> bool:
    return text[:14].lower().startswith((b"<!doctype html", b"<html"))


def _without_doctype(
    text: bytes,
) -> tuple[bytes, tuple[tuple[bytes, bytes], ...]]:
    prolog = _PROLOG.match(text)
    match = _DOCTYPE.match(text, prolog.end() if prolog else 0)
    if match is None or _is_page(match[0]):
        return text, ()
    declared = tuple(
        (name, double or single)
        for name, double, single in _DECLARED_ENTITY.findall(match[1] or b"")
        if len(double or single) <= _LONGEST_ENTITY
    )
    lines = b"\n" * match[0].count(b"\n")  # a complaint's line stays the file's
    rest = text[: match.start()] + lines + text[match.end() :]
    return rest, declared[:_MOST_ENTITIES]


def _character(match: re.Match[bytes]) -> bytes:
    """Return a reference as it is, or nothing if XML 1.0 §2.2 forbids what it means."""
    code = int(match[1]) if match[1] else int(match[2], 16)
    if code in (9, 10, 13) or 0x20 <= code < 0xD800:  # noqa: PLR2004
        return match[0]
    allowed = 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF  # noqa: PLR2004
    return match[0] if allowed else b""
