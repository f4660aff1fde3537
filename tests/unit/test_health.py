from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from digest.feed_state import FeedHealth, FeedState
from digest.health import Verdict, verdict

NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def health(
    *, newest: datetime | None = NOW, weekly: float | None = 20, **state: Any
) -> FeedHealth:
    defaults: dict[str, Any] = {"url": "http://courier.example/rss", "read_at": NOW}
    known = FeedState(**defaults | state)
    return FeedHealth(state=known, newest=newest, weekly=weekly)


def test_a_feed_never_asked_is_new() -> None:
    assert verdict(None, NOW) == Verdict(word="new", why="not asked yet")


def test_a_feed_that_brings_what_it_usually_brings_is_ok() -> None:
    assert verdict(health(), NOW) == Verdict(word="ok")


def test_damage_is_told_of_a_feed_that_is_ok() -> None:
    found = verdict(health(damage="not well-formed XML, line 3"), NOW)

    assert found == Verdict(word="ok", why="not well-formed XML, line 3")


@pytest.mark.parametrize(
    ("failures", "read_at", "why"),
    [
        (1, NOW - DAY, "since 17 Nov, once: answers 404"),
        (7, NOW - 9 * DAY, "since 9 Nov, 7 times: answers 404"),
        (2, None, "never read, 2 times: answers 404"),
    ],
)
def test_a_feed_that_fails_says_since_when_how_often_and_why(
    failures: int, read_at: datetime | None, why: str
) -> None:
    found = verdict(
        health(failures=failures, read_at=read_at, error="answers 404"), NOW
    )

    assert found == Verdict(word="failing", why=why)


def test_a_feed_that_is_gone_is_not_just_failing() -> None:
    assert verdict(health(gone=True, error="answers 410"), NOW).word == "gone"


def test_a_feed_that_moved_says_where_to_and_what_to_do() -> None:
    found = verdict(health(moved_to="http://new.example/", moved_times=3), NOW)

    assert found.word == "moved"
    assert found.why == "to http://new.example/: change its url in feeds.yaml"


def test_a_move_that_is_not_believed_yet_is_not_told() -> None:
    found = verdict(health(moved_to="http://new.example/", moved_times=2), NOW)

    assert found.word == "ok"


@pytest.mark.parametrize(
    ("weekly", "days", "word"),
    [
        (100, 1.9, "ok"),
        (100, 2.1, "quiet"),
        (7, 3.9, "ok"),
        (7, 4.1, "quiet"),
        (1, 27, "ok"),
        (1, 29, "quiet"),
        (0, 999, "ok"),
        (None, 999, "ok"),
    ],
)
def test_a_feed_is_quiet_after_four_of_its_usual_pauses_and_two_days(
    weekly: float | None, days: float, word: str
) -> None:
    found = verdict(health(weekly=weekly, newest=NOW - days * DAY), NOW)

    assert found.word == word


def test_a_quiet_feed_says_since_when_and_what_is_usual() -> None:
    found = verdict(health(weekly=20, newest=NOW - 10 * DAY), NOW)

    assert found.why == "nothing new since 8 Nov; 20 a week are usual"


def test_a_feed_that_never_brought_anything_is_not_quiet() -> None:
    assert verdict(health(newest=None, weekly=None), NOW).word == "ok"
