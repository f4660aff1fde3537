from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect import polling
from digest.feed_state import FeedState

NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
URL = "http://courier.example/rss"
NEW = "https://courier.example/feed"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def known(**given: object) -> FeedState:
    return FeedState(**{"url": URL} | given)  # type: ignore[arg-type]  # any field


def test_a_feed_never_asked_is_due() -> None:
    assert polling.is_due(None, NOW)


@pytest.mark.parametrize(
    ("next_at", "due"), [(None, True), (NOW, True), (NOW + MINUTE, False)]
)
def test_a_feed_is_due_from_the_moment_that_was_set(
    *, next_at: datetime | None, due: bool
) -> None:
    assert polling.is_due(known(next_at=next_at), NOW) == due


def test_a_feed_that_is_gone_is_asked_on_demand_only() -> None:
    gone, later = known(gone=True, next_at=NOW), NOW + 999 * DAY

    assert not polling.is_due(gone, later)
    assert not polling.is_due(gone, later, "draft")
    assert polling.is_due(gone, later, "demand")


def test_a_feed_that_failed_gets_another_chance_before_a_draft() -> None:
    failed = known(failures=2, next_at=NOW + MINUTE)

    assert not polling.is_due(failed, NOW, "round")
    assert polling.is_due(failed, NOW, "draft")
    assert polling.is_due(failed, NOW, "demand")


def test_a_server_that_asked_for_rest_is_asked_on_demand_only() -> None:
    busy = known(failures=1, next_at=NOW + MINUTE, told_to_wait=True)

    assert not polling.is_due(busy, NOW, "draft")
    assert polling.is_due(busy, NOW, "demand")
    assert polling.is_due(busy, NOW + MINUTE)


def test_a_feed_is_asked_where_it_is_listed() -> None:
    assert polling.address(URL, None) == URL
    assert polling.address(URL, known()) == URL


@pytest.mark.parametrize(("times", "asked"), [(1, URL), (2, URL), (3, NEW)])
def test_a_new_address_is_asked_once_it_was_given_three_times(
    times: int, asked: str
) -> None:
    state = known(moved_to=NEW, moved_times=times)

    assert polling.address(URL, state) == asked


def test_a_new_address_that_fails_three_times_is_not_believed_any_more() -> None:
    state = known(moved_to=NEW, moved_times=3, failures=3)

    assert polling.address(URL, state) == URL


def test_the_same_move_again_counts() -> None:
    state = known(moved_to=NEW, moved_times=1)

    assert polling.moved(state, URL, NEW) == (NEW, 2)


def test_another_move_starts_anew() -> None:
    state = known(moved_to=NEW, moved_times=2)

    assert polling.moved(state, URL, "https://other.example/") == (
        "https://other.example/",
        1,
    )


def test_an_answer_without_a_move_forgets_one_that_was_not_believed_yet() -> None:
    state = known(moved_to=NEW, moved_times=2)

    assert polling.moved(state, URL, None) == (None, 0)


def test_a_move_that_is_believed_stays_while_the_new_address_answers() -> None:
    state = known(moved_to=NEW, moved_times=3)

    assert polling.moved(state, NEW, None) == (NEW, 3)


def test_a_move_is_forgotten_when_the_old_address_answers_itself() -> None:
    state = known(moved_to=NEW, moved_times=3, failures=3)

    assert polling.moved(state, URL, None) == (None, 0)


def test_conditions_are_what_the_server_gave() -> None:
    state = known(etag='"a"', last_modified="Wed, 18 Nov 2026 10:00:00 GMT")

    assert polling.conditions(state) == {
        "If-None-Match": '"a"',
        "If-Modified-Since": "Wed, 18 Nov 2026 10:00:00 GMT",
    }
    assert polling.conditions(known()) == {}
    assert polling.conditions(None) == {}


@pytest.mark.parametrize("odd", ['"a\x01b"', '"a\x7fb"', '"a\x0bb"'])
def test_what_cannot_stand_in_a_header_is_no_condition(odd: str) -> None:
    assert polling.conditions(known(etag=odd, last_modified=odd)) == {}


def test_after_a_failure_everything_is_asked_for() -> None:
    assert polling.conditions(known(etag='"a"', failures=1)) == {}


def test_how_long_an_answer_waited_on_the_way_counts() -> None:
    headers = {"Cache-Control": "max-age=600", "Age": "540"}

    assert polling.fresh_for(headers) == MINUTE
    assert polling.fresh_for(headers | {"Age": "9999"}) == 0 * MINUTE
    assert polling.fresh_for(headers | {"Age": "old"}) == 10 * MINUTE


def test_of_many_answers_without_news_every_twelfth_request_has_no_conditions() -> None:
    asked = [
        bool(polling.conditions(known(etag='"a"', unchanged=n))) for n in range(36)
    ]

    assert [n for n, conditional in enumerate(asked) if not conditional] == [11, 23, 35]


def test_pauses_double_from_a_quarter_of_an_hour_to_a_day() -> None:
    minutes = [polling.pause(n, 0.5) / MINUTE for n in range(1, 10)]

    assert minutes == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_a_pause_is_spread_by_a_fifth_and_never_ends_up_longer(
    failures: int, chance: float
) -> None:
    middle = polling.pause(failures, 0.5)

    assert middle * 0.799 <= polling.pause(failures, chance) <= middle * 1.201
    assert polling.pause(failures, chance) <= polling.pause(failures + 1, chance)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("120", timedelta(seconds=120)),
        (" 120 ", timedelta(seconds=120)),
        ("0", MINUTE),
        ("-5", MINUTE),
        ("99999999999", 7 * DAY),
        (format_datetime(NOW + timedelta(hours=3), usegmt=True), timedelta(hours=3)),
        (format_datetime(NOW - DAY, usegmt=True), MINUTE),
        (format_datetime(NOW + 4000 * DAY, usegmt=True), 7 * DAY),
        ("soon", None),
        ("Wed, 99 Nov 2026 10:00:00 GMT", None),
        ("", None),
    ],
)
def test_a_wish_to_be_left_alone_is_kept_within_a_minute_and_a_week(
    said: str, meant: timedelta | None
) -> None:
    assert polling.retry_after({"Retry-After": said}, NOW) == meant


@given(st.text())
def test_no_wish_however_odd_raises(said: str) -> None:
    wished = polling.retry_after({"Retry-After": said}, NOW)

    assert wished is None or MINUTE <= wished <= 7 * DAY


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("max-age=600", 10),
        ("public, Max-Age=600, must-revalidate", 10),
        ('max-age="600"', 10),
        ("max-age=315360000", 59),
        (f"max-age={'9' * 400}", 59),
        ("s-maxage=600", 0),
        ("no-cache", 0),
        ("max-age=soon", 0),
    ],
)
def test_an_answer_is_fresh_for_an_hour_at_most(said: str, minutes: int) -> None:
    assert polling.fresh_for({"Cache-Control": said}) == minutes * MINUTE
