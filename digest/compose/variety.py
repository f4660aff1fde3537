"""How much two stories are about the same, by the words of their headlines.

It is cheap and rough: grouping has looked at the texts already, and what it left apart
is at most related. Two quakes of one week share `quake` and not much more.
"""

import math
from collections import Counter
from collections.abc import Mapping

from digest.compose.vocabulary import terms
from digest.model import Story

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
    """Return the cosine: 0 for no word in common, 1 for the same words."""
    few, many = sorted((one, other), key=len)
    return math.fsum(weight * many.get(term, 0.0) for term, weight in few.items())
