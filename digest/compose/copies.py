"""Which articles of a story print the same words: wire copies."""

import re
from collections.abc import Sequence

from digest.model import Article

_WORDS = re.compile(r"\w+")
_SHINGLE = 3
_SAME = 0.32
"""Containment of 3-word shingles inside a story: P 1.0, R .985 (docs/measured.md)."""
_SAME_SHORT, _SHORT = 0.5, 100
"""What a feed alone says is short: names and figures make up a third of it. At .32,
26 of 4,479 such texts in their own words were copies, at .5 two (docs/measured.md).
"""
_FEWEST = 20

Shingles = frozenset[tuple[str, ...]]


def copies(articles: Sequence[Article]) -> dict[str, str]:
    """Return which entry repeats which earlier one of its story, by their ids.

    Articles come oldest first; texts under 20 shingles are too short to tell.
    """
    kept: dict[str, Shingles] = {}
    found: dict[str, str] = {}
    for article in articles:
        name, own = article.entry.id, shingles(" ".join(article.paragraphs))
        if len(own) < _FEWEST:
            continue
        first = next((k for k, other in kept.items() if is_same(own, other)), None)
        if first:
            found[name] = first
        else:
            kept[name] = own
    return found


def shingles(text: str) -> Shingles:
    """Return every run of three words in `text`."""
    words = _WORDS.findall(text.lower())
    return frozenset(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


def is_same(one: Shingles, other: Shingles) -> bool:
    """Return whether the shorter of two texts stands mostly in the other."""
    shorter = min(len(one), len(other))
    if not shorter:
        return False
    enough = _SAME if shorter >= _SHORT else _SAME_SHORT
    return len(one & other) / shorter >= enough
