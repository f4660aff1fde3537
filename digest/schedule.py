"""When an edition is due and which span it covers: plain arithmetic, no clock.

Times are local to the newsletter. One that a clock change skips is moved to the later
wall clock, one that it repeats means the first pass (PEP 495, fold 0).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from digest.model import Window
from digest.quantities import Weekly


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRecord:
    """What the store remembers of an edition: drafted, and perhaps sent.

    `subject` and `preheader` are as it went out.
    """

    slug: str
    window: Window
    drafted_at: datetime
    sent_at: datetime | None = None
    subject: str = ""
    preheader: str = ""


WEEK = timedelta(days=7)
_LONGEST = 2 * WEEK


def instant(day: date, weekly: Weekly, zone: ZoneInfo) -> datetime:
    """Return the moment of `weekly`'s time of day on `day`, in UTC."""
    return datetime.combine(day, weekly.at, tzinfo=zone).astimezone(UTC)


def last_due(now: datetime, weekly: Weekly, zone: ZoneInfo) -> date:
    """Return the local day on which `weekly` last came round, at or before `now`."""
    today = now.astimezone(zone).date() + timedelta(days=1)
    days = (today - timedelta(days=back) for back in range(9))
    return next(
        day
        for day in days
        if day.weekday() == weekly.weekday and instant(day, weekly, zone) <= now
    )


def next_due(now: datetime, weekly: Weekly, zone: ZoneInfo) -> date:
    """Return the local day on which `weekly` comes round next, after `now`."""
    return last_due(now, weekly, zone) + WEEK


def slug(day: date) -> str:
    """Return the name of the edition that is due on that local day."""
    return day.isoformat()


def current_slug(
    now: datetime,
    send: Weekly,
    zone: ZoneInfo,
    records: Iterable[EditionRecord],
    max_late: timedelta,
) -> str:
    """Return the edition that a command without a slug means.

    The last one due if it was drafted, is not sent and not too late; else the next one
    that was not sent yet.
    """
    known = {record.slug: record for record in records}
    due = last_due(now, send, zone)
    late = known.get(slug(due))
    if late and not late.sent_at and now - instant(due, send, zone) <= max_late:
        return slug(due)
    day = due + WEEK
    while slug(day) in known and known[slug(day)].sent_at:
        day += WEEK
    return slug(day)


def window(edition: str, now: datetime, records: Iterable[EditionRecord]) -> Window:
    """Return the span `edition` covers if it is drafted at `now`.

    It starts where the last edition that was sent ended, so that what an edition held
    back had is not lost. A first edition covers a week, and so does one after a pause
    of more than two weeks: older news would be stale.
    """
    before = [r for r in records if r.slug < edition and r.sent_at]
    previous = max(before, key=lambda record: record.slug, default=None)
    start = previous.window.end if previous else None
    if start is None or start >= now or now - start > _LONGEST:
        start = now - WEEK
    return Window(start=start, end=now)
