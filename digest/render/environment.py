"""Jinja2 as templates see it: sandboxed, strict, escaped, with a user's own first."""

import textwrap
from functools import partial
from pathlib import Path, PurePosixPath

from digest.addresses import link
from digest.brackets import unbroken_dates
from digest.errors import TemplateError, UnknownThemeError
from digest.render.compiled import compiled
from digest.render.directions import turned
from digest.render.folders import Folders
from digest.render.limits import bounded
from digest.render.mistakes import Strict, plain_errors
from digest.render.note_text import LINE
from digest.render.printable import cleaned
from digest.render.sandbox import Sandbox
from digest.render.words import install, words
from digest.yaml_file import suggest

Templates = Sandbox

_ESCAPED = (".mjml", ".html", ".xml")


def environment(
    own: Path | None, shipped: Path, *, language: str = "en", theme: str = "classic"
) -> Templates:
    """Return an environment in which a template in `own` hides the shipped one.

    `language` is that of the words which templates say by themselves. Raises
    `UnknownThemeError` for a `theme` that there is not.
    """
    env = Sandbox(
        loader=Folders(own, shipped),
        autoescape=lambda name: name is not None and name.endswith(_ESCAPED),
        undefined=Strict,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # an environment is made anew for each job
        bytecode_cache=compiled(language),
    )
    _check_theme(env, theme)
    env.add_extension("jinja2.ext.i18n")
    spoken = words(own, shipped, language)
    install(env, spoken)
    rtl = spoken.locale.text_direction == "rtl"
    start, end = ("right", "left") if rtl else ("left", "right")
    env.globals |= {
        "theme_name": theme,
        "direction": "rtl" if rtl else "ltr",
        "start": start,
        "end": end,
    }
    env.filters["safe_url"] = safe_url
    env.filters["turned"] = partial(turned, around="rtl" if rtl else "ltr")
    env.filters["unbroken_dates"] = unbroken_dates
    env.filters["wrapped"] = bounded(wrapped)
    env.filters["listed"] = bounded(env.filters["listed"])
    return env


def _check_theme(env: Templates, theme: str) -> None:
    """Raise `UnknownThemeError` if themes/ has no such theme."""
    names = [name for name in env.list_templates() if name.startswith("themes/")]
    themes = [PurePosixPath(name).stem for name in names if name.count("/") == 1]
    if themes and theme not in themes:
        known = ", ".join(sorted(themes))
        hint = suggest(theme, themes)
        hint = hint if "did you mean" in hint else ""
        told = f"newsletter.theme: there is no theme '{theme}'{hint}"
        raise UnknownThemeError("feeds.yaml", 0, f"{told} (known are: {known})")


def render(env: Templates, name: str, context: dict[str, object]) -> str:
    """Return the rendered template; raise `TemplateError` with file and line.

    What a template sees has no control characters, wherever it comes from.
    """
    with plain_errors(env, name), env.metered():
        return env.get_template(name).render(cleaned(context))


def safe_url(address: str) -> str:
    """Return `address` if a mail may link to it; raise `TemplateError` if not.

    Those of edition.yaml are looked at as it is read; a template may hold others.
    """
    try:
        return link(str(address))
    except ValueError as error:
        raise TemplateError("edition.yaml", 0, str(error)) from None


def wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    """Return `text` in lines of 72, `first` before the first and `rest` before others.

    Addresses are never broken.
    """
    return textwrap.fill(
        str(text),
        LINE,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
