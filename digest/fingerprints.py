"""Hashes by which an entry is known again: of its guid, address, title and words."""

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
    url = url_key(entry.url)
    return Fingerprint(
        guid=url if guid == entry.url else guid_key(guid),
        url=url,
        title=title_key(entry.title),
        words=_hash("\0".join(words)),
    )


def guid_key(guid: str) -> int:
    """Return the hash of a guid; an address counts in its comparable form.

    So http or https, or a number behind `#` that changes with every update, make no
    new entry.
    """
    return _hash(comparison_key(guid) if "://" in guid else guid.strip())


def url_key(url: str) -> int:
    """Return the hash of an address in its comparable form."""
    return _hash(comparison_key(url))


def title_key(title: str) -> int:
    """Return the hash of a title, whatever its capitals and spaces."""
    return _hash(" ".join(title.casefold().split()))


def _hash(text: str) -> int:
    """Return a signed 64-bit hash, which every database can keep as a number."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
