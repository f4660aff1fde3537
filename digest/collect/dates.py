"""Dates as feeds write them into moments in UTC; a wild one is no date.

RSS writes RFC 822 (with four digits for the year), Atom RFC 3339, Dublin Core the
W3C's profile of ISO 8601; many write what their own program happens to print.
Nothing is ever filled in from today's date: `tomorrow` is no date.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

# Feeds came up in 1999: what claims to be older was set by a clock without a battery.
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LONGEST = 100  # characters; no known form of a date is half as long

_MONTHS = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}
# Hours from UTC. RFC 822 §5.1 names the American ones; of the others only those that
# mean one zone alone (IST is India, Israel and Ireland).
_ZONES = {
    **dict.fromkeys("z ut utc gmt wet".split(), 0),
    "ast": -4,
    "adt": -3,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "akst": -9,
    "akdt": -8,
    "hst": -10,
    "et": -5,
    "ct": -6,
    "mt": -7,
    "pt": -8,
    "bst": 1,
    "west": 1,
    "cet": 1,
    "mez": 1,
    "cest": 2,
    "mesz": 2,
    "eet": 2,
    "sast": 2,
    "eest": 3,
    "msk": 3,
    "jst": 9,
    "kst": 9,
    "aest": 10,
    "aedt": 11,
    "nzst": 12,
    "nzdt": 13,
}

_USUAL = re.compile(  # what nine feeds of ten write: Tue, 17 Nov 2026 09:30:00 GMT
    r"(?:[A-Z][a-z]{2}, )?(\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d)"
    r" (GMT|[+-]\d{4})",
    re.ASCII,
)
_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:[.,:]\d+)?"
_HALF = r"(?:\s*(?P<half>[ap])\.?m\.?(?![a-z]))?"
_ZONE = (
    r"(?:\s*\(?(?:(?:utc|gmt)?\s*(?P<sign>[+-])\s?(?P<east>\d{1,2}):?(?P<rest>\d\d)?"
    r"|(?P<zone>[a-z]{1,5}))\b)?"
)
_END = r"(?!\s*[-+:.,]?\d)"  # what goes on in figures was misread
_DAY_FIRST = re.compile(  # Tue, 17 Nov 2026 09:30:00 +0100
    r"(?:[^\s\d,]+\.?,?\s*)?(?P<day>\d{1,2})[\s-]+(?P<month>[a-z]{3})[a-z]*\.?,?[\s-]+"
    rf"(?P<year>\d{{2,4}})(?!\d),?(?:(?:\s+at)?\s+{_TIME}{_HALF})?{_ZONE}{_END}",
    re.IGNORECASE | re.ASCII,
)
_MONTH_FIRST = re.compile(  # Tue Nov 17 09:30:00 CET 2026; November 17, 2026 9:30 PM
    r"(?:[^\s\d,]+\.?,?\s+)??(?P<month>[a-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2})"
    rf"(?:st|nd|rd|th)?,?\s+(?:{_TIME}{_ZONE}\s+)?(?P<year>\d{{4}}){_END}",
    re.IGNORECASE | re.ASCII,
)
_MONTH_FIRST_LATER_TIME = re.compile(
    r"(?:[^\s\d,]+\.?,?\s+)??(?P<month>[a-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2})"
    rf"(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}),?(?:\s+at)?\s+{_TIME}{_HALF}{_ZONE}{_END}",
    re.IGNORECASE | re.ASCII,
)
_YEAR_FIRST = re.compile(  # 2026-11-17 09:30:00 +0100; 2026/11/17; 2026-11
    r"(?P<year>\d{4})(?:[-/.](?P<month>\d\d?)(?:[-/.](?P<day>\d\d?))?)?"
    rf"(?:(?:t|\s+){_TIME}{_HALF})?{_ZONE}{_END}",
    re.IGNORECASE | re.ASCII,
)


def moment(given: str) -> datetime | None:
    """Return the date in UTC, or `None` where it is missing or makes no sense.

    A date without a zone is read as UTC, one without a time as midnight.
    """
    text = given.strip()
    if not text or len(text) > _LONGEST:
        return None
    try:
        found = _moment(text)
        inside = found.astimezone(UTC) if found else None
    except (OverflowError, ValueError):
        return None
    return inside if inside and inside >= _EARLIEST else None


def _moment(text: str) -> datetime | None:
    if (usual := _USUAL.fullmatch(text)) and usual[2].lower() in _MONTHS:
        day, month, year, time, zone = usual.groups()
        zone = zone.replace("GMT", "Z")
        text = f"{year}-{_MONTHS[month.lower()]:02}-{day}T{time}{zone}"
    if text[:4].isdigit():
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        match = _YEAR_FIRST.match(text)
    else:
        match = (
            _DAY_FIRST.match(text)
            or _MONTH_FIRST_LATER_TIME.match(text)
            or _MONTH_FIRST.match(text)
        )
    return _from_parts(match.groupdict()) if match else None


def _from_parts(parts: dict[str, str | None]) -> datetime | None:
    month = parts["month"] or "1"
    number = int(month) if month.isdigit() else _MONTHS.get(month.lower())
    if number is None:
        return None
    hour = int(parts["hour"] or 0)
    if half := parts.get("half"):
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    day = datetime(
        _year(parts["year"] or ""),
        number,
        int(parts["day"] or 1),
        hour % 24 if hour <= 24 else hour,  # noqa: PLR2004  24:00 is the day's end
        int(parts["minute"] or 0),
        min(int(parts["second"] or 0), 59),  # a leap second
        tzinfo=_zone(parts),
    )
    return day + timedelta(days=hour // 24)


def _year(digits: str) -> int:
    """Return the year; short ones as RFC 2822 §4.3 reads them."""
    year = int(digits)
    if len(digits) > 3:  # noqa: PLR2004
        return year
    return year + (2000 if len(digits) == 2 and year < 50 else 1900)  # noqa: PLR2004


def _zone(parts: dict[str, str | None]) -> timezone:
    if not parts["sign"]:
        return timezone(timedelta(hours=_ZONES.get((parts["zone"] or "").lower(), 0)))
    offset = timedelta(hours=int(parts["east"] or 0), minutes=int(parts["rest"] or 0))
    return timezone(-offset if parts["sign"] == "-" else offset)
