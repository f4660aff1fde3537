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
        pytest.param("Talks on Monday will decide, police said.", id="will after it"),
        pytest.param("The court rules on Friday.", id="perhaps the next one"),
        pytest.param("The court ruled on Thursday.", id="longer ago than three days"),
        pytest.param("Talks resume Monday in Geneva, mediators said.", id="another's"),
        pytest.param("Police said a curfew starts on Monday.", id="is to start"),
        pytest.param("They agreed to meet again on Monday.", id="agreed to"),
        pytest.param("Two men were to appear in court on Monday.", id="were to"),
        pytest.param("The union called a strike on Monday.", id="called"),
        pytest.param("The strike, set for Monday, was illegal.", id="set for"),
        pytest.param("The match was moved to Monday.", id="moved to"),
        pytest.param("The mine was closed from Monday.", id="from"),
        pytest.param("Three weeks ago, on Monday, the port was shut.", id="ago"),
        pytest.param("The port was shut on Monday of last week.", id="last week"),
        pytest.param("The ferry sank on Monday in 1987.", id="a year"),
        pytest.param("Police said he prayed every Monday.", id="every"),
        pytest.param("He was born on a Monday.", id="any"),
        pytest.param("Police said on Monday, Nov. 16, that two had fled.", id="dated"),
        pytest.param(
            "Police said on Monday 16 November that two had fled.", id="dated"
        ),
        pytest.param("The Sunday Times said two had fled.", id="a paper"),
        pytest.param("Shares in Ruby Monday fell.", id="a name"),
        pytest.param("Black Fridays were busy.", id="plural"),
        pytest.param("The Mondayish mood was gone.", id="part of a word"),
    ],
)
def test_a_weekday_whose_date_is_not_certain_gets_none(text: str) -> None:
    assert dated(text, TUESDAY, "en") == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Prozess beginnt am Montag, teilte das Gericht mit."),
        ("de", "Er wurde aufgefordert, sich am Montag zu stellen."),
        ("de", "Die Reise, die für Montag angekündigt war, fiel aus."),
        ("de", "Am Montag vor einer Woche starben zwei Männer."),
        ("de", "Am Montag (16.11.) starben zwei Männer."),
        ("fr", "Le procès s’ouvre lundi, a annoncé le tribunal."),
        ("es", "El juicio empieza el lunes, informó el tribunal."),
        ("it", "Il processo è cominciato lunedì, ha detto la polizia."),
    ],
)
def test_neither_does_it_in_other_languages(language: str, text: str) -> None:
    assert dated(text, TUESDAY, language) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Doctors called off a strike on Monday after two years.",
            "Doctors called off a strike on Monday [16 November] after two years.",
        ),
        (
            "Houses built 4,500 years ago were found, it said on Monday.",
            "Houses built 4,500 years ago were found, it said on Monday [16 November].",
        ),
        (
            "The toll went up to eight on Monday.",
            "The toll went up to eight on Monday [16 November].",
        ),
        ("On Monday, the court ruled.", "On Monday [16 November], the court ruled."),
        (
            "The ferry sank on Monday, killing 19 people.",
            "The ferry sank on Monday [16 November], killing 19 people.",
        ),
        (
            "They signed it on Monday under a law which will help.",
            "They signed it on Monday [16 November] under a law which will help.",
        ),
        (
            "The minister, who resigned on Monday, will travel to Rome.",
            "The minister, who resigned on Monday [16 November], will travel to Rome.",
        ),
        (
            "Crews came to a halt on Sunday night when 3,800 left.",
            "Crews came to a halt on Sunday night [15 November] when 3,800 left.",
        ),
    ],
)
def test_a_date_that_is_certain_stands_whatever_else_is_told(
    text: str, shown: str
) -> None:
    assert dated(text, TUESDAY, "en") == shown


@pytest.mark.parametrize("hour", [0, 5, 12, 18, 23])
def test_the_day_of_writing_is_meant_at_any_hour(hour: int) -> None:
    written = datetime(2026, 11, 17, hour, 30, tzinfo=UTC)

    text = dated("Police said on Tuesday that two men had fled.", written, "en")

    assert text == "Police said on Tuesday [17 November] that two men had fled."


def test_a_day_that_has_begun_only_in_the_east_is_meant() -> None:
    late = datetime(2026, 11, 17, 22, tzinfo=UTC)  # Wednesday in Sydney

    text = dated("Police said on Wednesday that two men had fled.", late, "en")

    assert text == "Police said on Wednesday [18 November] that two men had fled."


def test_no_clauses_are_looked_for_in_what_is_no_sentence() -> None:
    text = "Police said on Monday that two had fled. " * 2_000  # minutes, else

    assert dated(text, TUESDAY, "en") == text


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
