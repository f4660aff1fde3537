"""How much two stories are about the same, by the words of their headlines.

It is cheap and rough: grouping has looked at the texts already, and what it left apart
is at most related. Two quakes of one week share `quake` and not much more.
"""

import math
from collections import Counter
from collections.abc import Mapping

from digest.compose.grouping.vocabulary import terms
from digest.model import Story

_FEWEST = 3
"""Terms in common that mean something: `for the first time` brings one or two."""

Words = Mapping[str, float]
"""Terms with weights whose squares add up to one."""


def words(story: Story) -> Words:
    """Return what a story's headlines say; a term counts in each that has it."""
    counts = Counter(
        term
        for entry in story.entries
        for term in set(terms(entry.title, entry.language))
    )
    length = math.sqrt(sum(count * count for count in counts.values()))
    return {term: count / length for term, count in counts.items()}


def likeness(one: Words, other: Words) -> float:
    """Return the cosine: 0 for fewer than three words in common, 1 for the same."""
    common = one.keys() & other.keys()
    if len(common) < min(_FEWEST, len(one), len(other)):
        return 0.0
    return math.fsum(one[term] * other[term] for term in common)
