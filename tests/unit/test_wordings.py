import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.language.wordings import Wording, tables, wording

LANGUAGES = (
    "en de fr es it pt nl pl cs ru uk sv da no fi tr hu ro el ar he ja zh".split()
)
LISTS = (
    "connectives droppable pointing backward persons first_person says relative"
    " weekdays no_single_day no_single_day_after future unnamed"
).split()
NOT_EVERYWHERE = ("past", "another_week")
"""Lists that a language may lack: then nothing is penalized, and no date is added."""
PATTERNS = [name for name in LISTS if name != "no_single_day_after"]

CASES = [
    line.split("\t")
    for line in (Path(__file__).resolve().parent.parent / "data" / "wordings.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("language", "field", "sentence", "expected"), CASES)
def test_a_word_is_found_where_it_is_one_and_not_where_it_looks_like_it(
    language: str, field: str, sentence: str, expected: str
) -> None:
    found = getattr(wording(language), field).search(sentence)

    assert (found[0].strip() if found else "-") == expected


def test_every_language_that_digest_knows_words_of_has_cases() -> None:
    assert sorted(tables()) == sorted(LANGUAGES)
    assert {language for language, *_ in CASES} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_each_list_or_says_why_not(language: str) -> None:
    lists = tables()[language]

    missing = [n for n in LISTS if n not in lists and not lists["none"].get(n)]

    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_list_is_misspelt_and_no_reason_is_given_for_one_that_is_there(
    language: str,
) -> None:
    lists = tables()[language]
    known = {
        f"{negation}{name}{ending}"
        for name in (*LISTS, *NOT_EVERYWHERE)
        for negation in ("", "not_")
        for ending in ("", "_patterns")
    }

    assert set(lists) <= {*known, "none"}
    assert not set(lists.get("none", {})) & set(lists)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_stands_twice_in_a_list(language: str) -> None:
    lists = {name: words for name, words in tables()[language].items() if words}
    lists["weekdays"] = [word for day in lists["weekdays"] for word in day]

    doubled = {
        name: words
        for name, words in lists.items()
        if name != "none" and len(words) != len(set(words))
    }

    assert not doubled


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_week_has_seven_days(language: str) -> None:
    assert len(tables()[language]["weekdays"]) == 7
    assert wording(language).weekdays.groups == 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_list_is_found_whole(language: str) -> None:
    made = wording(language)
    plain = [n for n in PATTERNS if n not in {"droppable", "weekdays", "no_single_day"}]

    lost = [
        (name, word)
        for name in plain
        for word in tables()[language].get(name, ())
        if not (found := getattr(made, name).search(word)) or found[0] != word
    ]

    assert not lost


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_weekday_is_found_as_its_day(language: str) -> None:
    made = wording(language)

    lost = [
        form
        for number, forms in enumerate(tables()[language]["weekdays"])
        for form in forms
        if list(made.single_days(form)) != [(number, len(form))]
    ]

    assert not lost


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"ja", "zh"}))
def test_no_word_is_found_inside_a_longer_one(language: str) -> None:
    made = wording(language)

    torn = [
        (name, word)
        for name in PATTERNS
        for word in tables()[language].get(name, ())
        if isinstance(word, str)
        and (word[-1].isalnum())
        and (found := getattr(made, name).search(f"{word}qq"))
        and found[0] == word
    ]

    assert not torn


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_repeats_what_repeats(language: str) -> None:
    nested = re.compile(r"[+*}]\)(?:[+*]|\{)")

    slow = [n for n in PATTERNS if nested.search(getattr(wording(language), n).pattern)]

    assert not slow


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_may_go_never_takes_the_sentence_with_it(language: str) -> None:
    for word in tables()[language].get("droppable", ()):
        for comma in (", ", "،", "、", "\uff0c"):
            found = wording(language).droppable.search(f"{word}{comma}")

            assert found is None


def test_what_may_go_leans_on_the_sentence_before() -> None:
    firm = [
        (language, word)
        for language in LANGUAGES
        for word in tables()[language].get("droppable", ())
        if not wording(language).connectives.search(f"{word}、")
    ]

    assert not firm


def test_both_kinds_of_norwegian_are_norwegian() -> None:
    assert wording("nb") is wording("nn") is wording("no")


@given(text=st.text(max_size=40))
@settings(max_examples=30, deadline=None)
def test_a_language_without_a_table_finds_nothing(text: str) -> None:
    made = wording("tlh")

    assert made == Wording()
    assert not any(getattr(made, name).search(text) for name in PATTERNS)
    assert not list(made.single_days(text))


def test_a_weekday_with_a_word_that_takes_it_away_is_no_single_day() -> None:
    text = "Ferries sail every Monday; one sank on Tuesday, not on Good Friday."

    found = list(wording("en").single_days(text))

    assert found == [(1, text.index(", not"))]


def test_a_day_before_a_word_that_takes_it_away_is_no_single_day() -> None:
    text = "Le bac a coulé mardi et repart samedi prochain."

    found = list(wording("fr").single_days(text))

    assert found == [(1, text.index(" et"))]


@given(st.sampled_from(LANGUAGES), st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_an_opening_is_found_at_the_beginning_only(language: str, text: str) -> None:
    for name in ("connectives", "droppable", "pointing", "unnamed"):
        found = getattr(wording(language), name).search(text)

        assert found is None or found.start() == 0
