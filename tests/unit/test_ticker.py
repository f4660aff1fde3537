import datetime as dt
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Self

import pytest
import schedule
from typing_extensions import override

from digest.errors import DigestError
from digest.ticker import run_for_ever


class Clock:
    """A clock that goes on by a minute each time that is waited for the stop."""

    def __init__(self, minutes: int) -> None:
        self.now = dt.datetime(2026, 11, 19, 5, 0)  # noqa: DTZ001  as `schedule` counts
        self.left = minutes

    def tick(self) -> bool:
        self.now += dt.timedelta(minutes=1)
        self.left -= 1
        return self.left < 0


class Stop(threading.Event):
    """Set once the clock's minutes are over; waits for nothing."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock

    @override
    def wait(self, timeout: float | None = None) -> bool:
        return self.clock.tick()


class Work:
    """A job that counts its calls and fails at those listed."""

    def __init__(self, *failing: int, error: Exception | None = None) -> None:
        self.calls = 0
        self.failing = failing
        self.error = error or DigestError("the store is locked")

    def __call__(self) -> None:
        self.calls += 1
        if self.calls in self.failing:
            raise self.error


Run = Callable[[int, Work, Work, float], list[str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run for so many minutes, and return what was told."""

    def run(minutes: int, fetch: Work, due: Work, every: float) -> list[str]:
        clock, told = Clock(minutes), list[str]()

        class Now(dt.datetime):
            @classmethod
            @override
            def now(cls, tz: dt.tzinfo | None = None) -> Self:
                return cls.combine(clock.now.date(), clock.now.time(), tz)

        fake = SimpleNamespace(
            datetime=Now, timedelta=dt.timedelta, time=dt.time, date=dt.date
        )
        monkeypatch.setattr(schedule, "datetime", fake)
        run_for_ever(
            fetch,
            due,
            every=dt.timedelta(minutes=every),
            stop=Stop(clock),
            remark=told.append,
        )
        return told

    return run


def test_both_are_done_at_the_start(run: Run) -> None:
    fetch, run_due = Work(), Work()

    run(0, fetch, run_due, 120)

    assert (fetch.calls, run_due.calls) == (1, 1)


def test_feeds_are_read_at_every_interval_and_the_rest_every_minute(run: Run) -> None:
    fetch, run_due = Work(), Work()

    run(240, fetch, run_due, 120)

    assert fetch.calls == 3
    assert run_due.calls == 241


def test_an_interval_of_seconds_is_a_minute(run: Run) -> None:
    fetch = Work()

    run(3, fetch, Work(), 0.1)

    assert fetch.calls == 4


def test_a_failure_is_told(run: Run) -> None:
    told = run(1, Work(), Work(1), 120)

    assert told == ["digest: the store is locked"]


def test_what_is_due_is_left_alone_for_fifteen_calls_after_a_failure(run: Run) -> None:
    run_due = Work(1)

    run(15, Work(), run_due, 120)
    after_fifteen = run_due.calls
    again = Work(1)
    run(16, Work(), again, 120)

    assert after_fifteen == 1
    assert again.calls == 2


def test_every_failure_is_told_and_paused_for_anew(run: Run) -> None:
    run_due = Work(1, 2, 3)

    told = run(48, Work(), run_due, 120)

    assert len(told) == 3
    assert run_due.calls == 4


def test_feeds_are_read_again_at_the_next_interval_after_a_failure(run: Run) -> None:
    fetch = Work(1, 2)

    told = run(20, fetch, Work(), 10)

    assert fetch.calls == 3
    assert len(told) == 2


def test_a_failure_to_read_feeds_does_not_pause_what_is_due(run: Run) -> None:
    run_due = Work()

    run(5, Work(1), run_due, 120)

    assert run_due.calls == 6


def test_a_bug_is_not_hushed_up(run: Run) -> None:
    run_due = Work(1, error=ZeroDivisionError())

    with pytest.raises(ZeroDivisionError):
        run(5, Work(), run_due, 120)


def test_once_stopped_nothing_is_done_any_more(run: Run) -> None:
    fetch, run_due = Work(), Work()

    run(2, fetch, run_due, 1)

    assert (fetch.calls, run_due.calls) == (3, 3)
