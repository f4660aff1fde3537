"""The languages that travel with the package are whole, and set as their papers do."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from digest.render.catalog import MessageId, parse, places
from digest.render.environment import environment
from digest.render.missing_words import messages, missing
from digest.resources import templates_folder

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = templates_folder() / "words"
LANGUAGES = ("ar", "de", "es", "fr")
NBSP, NARROW = "\u00a0", "\u202f"


def entries(language: str) -> list[Message]:
    """Return every entry of the file, also those that no template says now."""
    text = (FOLDER / f"{language}.po").read_text(encoding="utf-8")
    catalog = read_po(text.splitlines(), locale=language, abort_invalid=True)
    return [*(entry for entry in catalog if entry.id), *catalog.obsolete.values()]


def said(language: str) -> list[str]:
    """Return every form of every translation."""
    strings = [entry.string or () for entry in entries(language)]
    forms = [(one,) if isinstance(one, str) else tuple(one) for one in strings]
    return [text for several in forms for text in several]


def test_the_files_are_what_make_words_writes(tmp_path: Path) -> None:
    script = ROOT / "scripts" / "make_words.py"
    subprocess.run(
        [sys.executable, script, tmp_path], check=True, stdout=subprocess.DEVNULL
    )

    for path in sorted(FOLDER.iterdir()):
        made = (tmp_path / path.name).read_text(encoding="utf-8")
        assert made == path.read_text(encoding="utf-8"), "run `make words`"


def test_only_files_of_words_are_there() -> None:
    names = {path.name for path in FOLDER.iterdir()}

    assert names == {"messages.pot", *(f"{language}.po" for language in LANGUAGES)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shipped_language_lacks_nothing_of_what_the_shipped_templates_say(
    language: str,
) -> None:
    env = environment(None, templates_folder(), language=language)

    assert missing(env) == ()
    assert len(list(messages(env))) >= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_is_whole_looked_at_and_can_be_filled_in(
    language: str,
) -> None:
    text = (FOLDER / f"{language}.po").read_text(encoding="utf-8")

    in_use = parse(text.replace("#~ ", "").encode(), f"{language}.po", language)

    keys: set[MessageId] = {
        entry.id if isinstance(entry.id, str) else tuple(entry.id)
        for entry in entries(language)
    }
    assert set(in_use.forms) == keys
    assert not in_use.faults
    assert ", fuzzy" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotes_and_apostrophes_are_set_as_in_print(language: str) -> None:
    wrong = [text for text in said(language) if re.search("[\"'“]", _apart(text))]
    wrong = [text for text in wrong if language != "de" or "„" not in text]

    assert not wrong
    assert not [text for text in said(language) if "  " in text or text != text.strip()]


def test_french_signs_of_two_parts_stand_off_and_are_never_left_alone() -> None:
    for text in said("fr"):
        shown = _apart(text)

        assert not re.search(rf"(?<!{NBSP}):", shown), text
        assert not re.search(rf"(?<!{NARROW})[?!;]", shown), text
        assert not re.search(rf"«(?!{NBSP})|(?<!{NBSP})»", shown), text


def test_german_quotes_open_below() -> None:
    for text in said("de"):
        assert text.count("„") == text.count("“")
        assert not re.search("[«»”]", text)


def test_spanish_questions_open_upside_down() -> None:
    for text in said("es"):
        assert text.count("?") == text.count("¿")


def _apart(text: str) -> str:
    """Return `text` without its places to fill in."""
    assert places(text) is not None
    return re.sub(r"%\(\w+\)s", "x", text)
