"""sumy's own methods: its classes, asked for their ratings."""

import math
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np

from digest.compose.languages import stemmer, stop_words
from digest.compose.summarizers import Ratings, Summarizer
from digest.compose.summarizers.document import document
from digest.compose.summarizers.ours import lead


def _sumy(module: str, name: str) -> Summarizer:
    """Return a summarizer that rates as sumy's class `name` does."""

    def rate(sentences: Sequence[str], language: str) -> Ratings:
        summarizer = getattr(import_module(f"sumy.summarizers.{module}"), name)(
            stemmer(language)
        )
        summarizer.stop_words = stop_words(language)
        found: list[float] = []

        def keep(sentences: Any, _count: int, rating: Any, *args: Any) -> Any:
            by = rating.__getitem__ if isinstance(rating, dict) else rating
            found.extend(float(by(sentence, *args)) for sentence in sentences)
            return sentences

        # sumy hands its ratings to this method alone, to take the best from.
        summarizer._get_best_sentences = keep  # noqa: SLF001
        with np.errstate(invalid="ignore"):
            summarizer(document(sentences, language), len(sentences))
        if not found or not all(map(math.isfinite, found)):
            return lead(sentences, language)
        return tuple(found)

    return rate


METHODS: dict[str, Summarizer] = {
    "lexrank": _sumy("lex_rank", "LexRankSummarizer"),
    "textrank": _sumy("text_rank", "TextRankSummarizer"),
    "luhn": _sumy("luhn", "LuhnSummarizer"),
    "lsa": _sumy("lsa", "LsaSummarizer"),
    "sumbasic": _sumy("sum_basic", "SumBasicSummarizer"),
    "kl": _sumy("kl", "KLSummarizer"),
}
