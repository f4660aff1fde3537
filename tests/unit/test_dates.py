from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.dates import moment

MORNING = datetime(2026, 11, 17, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Tue, 17 Nov 2026 09:30:00 GMT",
        "Tue, 17 Nov 2026 09:30:00 +0000",
        "Tue, 17 Nov 2026 09:30:00",
        "Tue, 17 Nov 26 09:30:00 Z",
        "17 Nov 2026 09:30 UT",
        "Tuesday, 17 November 2026 10:30:00 +0100",
        "Tue, 17 Nov 2026 04:30:00 EST",
        "Tue, 17 Nov 2026 01:30:00 PST",
        "Tue, 17 Nov 2026 10:30:00 CET",
        "Tue, 17 Nov 2026 10:30:00 GMT+1",
        "Tue, 17 Nov 2026 10:30:00 +01:00",
        "Tue, 17 Nov 2026 09:30:00 AM",
        "Tue,  17-Nov-2026 09:30:00 (UTC)",
        "Mar, 17 Nov 2026 09:30:00 GMT",
        "Tue Nov 17 09:30:00 2026",
        "Tue Nov 17 10:30:00 CET 2026",
        "November 17, 2026 9:30 AM",
        "Nov 17th, 2026, 09:30",
        "2026-11-17T09:30:00Z",
        "2026-11-17T09:30:00.000Z",
        "2026-11-17T09:30:00+00:00",
        "2026-11-17T09:30:00.0000000Z",
        "2026-11-17T10:30+01:00",
        "2026-11-17 10:30:00 +0100",
        "2026-11-17 09:30:00 UTC",
        "2026-11-17T01:30:00 PST",
        "2026/11/17 09:30:00",
        "2026-11-17T03:30:00-06",
        "20261117T093000Z",
        "  2026-11-17T09:30\n",
    ],
)
def test_every_way_of_writing_a_moment_is_read(written: str) -> None:
    assert moment(written) == MORNING


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-17", (2026, 11, 17)),
        ("2026-11", (2026, 11, 1)),
        ("2026", (2026, 1, 1)),
        ("17 Nov 2026", (2026, 11, 17)),
        ("Nov 17, 2026", (2026, 11, 17)),
        ("2026-11-16T24:00:00Z", (2026, 11, 17)),
        ("17 Nov 99", (1999, 11, 17)),
    ],
)
def test_a_day_is_its_midnight(written: str, day: tuple[int, int, int]) -> None:
    assert moment(written) == datetime(*day, tzinfo=UTC)


def test_a_leap_second_is_the_one_before() -> None:
    found = moment("Sat, 31 Dec 2016 23:59:60 GMT")

    assert found == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "wild",
    [
        "",
        "today",
        "17",
        "32 Nov 2026",
        "17 Brumaire 2026",
        "2026-13-01",
        "25:00",
        "1989-12-31",
        "17 Nov 2026 25:00:00",
        "17 Nov 2026 10:61:00",
        "17 Nov 2026 10:00:00 +99:99",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "12026-11-17",
    ],
)
def test_what_is_no_date_is_none(wild: str) -> None:
    assert moment(wild) is None


pieces = st.sampled_from(
    "Tue , 17 Nov November 2026 26 09:30:00 GMT + - +0100 T Z : . 24:00 PM ( ٣".split()
)


@given(st.lists(pieces | st.text(max_size=4), max_size=9).map(" ".join) | st.text())
def test_any_text_is_a_moment_in_utc_or_none(text: str) -> None:
    found = moment(text)

    assert found is None or (found.tzinfo is UTC and found.year >= 1990)
