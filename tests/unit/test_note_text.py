"""A note as plain text reads like the Markdown it was written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digest.render.note_text import LINE, note_text


def shown(note: str) -> str:
    return note_text(MarkdownIt("commonmark", {"html": False}).render(note))


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("1. a\n2. b", "1. a\n2. b"),
        ("7. a\n8. b", "7. a\n8. b"),
        ("- a\n\n- b", "- a\n- b"),
        ("- a\n  1. b\n  2. c\n- d", "- a\n  1. b\n  2. c\n- d"),
        ("> Walls,\n> not houses", "> Walls, not houses"),
        ("> a\n>\n> b", "> a\n>\n> b"),
        ("> - a\n> - b", "> - a\n> - b"),
        ("Before\n\n- a\n\nAfter", "Before\n\n- a\n\nAfter"),
        ("# Title\nWords", "Title\n\nWords"),
        ("a *b* [c](https://d.example) e", "a b c (https://d.example) e"),
        ("one  \ntwo", "one\ntwo"),
        ("<https://d.example>", "https://d.example"),
        ("", ""),
        ("---", ""),
        ("-", "-"),
    ],
)
def test_lists_keep_their_marks_and_quotes_theirs(note: str, text: str) -> None:
    assert shown(note) == text


def test_long_lines_are_broken_and_stay_under_their_mark() -> None:
    told = shown("- " + "word " * 30 + "\n\n> " + "word " * 30)

    item, quote = (part.splitlines() for part in told.split("\n\n"))
    assert max(map(len, item + quote)) <= LINE
    assert [line[:2] for line in item] == ["- ", "  ", "  "]
    assert {line[:2] for line in quote} == {"> "}


@given(st.text(alphabet="ab -*>1.#\n[]()`_<", max_size=60))
def test_any_note_becomes_text_without_losing_a_word(note: str) -> None:
    html = MarkdownIt("commonmark", {"html": False}).render(note)

    text = note_text(html)

    letters = [mark for mark in text if mark in "ab"]
    assert letters.count("a") >= sum(1 for one in _words(html) if one == "a")
    assert "\n\n\n" not in text


def _words(html: str) -> str:
    parts = html.split("<")
    return "".join(part.partition(">")[2] for part in parts)
