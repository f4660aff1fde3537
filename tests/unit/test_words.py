import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.compose.language.segmenters import segmenter
from digest.compose.language.words import count, has_capital, pairs, split

CHINESE = "港口城市青岩的码头工人周一开始罢工，要求加薪百分之九。"
JAPANESE = (
    "青岩港の港湾労働者は月曜日、九パーセントの賃上げを求めてストライキに入った。"
)
THAI = "คนงานท่าเรือหยุดงานประท้วงเมื่อวันจันทร์"


@given(st.text(alphabet="ab .'-\n1"))
def test_words_with_spaces_between_are_counted_by_the_spaces(text: str) -> None:
    assert count(text) == len(text.split())


@pytest.mark.parametrize(
    "text",
    ["Ärzte warnen vor Rauch.", "Порт закрыт с утра.", "الميناء مغلق منذ الصباح"],
)
def test_words_of_other_scripts_with_spaces_are_counted_so_too(text: str) -> None:
    assert count(text) == 4


@pytest.mark.parametrize(
    ("text", "fewest", "most"),
    [(CHINESE, 13, 19), (JAPANESE, 11, 17), (THAI, 5, 9)],
)
def test_where_no_spaces_are_as_many_are_counted_as_a_translator_would(
    text: str, fewest: int, most: int
) -> None:
    assert fewest <= count(text) <= most


def test_words_of_several_scripts_add_up() -> None:
    assert count("Acme Corp 港口关闭了。 2 ships") == 4 + count("港口关闭了。")


def test_wide_marks_are_no_words() -> None:
    assert count("「港口」。、") == count("港口")


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Don't, Saint-Malo! 42 e-mails", "en", ("Don't", "Saint-Malo", "e-mails")),
        ("l'accord d’Évian", "fr", ("accord", "Évian")),
        ("jusqu'à demain, qu’il aujourd’hui", "fr", "à demain il aujourd’hui".split()),
        ("dell’Italia, un'altra", "it", ("Italia", "altra")),
        ("l’hort d'Olot", "ca", ("hort", "Olot")),
        ("l'accord", "en", ("l'accord",)),
        ("الْمِينَاءُ مُغْلَقٌ", "ar", ("الْمِينَاءُ", "مُغْلَقٌ")),
        ('שָׁלוֹם צה"ל', "he", ("שָׁלוֹם", 'צה"ל')),
        ("हिन्दी में हड़ताल", "hi", ("हिन्दी", "में", "हड़ताल")),
        ("cafe\u0301 fermé", "fr", ("cafe\u0301", "fermé")),
        ("می\u200cشود", "fa", ("می\u200cشود",)),
        ("Hafen\u00adstreik", "de", ("Hafen\u00adstreik",)),
        ("İstanbul'da ölü yok", "tr", ("İstanbul'da", "ölü", "yok")),
    ],
)
def test_words_stay_whole_in_every_script(
    text: str, language: str, words: tuple[str, ...]
) -> None:
    assert split(text, language) == tuple(words)


def test_chinese_words_are_pairs_of_neighbors() -> None:
    assert pairs("港口关闭，船。") == ("港口", "口关", "关闭", "船")


def test_japanese_words_in_katakana_stay_whole_and_hiragana_is_left_out() -> None:
    assert pairs("港湾労働者はストライキに") == (
        "港湾",
        "湾労",
        "労働",
        "働者",
        "ストライキ",
    )


def test_words_of_other_scripts_stay_whole_among_chinese_ones() -> None:
    assert pairs("Acme公司 2026") == ("Acme", "公司")


@pytest.mark.parametrize(
    ("language", "extra"), [("zh", "jieba"), ("ja", "tinysegmenter")]
)
def test_without_its_extra_a_language_has_pairs(
    language: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, extra, None)
    segmenter.cache_clear()

    words = split(CHINESE, language)

    segmenter.cache_clear()
    assert words == pairs(CHINESE)


@pytest.mark.parametrize(
    ("language", "extra", "text", "word"),
    [
        ("zh", "jieba", CHINESE, "罢工"),
        ("ja", "tinysegmenter", JAPANESE, "労働"),
    ],
)
def test_with_its_extra_a_language_has_true_words(
    language: str, extra: str, text: str, word: str
) -> None:
    pytest.importorskip(extra)
    segmenter.cache_clear()

    words = split(text, language)

    assert word in words
    assert not set(words) & set("，。、は9")


def test_the_extra_for_chinese_keeps_nothing_in_a_folder_of_everybody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("jieba")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    segmenter.cache_clear()

    split(CHINESE, "zh")

    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("word", ["Lima", "Ürümqi", "Łódź", "Москва", "Αθήνα", "İzmir"])
def test_a_capital_is_one_in_any_alphabet(word: str) -> None:
    assert has_capital(word)
    assert not has_capital(word.lower())


@pytest.mark.parametrize("word", ["", "9", "über", "порт", "الميناء", "港口", "eBay"])
def test_what_has_no_capital_begins_with_none(word: str) -> None:
    assert not has_capital(word)
