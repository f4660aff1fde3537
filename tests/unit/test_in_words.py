"""Days, headings and capitals in the newsletter's language."""

from dataclasses import replace
from typing import Any

import pytest
from babel import localedata
from builders import make_edition

from digest import values
from digest.config import REGIONS
from digest.model import Section
from digest.render.in_words import capitals, in_language, locale, long_date, short_date
from digest.render.words import words
from digest.resources import templates_folder


@pytest.mark.parametrize(
    ("language", "day", "short"),
    [
        ("en", "Thursday 19 November 2026", "19 November"),
        ("de", "Donnerstag, 19. November 2026", "19. November"),
        ("fr", "jeudi 19 novembre 2026", "19 novembre"),
        ("es", "jueves, 19 de noviembre de 2026", "19 de noviembre"),
        ("ar", "الخميس، 19 نوفمبر 2026", "19 نوفمبر"),
    ],
)
def test_a_day_is_written_in_words(language: str, day: str, short: str) -> None:
    assert long_date("2026-11-19", language) == day
    assert short_date("2026-11-19", language) == short


def test_every_language_that_a_newsletter_may_have_writes_days() -> None:
    codes = {name.split("_")[0] for name in localedata.locale_identifiers()}
    for code in sorted(codes):
        values.language(code)

        assert "19" in long_date("2026-11-19", code), code
        assert "19" in short_date("2026-11-19", code), code
        assert locale(code).text_direction in ("ltr", "rtl")


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "In brief", "IN BRIEF"),
        ("de", "Straße", "STRASSE"),
        ("tr", "dünya sınır", "DÜNYA SINIR"),
        ("tr", "kısaca dilimiz", "KISACA DİLİMİZ"),
        ("el", "Ευρώπη, Αφρική, Μαΐου", "ΕΥΡΩΠΗ, ΑΦΡΙΚΗ, ΜΑΪΟΥ"),
        ("fr", "Éditions", "ÉDITIONS"),
        ("ar", "أوروبا", "أوروبا"),
    ],
)
def test_capitals_are_those_of_the_language(
    language: str, text: str, shown: str
) -> None:
    assert capitals(text, language) == shown


def spoken(language: str, headings: dict[str, str], **given: Any) -> Any:
    sections = tuple(
        Section(id=name, title=title, briefs=()) for name, title in headings.items()
    )
    edition = replace(make_edition(), sections=sections, **given)
    return in_language(edition, headings, words(None, templates_folder(), language))


def test_regions_are_named_in_the_language() -> None:
    edition, headings = spoken("de", REGIONS)

    assert headings["middle-east"] == "Naher Osten"
    assert [section.title for section in edition.sections] == [
        *("Europa", "Asien-Pazifik", "Naher Osten", "Afrika", "Amerika", "Welt")
    ]


def test_a_heading_that_an_editor_typed_stays() -> None:
    typed = {"europe": "Bei den Nachbarn", "africa": "Africa", "oceans": "World"}

    edition, headings = spoken("de", typed)

    assert headings == {
        "europe": "Bei den Nachbarn",
        "africa": "Afrika",
        "oceans": "World",
    }
    assert edition.sections[0].title == "Bei den Nachbarn"


def test_in_english_nothing_changes() -> None:
    edition, headings = spoken("en", REGIONS)

    assert headings == REGIONS
    assert [section.title for section in edition.sections] == list(REGIONS.values())
