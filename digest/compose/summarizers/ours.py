"""The default method, and the first sentences as they stand.

The default is a summarizer on sumy's `AbstractSummarizer`, document model, stemmers and
stop words:

    rating = .65·(i+1)^-.5 + .35·centroid

with i the sentence's place from 0, and centroid the cosine of its stems with those that
occur more than once in the article, scaled so that the best has 1. With the rules of
`bullets.py` it beats the first sentences by 1.8 ROUGE-1 where they are weak and never
loses to them; each of sumy's own methods loses by 4 and more (docs/measured.md).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from sumy.summarizers._summarizer import AbstractSummarizer
from typing_extensions import override

from digest.compose.language.languages import stemmer, stop_words
from digest.compose.summarizers import Ratings, Summarizer
from digest.compose.summarizers.document import document
from digest.methods import DEFAULT


class PositionCentroidSummarizer(AbstractSummarizer):  # type: ignore[misc]  # sumy has no types
    """Rate by place in the article and nearness to its recurring words."""

    _position_weight = 0.65
    _centroid_weight = 0.35

    def __init__(self, stemmer: Any, stop_words: frozenset[str]) -> None:
        super().__init__(stemmer)
        self._stop_words = stop_words

    @override
    def __call__(self, document: Any, sentences_count: int) -> Any:
        ratings = dict(zip(document.sentences, self.ratings(document), strict=True))
        return self._get_best_sentences(document.sentences, sentences_count, ratings)

    def ratings(self, document: Any) -> Ratings:
        """Return a rating, 0 to 1, for each of the document's sentences."""
        stems = [self._stems(sentence) for sentence in document.sentences]
        total = Counter(chain.from_iterable(stems))
        recurring = {stem: count for stem, count in total.items() if count > 1}
        nearness = [_nearness(Counter(found), recurring) for found in stems]
        best = max(nearness, default=0.0) or 1.0
        return tuple(
            self._position_weight * (place + 1) ** -0.5
            + self._centroid_weight * near / best
            for place, near in enumerate(nearness)
        )

    def _stems(self, sentence: Any) -> list[str]:
        words = (word.lower() for word in sentence.words)
        return [self._stemmer(word) for word in words if word not in self._stop_words]


def position_and_centroid(sentences: Sequence[str], language: str) -> Ratings:
    """Rate as `PositionCentroidSummarizer` does: 0 to 1."""
    summarizer = PositionCentroidSummarizer(stemmer(language), stop_words(language))
    return summarizer.ratings(document(sentences, language))


def lead(sentences: Sequence[str], _language: str) -> Ratings:
    """Rate the first sentence highest, each other one point below the one before."""
    return tuple(-float(place) for place in range(len(sentences)))


METHODS: dict[str, Summarizer] = {DEFAULT: position_and_centroid, "lead": lead}


def _nearness(found: Mapping[str, int], recurring: Mapping[str, int]) -> float:
    """Return their cosine, but for the length of `recurring`, which scales out."""
    product = sum(count * recurring.get(stem, 0) for stem, count in found.items())
    length = math.hypot(*found.values())
    return product / length if length else 0.0
