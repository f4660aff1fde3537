from math import isfinite
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.bullets import Candidate
from digest.compose.languages import stemmer, stop_words
from digest.compose.summarize import summarize
from digest.compose.summarizers import named
from digest.compose.summarizers.ours import PositionCentroidSummarizer
from digest.methods import BUILT_IN, DEFAULT

ARTICLE = (
    (
        "Dock workers in Mombasa put down tools on Monday and asked for nine"
        " percent more pay."
    ),
    "The union of dock workers said forty ships with grain waited outside the harbor.",
    "Shopkeepers in Kampala complained that flour had doubled in price within a week.",
    "The port authority of Mombasa called the demand of the dock workers excessive.",
    "A court in Nairobi will rule on Thursday whether the pickets may block the gates.",
    "Crane drivers in Lamu joined the dock workers of Mombasa late on Tuesday night.",
)


def _summary(*told: str, count: int = 3, **given_values: str) -> tuple[Candidate, ...]:
    return summarize(told, **{"language": "en"} | given_values, count=count)


def _numbers(chosen: tuple[Candidate, ...]) -> list[int]:
    return [candidate.number for candidate in chosen]


@pytest.fixture
def no_nltk_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NLTK_DATA", str(tmp_path))
    monkeypatch.setattr("nltk.data.path", [str(tmp_path)])
    stemmer.cache_clear()
    stop_words.cache_clear()


@pytest.mark.usefixtures("no_nltk_data")
@pytest.mark.parametrize("method", BUILT_IN)
@pytest.mark.parametrize("language", ["en", "de"])
def test_no_data_of_nltk_is_needed(method: str, language: str) -> None:
    assert len(_summary(*ARTICLE, method=method, language=language)) == 3


@pytest.mark.parametrize("method", BUILT_IN)
def test_each_method_rates_every_sentence(method: str) -> None:
    assert len(named(method)(ARTICLE, "en")) == len(ARTICLE)


@pytest.mark.parametrize("method", BUILT_IN)
@pytest.mark.parametrize("length", [1, 2, 3])
def test_each_method_rates_short_articles_by_numbers(method: str, length: int) -> None:
    rated = named(method)(ARTICLE[:length], "en")

    assert all(map(isfinite, rated))


@pytest.mark.parametrize("method", BUILT_IN)
def test_each_method_stands_sentences_without_words(method: str) -> None:
    chosen = _summary("1 2 3 4 5 6 7.", "8 9 10 11 12 13.", method=method)

    assert _numbers(chosen) == [0, 1]


@pytest.mark.parametrize("method", BUILT_IN)
def test_each_method_stands_sentences_that_share_no_word(method: str) -> None:
    assert _numbers(_summary(ARTICLE[0], ARTICLE[2], method=method)) == [0, 1]


@pytest.mark.parametrize("method", ["lexrank", "textrank", "luhn", "lsa"])
def test_a_method_of_sumy_is_not_the_lead_in_disguise(method: str) -> None:
    told = (ARTICLE[2], *ARTICLE)

    assert named(method)(told, "en") != named("lead")(told, "en")


@pytest.mark.parametrize("method", BUILT_IN)
def test_every_chosen_sentence_is_one_of_those_given(method: str) -> None:
    chosen = _summary(*ARTICLE, method=method)

    assert all(ARTICLE[c.number] == c.sentence for c in chosen)


@given(st.lists(st.sampled_from([*ARTICLE, "Too short.", "“Torn"]), max_size=9))
@settings(max_examples=40, deadline=None)
def test_chosen_sentences_are_those_given_in_their_order(told: list[str]) -> None:
    chosen = _summary(*told)

    assert [told[c.number] for c in chosen] == [c.sentence for c in chosen]
    assert _numbers(chosen) == sorted(_numbers(chosen))
    assert len(chosen) <= 3


@pytest.mark.parametrize("count", [0, 1, 2, 4])
def test_no_more_sentences_are_chosen_than_asked_for(count: int) -> None:
    assert len(_summary(*ARTICLE, count=count)) == count


