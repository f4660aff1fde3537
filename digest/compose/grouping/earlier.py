"""Stories that an earlier edition printed: which come back, and which do not.

A story has moved on if one of its reports was published after the earlier edition's
cut-off, is no copy of what was printed, and has enough words in title and lead that
the printed reports lack. So repeats, late copies and backgrounders stay out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.addresses import comparison_key
from digest.compose.grouping.vocabulary import terms
from digest.compose.pages.copies import is_same, shingles
from digest.model import Earlier

_COMMON = 4
_LEAD_WORDS = 60
_NEW = 0.35
"""The least share of a report's own words that were not printed earlier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An article of a story that the edition `slug` printed.

    `until` is the end of the edition's window.
    """

    slug: str
    url: str
    title: str
    text: str
    until: datetime
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is asked of an entry to see if it moves its story on."""

    url: str
    title: str
    text: str
    when: datetime
    language: str


def was_printed(url: str, printed: Sequence[Printed]) -> bool:
    """Return whether this page, however its address is tagged, was printed."""
    return comparison_key(url) in {comparison_key(known.url) for known in printed}


def earlier(reports: Sequence[Report], printed: Sequence[Printed]) -> Earlier | None:
    """Return what the newest edition that printed this event makes of these reports.

    `printed` may be of another event that is told alike: they count as one only with
    four telling words of a report's title and lead in common.
    """
    heads = [_opening(report) for report in reports]
    same = [known for known in printed if _is_told_of(known, heads)]
    if not same:
        return None
    told = _Told(same)
    moved_on = any(told.is_passed_by(report) for report in reports)
    return Earlier(slug=max(known.slug for known in same), moved_on=moved_on)


def _opening(report: Report) -> set[str]:
    """Return the telling words of a report's title and lead."""
    lead = " ".join(report.text.split()[:_LEAD_WORDS])
    return set(terms(f"{report.title} {lead}", report.language))


def _is_told_of(known: Printed, heads: Sequence[set[str]]) -> bool:
    words = set(terms(f"{known.title} {known.text}", known.language))
    return any(len(head & words) >= min(_COMMON, len(head)) for head in heads)


class _Told:
    """What was printed of an event, looked at once for all reports on it."""

    def __init__(self, printed: Sequence[Printed]) -> None:
        self._until = max(known.until for known in printed)
        self._pages = {comparison_key(known.url) for known in printed}
        self._texts = [shingles(known.text) for known in printed]
        self._words = {
            term
            for known in printed
            for term in terms(f"{known.title} {known.text}", known.language)
        }

    def is_passed_by(self, report: Report) -> bool:
        """Return whether a report says enough that was not printed."""
        if report.when <= self._until or comparison_key(report.url) in self._pages:
            return False
        if any(is_same(shingles(report.text), text) for text in self._texts):
            return False
        own = _opening(report)
        return bool(own) and len(own - self._words) >= _NEW * len(own)
