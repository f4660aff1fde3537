"""A line that lacks quotes is offered with them, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from digest.yaml_quotes import quoted


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("headline: Lima: a port reopens", "headline: 'Lima: a port reopens'"),
        ("      - headline: Lima: it's open", "headline: 'Lima: it''s open'"),
        ('headline: "Enough" says minister', "headline: '\"Enough\" says minister'"),
        ("headline: 'It's over'", "headline: 'It''s over'"),
        ("headline: @home, away", "headline: '@home, away'"),
        ("text: *star* of the week", "text: '*star* of the week'"),
    ],
)
def test_a_value_that_lacks_quotes_is_offered_with_them(
    line: str, offered: str
) -> None:
    assert quoted(f"slug: x\n{line}\nby: y", 2) == offered


@pytest.mark.parametrize(
    "line",
    [
        "headline: A port reopens",
        "headline: 'Lima: a port reopens'",
        "headline: |",
        "ignore: [no-note",
        "quote: {text: a",
        "on the next line: and more: of it",
        "",
    ],
)
def test_other_lines_are_left_alone(line: str) -> None:
    assert quoted(line, 1) == ""


def test_a_line_that_is_not_there_is_none() -> None:
    assert quoted("a: b: c", 0) == ""
    assert quoted("a: b: c", 2) == ""


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1))
def test_what_is_offered_can_be_read(value: str) -> None:
    offered = quoted(f"headline: {value}", 1)

    assert offered == "" or YAML(typ="safe").load(offered)["headline"]
