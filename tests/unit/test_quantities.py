import contextlib
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import quantities


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("20 s", timedelta(seconds=20)),
        ("20s", timedelta(seconds=20)),
        (" 1 second ", timedelta(seconds=1)),
        ("5 min", timedelta(minutes=5)),
        ("5 minutes", timedelta(minutes=5)),
        ("1.5 h", timedelta(minutes=90)),
        ("2 Hours", timedelta(hours=2)),
        ("3 days", timedelta(days=3)),
        ("1 week", timedelta(days=7)),
    ],
)
def test_a_span_is_read_as_people_write_it(text: str, span: timedelta) -> None:
    assert quantities.duration(text) == span


@pytest.mark.parametrize(
    "text", ["", "20", "s", "0 s", "-5 s", "5 months", "5 min 3 s", "1e3 s", "s 5"]
)
def test_what_is_no_span_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(
        ValueError, match="is no span of time; write 20 s, 5 min or 2 h"
    ):
        quantities.duration(text)


@pytest.mark.parametrize("text", ["99999999999999 weeks", f"{'9' * 400} s"])
def test_a_span_beyond_all_calendars_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no span of time"):
        quantities.duration(text)


def test_a_span_too_short_to_be_told_from_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="is no span of time"):
        quantities.duration("0.0000001 s")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("every 2 hours", timedelta(hours=2)),
        ("Every 30 min", timedelta(minutes=30)),
        ("every 1 minute", timedelta(minutes=1)),
    ],
)
def test_an_interval_is_read_as_people_write_it(text: str, span: timedelta) -> None:
    assert quantities.interval(text) == span


@pytest.mark.parametrize(
    "text", ["", "every", "2 hours", "every 59 s", "each 2 hours", "every thursday"]
)
def test_what_is_no_interval_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="is no interval; write every 30 min"):
        quantities.interval(text)


@pytest.mark.parametrize(
    ("text", "octets"),
    [("8 MB", 8_000_000), ("500kB", 500_000), ("1.5 gb", 1_500_000_000), ("7 B", 7)],
)
def test_a_size_counts_in_powers_of_ten(text: str, octets: int) -> None:
    assert quantities.size(text) == octets


@pytest.mark.parametrize("text", ["", "8", "MB", "0 MB", "8 MiB", "-1 kB", "0.4 B"])
def test_what_is_no_size_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="is no size; write 500 kB or 8 MB"):
        quantities.size(text)


def test_a_size_beyond_all_numbers_is_refused() -> None:
    with pytest.raises(ValueError, match="is no size"):
        quantities.size(f"{'9' * 400} B")


@pytest.mark.parametrize(
    ("text", "weekday", "at"),
    [
        ("thursday 05:00", 3, time(5)),
        ("Monday 00:00", 0, time(0)),
        ("SUNDAY  23:59", 6, time(23, 59)),
    ],
)
def test_a_weekday_and_time_are_read_in_english(
    text: str, weekday: int, at: time
) -> None:
    assert quantities.weekly(text) == quantities.Weekly(weekday, at)


@pytest.mark.parametrize(
    "text", ["", "thursday", "05:00", "donnerstag 05:00", "thursday 5:00", "thu 05:00"]
)
def test_what_is_no_weekday_and_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="is no weekday and time; write thursday"):
        quantities.weekly(text)


@pytest.mark.parametrize("text", ["thursday 24:00", "friday 12:60"])
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no time of day; write 00:00 to 23:59"):
        quantities.weekly(text)


def test_a_weekday_and_time_are_shown_for_people() -> None:
    assert str(quantities.weekly("thursday 05:00")) == "Thursday 05:00"


def test_a_zone_is_an_iana_name() -> None:
    assert quantities.zone("Australia/Lord_Howe").key == "Australia/Lord_Howe"


@pytest.mark.parametrize("text", ["", "Sydney", "Europe", "../UTC", "/etc/zone", "a\0"])
def test_what_is_no_zone_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="is no time zone; write an IANA name such as"):
        quantities.zone(text)


@given(st.text(max_size=30) | st.from_regex(r"\A\d{1,20}(\.\d{1,9})? ?[a-z]{1,7}\Z"))
def test_any_text_is_either_a_quantity_or_a_value_error(text: str) -> None:
    for read in (quantities.duration, quantities.interval, quantities.size):
        with contextlib.suppress(ValueError):
            assert read(text)
