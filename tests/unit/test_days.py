from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.bullets.days import dated

TUESDAY = datetime(2026, 11, 17, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        (
            "en",
            "Police said on Monday that two men had fled.",
            "Police said on Monday [16 November] that two men had fled.",
        ),
        (
            "en",
            "Two men fled Sunday, police said.",
            "Two men fled Sunday [15 November], police said.",
        ),
        (
            "en",
            "Crews found them on Saturday, and they were freed on Monday.",
            (
                "Crews found them on Saturday [14 November], and they were freed on"
                " Monday [16 November]."
            ),
        ),
        (
            "de",
            "Die Polizei teilte am Montag mit, zwei Männer seien geflohen.",
            (
                "Die Polizei teilte am Montag [16. November] mit, zwei Männer seien"
                " geflohen."
            ),
        ),
        (
            "fr",
            "Deux hommes ont fui lundi, a déclaré la police.",
            "Deux hommes ont fui lundi [16 novembre], a déclaré la police.",
        ),
        (
            "es",
            "Dos hombres huyeron el lunes, dijo la policía.",
            "Dos hombres huyeron el lunes [16 de noviembre], dijo la policía.",
        ),
    ],
)
def test_a_weekday_gets_its_date_beside_it(
    language: str, text: str, shown: str
) -> None:
    assert dated(text, TUESDAY, language) == shown


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The court will rule on Monday, police said.", id="to come"),
        pytest.param("Police said two men would face court on Monday.", id="would"),
        pytest.param("The court rules on Friday.", id="perhaps the next one"),
        pytest.param("The court ruled on Thursday.", id="longer ago than four days"),
        pytest.param("Talks resume on Monday.", id="nothing tells that it is past"),
        pytest.param("Police said he prayed every Monday.", id="every"),
        pytest.param("He was born on a Monday.", id="any"),
        pytest.param("Police said on Monday, Nov. 16, that two had fled.", id="dated"),
        pytest.param(
            "Police said on Monday 16 November that two had fled.", id="dated"
        ),
        pytest.param("Black Fridays were busy.", id="plural"),
        pytest.param("The Mondayish mood was gone.", id="part of a word"),
    ],
)
def test_a_weekday_whose_date_is_not_certain_gets_none(text: str) -> None:
    assert dated(text, TUESDAY, "en") == text


@pytest.mark.parametrize("hour", [0, 5, 12, 18, 23])
def test_the_day_of_writing_is_meant_at_any_hour(hour: int) -> None:
    written = datetime(2026, 11, 17, hour, 30, tzinfo=UTC)

    text = dated("Police said on Tuesday that two men had fled.", written, "en")

    assert text == "Police said on Tuesday [17 November] that two men had fled."


def test_a_day_that_has_begun_only_in_the_east_is_meant() -> None:
    late = datetime(2026, 11, 17, 22, tzinfo=UTC)  # Wednesday in Sydney

    text = dated("Police said on Wednesday that two men had fled.", late, "en")

    assert text == "Police said on Wednesday [18 November] that two men had fled."


def test_a_language_without_a_table_gets_no_dates() -> None:
    text = "Police said on Monday that two men had fled."

    assert dated(text, TUESDAY, "xx") == text


WORDS = st.sampled_from(
    "Police said on Monday Friday Sunday that will was every 3 Nov. , . “ and".split()
)


@given(
    st.lists(WORDS, max_size=12).map(" ".join),
    st.integers(0, 400).map(lambda hours: TUESDAY + timedelta(hours=hours)),
)
@settings(max_examples=100, deadline=None)
def test_without_what_stands_in_brackets_the_sentence_is_as_it_was(
    text: str, written: datetime
) -> None:
    import re  # noqa: PLC0415  for this check alone

    shown = dated(text, written, "en")

    assert re.sub(r" \[\d+ \w+\]", "", shown) == text
