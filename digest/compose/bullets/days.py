"""The date beside a weekday: 'said on Tuesday [17 November]'.

Read a week later, 'on Tuesday' says nothing. The date in square brackets, as editors
mark what they add to a quotation, is the one thing that is ever added to a sentence.
A wrong date would be worse than none, so it is added only where nothing else can be
meant: the sentence tells of what has been, and the day is one of the last few, wherever
on earth it was written.
"""

import re
from datetime import UTC, date, datetime, time, timedelta

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from digest.brackets import with_date
from digest.compose.language.wordings import wording

_FURTHEST_EAST = timedelta(hours=14)
"""How far local clocks are ahead of UTC, at most."""
_MOST_DAYS = 3
"""Days back: 'talks resume on Friday', written on a Wednesday, means the next one."""
_DAYS_A_WEEK = 7
_DATED = re.compile(r"\W{1,3}(?:\w{1,9}\.?,? ){0,2}[0-3]?\d(?![\d%]|[.,:]\d)")
"""A number follows, which may be the date: 'Tuesday, Nov. 17', 'Dienstag, den 17.'."""

_PART_OF_DAY = re.compile(
    r" (?:morning|afternoon|evening|night|matin|midi|après-midi|soir|mattina|pomeriggio"
    r"|sera|notte|por la (?:mañana|tarde|noche)|à (?:tarde|noite)|de manhã)\b"
)


def dated(text: str, written: datetime, language: str) -> str:
    """Return `text` with the date beside each weekday whose date is certain.

    `written` is when the article was published, in UTC.
    """
    words = wording(language)
    if words.future.search(text) or not words.past.search(text):
        return text
    for day, end in reversed(list(words.single_days(text))):
        when = None if _DATED.match(text, end) else _last(day, written)
        if part := _PART_OF_DAY.match(text, end):
            end = part.end()  # noqa: PLW2901  'on Tuesday night' is one expression
        if when and (shown := _shown(when, language)):
            text = with_date(text, end, shown)
    return text


def _last(day: int, written: datetime) -> date | None:
    """Return the last such weekday, if it is one of the last days; else `None`.

    In the east it may be that day already; of two such days, a week apart, only one is
    recent enough.
    """
    for ahead in (timedelta(), _FURTHEST_EAST):
        here = (written.astimezone(UTC) + ahead).date()
        back = (here.weekday() - day) % _DAYS_A_WEEK
        if back <= _MOST_DAYS:
            return here - timedelta(days=back)
    return None


def _shown(day: date, language: str) -> str | None:
    """Return a day as `17 November` in a language that Babel knows, else `None`."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
    if language == "en":
        return format_date(day, "d MMMM", locale=locale)
    noon = datetime.combine(day, time(12), UTC)  # Babel takes moments alone
    return format_skeleton("MMMMd", noon, locale=locale)
