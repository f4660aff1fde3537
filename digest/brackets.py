"""The one thing that is ever added to a sentence: a date in brackets.

Square brackets are how editors mark what they add to another's words.
"""

import re

_DATE = re.compile(r" \[[^\[\]]{0,20}\d[^\[\]]{0,20}\]")


def with_date(text: str, at: int, date: str) -> str:
    """Return `text` with `date`, which holds a number, in brackets at that place."""
    return f"{text[:at]} [{date}]{text[at:]}"


def without_dates(text: str) -> str:
    """Return `text` without the dates in brackets."""
    return _DATE.sub("", text)
