"""How much of a body is read, so that none takes long or fills the memory.

Measured on bodies of 8 MB: what passes is read in under two seconds and 300 MB. The
checks themselves only count.
"""

import re
from itertools import islice

# A tag takes 250 bytes of memory with the text after it, and honest feeds have one in
# 20 bytes or more.
MOST_TAGS = 600_000
# An unknown entity takes as much as a tag, and no honest feed has so many.
MOST_ENTITIES = 200_000
# An element with more attributes is none that a person or a program would write.
MOST_ATTRIBUTES = 10_000
# Children of one name in an item: of more links, authors or pictures none is better.
MOST_ALIKE = 100
# JSON's objects and lists take up to 230 bytes each.
MOST_JSON_PARTS = 500_000
# Of one feed the newest items: a year of a busy outlet's front page is less.
MOST_ITEMS = 1_000

# feedparser reads 1 to 4 MB/s, and a quarter of a minute for a tenth of these.
_SECOND_BYTES = 500_000
_SECOND_TAGS = 20_000
_SECOND_DECLARATIONS = 1_000  # `<!`: 40,000 comments that are never closed take 22 s
_SECOND_NAMESPACES = 200  # 10,000 take 14 s
_SECOND_TAG_LENGTH = 10_000  # bytes; 50,000 attributes take more than 25 s
_SECOND_WORD = 1_000  # bytes; it looks for a mail address from every letter of a word
_LARGE = 1_000_000  # bytes; in less, no single tag can do harm
_LONG_TAG = re.compile(rb"<[^<>]{100000,}")
_TAG = re.compile(rb"<[^<>]*")
_WORD = re.compile(rb"[^\s<>]+")
_UNKNOWN_ENTITY = re.compile(
    rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)"
)


def readable_part(body: bytes) -> tuple[bytes, str | None]:
    """Return XML as far as it is read, and what is said of the rest, if any."""
    for sign, most, name in (
        (re.compile(b"<"), MOST_TAGS, "tags"),
        (_UNKNOWN_ENTITY, MOST_ENTITIES, "unknown entities"),
    ):
        if len(body) > most and body.count(sign.pattern[:1]) > most:
            beyond = next(islice(sign.finditer(body), most, None), None)
            if beyond:
                return body[: beyond.start()], f"cut after {most:,} {name}"
    for tag in _LONG_TAG.finditer(body) if len(body) > _LARGE else ():
        if tag[0].count(b"=") > MOST_ATTRIBUTES:
            return body[: tag.start()], f"cut at {MOST_ATTRIBUTES:,} attributes"
    return body, None


def fit_for_feedparser(body: bytes) -> bool:
    """Return whether feedparser reads the body in a second or so."""
    return (
        len(body) <= _SECOND_BYTES
        and body.count(b"<") <= _SECOND_TAGS
        and body.count(b"<!") <= _SECOND_DECLARATIONS
        and body.count(b"xmlns") <= _SECOND_NAMESPACES
        and max(map(len, _TAG.findall(body)), default=0) <= _SECOND_TAG_LENGTH
        and max(map(len, _WORD.findall(body)), default=0) <= _SECOND_WORD
    )
