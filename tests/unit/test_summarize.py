import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.bullets.candidates import Candidate
from digest.compose.bullets.summarize import summarize
from digest.errors import SummarizerError
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


@pytest.mark.parametrize("method", BUILT_IN)
def test_each_method_stands_sentences_of_one_word(method: str) -> None:
    chosen = _summary("Aa 1 2 3 4 5 6 7.", "Bb 8 9 10 11 12 13.", method=method)

    assert _numbers(chosen) == [0, 1]


@pytest.mark.parametrize("method", BUILT_IN)
def test_each_method_stands_sentences_that_share_no_word(method: str) -> None:
    assert _numbers(_summary(ARTICLE[0], ARTICLE[2], method=method)) == [0, 1]


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
@pytest.mark.parametrize("method", [DEFAULT, "lexrank", "kl"])
def test_of_an_unknown_language_the_first_sentences_are_taken(
    language: str, method: str
) -> None:
    told = (ARTICLE[2], *ARTICLE[:2], *ARTICLE[3:])

    chosen = _summary(*told, language=language, method=method)

    assert _numbers(chosen) == [0, 1, 2]


@pytest.mark.parametrize("language", ["el", "pl"])
def test_a_language_whose_stemmer_is_not_installed_is_summarized(language: str) -> None:
    assert len(_summary(*ARTICLE, language=language)) == 3


def test_an_unknown_method_is_an_error() -> None:
    with pytest.raises(SummarizerError, match="no method is called 'oracle'"):
        _summary(*ARTICLE, method="oracle")


def test_what_stands_beyond_the_150th_sentence_is_not_looked_at() -> None:
    told = ["Too short."] * 150 + list(ARTICLE)

    assert _summary(*told) == ()
