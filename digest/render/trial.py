"""Every template looked at, and a letter rendered with them: what is wrong, all of it.

compile each -> theme -> render -> lint -> engine, with the places of all mistakes
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from jinja2 import TemplateSyntaxError, meta
from typing_extensions import override

from digest.errors import TemplateError
from digest.render.engine import MjmlError, lint, to_html
from digest.render.environment import Templates, render
from digest.render.folders import Folders
from digest.render.letter_html import told
from digest.render.mistakes import plain_errors
from digest.render.own_pictures import unfound
from digest.render.own_templates import nearest, template_names
from digest.render.source_map import mapped
from digest.render.theme_values import theme_errors

_MOST = 50
_TEXTS = ("subject.txt", "preheader.txt", "weekly.txt")
_LETTER = "weekly.mjml"
# What Digest itself asks for: no template has to name these.
_OF_THE_WEB = ("web_head.html", "entry.html", "archive.html", "feed.xml")
_ASKED_FOR = frozenset({*_TEXTS, _LETTER, *_OF_THE_WEB})


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """One mistake in a template; `line` counts from 1, 0 if there is none."""

    file: str
    line: int
    message: str
    level: Literal["error", "warning"] = "error"

    @override
    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


def check_templates(env: Templates, context: Mapping[str, object]) -> tuple[Flaw, ...]:
    """Return what is wrong with the templates, tried with a letter's variables.

    A template that does not compile, or not render, gives its first mistake; the MJML
    of a letter that does render gives up to 50. Own files that mean nothing are
    warnings.
    """
    found = [*_uncompiled(env)] or [*_of_theme(env)]
    if not found:
        found = [*_unrendered(env, dict(context))]
    return (*_in_order(found), *strays(env))


def _in_order(found: list[Flaw]) -> list[Flaw]:
    """Return each flaw once, those of a file together and by line."""
    files = list(dict.fromkeys(flaw.file for flaw in found))
    return sorted(
        dict.fromkeys(found), key=lambda flaw: (files.index(flaw.file), flaw.line)
    )


def strays(env: Templates) -> Iterator[Flaw]:
    """Yield a warning for each of the newsletter's own templates that nobody uses."""
    loader = env.loader
    assert isinstance(loader, Folders)
    if loader.own is None:
        return
    shipped = template_names(loader.shipped)
    named = _named(env)
    for name in template_names(loader.own):
        # Templates may pick a theme by its name, which only feeds.yaml knows.
        if name in shipped or name in named or name.startswith("themes/"):
            continue
        hint = nearest(name, shipped) or "; include it, or delete it"
        message = f"hides none of Digest's own, and no template uses it{hint}"
        yield Flaw(loader.told(str(loader.own / name)), 0, message, "warning")


def _named(env: Templates) -> set[str]:
    """Return the templates that some other one includes, imports or extends."""
    assert env.loader is not None
    named = set(_ASKED_FOR)
    for name in env.list_templates():
        with suppress(TemplateError, TemplateSyntaxError):
            source, _, _ = env.loader.get_source(env, name)
            found = meta.find_referenced_templates(env.parse(source, name))
            named |= {other for other in found if other and other != name}
    return named


def _flaw(error: TemplateError) -> Flaw:
    return Flaw(error.file, error.line, error.message)


def _uncompiled(env: Templates) -> Iterator[Flaw]:
    for name in env.list_templates():
        try:
            with plain_errors(env, name):
                env.get_template(name)
        except TemplateError as error:
            yield _flaw(error)


def _of_theme(env: Templates) -> Iterator[Flaw]:
    try:
        yield from map(_flaw, theme_errors(env))
    except TemplateError as error:
        yield _flaw(error)


def _unrendered(env: Templates, context: dict[str, object]) -> Iterator[Flaw]:
    context = {"subject": "", "preheader": "", **context}
    for name in _TEXTS:
        try:
            render(env, name, context)
        except TemplateError as error:
            yield _flaw(error)
    try:
        yield from _letter(env, context)
    except TemplateError as error:
        yield _flaw(error)


def _letter(env: Templates, context: dict[str, object]) -> Iterator[Flaw]:
    text = mapped(env, _LETTER, context)
    faults = lint(text.text)
    for fault in islice(faults, _MOST):
        error = told(text, fault)
        yield Flaw(error.file, error.line, error.message, fault.level)
    if any(fault.level == "error" for fault in faults):
        return
    try:
        to_html(text.text, _LETTER)
    except MjmlError as error:
        yield _flaw(told(text, error.fault))
    yield from (_flaw(told(text, fault)) for fault in unfound(env, text.text, context))
