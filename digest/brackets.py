"""The one thing that is ever added to a sentence: a date in brackets.

Square brackets are how editors mark what they add to another's words. Dates are written
as Babel writes them, so that no other words in brackets pass for one.
"""

import re
from datetime import UTC, date, datetime, time
from functools import cache

LANGUAGES = ("de", "en", "es", "fr")
"""In which days are told well enough to give them a date."""
_MONTHS = 12
_A_DAY = 28  # of every month, and in no month's name


def with_date(text: str, at: int, day: date, language: str) -> str:
    """Return `text` with a day of one of `LANGUAGES` in brackets at that place."""
    return f"{text[:at]} [{_shown(day, language)}]{text[at:]}"


def without_dates(text: str) -> str:
    """Return `text` without the dates in brackets."""
    return _dates().sub("", text) if "[" in text else text


def unbroken_dates(text: str) -> str:
    """Return `text` with no-break spaces in its dates: a line ends before or after."""
    if "[" not in text:
        return text
    return _dates().sub(lambda date: " " + date[0][1:].replace(" ", "\xa0"), text)


@cache
def _dates() -> re.Pattern[str]:
    shown = {
        _shown(date(2000, month, _A_DAY), language)
        for language in LANGUAGES
        for month in range(1, _MONTHS + 1)
    }
    forms = (re.escape(form).replace(str(_A_DAY), r"\d{1,2}") for form in shown)
    return re.compile(rf" \[(?:{'|'.join(sorted(forms))})\]")


def _shown(day: date, language: str) -> str:
    """Return a day as `17 November`, in its language."""
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415  only for dates

    if language == "en":
        return format_date(day, "d MMMM", locale=language)
    noon = datetime.combine(day, time(12), UTC)  # Babel takes moments alone
    return format_skeleton("MMMMd", noon, locale=language)
