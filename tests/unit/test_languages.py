import pytest

from digest.compose.languages import stemmer, stop_words

KNOWN = (
    "ar cs da de el en es fi fr he hu it ja ko nl no pl pt ro ru sk sv uk zh"
).split()


@pytest.mark.parametrize("language", KNOWN)
def test_every_language_has_a_stemmer_that_stems(language: str) -> None:
    assert stemmer(language)("Hamburg")


@pytest.mark.parametrize("language", KNOWN)
def test_asking_for_the_stop_words_of_a_language_never_fails(language: str) -> None:
    assert all(isinstance(word, str) for word in stop_words(language))


@pytest.mark.parametrize(
    ("language", "word"), [("en", "the"), ("de", "und"), ("fr", "les"), ("es", "los")]
)
def test_small_words_say_little(language: str, word: str) -> None:
    assert word in stop_words(language)


def test_telling_words_are_no_stop_words() -> None:
    assert "harbor" not in stop_words("en")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "strikes", "striking"), ("de", "Hafens", "Hafen"), ("fr", "ports", "port")],
)
def test_forms_of_a_word_have_one_stem(language: str, one: str, other: str) -> None:
    assert stemmer(language)(one) == stemmer(language)(other)


def test_a_language_nobody_knows_has_no_stop_words() -> None:
    assert stop_words("xx") == frozenset()


def test_a_language_nobody_knows_has_small_letters_for_stems() -> None:
    assert stemmer("xx")("STRIKES") == "strikes"
