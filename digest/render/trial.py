"""Every template looked at, and tried on made-up editions: what is wrong, all of it.

compile each -> theme -> render each trial -> lint -> engine
                    once more with a source map, where there is something to find
"""

from collections.abc import Iterable, Iterator, Mapping
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
LETTER = "weekly.mjml"
TEXTS = ("subject.txt", "preheader.txt", "weekly.txt")
ON_THE_WEB = ("web_head.html", "entry.html")
OF_THE_ARCHIVE = ("archive.html", "feed.xml")
"""What Digest itself asks for: no template has to name these."""
_ASKED_FOR = frozenset({LETTER, *TEXTS, *ON_THE_WEB, *OF_THE_ARCHIVE})

Trial = Iterable[tuple[str, Mapping[str, object]]]
"""Templates to render, each with its variables."""


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


def check_templates(env: Templates, trials: Iterable[Trial]) -> tuple[Flaw, ...]:
    """Return what is wrong with the templates, tried one after the other.

    A template that does not compile, or not render, gives its first mistake; the MJML
    of a letter that does render gives up to 50. What one trial found at a line is not
    told again by the next. Own files that mean nothing are warnings.
    """
    found = [*dict.fromkeys(_uncompiled(env))] or [*_of_theme(env)]
    if not found:
        for trial in trials:
            places = {(flaw.file, flaw.line) for flaw in found}
            new = dict.fromkeys(_unrendered(env, trial))
            found += [flaw for flaw in new if (flaw.file, flaw.line) not in places]
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


def _unrendered(env: Templates, trial: Trial) -> Iterator[Flaw]:
    for name, given in trial:
        seen = {"subject": "", "preheader": "", **given}
        try:
            if name == LETTER:
                yield from _letter(env, seen)
            else:
                render(env, name, seen)
        except TemplateError as error:
            yield _flaw(error)


def _letter(env: Templates, seen: dict[str, object]) -> Iterator[Flaw]:
    mjml = render(env, LETTER, seen)
    if _sound(mjml) and not any(unfound(env, mjml, seen)):
        return
    text = mapped(env, LETTER, seen)
    faults = lint(text.text)
    for fault in islice(faults, _MOST):
        error = told(text, fault)
        yield Flaw(error.file, error.line, error.message, fault.level)
    if any(fault.level == "error" for fault in faults):
        return
    try:
        to_html(text.text, LETTER)
    except MjmlError as error:
        yield _flaw(told(text, error.fault))
    yield from (_flaw(told(text, fault)) for fault in unfound(env, text.text, seen))


def _sound(mjml: str) -> bool:
    if lint(mjml):
        return False
    try:
        to_html(mjml, LETTER)
    except MjmlError:
        return False
    return True
