from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest import schedule
from digest.model import Window
from digest.quantities import Weekly
from digest.schedule import EditionRecord

SYDNEY = ZoneInfo("Australia/Sydney")
THURSDAY = Weekly(3, time(7))
LATE = timedelta(hours=72)
NOW = datetime(2026, 11, 18, 20, 0, tzinfo=UTC)
"""Thursday 19 November 2026, 07:00 in Sydney: the moment of sending."""


def record(slug: str, *, sent: bool = False, end: datetime = NOW) -> EditionRecord:
    return EditionRecord(
        slug=slug,
        window=Window(start=end - schedule.WEEK, end=end),
        drafted_at=end,
        sent_at=end if sent else None,
    )


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        pytest.param(
            "Australia/Sydney", "2026-11-19", "05:00", "2026-11-18T18:00", id="plain"
        ),
        pytest.param(
            "Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30", id="gap"
        ),
        pytest.param(
            "Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30", id="fold"
        ),
        pytest.param(
            "Australia/Lord_Howe",
            "2026-10-04",
            "02:15",
            "2026-10-03T15:45",
            id="Lord Howe's gap of half an hour",
        ),
        pytest.param(
            "Australia/Lord_Howe",
            "2026-04-05",
            "01:45",
            "2026-04-04T14:45",
            id="Lord Howe's fold of half an hour",
        ),
        pytest.param(
            "Africa/Cairo",
            "2026-04-24",
            "00:30",
            "2026-04-23T22:30",
            id="Cairo's gap at midnight",
        ),
        pytest.param(
            "Africa/Cairo",
            "2026-10-29",
            "23:30",
            "2026-10-29T20:30",
            id="Cairo's fold before midnight",
        ),
    ],
)
def test_a_local_time_is_one_moment(zone: str, day: str, at: str, utc: str) -> None:
    weekly = Weekly(0, time.fromisoformat(at))

    moment = schedule.instant(date.fromisoformat(day), weekly, ZoneInfo(zone))

    assert moment == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_time_that_is_skipped_moves_to_the_later_wall_clock() -> None:
    berlin = ZoneInfo("Europe/Berlin")

    moment = schedule.instant(date(2026, 3, 29), Weekly(6, time(2, 30)), berlin)

    assert moment.astimezone(berlin).time() == time(3, 30)


