from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_articles import articles
from numpy.typing import NDArray
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from torture import times

from digest.compose.language.languages import stemmer, stop_words
from digest.compose.summarizers.document import document
from digest.compose.summarizers.vectorised import VectorisedLexRank, VectorisedTextRank

PAIRS = [
    pytest.param(LexRankSummarizer, VectorisedLexRank, id="LexRank"),
    pytest.param(TextRankSummarizer, VectorisedTextRank, id="TextRank"),
]
COUNTS = (1, 2, 3, 4)
Matrix = NDArray[np.float64]


class Infos(list[Any]):
    """Keeps the ranked sentences that sumy cuts: one call shows what each n gets."""

    def __call__(self, ranked: Sequence[Any]) -> Sequence[Any]:
        self.extend(ranked)
        return ranked


def _choices(kind: Any, sentences: list[str], language: str) -> list[list[int]]:
    """Return the places of the sentences it chooses when asked for 1, 2, 3 and 4."""
    summarizer = kind(stemmer(language))
    summarizer.stop_words = stop_words(language)
    infos = Infos()
    summarizer(document(sentences, language), infos)
    return [sorted(info.order for info in infos[:count]) for count in COUNTS]


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
@pytest.mark.parametrize(("stock", "ours"), PAIRS)
def test_in_a_thousand_calls_the_sentences_chosen_are_sumys(
    stock: Any, ours: Any
) -> None:
    calls = [
        (_choices(stock, *told), _choices(ours, *told))
        for told in articles(1000 // len(COUNTS), longest=times(150, short=60))
    ]

    assert len(calls) * len(COUNTS) == 1000
    assert [theirs for theirs, _ in calls] == [own for _, own in calls]


def _matrix(kind: Any, sentences: list[str], threshold: float = 0.1) -> Matrix:
    """Return what it makes of a document, as it gives it to its power method."""
    made: list[Matrix] = []

    class Listening(kind):  # type: ignore[misc]  # sumy has no types
        @staticmethod
        def power_method(matrix: Matrix, _epsilon: float) -> Matrix:
            made.append(matrix)
            return np.zeros(len(matrix))

    summarizer = Listening()
    summarizer.threshold = threshold
    summarizer(document(sentences, "xx"), 1)
    return made[0]


def _cosines(sentences: list[str]) -> set[float]:
    """Return every cosine that sumy compares with the threshold."""
    heard: set[float] = set()

    class Listening(LexRankSummarizer):  # type: ignore[misc]  # sumy has no types
        @staticmethod
        def cosine_similarity(*given: Any) -> float:
            cosine: float = LexRankSummarizer.cosine_similarity(*given)
            heard.add(cosine)
            return cosine

    Listening()(document(sentences, "xx"), 1)
    return heard


Sentences = st.lists(
    st.lists(st.sampled_from("ab ac ad ba bc bd".split()), max_size=9).map(" ".join),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize(("stock", "ours"), PAIRS)
@given(sentences=Sentences)
def test_the_matrix_is_sumys_to_the_last_bit(
    stock: Any, ours: Any, sentences: list[str]
) -> None:
    assert np.array_equal(_matrix(stock, sentences), _matrix(ours, sentences))


def test_a_cosine_right_on_the_threshold_falls_where_it_falls_in_sumy() -> None:
    told = next(told for told, _ in articles(99, longest=40) if 8 < len(told) < 14)

    for edge in _cosines(told):
        theirs = _matrix(LexRankSummarizer, told, edge)
        assert np.array_equal(theirs, _matrix(VectorisedLexRank, told, edge))


@pytest.mark.parametrize("ours", [VectorisedLexRank, VectorisedTextRank])
def test_a_document_without_sentences_has_none_to_choose(ours: Any) -> None:
    assert ours()(document([], "en"), 3) == ()
