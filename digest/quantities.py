"""Quantities as people write them in feeds.yaml: `20 s`, `8 MB`, `thursday 05:00`."""

import re
from dataclasses import dataclass
from datetime import time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from typing_extensions import override

_UNITS = {
    "s": timedelta(seconds=1),
    "second": timedelta(seconds=1),
    "min": timedelta(minutes=1),
    "minute": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_LONGEST = timedelta(days=3660)
_LARGEST = 1e12
_SIZES = {"b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9}
WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_NUMBER_AND_UNIT = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)", re.IGNORECASE)
_WEEKLY = re.compile(r"([a-z]+)\s+(\d\d):(\d\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Weekly:
    """A weekday (0 is Monday) and a local time of day."""

    weekday: int
    at: time

    @override
    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday].capitalize()} {self.at:%H:%M}"


def duration(text: str) -> timedelta:
    """Return the span that `20 s` or `2 hours` means; raise `ValueError`."""
    found = _NUMBER_AND_UNIT.fullmatch(text.strip())
    unit = found and found[2].lower()
    known = unit and (_UNITS.get(unit) or _UNITS.get(unit.removesuffix("s")))
    try:
        span = known * float(found[1]) if found and known else timedelta()
    except OverflowError:
        span = timedelta.max
    if not timedelta() < span <= _LONGEST:
        raise ValueError(f"'{text}' is no span of time; write 20 s, 5 min or 2 hours")
    return span


def interval(text: str) -> timedelta:
    """Return the span that `every 2 hours` means, at least a minute."""
    words = text.strip().split(maxsplit=1)
    try:
        span = duration(words[1]) if words[0].lower() == "every" else timedelta()
    except (IndexError, ValueError):
        span = timedelta()
    if span < timedelta(minutes=1):
        raise ValueError(
            f"'{text}' is no interval; write every 30 min or every 2 hours"
        )
    return span


def size(text: str) -> int:
    """Return the bytes that `8 MB` means (powers of ten); raise `ValueError`."""
    found = _NUMBER_AND_UNIT.fullmatch(text.strip())
    factor = found and _SIZES.get(found[2].lower())
    amount = float(found[1]) * factor if found and factor else 0.0
    if not 1 <= amount <= _LARGEST:
        raise ValueError(f"'{text}' is no size; write 500 kB or 8 MB")
    return round(amount)


def weekly(text: str) -> Weekly:
    """Return the weekday and time that `thursday 05:00` means; raise `ValueError`."""
    found = _WEEKLY.fullmatch(text.strip())
    if not found or found[1].lower() not in WEEKDAYS:
        raise ValueError(
            f"'{text}' is no weekday and time; write thursday 05:00, the day in English"
        )
    try:
        at = time(int(found[2]), int(found[3]))
    except ValueError:
        raise ValueError(
            f"'{found[2]}:{found[3]}' is no time of day; write 00:00 to 23:59"
        ) from None
    return Weekly(WEEKDAYS.index(found[1].lower()), at)


def zone(text: str) -> ZoneInfo:
    """Return the time zone of that IANA name; raise `ValueError`."""
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = "write an IANA name such as Australia/Sydney or UTC"
        raise ValueError(f"'{text}' is no time zone; {hint}") from None