ZONES = [
    "UTC",
    "Europe/Berlin",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "America/St_Johns",
]
year = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
    datetime(2027, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
weeklies = st.builds(
    Weekly, st.integers(0, 6), st.builds(time, st.integers(0, 23), st.integers(0, 59))
)


@settings(max_examples=300)
@given(now=year, weekly=weeklies, zone=st.sampled_from(ZONES).map(ZoneInfo))
@example(
    now=datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    weekly=Weekly(6, time(2, 30)),
    zone=ZoneInfo("Europe/Berlin"),
)
@example(
    now=datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    weekly=Weekly(6, time(2, 30)),
    zone=ZoneInfo("Europe/Berlin"),
)
def test_now_lies_between_the_last_and_the_next_time(
    now: datetime, weekly: Weekly, zone: ZoneInfo
) -> None:
    last = schedule.last_due(now, weekly, zone)
    following = schedule.next_due(now, weekly, zone)

    assert schedule.instant(last, weekly, zone) <= now
    assert now < schedule.instant(following, weekly, zone)
    assert last.weekday() == following.weekday() == weekly.weekday
    assert following - last == timedelta(days=7)


@given(now=year, zone=st.sampled_from(ZONES).map(ZoneInfo))
def test_every_moment_of_sending_is_due_at_once(now: datetime, zone: ZoneInfo) -> None:
    day = schedule.next_due(now, THURSDAY, zone)
    moment = schedule.instant(day, THURSDAY, zone)

    assert schedule.last_due(moment, THURSDAY, zone) == day
    assert schedule.last_due(moment - timedelta(seconds=1), THURSDAY, zone) < day


def test_a_day_that_a_country_left_out_does_no_harm() -> None:
    # Samoa had no Friday 30 December 2011.
    now = datetime(2011, 12, 31, 0, 0, tzinfo=UTC)

    day = schedule.last_due(now, Weekly(4, time(7)), ZoneInfo("Pacific/Apia"))

    assert day == date(2011, 12, 30)


def test_an_edition_is_named_by_its_local_day() -> None:
    day = schedule.last_due(NOW, THURSDAY, SYDNEY)

    assert schedule.slug(day) == "2026-11-19"


def current(now: datetime, *records: EditionRecord) -> str:
    return schedule.current_slug(now, THURSDAY, SYDNEY, records, LATE)


def test_before_sending_the_current_edition_is_the_next() -> None:
    assert current(NOW - timedelta(hours=2)) == "2026-11-19"


def test_a_drafted_edition_that_is_due_stays_the_current_one() -> None:
    assert current(NOW + LATE, record("2026-11-19")) == "2026-11-19"


def test_an_edition_that_is_too_late_is_passed_over() -> None:
    now = NOW + LATE + timedelta(seconds=1)

    assert current(now, record("2026-11-19")) == "2026-11-26"


def test_an_edition_that_is_due_but_was_not_drafted_is_passed_over() -> None:
    assert current(NOW) == "2026-11-26"


def test_after_sending_the_current_edition_is_the_next() -> None:
    assert current(NOW, record("2026-11-19", sent=True)) == "2026-11-26"


def test_editions_sent_early_are_passed_over() -> None:
    sent = [record(slug, sent=True) for slug in ("2026-11-26", "2026-12-03")]

    assert current(NOW, record("2026-11-19", sent=True), *sent) == "2026-12-10"


def test_a_next_edition_that_is_only_drafted_is_the_current_one() -> None:
    records = (record("2026-11-19", sent=True), record("2026-11-26"))

    assert current(NOW, *records) == "2026-11-26"


def test_a_first_edition_covers_a_week() -> None:
    window = schedule.window("2026-11-19", NOW, ())

    assert window == Window(start=NOW - timedelta(days=7), end=NOW)


def test_an_edition_begins_where_the_one_before_ended() -> None:
    end = NOW - timedelta(days=6, hours=3)
    older = record("2026-11-05", sent=True, end=NOW - timedelta(days=14))
    before = record("2026-11-12", sent=True, end=end)

    window = schedule.window("2026-11-19", NOW, [before, older])

    assert window == Window(start=end, end=NOW)


def test_an_edition_drafted_again_covers_what_it_covered() -> None:
    end = NOW - timedelta(days=7)
    records = (record("2026-11-12", sent=True, end=end), record("2026-11-19"))

    window = schedule.window("2026-11-19", NOW + timedelta(hours=1), records)

    assert window == Window(start=end, end=NOW + timedelta(hours=1))


def test_what_an_edition_held_back_had_comes_with_the_next() -> None:
    sent = record("2026-11-05", sent=True, end=NOW - timedelta(days=13))
    held_back = record("2026-11-12", end=NOW - timedelta(days=7))

    window = schedule.window("2026-11-19", NOW, [sent, held_back])

    assert window.start == sent.window.end


def test_a_later_edition_does_not_narrow_an_earlier_one() -> None:
    window = schedule.window("2026-11-19", NOW, [record("2026-11-26", end=NOW)])

    assert window.start == NOW - timedelta(days=7)


def test_a_window_reaches_back_two_weeks_at_most() -> None:
    just, beyond = NOW - timedelta(days=14), NOW - timedelta(days=14, seconds=1)

    assert schedule.window(
        "2026-11-19", NOW, [record("2026-11-05", sent=True, end=just)]
    ) == (Window(start=just, end=NOW))
    assert schedule.window(
        "2026-11-19", NOW, [record("2026-11-05", sent=True, end=beyond)]
    ) == (Window(start=NOW - timedelta(days=7), end=NOW))


def test_a_clock_that_was_set_back_gives_no_window_turned_round() -> None:
    later = record("2026-11-12", end=NOW + timedelta(days=1))

    window = schedule.window("2026-11-19", NOW, [later])

    assert window == Window(start=NOW - timedelta(days=7), end=NOW)
