"""Which way texts run, and the one attribute that says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.brackets import unbroken_dates, without_dates
from digest.render.directions import Direction, runs, turned


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Port reopens in Peru", "ltr"),
        ("Порт открыт", "ltr"),
        ("港が開く", "ltr"),
        ("ميناء مومباسا يعود إلى العمل", "rtl"),
        ("NATO تدرس خطة جديدة للحدود الشرقية", "rtl"),
        ("הנמל נפתח מחדש", "rtl"),
        ("The paper الأهرام says the port is open again", "ltr"),
        ("2026 – 31", None),
        ("", None),
    ],
)
def test_a_text_runs_as_most_of_its_letters_do(
    text: str, way: Direction | None
) -> None:
    assert runs(text) == way


def test_only_a_text_that_runs_the_other_way_is_marked() -> None:
    assert turned("Harbour & Exchange", "rtl") == ' dir="ltr"'
    assert turned("الأهرام", "ltr") == ' dir="rtl"'
    assert turned("NATO تدرس خطة جديدة", "rtl") == ""
    assert turned("Courier", "ltr") == ""
    assert turned("31", "rtl") == ""


@given(text=st.text())
def test_any_text_can_be_marked(text: str) -> None:
    assert turned(text, "ltr") in ("", ' dir="rtl"')


def test_a_date_in_brackets_is_kept_on_one_line() -> None:
    text = "The port reopened on Monday [16 November] after [a long] strike."

    shown = unbroken_dates(text)

    assert shown == text.replace("[16 November]", "[16\xa0November]")


@given(text=st.text())
def test_a_text_without_dates_stays_as_it_is(text: str) -> None:
    assert unbroken_dates(text) == text or without_dates(text) != text
