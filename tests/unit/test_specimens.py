"""Editions to try templates with hold what their names promise."""

import re
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any

import pytest
from letters import THEMES, press, specimen_mail

from digest.model import Edition, Window
from digest.render.check import check
from digest.resources import specimen_picture
from digest.specimens import language, names, specimen
from digest.values import web_address

MARKS = (f"{{{{ {{% \\u{{{number:x}}}" for number in count(0xA000))
"""Each is another, so that none passes for that of another text."""


def texts(edition: Edition) -> list[str]:
    briefs = edition.briefs
    return [
        *(brief.headline for brief in briefs),
        *(bullet.text for brief in briefs for bullet in brief.bullets),
    ]


@pytest.mark.parametrize("name", names())
def test_every_specimen_begins_with_its_top_story(name: str) -> None:
    edition = specimen(name)

    assert edition.sections[0].id == "top"
    assert len(edition.sections[0].briefs) == 1
    assert all(section.briefs for section in edition.sections)


@pytest.mark.parametrize("name", names())
def test_no_two_stories_share_an_id_or_a_headline(name: str) -> None:
    briefs = specimen(name).briefs

    assert len({brief.id for brief in briefs}) == len(briefs)
    assert len({brief.headline for brief in briefs}) == len(briefs)


@pytest.mark.parametrize("name", names())
def test_every_address_is_an_invented_outlets(name: str) -> None:
    briefs = specimen(name).briefs

    found = [source.url for brief in briefs for source in (brief.source, *brief.also)]

    assert all(web_address(url).split("/")[2].endswith(".example") for url in found)


@pytest.mark.parametrize("name", names())
def test_the_bytes_of_every_picture_are_at_hand(name: str) -> None:
    files = [brief.picture.file for brief in specimen(name).briefs if brief.picture]

    assert all(specimen_picture(file).read_bytes()[:2] == b"\xff\xd8" for file in files)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", names())
def test_nothing_in_a_specimen_stops_its_sending(name: str, theme: str) -> None:
    mail, edition = specimen_mail(name, theme), specimen(name)

    found = check(mail, "1 Quay Road", edition)

    errors = [finding.code for finding in found if finding.level == "error"]
    assert errors == (["too-large"] if name == "forty" else [])


def test_nothing_that_papers_and_editors_print_is_taken_for_a_templates() -> None:
    odd = braced(specimen("week"))
    mail = press("classic")(odd)

    found = check(mail, "1 Quay Road", odd)

    assert len(set(re.findall(r"u\{a0..\}", mail.html))) > 40
    assert {f.code for f in found if f.level == "error"} <= {"too-large"}
    assert "left-over" in {finding.code for finding in found}


def braced(value: Any) -> Any:
    """Return a value with a mark in all its texts, but for ids, addresses and files."""
    if isinstance(value, str):
        return f"{value} {next(MARKS)}"
    if isinstance(value, tuple):
        return tuple(map(braced, value))
    if not is_dataclass(value) or isinstance(value, Window):
        return value
    kept = {"id", "slug", "url", "file", "follows", "sentence", "article"}
    names = [field.name for field in fields(value) if field.name not in kept]
    return replace(value, **{name: braced(getattr(value, name)) for name in names})  # type: ignore[type-var]  # no class


def test_a_picture_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.jpg"):
        specimen_picture("pictures/none.jpg")


def test_the_week_has_everything_that_templates_show() -> None:
    week = specimen("week")
    briefs, bullets = week.briefs, [b for brief in week.briefs for b in brief.bullets]

    assert 16 <= len(briefs) <= 20
    assert len(briefs[0].also) > 2
    assert [b for b in briefs if b.follows]
    assert [b for b in briefs if b.headline_from]
    assert [b for b in briefs if b.picture]
    assert [b for b in briefs if not b.bullets]
    assert [b for b in briefs if any(source.paywalled for source in b.also)]
    assert [b for b in bullets if b.edited]
    assert [b for b in bullets if b.dated]
    assert [b for brief in briefs for b in brief.bullets if b.url != brief.source.url]
    assert week.quiet
    assert week.coverage.failed
    assert week.note
    assert week.quote


def test_bullets_are_as_long_as_a_papers_sentences() -> None:
    week = specimen("week")

    words = [
        len(bullet.text.split())
        for brief in week.briefs
        for bullet in brief.bullets
        if not bullet.edited
    ]

    assert min(words) >= 20
    assert max(words) <= 40


@pytest.mark.parametrize(
    ("name", "stories"), [("thin", 6), ("one", 1), ("forty", 40), ("week", 17)]
)
def test_a_specimen_has_as_many_stories_as_its_name_says(
    name: str, stories: int
) -> None:
    assert len(specimen(name).briefs) == stories


def test_the_long_week_has_headlines_of_300_characters_and_words_of_80() -> None:
    found = texts(specimen("long"))

    assert max(map(len, found)) >= 300
    assert max(len(word) for text in found for word in text.split()) == 80


def test_the_bare_week_has_neither_picture_nor_note_nor_quote() -> None:
    bare = specimen("bare")

    assert not any(brief.picture for brief in bare.briefs)
    assert not bare.note
    assert bare.quote is None


def test_the_hostile_week_is_hostile_in_every_text() -> None:
    hostile = specimen("hostile")

    found = [*texts(hostile), hostile.note, *hostile.quiet]

    assert all("<script>" in text and "{{ 7*7 }}" in text for text in found)
    assert all("\x00" in text for text in found)


def test_the_languages_of_specimens_are_told() -> None:
    assert language("week") == "en"
    assert language("rtl") == "ar"
