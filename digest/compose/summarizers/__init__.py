"""Sentences -> ratings: what makes one sentence of an article better than another.

ours        the default, position and centroid; the first sentences
sumys       sumy's methods, by its own classes
vectorised  LexRank and TextRank: sumy's ratings, 20 and 13 times as fast
foreign     methods of third parties, held to what a summarizer promises

A method is loaded when it is asked for: sumy takes .35 s to import.
"""

from collections.abc import Callable, Sequence

from digest import plug_ins
from digest.errors import SummarizerError
from digest.methods import BUILT_IN

Ratings = tuple[float, ...]
"""A finite number for each sentence, in their order; higher is better.

What counts against a sentence (`Candidate.penalty`: .1 for a blemish, .6 and more for
what hides whom it is about) is taken from its rating, so ratings between 0 and 1 are
weighed against it.
"""
Summarizer = Callable[[Sequence[str], str], Ratings]
"""Rate the sentences of one article, which is in a language (ISO 639)."""

Method = str | Summarizer
"""A summarizer, or its name."""


def named(method: Method) -> Summarizer:
    """Return the summarizer of that name; raise `SummarizerError` if it cannot be had.

    What is a summarizer already stays as it is.
    """
    if callable(method):
        return method
    if method in BUILT_IN:
        from digest.compose.summarizers import ours, sumys  # noqa: PLC0415  see above

        return {**ours.METHODS, **sumys.METHODS}[method]
    from digest.compose.summarizers.foreign import load  # noqa: PLC0415  see above

    try:
        return load(plug_ins.offered()[plug_ins.known(method)])
    except ValueError as error:
        raise SummarizerError(str(error)) from None
