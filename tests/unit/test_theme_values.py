"""The values of a theme: what each may be, and where a wrong one was written."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from builders import make_edition
from hypothesis import given
from hypothesis import strategies as st

from digest.config import REGIONS, Newsletter
from digest.errors import TemplateError
from digest.pipeline.trials import trials
from digest.render.email import email
from digest.render.environment import Templates, environment
from digest.render.theme_values import KINDS, theme_errors
from digest.render.trial import check_templates
from digest.resources import templates_folder

SHIPPED = (templates_folder() / "theme.mjml").read_text(encoding="utf-8")
FIRST = SHIPPED.count("\n", 0, SHIPPED.index("dict(values,")) + 2
"""The line on which a newsletter's own first value stands."""


def with_values(*lines: str) -> str:
    return SHIPPED.replace("dict(values,", "\n    ".join(["dict(values,", *lines]))


def templates(
    folder: Path, files: Mapping[str, str], theme: str = "classic"
) -> Templates:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return environment(folder, templates_folder(), theme=theme)


def told(folder: Path, *lines: str) -> list[str]:
    env = templates(folder, {"theme.mjml": with_values(*lines)})
    return [str(error) for error in theme_errors(env)]


@pytest.mark.parametrize("theme", ["classic", "modern", "compact"])
def test_the_themes_of_digest_give_every_value_as_it_should_be(theme: str) -> None:
    env = environment(None, templates_folder(), theme=theme)

    module = env.get_template(f"themes/{theme}.mjml").module

    assert theme_errors(env) == ()
    assert dict(module.values).keys() == KINDS.keys()  # type: ignore[attr-defined]  # the template's own


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('acent="#00527a",', "a theme has no 'acent'; did you mean 'accent'?"),
        (
            'motto="red",',
            (
                "a theme has no 'motto'; call it 'own_motto' if a template of your own "
                "uses it"
            ),
        ),
        (
            'masthead_size="52",',
            (
                'masthead_size: "52" is text, not a number; write 52, without '
                "quotation marks and px"
            ),
        ),
        (
            'masthead_size="52px",',
            (
                'masthead_size: "52px" is text, not a number; write 52, without '
                "quotation marks and px"
            ),
        ),
        (
            'masthead_size="big",',
            'masthead_size: "big" is no whole number of pixels; 20 to 80 are allowed',
        ),
        (
            "heavy=true,",
            "heavy: True is no whole number of pixels; 1 to 16 are allowed",
        ),
        ("margin=400,", "margin: 400 pixels are too many; 0 to 80 are allowed"),
        ("text_size=8,", "text_size: 8 pixels are too few; 14 to 24 are allowed"),
        ('accent="bleu",', "accent: \"bleu\" is no color; did you mean 'blue'?"),
        (
            'accent="#00527",',
            (
                'accent: "#00527" is no color; write six digits like "#9b1c13", or '
                "a color name of CSS"
            ),
        ),
        (
            "accent=527,",
            (
                'accent: 527 is no color; write six digits like "#9b1c13", or a color '
                "name of CSS"
            ),
        ),
        (
            'paper="transparent",',
            (
                'paper: "transparent" is no color; write six digits like "#9b1c13", or '
                "a color name of CSS"
            ),
        ),
        (
            'masthead="banner",',
            'masthead: "banner" is not known; write "flag" or "band" or "line"',
        ),
        (
            'region="banner",',
            'region: "banner" is not known; write "rule" or "bar" or "band"',
        ),
        (
            'text_font="Georgia; color:red",',
            (
                'text_font: "Georgia; color:red" is no list of fonts; write it like '
                '"Georgia, Times New Roman, serif"'
            ),
        ),
        (
            "text_font=[],",
            (
                "text_font: [] is no list of fonts; write it like "
                '"Georgia, Times New Roman, serif"'
            ),
        ),
    ],
)
def test_a_wrong_value_is_told_at_its_line_with_what_is_allowed(
    tmp_path: Path, line: str, message: str
) -> None:
    assert told(tmp_path, line) == [f"templates/theme.mjml:{FIRST}: {message}"]


@pytest.mark.parametrize(
    "line",
    [
        'accent="teal",',
        'accent="#0ab",',
        "text_font=\"'Guardian Egyptian', Georgia, serif\",",
        "margin=0,",
        'own_motto=["any", 1],',
    ],
)
def test_a_right_value_and_one_of_ones_own_are_taken(tmp_path: Path, line: str) -> None:
    assert told(tmp_path, line) == []


def test_several_wrong_values_are_told_in_the_order_of_their_lines(
    tmp_path: Path,
) -> None:
    found = told(tmp_path, "text_size=8,", 'ink="blak",', 'acent="red",')

    assert [line.partition(": ")[0] for line in found] == [
        f"templates/theme.mjml:{FIRST + n}" for n in range(3)
    ]


def test_a_value_in_braces_is_found_too(tmp_path: Path) -> None:
    text = SHIPPED.replace("dict(values,", 'dict(values, **{\n"acent": "red"}')

    [error] = theme_errors(templates(tmp_path, {"theme.mjml": text}))

    assert (error.file, error.line) == ("templates/theme.mjml", FIRST)


def test_a_wrong_value_in_a_theme_of_ones_own_is_told_there(tmp_path: Path) -> None:
    files = {"themes/evening.mjml": '{% set values = dict(\npaper="#000",\nink=7) %}'}

    [error] = theme_errors(templates(tmp_path, files, "evening"))

    assert (error.file, error.line) == ("templates/themes/evening.mjml", 3)


def test_what_a_theme_of_ones_own_leaves_out_is_as_in_classic(tmp_path: Path) -> None:
    files = {"themes/evening.mjml": '{% set values = dict(accent="#123456") %}'}
    env = templates(tmp_path, files, "evening")

    html = email(env, make_edition(), Newsletter(), REGIONS).html

    assert "#123456" in html
    assert "Georgia" in html


def test_a_theme_that_gives_too_little_is_told_once(tmp_path: Path) -> None:
    files = {"theme.mjml": '{% set theme = dict(paper="#000") %}'}

    [error] = theme_errors(templates(tmp_path, files))

    assert str(error).startswith("templates/theme.mjml: the theme gives no card, tint")


@pytest.mark.parametrize("text", ["", "{% set theme = 7 %}"])
def test_a_file_that_sets_no_theme_is_told_of(tmp_path: Path, text: str) -> None:
    [error] = theme_errors(templates(tmp_path, {"theme.mjml": text}))

    assert error.file == "templates/theme.mjml"
    assert "sets no `theme`; delete the file" in error.message


def test_no_letter_is_made_with_a_wrong_value(tmp_path: Path) -> None:
    env = templates(tmp_path, {"theme.mjml": with_values('acent="red",')})

    with pytest.raises(TemplateError, match=rf"^templates/theme.mjml:{FIRST}: "):
        email(env, make_edition(), Newsletter(), REGIONS)


def test_the_check_tells_every_wrong_value(tmp_path: Path) -> None:
    files = {"theme.mjml": with_values('acent="red",', "margin=400,")}
    env = templates(tmp_path, files)

    found = check_templates(env, trials(Newsletter(), REGIONS))

    assert [flaw.line for flaw in found] == [FIRST, FIRST + 1]


@given(
    st.sampled_from(sorted(KINDS)),
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.lists(st.none()),
)
def test_whatever_a_value_is_it_is_taken_or_told_in_a_line(
    key: str, value: object
) -> None:
    complaint = KINDS[key](value)

    assert complaint is None or "; " in complaint
