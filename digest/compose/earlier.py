"""Stories that an earlier edition printed: which come back, and which do not.

A story has moved on if one of its reports was published after the earlier edition's
cut-off, is no copy of what was printed, and has enough words in title and lead that
the printed reports lack. So repeats, late copies and backgrounders stay out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.addresses import comparison_key
from digest.compose.vocabulary import terms
from digest.model import Earlier

_WORD = re.compile(r"\w+")
_SHINGLE = 3
_COPY = 0.32
"""Containment of 3-word shingles, as for copies inside a story (docs/measured.md)."""
_FEWEST = 8
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
    """Return what the newest edition that printed this event makes of these reports."""
    if not printed:
        return None
    slug = max(known.slug for known in printed)
    moved_on = any(_moves_on(report, printed) for report in reports)
    return Earlier(slug=slug, moved_on=moved_on)


def _moves_on(report: Report, printed: Sequence[Printed]) -> bool:
    if report.when <= max(known.until for known in printed):
        return False
    if was_printed(report.url, printed) or _copies(report, printed):
        return False
    lead = " ".join(report.text.split()[:_LEAD_WORDS])
    own = set(terms(f"{report.title} {lead}", report.language))
    known = {
        term
        for article in printed
        for term in terms(f"{article.title} {article.text}", article.language)
    }
    return bool(own) and len(own - known) >= _NEW * len(own)


def _copies(report: Report, printed: Sequence[Printed]) -> bool:
    own = _shingles(report.text)
    if len(own) < _FEWEST:
        return False
    return any(len(own & _shingles(p.text)) >= _COPY * len(own) for p in printed)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return frozenset(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))
