"""Mistakes in how a template is written: the right line, and what to write instead."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from builders import make_edition

from digest.config import REGIONS, Newsletter
from digest.errors import TemplateError
from digest.render.context import letter
from digest.render.environment import environment, render
from digest.resources import templates_folder

UNPAIRED = "a quotation mark is missing on this line; begin and end text with one"


def failure(folder: Path, files: Mapping[str, str], name: str) -> TemplateError:
    """Return the error of rendering with templates of one's own, without a quote."""
    folder.mkdir(exist_ok=True)
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    seen = letter(make_edition(), Newsletter(), REGIONS).variables()
    seen |= {"subject": "", "preheader": "", "quote": None}
    with pytest.raises(TemplateError) as caught:
        render(environment(folder, templates_folder()), name, seen)
    return caught.value


def shipped(name: str) -> str:
    return (templates_folder() / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        ('accent="#00527a,', 2, UNPAIRED),
        ('accent="#00527a,\nink="#000000",', 2, UNPAIRED),
        ('ink="#000000",\naccent=#00527a",', 3, UNPAIRED),
        ("accent='#00527a,", 2, UNPAIRED),
        ("accent=#00527a,", 2, '#00527a lacks quotation marks; write "#00527a"'),
        (
            'accent="#00527a"\n\nink="#000000",',
            2,
            "a comma is missing at the end of line 2; write one there",
        ),
        (
            'accent="#00527a" ink="#000000",',
            2,
            "a comma is missing before 'ink', or a =; write it there",
        ),
        (
            'accent: "#00527a",',
            2,
            "a : stands where a = belongs; write = between name and value",
        ),
        ("accent=teal;", 2, "a ; stands where a comma belongs; write ,"),
        (
            '"accent"="teal",',
            2,
            "a name before = stands without quotation marks; delete them",
        ),
        (
            "text_size=17px,",
            2,
            "a number of pixels is written without px; delete px",
        ),
        (
            "accent=\u201c#00527a\u201d,",
            2,
            'the quotation mark \u201c is curly; write straight quotation marks: "',
        ),
        (
            "text_font=Georgia, serif,",
            1,
            (
                "a value between ( and ) has no name; write name=value, and text in "
                "quotation marks"
            ),
        ),
    ],
)
def test_a_slip_in_the_theme_is_told_at_its_line_with_the_remedy(
    tmp_path: Path, lines: str, line: int, message: str
) -> None:
    text = "{% set theme = dict(values,\n" + lines + "\n) %}"

    error = failure(tmp_path, {"theme.mjml": text}, "weekly.mjml")

    assert (error.file, error.line) == ("templates/theme.mjml", line)
    assert error.message == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ title }", "{{ is closed by a single }; write }}"),
        ("{{ title + }}", "something is missing before '}}'; write it there"),
        ("{% if %}", "something is missing before '%}'; write it there"),
        ("{{ title) }}", "this ) closes nothing; delete it"),
        ("{{ _('a' }}", "')' is missing; write it before the end"),
        ("{% set a = dict(b=1 %}", "')' is missing; write it before the end"),
        ("{% set a = dict(b, %}", "a ( or [ is not closed before %}; write ) or ]"),
        ("{% set a = dict(b=1, %}", "a ( is not closed; write )"),
        ("{{ title", "a {% or {{ is never closed; write %} or }}"),
        ("{% if title = 1 %}", "'=' cannot stand here; write =="),
        (
            "{{ title note }}",
            "'note' cannot stand here; delete it, or put text in quotation marks",
        ),
        (
            "{% for n in [1] %}{% end for %}",
            "no tag is called 'end'; write {% endfor %}",
        ),
        (
            "{% if a %}{% end if %}",
            "no tag is called 'end'; write {% endif %}",
        ),
    ],
)
def test_a_slip_in_a_tag_is_told_with_what_to_write(
    tmp_path: Path, text: str, message: str
) -> None:
    error = failure(tmp_path, {"a.txt": f"one\n{text}"}, "a.txt")

    assert (str(error)) == f"templates/a.txt:2: {message}"


def test_a_name_in_a_macro_is_compared_with_what_the_letter_knows(
    tmp_path: Path,
) -> None:
    text = "{% macro name(color) %}\n{{ titel }}{% endmacro %}{{ name(1) }}"

    error = failure(tmp_path, {"masthead.mjml": text}, "weekly.mjml")

    assert str(error) == (
        "templates/masthead.mjml:2: 'titel' is undefined; did you mean 'title'?"
    )


def test_what_is_empty_in_some_weeks_is_told_with_the_question_to_ask(
    tmp_path: Path,
) -> None:
    error = failure(tmp_path, {"a.txt": "one\n{{ quote.text }}"}, "a.txt")

    assert str(error) == (
        "templates/a.txt:2: 'quote' is empty here, as it may be in any week; write "
        "{% if quote %} before it and {% endif %} behind it"
    )


def test_a_template_that_includes_itself_is_named_and_no_other(tmp_path: Path) -> None:
    text = shipped("brief.mjml") + '{% include "brief.mjml" %}\n'

    error = failure(tmp_path, {"brief.mjml": text}, "weekly.mjml")

    assert (error.file, error.line) == ("templates/brief.mjml", text.count("\n"))
    assert error.message.endswith(
        ": templates/brief.mjml -> templates/brief.mjml; delete the way back"
    )


def test_a_circle_is_told_from_the_newsletters_own_template_on(tmp_path: Path) -> None:
    text = shipped("masthead.mjml") + '{% include "weekly.mjml" %}\n'

    error = failure(tmp_path, {"masthead.mjml": text}, "weekly.mjml")

    assert (error.file, error.line) == ("templates/masthead.mjml", text.count("\n"))
