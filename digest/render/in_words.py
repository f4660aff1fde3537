"""Days, numbers, lists and headings as a language writes them, by Babel (CLDR)."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any, Protocol

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape, soft_str

from digest.config import REGIONS
from digest.model import Edition

SAID_BY_CODE = tuple(REGIONS.values())
"""What the letter says that stands in no template: the headings of the regions."""
_DOTTED = frozenset({"az", "tr"})
_ACUTE = "\N{COMBINING ACUTE ACCENT}"


class Translated(Protocol):
    """What knows messages in a language."""

    def gettext(self, message: str) -> str:
        """Return `message` in the language, or as it is."""


def locale(language: str) -> Locale:
    """Return how `language` writes; in English the day goes before the month.

    Australia's English writes `19 November`, and `A, B and C`.
    """
    return Locale.parse("en_AU" if language == "en" else language.replace("-", "_"))


def long_date(slug: str, language: str) -> str:
    """Return an edition's day in words: `Thursday 19 November 2026`."""
    pattern = "EEEE d MMMM y" if language == "en" else "full"
    return format_date(date.fromisoformat(slug), pattern, locale=locale(language))


def short_date(slug: str, language: str) -> str:
    """Return an edition's day in words, without weekday and year: `19 November`."""
    day = date.fromisoformat(slug)
    if language == "en":
        return format_date(day, "d MMMM", locale=locale(language))
    noon = datetime.combine(day, time(12), UTC)  # Babel takes moments alone
    return format_skeleton("MMMMd", noon, locale=locale(language))


def in_language(
    edition: Edition, headings: Mapping[str, str], words: Translated
) -> tuple[Edition, dict[str, str]]:
    """Return `edition` and `headings` with the regions' names in the language.

    A heading that an editor chose stays as it was typed.
    """
    told = {
        name: words.gettext(title) if REGIONS.get(name) == title else title
        for name, title in headings.items()
    }
    sections = tuple(
        replace(section, title=told.get(section.id, section.title))
        for section in edition.sections
    )
    return replace(edition, sections=sections), told


def filters(spoken: Locale) -> dict[str, Callable[..., Any]]:
    """Return the filters that write as `spoken` does.

    - `listed`: `A, B and C`, of texts or of links
    - `number`: `12,345`
    - `upper`: in capitals
    """

    @pass_eval_context
    def listed(seen: EvalContext, given: Iterable[object]) -> str:
        if seen.autoescape:
            parts = [str(escape(one)) for one in given]
            return Markup(format_list(parts, locale=spoken))  # noqa: S704  escaped above
        return format_list([str(one) for one in given], locale=spoken)

    def number(given: float) -> str:
        return format_decimal(given, locale=spoken)

    def upper(given: str) -> str:
        return capitals(soft_str(given), spoken.language)

    return {"listed": listed, "number": number, "upper": upper}


def capitals(text: str, language: str) -> str:
    """Return `text` in capitals: Turkish keeps its dots, Greek drops its accents."""
    if language in _DOTTED:
        return text.replace("i", "İ").upper()
    if language == "el":
        apart = unicodedata.normalize("NFD", text.upper()).replace(_ACUTE, "")
        return unicodedata.normalize("NFC", apart)
    return text.upper()
