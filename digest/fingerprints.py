"""Hashes by which an entry is known again: of its guid, address, title and words.

Those that the store looks up, and the entry's id, begin with two bytes of the feed's
own: a feed's entries then lie side by side in an index, and saving them touches a few
of its pages instead of one for each entry.
"""

from functools import lru_cache
from hashlib import blake2b

from digest.addresses import comparison_key
from digest.feed_state import Fingerprint
from digest.model import Entry


def fingerprint(entry: Entry, guid: str) -> Fingerprint:
    """Return the fingerprint of `entry`, which its feed calls `guid`."""
    words = (
        entry.title,
        entry.url,
        entry.summary,
        entry.content,
        entry.image or "",
        entry.language,
        str(entry.published),
        *entry.authors,
        "",
        *entry.categories,
    )
    url = url_key(entry.feed_url, entry.url)
    return Fingerprint(
        guid=url if guid == entry.url else guid_key(entry.feed_url, guid),
        url=url,
        title=title_key(entry.title),
        words=_number(_hash("\0".join(words), 8)),
    )


def entry_id(feed_url: str, *parts: str) -> str:
    """Return an id that follows from what names an entry when it is first met.

    Two of a million entries of one feed share one with a chance of one in 500.
    """
    digest = _feed(feed_url) + _hash("\0".join((feed_url, *parts)), 6)
    return f"a-{digest.hex()}"


def guid_key(feed_url: str, guid: str) -> int:
    """Return the hash of a feed's guid; an address counts in its comparable form.

    So http or https, or a number behind `#` that changes with every update, make no
    new entry.
    """
    comparable = comparison_key(guid) if "://" in guid else guid.strip()
    return _number(_feed(feed_url) + _hash(comparable, 6))


def url_key(feed_url: str, url: str) -> int:
    """Return the hash of an address, in its comparable form, in a feed."""
    return _number(_feed(feed_url) + _hash(comparison_key(url), 6))


def title_key(title: str) -> int:
    """Return the hash of a title, whatever its capitals and spaces."""
    return _number(_hash(" ".join(title.casefold().split()), 8))


def moved_key(key: int, feed_url: str) -> int:
    """Return the key of a guid or address as it is once its feed is at `feed_url`."""
    return _number(_feed(feed_url) + key.to_bytes(8, "big", signed=True)[2:])


@lru_cache(maxsize=8)
def _feed(url: str) -> bytes:
    return _hash(url, 2)


def _hash(text: str, size: int) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()


def _number(digest: bytes) -> int:
    """Return eight bytes as a number with a sign, which every database can keep."""
    return int.from_bytes(digest, "big", signed=True)
