import sys
from pathlib import Path

import pytest

from digest.compose.bullets.summarize import summarize
from digest.compose.language import languages
from digest.compose.language.function_words import FUNCTION_WORDS
from digest.compose.language.languages import (
    is_known,
    known,
    stemmer,
    stop_words,
)
from digest.compose.language.segmenters import advice
from digest.compose.language.words import split


@pytest.mark.parametrize("language", known())
def test_every_known_language_stems_and_has_stop_words_without_an_error(
    language: str,
) -> None:
    assert stemmer(language)("Hamburg")
    assert all(word == word.strip() for word in stop_words(language))


WITHOUT_SUMY = "ru nl da no fi hu ro tr hr bg sr fa hi id vi ca et lt sl".split()


@pytest.mark.parametrize("language", WITHOUT_SUMY)
def test_languages_unknown_to_sumy_have_stop_words(language: str) -> None:
    assert len(stop_words(language)) >= 29


@pytest.mark.parametrize("language", FUNCTION_WORDS)
def test_most_words_that_hold_sentences_together_say_little(language: str) -> None:
    words = FUNCTION_WORDS[language].split()

    silent = [word for word in words if word in stop_words(language)]

    assert len(silent) > 0.6 * len(words)


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "harbor"),
        ("ru", "война"),
        ("ru", "москва"),
        ("nl", "oorlog"),
        ("fi", "maa"),
        ("tr", "savaş"),
        ("id", "perang"),
    ],
)
def test_telling_words_are_no_stop_words(language: str, word: str) -> None:
    assert word not in stop_words(language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "strikes", "striking"),
        ("de", "Hafens", "Hafen"),
        ("fr", "ports", "port"),
        ("ru", "порты", "портов"),
        ("uk", "порти", "портів"),
        ("pl", "portu", "portem"),
        ("el", "λιμάνι", "λιμανιού"),
        ("tr", "gemiler", "gemileri"),
        ("hr", "vlada", "vladom"),
        ("hi", "बंदरगाहों", "बंदरगाह"),
        ("ar", "الميناء", "ميناء"),
        ("ar", "الْمِينَاء", "الميناء"),
        ("de", "STRASSE", "Straße"),
        ("el", "ΟΔΟΣ", "οδός".replace("ό", "ο")),
        ("fr", "cafe\u0301s", "caf\u00e9"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, one: str, other: str) -> None:
    assert stemmer(language)(one) == stemmer(language)(other)


@pytest.mark.parametrize(
    "word", ["İstanbul", "İSTANBUL", "istanbul", "İstanbul".lower()]
)
def test_a_turkish_i_keeps_its_dot_in_small_letters(word: str) -> None:
    assert stemmer("tr")(word) == "istanbul"


def test_a_turkish_i_without_a_dot_gets_none() -> None:
    assert stemmer("tr")("KIŞ") == stemmer("tr")("kış")


@pytest.mark.parametrize("word", ["ile", "İle".lower()])
def test_turkish_stop_words_are_known_at_the_head_of_a_sentence(word: str) -> None:
    assert word in stop_words("tr")


def test_hebrew_has_stop_words_and_whole_words() -> None:
    assert "של" in stop_words("he")
    assert stemmer("he")("הנמל") == "הנמל"


def test_a_language_nobody_knows_has_no_stop_words() -> None:
    assert not is_known("xx")
    assert stop_words("xx") == frozenset()


def test_a_language_nobody_knows_has_small_letters_for_stems() -> None:
    assert stemmer("xx")("STRIKES") == "strikes"


@pytest.mark.parametrize("language", ["en", "no", "tr", "th", "sr", "zh"])
def test_languages_of_the_world_are_known(language: str) -> None:
    assert is_known(language)


@pytest.mark.parametrize(
    ("language", "module", "extra"),
    [("zh", "jieba", "chinese"), ("ja", "tinysegmenter", "japanese")],
)
def test_who_lacks_an_extra_is_told_which(
    language: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)

    assert f"digest[{extra}]" in (advice(language) or "")


def test_who_has_an_extra_is_told_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "tinysegmenter.py").touch()
    monkeypatch.delitem(sys.modules, "tinysegmenter", raising=False)
    monkeypatch.syspath_prepend(tmp_path)

    assert advice("ja") is None


@pytest.mark.parametrize("language", ["en", "ar", "he", "xx"])
def test_other_languages_need_no_extra(language: str) -> None:
    assert advice(language) is None


ARABIC = (
    "بدأ عمال ميناء مومباسا يوم الاثنين إضرابا وطالبوا بزيادة أجورهم تسعة في المئة.",
    "قالت نقابة عمال الميناء إن أربعين سفينة محملة بالحبوب تنتظر خارجه منذ أيام.",
    "اشتكى أصحاب المتاجر في العاصمة من أن سعر الدقيق تضاعف خلال أسبوع واحد فقط.",
)
HEBREW = (
    "עובדי הנמל פתחו ביום שני בשביתה ודרשו תוספת שכר של תשעה אחוזים מן החברה.",
    "ועד העובדים מסר כי ארבעים אוניות עמוסות בתבואה ממתינות מחוץ לנמל מאז יום שישי.",
    "בעלי חנויות בבירה התלוננו כי מחיר הקמח הוכפל בתוך שבוע אחד בלבד בכל הארץ.",
)


@pytest.mark.parametrize(("language", "article"), [("ar", ARABIC), ("he", HEBREW)])
def test_arabic_and_hebrew_are_summarized_without_an_extra(
    language: str, article: tuple[str, ...]
) -> None:
    chosen = summarize(article, language=language, count=2)

    assert len(chosen) == 2
    assert {one.sentence for one in chosen} < set(article)
    assert all(split(sentence, language) for sentence in article)


def test_no_stemmer_remembers_words_without_end() -> None:
    stem = languages.stemmer("xx")

    for number in range(30_000):
        stem(f"word{number}")

    assert stem.cache_info().currsize <= 20_000  # type: ignore[attr-defined]
