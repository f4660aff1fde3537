"""Slips of an editor in edition.yaml: no words are lost, and messages help."""

from dataclasses import replace
from pathlib import Path

import pytest
from builders import make_brief, make_edition

from digest import edition_file
from digest.config import Config
from digest.edition_file import Record
from digest.errors import ConfigError
from digest.files import write_whole
from digest.model import Edition, Section
from digest.picture import Picture
from digest.quote import unquoted
from digest.yaml_file import parse, validate

TITLES = {"africa": "Africa", "asia-pacific": "Asia-Pacific", "europe": "Europe"}
HEADLINE = "headline: Dockers strike in Mombasa"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written = tmp_path / "2026-11-19"
    picture = Picture(file="pictures/quay.jpg", alt="A quay")
    africa = Section(
        id="africa", title="Africa", briefs=(make_brief(picture=picture, bullets=()),)
    )
    edition = replace(make_edition(), sections=(africa,), quiet=("europe",))
    edition_file.write(written, edition, Record())
    write_whole(written / "pictures" / "quay.jpg", b"")
    return written


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "edition.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def read(folder: Path) -> Edition:
    return edition_file.read(folder, TITLES)


def complaint(folder: Path) -> str:
    with pytest.raises(ConfigError) as raised:
        read(folder)
    found = raised.value.complaints[0]
    lines = (folder / "edition.yaml").read_text(encoding="utf-8").splitlines()
    return f"{lines[found.line - 1].strip()} -> {found.message}"


@pytest.mark.parametrize(
    ("old", "new", "right"),
    [
        (HEADLINE, "headline: Peru #1 in deaths", "headline: 'Peru #1 in deaths'"),
        (HEADLINE, "headline: #1 in deaths", "headline: '#1 in deaths'"),
        (HEADLINE, "headline: It's\n          no #2", "headline: 'It''s no #2'"),
        ("note:\n", "note: Peru #1\n", "note: 'Peru #1'"),
        ("by:\n", "by: Ann #2\n", "by: 'Ann #2'"),
        ("subject:\n", "subject: Peru #1\r\n", "subject: 'Peru #1'"),
        ("alt: A quay", "alt: Quay #4", "alt: 'Quay #4'"),
        ("bullets: []", "bullets: [\n  Peru #1\n  ]", "- 'Peru #1'"),
        ("bullets: []", "bullets:\n          - text: A #1", "text: 'A #1'"),
    ],
)
def test_words_behind_a_number_sign_are_not_lost_in_silence(
    folder: Path, old: str, new: str, right: str
) -> None:
    edit(folder, old, new)

    told = complaint(folder)

    assert f"the words from # on would not be printed; write {right}, or" in told


def test_the_line_with_the_number_sign_is_named(folder: Path) -> None:
    edit(folder, HEADLINE, "headline: Peru #1 in deaths")

    assert complaint(folder).startswith("headline: Peru #1 in deaths -> ")


def test_a_number_sign_in_the_first_line_of_two_is_told(folder: Path) -> None:
    edit(folder, HEADLINE, "headline: Peru #1 in\n          deaths by quake")

    assert complaint(folder) == (
        "headline: Peru #1 in -> not valid YAML: from # on it is a comment;"
        " put all of the text in quotes"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (HEADLINE, "headline: 'Peru #1 in deaths' # sure?"),
        (HEADLINE, "headline: Peru's C#-coders"),
        (HEADLINE, f"# ask Ann\n        {HEADLINE}"),
        ("note:\n", "note: |  # in Markdown\n  Peru #1\n"),
        ("id: africa", "id: africa # the south"),
    ],
)
def test_other_number_signs_are_right(folder: Path, old: str, new: str) -> None:
    edit(folder, old, new)

    assert read(folder).briefs


def test_an_unknown_quiet_region_is_a_complaint(folder: Path) -> None:
    edit(folder, "- europe", "- Eurpe")

    assert complaint(folder) == (
        "- Eurpe -> 'Eurpe' is not listed in feeds.yaml; did you mean 'europe'?"
    )


