"""Sentences -> ratings: what makes one sentence of an article better than another.

ours:     the default, position and centroid; the first sentences
sumys:    the methods of sumy, by its own classes
vectorised:  LexRank and TextRank, the same numbers in a tenth of the time

A method is loaded when it is asked for: sumy costs .4 s to import.
"""

from collections.abc import Callable, Sequence

Ratings = tuple[float, ...]
"""A finite number a sentence, in their order; higher is better.

A sentence's defects count against it on the same scale (`bullets.Candidate.penalty`,
.1 to 1 and more), so ratings between 0 and 1 let them weigh.
"""
Summarizer = Callable[[Sequence[str], str], Ratings]
"""Rate the sentences of one article, which is in a language (ISO 639)."""


def named(method: str) -> Summarizer:
    """Return the summarizer of that name; raise `KeyError` if there is none."""
    from digest.compose.summarizers import ours, sumys  # noqa: PLC0415  see above

    return {**ours.METHODS, **sumys.METHODS}[method]
