"""What templates say by themselves, in the newsletter's language.

    {{ _("Read more at %(outlet)s", outlet=...) }}
        own templates/words/de.po -> shipped words/de.po -> the message itself, English

The first file that has a message says it: one phrase may be changed, and the rest kept.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from jinja2 import Environment, pass_context, pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import escape

from digest.render import in_words
from digest.render.catalog import Catalog, MessageId, read

FOLDER = "words"
"""Where the files of words lie, among the templates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language; `catalogs` are asked in their order."""

    language: str
    catalogs: tuple[Catalog, ...]

    @property
    def locale(self) -> Locale:
        """How the language writes days, numbers and lists, and from which side."""
        return in_words.locale(self.language)

    def gettext(self, message: str) -> str:
        """Return `message` in the language, or as it is."""
        return self.said(message) or message

    def ngettext(self, one: str, several: str, number: int) -> str:
        """Return what is said of `number` things in the language, or in English."""
        english = one if int(number) == 1 else several
        return self.said((one, several), int(number)) or english

    def has(self, message: MessageId) -> bool:
        """Return whether a file has a translation of `message`."""
        return any(message in catalog.forms for catalog in self.catalogs)

    def said(self, message: MessageId, number: int = 1) -> str | None:
        """Return the translation of `message`, or `None` if no file has one."""
        told = (catalog.said(message, number) for catalog in self.catalogs)
        return next(filter(None, told), None)


def words(own: Path | None, shipped: Path, language: str) -> Words:
    """Return the words of `language`, a code such as `de` or `fr_CA`.

    `own` and `shipped` are folders of templates; raises `TemplateError` with file, line
    and remedy if a file cannot be read.
    """
    folders = [(own, "templates"), (shipped, "shipped")]
    found = (
        read(folder / FOLDER / f"{name}.po", f"{told}/{FOLDER}/{name}.po", name)
        for folder, told in folders
        if folder is not None
        for name in _names(language)
    )
    catalogs = tuple(catalog for catalog in found if catalog is not None)
    return Words(language=language, catalogs=catalogs)


def install(env: Environment, spoken: Words) -> None:
    """Give `env`, which has the extension for it, its words and what writes figures."""

    @pass_eval_context
    def gettext(seen: EvalContext, message: str) -> str:
        return _plain(seen, spoken.gettext(message))

    @pass_eval_context
    def ngettext(seen: EvalContext, one: str, several: str, number: int) -> str:
        return _plain(seen, spoken.ngettext(one, several, number))

    env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension's
        gettext, ngettext, newstyle=True
    )
    env.globals["ngettext"] = _with_figures(env.globals["ngettext"], spoken.locale)
    env.filters |= in_words.filters(spoken.locale)
    env.extend(words=spoken)


def words_of(env: Environment) -> Words:
    """Return the words that `env` was given."""
    spoken = env.words  # type: ignore[attr-defined]  # `extend` put it there
    assert isinstance(spoken, Words)
    return spoken


def _with_figures(ngettext: Any, spoken: Locale) -> Callable[..., str]:
    """Return Jinja's `ngettext` with `num` as the language writes it: `12,345`."""

    @pass_context
    def with_figures(
        seen: Context, one: str, several: str, number: int, **given: object
    ) -> str:
        given.setdefault("num", format_decimal(number, locale=spoken))
        told: str = ngettext(seen, one, several, number, **given)
        return told

    return with_figures


def _plain(seen: EvalContext, text: str) -> str:
    """Return `text` with its markup escaped: Jinja would trust that of translations."""
    return escape(text) if seen.autoescape else text


def _names(language: str) -> Iterator[str]:
    """Yield `fr_CA` and `fr` for `fr-CA`: what a country has no words for."""
    parts = language.replace("-", "_").split("_")
    for length in range(len(parts), 0, -1):
        yield "_".join(parts[:length])