def test_an_article_without_a_fit_sentence_has_no_summary() -> None:
    assert _summary("Too short.", "What now?") == ()


def test_no_sentences_have_no_summary() -> None:
    assert _summary() == ()


def test_the_lead_method_takes_the_first_sentences() -> None:
    assert _numbers(_summary(*ARTICLE, count=2, method="lead")) == [0, 1]


def test_a_sentence_full_of_recurring_words_passes_an_earlier_one() -> None:
    told = (
        *ARTICLE[:2],
        "Shopkeepers in Kampala complained that flour had doubled in price in May.",
        "The dock workers of Mombasa and their union keep ships outside the harbor.",
    )

    *_, plain, central = named(DEFAULT)(told, "en")

    assert central > plain


def test_of_two_sentences_alike_in_words_the_earlier_is_rated_higher() -> None:
    first, second = named(DEFAULT)(ARTICLE[:1] * 2, "en")

    assert first > second


def test_a_sentence_with_a_defect_is_printed_only_if_nothing_better_is_left() -> None:
    told = (f"But {ARTICLE[0][0].lower()}{ARTICLE[0][1:]}", *ARTICLE[2:5])

    assert 0 not in _numbers(_summary(*told, count=3))
    assert 0 in _numbers(_summary(*told, count=4))


def test_no_two_sentences_say_the_same() -> None:
    again = ARTICLE[0].replace("put down tools", "downed their tools")

    chosen = _summary(ARTICLE[0], again, *ARTICLE[2:], count=4)

    assert len({0, 1} & set(_numbers(chosen))) == 1


def test_a_sentence_that_repeats_the_title_is_passed_over() -> None:
    title = "Dock workers in Mombasa put down tools and ask for nine percent more pay"

    assert 0 not in _numbers(_summary(*ARTICLE, title=title))


def test_a_sentence_that_tells_much_more_than_the_title_is_kept() -> None:
    assert 0 in _numbers(_summary(*ARTICLE, title="Mombasa dock workers ask for pay"))


def test_a_dateline_does_not_hide_that_a_sentence_repeats_the_title() -> None:
    title = "Dock workers in Mombasa put down tools and ask for nine percent more pay"
    told = (f"MOMBASA, Kenya (Courier) — {ARTICLE[0]}", *ARTICLE[1:])

    assert 0 not in _numbers(_summary(*told, title=title))


@pytest.mark.parametrize("language", ["xx", "tlh", ""])
def test_an_unknown_language_is_summarized_without_stems(language: str) -> None:
    assert len(_summary(*ARTICLE, language=language)) == 3


@pytest.mark.parametrize("language", ["el", "pl"])
def test_a_language_whose_stemmer_is_not_installed_is_summarized(language: str) -> None:
    assert len(_summary(*ARTICLE, language=language)) == 3


def test_an_unknown_method_is_an_error() -> None:
    with pytest.raises(KeyError, match="oracle"):
        _summary(*ARTICLE, method="oracle")


def test_what_stands_beyond_the_150th_sentence_is_not_looked_at() -> None:
    told = ["Too short."] * 150 + list(ARTICLE)

    assert _summary(*told) == ()


def test_the_summarizer_gives_its_best_sentences_as_sumy_does() -> None:
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence  # noqa: PLC0415

    class Words:
        @staticmethod
        def to_words(text: str) -> tuple[str, ...]:
            return tuple(text.split())

    listed = [Sentence(text, Words()) for text in ARTICLE]
    document = ObjectDocumentModel([Paragraph(listed)])
    summarizer = PositionCentroidSummarizer(stemmer("en"), stop_words("en"))

    best = summarizer(document, 2)

    assert len(best) == 2
    assert str(best[0]) == ARTICLE[0]


@given(st.lists(st.sampled_from(ARTICLE), max_size=9))
@settings(max_examples=40, deadline=None)
def test_ratings_of_the_default_method_lie_between_0_and_1(told: list[str]) -> None:
    assert all(0 <= rating <= 1 + 1e-9 for rating in named(DEFAULT)(told, "en"))
