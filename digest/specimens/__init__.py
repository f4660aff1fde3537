"""Editions to try templates with: a full week, a thin one, and the worst ones.

    week.toml, rtl.toml, scripts.toml --read--> Edition --extremes--> Edition

All news in them is invented, the outlets' hosts end in `.example` (RFC 2606). The bytes
of their pictures are the sample week's (`resources.specimen_picture`).
"""

from collections.abc import Callable
from functools import cache

from digest.model import Edition
from digest.specimens import extremes
from digest.specimens.read import edition

_MADE: dict[str, Callable[[], Edition]] = {
    "week": lambda: edition("week"),
    "thin": lambda: extremes.thin(edition("week")),
    "one": lambda: extremes.one(edition("week")),
    "empty-regions": lambda: extremes.empty_regions(edition("week")),
    "forty": lambda: extremes.forty(edition("week")),
    "long": lambda: extremes.long(edition("week")),
    "bare": lambda: extremes.bare(edition("week")),
    "rtl": lambda: edition("rtl"),
    "scripts": lambda: edition("scripts"),
    "hostile": lambda: extremes.hostile(edition("week")),
}
_TITLES = {
    "week": "Sample week",
    "thin": "A thin week",
    "one": "One story",
    "empty-regions": "Empty regions",
    "forty": "Forty stories",
    "long": "Very long headlines and words",
    "bare": "No pictures",
    "rtl": "Right to left",
    "scripts": "Other scripts",
    "hostile": "Hostile text",
}
_LANGUAGES = {"rtl": "ar", "scripts": "hi"}


def names() -> tuple[str, ...]:
    """Return the names of all specimens; `week`, the usual one, comes first."""
    return tuple(_MADE)


def title(name: str) -> str:
    """Return what a specimen is called where people choose one; raise `KeyError`."""
    return _TITLES[name]


@cache
def specimen(name: str) -> Edition:
    """Return an edition by its name, the same each time; raise `KeyError`."""
    return _MADE[name]()


def language(name: str) -> str:
    """Return the ISO 639 code of the language that a specimen is written in."""
    return _LANGUAGES.get(name, "en")
