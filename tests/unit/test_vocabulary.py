import pytest

from digest.compose.grouping.vocabulary import terms


@pytest.mark.parametrize(
    "word", ["Kenya", "Kenyan", "Kenyans", "Kenya's", "Kenya’s", "KENYA"]
)
def test_a_country_and_its_adjective_are_one_term(word: str) -> None:
    assert terms(word) == ["KE"]


@pytest.mark.parametrize(
    "words",
    [
        "city cities",
        "ship ships",
        "tie ties",
        "resign resigns resigned",
        "quake earthquake tremors",
        "quakes earthquakes tremor",
    ],
)
def test_forms_of_a_word_are_one_term(words: str) -> None:
    assert len(set(terms(words))) == 1


def test_a_stem_is_found_in_the_words_own_language() -> None:
    assert len(set(terms("Gewerkschaft Gewerkschaften", "de"))) == 1
    assert len(set(terms("huelga huelgas", "es"))) == 1


@pytest.mark.parametrize("word", ["gas", "virus", "congress"])
def test_a_word_that_only_looks_plural_is_not_taken_for_another(word: str) -> None:
    assert terms(word) != terms(word[:-1])


def test_words_that_tell_nothing_are_no_terms() -> None:
    assert terms("The and of Monday, a Reuters report: x") == []


def test_other_languages_have_their_own_silent_words() -> None:
    assert terms("und der Hafen", "de") == ["haf"]
