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


def copies(articles: Sequence[Article]) -> dict[str, str]:
    """Return which entry repeats which earlier one of its story, by their ids.

    Articles come oldest first; texts under 20 shingles are too short to tell.
    """
    kept: dict[str, frozenset[tuple[str, ...]]] = {}
    found: dict[str, str] = {}
    for article in articles:
        name, shingles = article.entry.id, _shingles(article)
        if len(shingles) < _FEWEST:
            continue
        first = next((k for k, own in kept.items() if _is_same(shingles, own)), None)
        if first:
            found[name] = first
        else:
            kept[name] = shingles
    return found


def _shingles(article: Article) -> frozenset[tuple[str, ...]]:
    words = _WORDS.findall(" ".join(article.paragraphs).lower())
    return frozenset(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


def _is_same(
    one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]
) -> bool:
    shorter = min(len(one), len(other))
    enough = _SAME if shorter >= _SHORT else _SAME_SHORT
    return len(one & other) / shorter >= enough
