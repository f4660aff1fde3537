"""sumy's LexRank and TextRank with their matrices made by numpy, to the last bit.

Both compare each sentence with each other in Python, which is nearly all they do at 150
sentences. Here one sparse product does it, and the rest is inherited. The matrices are
not nearly but exactly sumy's, so that sentences with equal ratings stay equal, and no
other is chosen than sumy would choose:

- TextRank's are whole numbers (words in common) over sums of two logarithms: the same
  operations on the same numbers.
- LexRank's say whether a cosine passes the threshold. numpy adds in another order than
  sumy, which changes the last digits; where they could matter, sumy's own
  `cosine_similarity` decides.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from typing_extensions import override

from digest.compose.grouping.sparse import Rows, spans, sums_of

Matrix = NDArray[np.float64]
Stems = Sequence[str]
Weights = Mapping[str, float]

_ROUNDING = 1e-9
"""Far above the error of a sum of some hundred products, far below what tells."""


class VectorisedLexRank(LexRankSummarizer):  # type: ignore[misc]  # sumy has no types
    """LexRank as sumy has it, in a fraction of the time."""

    @staticmethod
    @override
    def _compute_idf(sentences: Sequence[Stems]) -> Weights:
        holding = Counter(chain.from_iterable(map(frozenset, sentences)))
        count = len(sentences)
        return {stem: math.log(count / (1 + n)) for stem, n in holding.items()}

    @override
    def _create_matrix(
        self,
        sentences: Sequence[Stems],
        threshold: float,
        tf_metrics: Sequence[Weights],
        idf_metrics: Weights,
    ) -> Matrix:
        """Return who is like whom, a row a sentence; rows sum to 1, or are 0."""
        weighted = [
            {stem: tf * idf_metrics[stem] for stem, tf in metrics.items()}
            for metrics in tf_metrics
        ]
        likeness = _cosines(weighted)
        alike = likeness > threshold
        for one, other in np.argwhere(np.abs(likeness - threshold) < _ROUNDING):
            exact = self.cosine_similarity(
                sentences[one],
                sentences[other],
                tf_metrics[one],
                tf_metrics[other],
                idf_metrics,
            )
            alike[one, other] = exact > threshold
        degrees = alike.sum(axis=1, keepdims=True)
        matrix: Matrix = alike / np.maximum(degrees, 1)
        return matrix


class VectorisedTextRank(TextRankSummarizer):  # type: ignore[misc]  # sumy has no types
    """TextRank as sumy has it, in a fraction of the time."""

    @override
    def _create_matrix(self, document: Any) -> Matrix:
        """Return the chance to go from a sentence (row) to each; rows sum to 1."""
        stems = [self._to_words_set(sentence) for sentence in document.sentences]
        common = _products([Counter(found) for found in stems])
        lengths = np.array([math.log(len(found) or 1) for found in stems])
        norms = lengths[:, np.newaxis] + lengths
        # Two sentences of one word each have norm 0; sumy leaves their rank as it is.
        weights = common / np.where(norms > 0, norms, 1.0)
        weights /= weights.sum(axis=1)[:, np.newaxis] + self._ZERO_DIVISION_PREVENTION
        matrix: Matrix = (1.0 - self.damping) / len(stems) + self.damping * weights
        return matrix


def _cosines(sentences: Sequence[Weights]) -> Matrix:
    products = _products(sentences)
    lengths = np.sqrt(np.diagonal(products))
    lengths = np.where(lengths > 0, lengths, 1.0)
    cosines: Matrix = products / (lengths[:, np.newaxis] * lengths)
    return cosines


def _products(sentences: Sequence[Weights]) -> Matrix:
    """Return for each two sentences the sum of products over the stems they share.

    A sentence has few of an article's stems, so only what meets is multiplied; a
    product of full matrices takes twice as long, on all cores.
    """
    count = len(sentences)
    columns: dict[str, int] = {}
    for stem in chain.from_iterable(sentences):
        columns.setdefault(stem, len(columns))
    rows = Rows(
        np.cumsum([0, *map(len, sentences)]),
        np.array([columns[stem] for stem in chain.from_iterable(sentences)], np.int64),
        np.array([*chain.from_iterable(w.values() for w in sentences)], np.float64),
    )
    holders = rows.turned()
    met = holders.sizes[rows.columns]
    other = spans(holders.starts[rows.columns], met)
    pairs = np.repeat(rows.numbers, met) * count + holders.columns[other]
    values = np.repeat(rows.values, met) * holders.values[other]
    return sums_of(pairs, values, count * count).reshape(count, count)
