"""Jobs that come round, on `schedule`; the ledger, not the clock, decides what they do.

`schedule` runs a job again at every poll once it has raised, so no failure that was
raised on purpose gets as far as that: it is told, and the job is left alone a while.
"""

import threading
from collections.abc import Callable
from datetime import timedelta

import schedule

from digest.errors import DigestError

_PAUSE_TICKS = 15
"""Minutes for which a job that failed is left alone."""


def run_for_ever(
    fetch: Callable[[], None],
    run_due: Callable[[], None],
    *,
    every: timedelta,
    stop: threading.Event,
    remark: Callable[[str], None],
) -> None:
    """Call `fetch` at every interval and `run_due` every minute until `stop` is set."""
    scheduler = schedule.Scheduler()
    minutes = max(1, round(every.total_seconds() / 60))
    scheduler.every(minutes).minutes.do(_patient(fetch, remark, pause=0))
    scheduler.every(1).minutes.do(_patient(run_due, remark, pause=_PAUSE_TICKS))
    scheduler.run_all()
    while not stop.wait(1.0):
        scheduler.run_pending()


def _patient(
    work: Callable[[], None], remark: Callable[[str], None], *, pause: int
) -> Callable[[], None]:
    """Return `work` that tells its failures, and then sits out `pause` calls."""
    waiting = 0

    def tried() -> None:
        nonlocal waiting
        if waiting:
            waiting -= 1
            return
        try:
            work()
        except DigestError as error:
            waiting = pause
            remark(f"digest: {error}")

    return tried
