"""What an inbox shows of a mail: its subject and its preheader."""

import re
from collections.abc import Iterator

from digest.findings import Finding, found
from digest.rendered import Email

_LONG_SUBJECT = 78
_PREHEADER = (40, 140)
_MOSTLY = 0.6
"""The share of the subject's longer words that the preheader may repeat."""
_WORD = re.compile(r"\w{4,}")
_FEWEST = 3
_PREHEADER_PLACE = "the preheader"


def heads(email: Email, place: str = "the subject") -> Iterator[Finding]:
    """Yield what is wrong with the two lines that an inbox shows.

    `place` is where the subject stands.
    """
    yield from _subject(email.subject, place)
    fewest, most = _PREHEADER
    if not fewest <= len(email.preheader) <= most:
        length = len(email.preheader)
        told = f"the preheader has {length} characters; 40 to 90 are shown"
        yield found("preheader-length", told, _PREHEADER_PLACE)
    if overlaps(email.subject, email.preheader):
        told = "the preheader repeats the subject"
        yield found("preheader-repeats", told, _PREHEADER_PLACE)


def overlaps(subject: str, preheader: str) -> bool:
    """Return whether most of what a subject says is said again."""
    if subject and subject in preheader:
        return True
    words = set(_WORD.findall(subject.casefold()))
    again = words & set(_WORD.findall(preheader.casefold()))
    return len(words) >= _FEWEST and len(again) >= _MOSTLY * len(words)


def shouts(line: str) -> bool:
    """Return whether a line of at least three words is in capitals."""
    words = [word for word in line.split() if word.upper() != word.lower()]
    return len(words) >= _FEWEST and line.upper() == line


def _subject(subject: str, place: str) -> Iterator[Finding]:
    if not subject:
        yield found("no-subject", "the subject is empty", place)
    if len(subject) > _LONG_SUBJECT:
        told = f"the subject has {len(subject)} characters; phones show about 41"
        yield found("long-subject", told, place)
    if shouts(subject):
        yield found("subject-shouts", "the subject is in capitals", place)
