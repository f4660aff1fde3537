"""Contrast, computed from the HTML as mail programs show it."""

import pytest
from good_mail import GOOD, html_and
from hypothesis import given
from hypothesis import strategies as st
from planted import DARK, colored

from digest.findings import Finding
from digest.render.check.contrast import contrast
from digest.render.check.mail import taken_apart
from digest.render.colors import (
    BLACK,
    WHITE,
    Color,
    darkened,
    lightened,
    ratio,
    read,
)
from digest.rendered import Email

PART = st.floats(0, 1)
COLORS = st.builds(Color, PART, PART, PART)


def found_in(email: Email) -> list[Finding]:
    return list(contrast(taken_apart(email)))


def codes(html: str) -> set[str]:
    return {finding.code for finding in found_in(html_and(html))}


@given(COLORS, COLORS)
def test_contrast_is_the_same_from_both_sides_and_from_1_to_21(
    one: Color, other: Color
) -> None:
    assert ratio(one, other) == ratio(other, one)
    assert 1 <= ratio(one, other) <= 21


def test_contrast_is_what_the_standard_says() -> None:
    gray = read("#767676")
    assert gray

    assert ratio(BLACK, WHITE) == 21
    assert ratio(WHITE, WHITE) == 1
    assert ratio(gray, WHITE) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("#fff", "#ffffff"),
        ("Red", "#ff0000"),
        ("rgb(1, 2, 3)", "#010203"),
        ("rgb(300, -1, 3)", "#ff0003"),
        ("hsl(120 100% 25%)", "#008000"),
    ],
)
def test_colors_of_mails_are_read(text: str, shown: str) -> None:
    color = read(text)

    assert color
    assert color.hex == shown


@pytest.mark.parametrize("text", ["", "inherit", "currentColor", "#12", "lab(50 1 1)"])
def test_what_is_no_color_that_mails_know_is_none(text: str) -> None:
    assert read(text) is None


@given(COLORS)
def test_what_a_program_inverts_is_dark_behind_and_light_in_front(color: Color) -> None:
    assert darkened(color).luminance < 0.62
    assert lightened(color).luminance > 0.09


def test_black_on_white_is_inverted_to_white_on_black() -> None:
    assert lightened(BLACK).hex == "#ffffff"
    assert darkened(WHITE).hex == "#000000"


# How colors come to an element


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color: #999">Words</p>',
        '<div style="color: #999"><p>Words</p></div>',
        '<p><font color="#999">Words</font></p>',
        '<table bgcolor="#666"><tr><td>Words</td></tr></table>',
        '<div style="background: #666"><p>Words</p></div>',
        '<div style="background: url(a.png) #666; background-image: none">Words</div>',
        '<style>.x { color: #999 }</style><p class="x">Words</p>',
        '<style>p.x { color: #999 } .x { color: #111 }</style><p class="x">Words</p>',
        "<style>div > p { color: #999 }</style><div><p>Words</p></div>",
        '<style>p { color: #999 !important }</style><p style="color: #111">W</p>',
        '<style>@media screen { .x { color: #999 } }</style><p class="x">Words</p>',
        '<p style="color: rgba(0, 0, 0, 0.3)">Words</p>',
        '<p style="background: rgba(0, 0, 0, 0.5); color: #fff">Words</p>',
        '<style>p{color:#111 !important}</style><p style="color:#999 !important">W</p>',
        "<p style='color: #999'>before <b>bold</b></p>",
    ],
)
def test_weak_text_is_found_however_it_came_to_its_colors(html: str) -> None:
    assert "low-contrast" in codes(html)


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color: #999"></p>',
        '<p style="color: #999">· | —</p>',
        '<div style="display: none; color: #fff">Preheader</div>',
        '<div style="color: #999"><p style="color: #111">Words</p></div>',
        '<style>.x { color: #999 }</style><p class="x" style="color: #111">Words</p>',
        '<style>.x { color: #999 } .x { color: #111 }</style><p class="x">Words</p>',
        '<style>.x { color: #111 } i { color: #999 }</style><i class="x">Words</i>',
        '<style>@media print { .x { color: #999 } }</style><p class="x">Words</p>',
        '<style>.x:hover { color: #999 }</style><p class="x">Words</p>',
        '<style>.x::before { color: #999 }</style><p class="x">Words</p>',
        '<style>.x::before, ..y { color: #999 }</style><p class="x">Words</p>',
        '<div style="background: url(a.jpg)"><p style="color: #fff">Words</p></div>',
        '<table bgcolor="#111"><tr><td style="color: #fff">Words</td></tr></table>',
        '<p style="color: odd; background: odder">Words</p>',
    ],
)
def test_what_is_readable_or_not_seen_is_left_alone(html: str) -> None:
    assert "low-contrast" not in codes(html)


@pytest.mark.parametrize(
    ("style", "weak"),
    [
        ("font-size: 16px", True),
        ("font-size: 24px", False),
        ("font-size: 18pt", False),
        ("font-size: 1.5em", False),
        ("font-size: 19px", True),
        ("font-size: 19px; font-weight: bold", False),
        ("font-size: 19px; font-weight: 700", False),
        ("font-size: 18px; font-weight: 700", True),
        ("font-size: ..px", True),
    ],
)
def test_large_text_needs_less(style: str, weak: bool) -> None:  # noqa: FBT001  a table's column
    html = f'<p style="color: #888; {style}">Words</p>'

    assert ("low-contrast" in codes(html)) == weak


def test_a_heading_is_large_by_itself() -> None:
    assert "low-contrast" not in codes(
        '<h2 style="color: #888">Words of a heading</h2>'
    )


def test_a_link_is_blue_unless_it_is_told() -> None:
    html = (
        '<p style="background: {0}; color: #fff"><a href="http://a.example/">x</a></p>'
    )

    assert "low-contrast" in codes(html.format("#111"))
    assert "low-contrast" not in codes(html.format("#fff"))


def test_a_pair_of_colors_is_told_once_with_an_example() -> None:
    found = found_in(
        html_and('<p style="color: #999">Words</p><p style="color: #999">More</p>')
    )

    [finding] = [finding for finding in found if finding.code == "low-contrast"]
    assert finding.message == (
        "#999999 on #ffffff has 2.84:1, and needs 4.5:1: 'Words'"
    )


# In the dark


def test_a_band_that_stays_bright_in_the_dark_is_found_by_its_inner_table() -> None:
    outer = f"{DARK} {{ .band {{ background-color: #111 !important }} }}"
    inner = f"{DARK} {{ .band > table {{ background-color: #111 !important }} }}"
    band = (
        '<div class="band"><table bgcolor="#fff"><tr><td>Words</td></tr></table></div>'
    )

    assert "low-contrast-dark" in codes(f"<style>{outer}</style>{band}")
    assert "low-contrast-dark" not in codes(f"<style>{outer} {inner}</style>{band}")


def test_rules_for_the_dark_do_not_count_in_the_light() -> None:
    dark = f"{DARK} {{ .odd {{ color: #fff; background: #111 }} }}".replace(
        ";", " !important;"
    )

    assert (
        found_in(colored("#111", "#fff", dark.replace("#111 }", "#111 !important }")))
        == []
    )


def test_a_mail_without_dark_colors_is_looked_at_in_the_light_alone() -> None:
    html = '<html lang="en"><body><p>Words</p></body></html>'

    assert found_in(Email(subject="", preheader="", html=html, text="", mjml="")) == []


def test_the_good_mail_has_contrast_in_light_dark_and_inverted() -> None:
    assert found_in(GOOD) == []
