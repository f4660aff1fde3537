"""sumy's own methods: its classes, asked for their ratings instead of their best.

Without defects in play the first `n` by these ratings are the `n` sentences that sumy's
class returns. They are scaled so that the best has 1, or defects would weigh more with
one method than with another. sumbasic and kl do not rate but choose one
sentence after another: the first one chosen has 0, the next -1, and so on.
"""

import math
import warnings
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from sumy.summarizers.edmundson import EdmundsonSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer

from digest.compose.language.languages import stemmer, stop_words
from digest.compose.summarizers import Ratings, Summarizer
from digest.compose.summarizers.document import document
from digest.compose.summarizers.ours import lead
from digest.compose.summarizers.vectorised import VectorisedLexRank, VectorisedTextRank

_KL_SENTENCES = 60
"""How many kl looks at: its time grows with n^2.7, .2 s at 60 and 3 s at 150."""


class _Rating:
    """Makes a summarizer of sumy's return its ratings.

    All of them hand their ratings to this one method, to take the best from; it is
    there to be overridden.
    """

    @staticmethod
    def _get_best_sentences(
        sentences: Iterable[Any], _count: int, rating: Any, *args: Any
    ) -> Ratings:
        rate = rating.__getitem__ if isinstance(rating, dict) else rating
        return tuple(float(rate(sentence, *args)) for sentence in sentences)


class _LexRank(_Rating, VectorisedLexRank):
    pass


class _TextRank(_Rating, VectorisedTextRank):
    pass


class _Luhn(_Rating, LuhnSummarizer):  # type: ignore[misc]  # sumy has no types
    pass


class _Lsa(_Rating, LsaSummarizer):  # type: ignore[misc]  # sumy has no types
    pass


class _SumBasic(_Rating, SumBasicSummarizer):  # type: ignore[misc]  # sumy has no types
    pass


class _KL(_Rating, KLSummarizer):  # type: ignore[misc]  # sumy has no types
    pass


class _Edmundson(_Rating, EdmundsonSummarizer):  # type: ignore[misc]  # sumy has no types
    pass


def _by(kind: type[_Rating]) -> Summarizer:
    """Return a summarizer that rates as a class of sumy's does with our stop words."""

    def rate(sentences: Sequence[str], language: str) -> Ratings:
        summarizer: Any = kind(stemmer(language))  # type: ignore[call-arg]  # sumy's
        summarizer.stop_words = stop_words(language)
        return _ratings(summarizer, sentences, language)

    return rate


def _kl(sentences: Sequence[str], language: str) -> Ratings:
    """Rate the first sentences by kl, the others below them in their order."""
    rated = _by(_KL)(sentences[:_KL_SENTENCES], language)
    return rated + tuple(-float(n) for n in range(len(rated), len(sentences)))


def _edmundson(sentences: Sequence[str], language: str) -> Ratings:
    """Rate by two of Edmundson's four: frequent words, and the first and last place.

    His cue words are a list that no language but his has here, and his title method
    wants headings; an article's sentences have none.
    """
    told, small = document(sentences, language), stop_words(language)
    words = {word for word in told.words if word.lower() not in small}
    if not words:
        return lead(sentences, language)
    summarizer = _Edmundson(stemmer(language), 0.0, 1.0, 0.0, 1.0)
    summarizer.bonus_words = words
    summarizer.null_words = words  # of headings: there are none, but sumy wants some
    return _ratings(summarizer, sentences, language)


def _ratings(summarizer: Any, sentences: Sequence[str], language: str) -> Ratings:
    """Return what it says; the lead where it has nothing, or no numbers, to say.

    LexRank divides by 0 where no two sentences share a word, LSA finds no topic where
    there is no word, and warns of few.
    """
    told = document(sentences, language)
    with np.errstate(invalid="ignore"), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Number of words", UserWarning)
        rated: Ratings = summarizer(told, len(sentences))
    if len(rated) != len(sentences) or not all(map(math.isfinite, rated)):
        return lead(sentences, language)
    best = max(rated, default=0.0)
    return tuple(rating / best for rating in rated) if best > 0 else rated


METHODS: dict[str, Summarizer] = {
    "lexrank": _by(_LexRank),
    "textrank": _by(_TextRank),
    "luhn": _by(_Luhn),
    "lsa": _by(_Lsa),
    "sumbasic": _by(_SumBasic),
    "kl": _kl,
    "edmundson": _edmundson,
}