@pytest.mark.parametrize("mark", ["\\u202e", "\\u202b", "\\u2066", "\\u2069"])
def test_nothing_turns_a_headline_or_a_subject_around(folder: Path, mark: str) -> None:
    edit(folder, HEADLINE, f'headline: "Peru {mark}quake\\u200b"')
    edit(folder, "subject:\n", f'subject: "\\u200bPeru {mark}quake"\n')

    edition = read(folder)

    assert [edition.briefs[0].headline, edition.subject] == ["Peru quake"] * 2


def test_marks_that_scripts_need_stay(folder: Path) -> None:
    edit(folder, HEADLINE, 'headline: "می\\u200cخواهم \\u200f(1) क्\\u200dष"')

    assert read(folder).briefs[0].headline == "می\u200cخواهم \u200f(1) क्\u200dष"


def test_a_bullet_that_is_a_text_alone_is_the_editors_own(folder: Path) -> None:
    edit(folder, "bullets: []", "bullets:\n          - Our own sentence here.")

    [bullet] = read(folder).briefs[0].bullets

    assert (bullet.text, bullet.sentence) == ("Our own sentence here.", None)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "quote:\n",
            "quote: We have walls\n",
            "'quote': wants a group of keys; write {text: the words, by: who said the",
        ),
        (
            "picture:\n          file:",
            "picture: pictures/quay.jpg\n        x:\n          file:",
            "'picture': wants a group of keys; write {file: pictures/name.jpg, alt: wh",
        ),
        (
            "bullets: []",
            "bullets:\n          - text: Ours.\n            outlet: Our Paper",
            "unknown key 'outlet'; known are: from, text",
        ),
        (
            HEADLINE,
            f"{HEADLINE}\n        follows: last week",
            "'follows': 'last week' is no day; write one such as 2026-11-12",
        ),
        (
            HEADLINE,
            f"{HEADLINE}\n        follows: 2026-W46-4",
            "'follows': '2026-W46-4' is no day; write one such as 2026-11-12",
        ),
        (
            HEADLINE,
            f"{HEADLINE}\n        follows: 2026-02-30",
            "'follows': there is no 2026-02-30; look at a calendar",
        ),
        (
            "file: pictures/quay.jpg",
            "file: quay.jpg",
            "'quay.jpg' is not in 2026-11-19/; did you mean pictures/quay.jpg?",
        ),
        (
            "file: pictures/quay.jpg",
            "file: https://ledger.example/quay.jpg",
            "is an address; save the picture into pictures/, and write pictures/",
        ),
    ],
)
def test_a_slip_is_told_with_what_to_write(
    folder: Path, old: str, new: str, told: str
) -> None:
    edit(folder, old, new)

    assert told in complaint(folder)


def test_a_misspelt_code_to_ignore_is_told_with_its_key() -> None:
    document = parse("check:\n  ignore: [no-nte]\n", "feeds.yaml")

    with pytest.raises(ConfigError, match=r"'check\.ignore, item 1'.*'no-note'"):
        validate(document, Config)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("“We have walls”", "We have walls"),
        (' "We have walls" ', "We have walls"),
        ("„Wir haben Mauern“", "Wir haben Mauern"),
        ("« Nous avons des murs »", "Nous avons des murs"),
        ("”Vi har murar”", "Vi har murar"),
        ("「壁がある」", "壁がある"),
        ("‘We don’t’", "We don’t"),
        ("“Walls” and “houses”", "“Walls” and “houses”"),
        ('"Walls" and "houses"', '"Walls" and "houses"'),
        ("“”", "“”"),
        ("“", "“"),
        ("We have “walls”", "We have “walls”"),
        ("", ""),
    ],
)
def test_quotation_marks_around_a_whole_quote_come_off(
    typed: str, printed: str
) -> None:
    assert unquoted(typed) == printed


def test_a_quote_typed_with_its_marks_is_read_without(folder: Path) -> None:
    edit(folder, "quote:\n", "quote: {text: “We have walls”, by: Rosa}\n")

    quote = read(folder).quote

    assert quote
    assert quote.text == "We have walls"
