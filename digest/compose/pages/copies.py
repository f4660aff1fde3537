"""Which articles of a story print the same words: wire copies."""

import re
from collections import Counter, defaultdict
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
    kept: list[tuple[str, int]] = []
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    found: dict[str, str] = {}
    for article in articles:
        name, own = article.entry.id, shingles(" ".join(article.paragraphs))
        if len(own) < _FEWEST:
            continue
        # Only texts that share a shingle are looked at: 1,200 reports are one story.
        shared = Counter(
            place for one in own if one in holders for place in holders[one]
        )
        same = (p for p, n in shared.items() if _is_enough(n, len(own), kept[p][1]))
        first = min(same, default=None)
        if first is not None:
            found[name] = kept[first][0]
            continue
        for one in own:
            holders[one].append(len(kept))
        kept.append((name, len(own)))
    return found


def shingles(text: str) -> Shingles:
    """Return every run of three words in `text`."""
    words = _WORDS.findall(text.lower())
    return frozenset(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


def is_same(one: Shingles, other: Shingles) -> bool:
    """Return whether the shorter of two texts stands mostly in the other."""
    return _is_enough(len(one & other), len(one), len(other))


def _is_enough(shared: int, one: int, other: int) -> bool:
    """Return whether texts of so many shingles, some of them `shared`, are copies."""
    shorter = min(one, other)
    if not shorter:
        return False
    return shared / shorter >= (_SAME if shorter >= _SHORT else _SAME_SHORT)
