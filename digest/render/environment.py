"""Jinja2 as templates see it: sandboxed, strict, escaped, with a user's own first."""

import textwrap
from gettext import NullTranslations
from pathlib import Path
from urllib.parse import urlsplit

from babel import Locale

from digest.errors import TemplateError
from digest.render.folders import Folders
from digest.render.mistakes import Strict, plain_errors
from digest.render.sandbox import Sandbox

Templates = Sandbox

_ESCAPED = (".mjml", ".html", ".xml")
_LINE = 72


def environment(
    own: Path | None, shipped: Path, *, language: str = "en", theme: str = "classic"
) -> Templates:
    """Return an environment in which a template in `own` hides the shipped one.

    `language` is that of the words which templates say by themselves.
    """
    env = Sandbox(
        loader=Folders(own, shipped),
        autoescape=lambda name: name is not None and name.endswith(_ESCAPED),
        undefined=Strict,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.add_extension("jinja2.ext.i18n")
    words = NullTranslations()
    env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension's
        words.gettext, words.ngettext, newstyle=True
    )
    rtl = Locale(language).text_direction == "rtl"
    start, end = ("right", "left") if rtl else ("left", "right")
    env.globals |= {
        "theme_name": theme,
        "direction": "rtl" if rtl else "ltr",
        "start": start,
        "end": end,
    }
    env.filters["safe_url"] = safe_url
    env.filters["wrapped"] = wrapped
    return env


def render(env: Templates, name: str, context: dict[str, object]) -> str:
    """Return the rendered template; raise `TemplateError` with file and line."""
    with plain_errors(env, name), env.metered():
        return env.get_template(name).render(context)


def check_syntax(env: Templates) -> int:
    """Compile every template; return how many; raise `TemplateError` for the first."""
    names = env.list_templates()
    for name in names:
        with plain_errors(env, name):
            env.get_template(name)
    return len(names)


def safe_url(address: str) -> str:
    """Return `address` if a mail may link to it; raise `TemplateError` if not.

    Escaping does not stop `javascript:`; only web and mail addresses pass.
    """
    text = str(address)
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    web = (
        parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    )
    mail = parts.scheme == "mailto" and parts.path
    clean = not any(c.isspace() or ord(c) < 32 or c in "<>\"'\\" for c in text)  # noqa: PLR2004  control characters
    if not clean or not (web or mail):
        raise TemplateError("edition.yaml", 0, f"'{text}' is no address to link to")
    return text


def wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    """Return `text` in lines of 72, `first` before the first and `rest` before others.

    Addresses are never broken.
    """
    return textwrap.fill(
        str(text),
        _LINE,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
