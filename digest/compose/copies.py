"""Which articles of a story print the same words: wire copies."""

import re
from collections.abc import Sequence

from digest.model import Article

_WORDS = re.compile(r"\w+")
_SHINGLE = 3
_SAME = 0.32
"""Containment of 3-word shingles inside a story: P 1.0, R .985 (docs/measured.md)."""
_FEWEST = 20


def copies(articles: Sequence[Article]) -> frozenset[str]:
    """Return the ids of entries that repeat an earlier article of their story.

    Articles come oldest first; texts under 20 shingles are too short to tell.
    """
    kept: list[frozenset[tuple[str, ...]]] = []
    found: set[str] = set()
    for article in articles:
        shingles = _shingles(article)
        if len(shingles) < _FEWEST:
            continue
        if any(_containment(shingles, other) >= _SAME for other in kept):
            found.add(article.entry.id)
        else:
            kept.append(shingles)
    return frozenset(found)


def _shingles(article: Article) -> frozenset[tuple[str, ...]]:
    words = _WORDS.findall(" ".join(article.paragraphs).lower())
    return frozenset(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


def _containment(
    one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]
) -> float:
    return len(one & other) / min(len(one), len(other))
