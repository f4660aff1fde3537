"""Jinja2 as templates see it: sandboxed, strict, escaped, with a user's own first."""

import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from jinja2.sandbox import SandboxedEnvironment

from digest.errors import TemplateError
from digest.render.words import FOLDER, install, words

Templates = SandboxedEnvironment

_ESCAPED = (".mjml", ".html", ".xml")
_LINE = 72


def environment(
    own: Path | None, shipped: Path, *, language: str = "en", theme: str = "classic"
) -> Templates:
    """Return an environment in which a template in `own` hides the shipped one.

    `language` is that of the words which templates say by themselves.
    """
    folders = [folder for folder in (own, shipped) if folder is not None]
    env = SandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=lambda name: name is not None and name.endswith(_ESCAPED),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
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
    env.filters["wrapped"] = wrapped
    return env


def render(env: Templates, name: str, context: dict[str, object]) -> str:
    """Return the rendered template; raise `TemplateError` with file and line."""
    with _plain_errors(name):
        return env.get_template(name).render(context)


def check_syntax(env: Templates) -> int:
    """Compile every template; return how many; raise `TemplateError` for the first."""
    names = env.list_templates(
        filter_func=lambda name: not name.startswith((".", f"{FOLDER}/"))
    )
    for name in names:
        with _plain_errors(name):
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


# What a template can raise by calculating, looking up or looping too far.
_MISTAKES = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


@contextmanager
def _plain_errors(name: str) -> Iterator[None]:
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(
            error.name or name, error.lineno, f"{error.message}"
        ) from error
    except jinja2.TemplateNotFound as error:
        raise TemplateError(str(error.name), 0, "no such template") from error
    except _MISTAKES as error:
        file, line = _place(error, name)
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise TemplateError(file, line, reason) from error


def _place(error: BaseException, name: str) -> tuple[str, int]:
    """Return the template and line where it went wrong: Jinja2 names them so."""
    file, line = name, 0
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if (
            trace.tb_frame.f_globals.get("__jinja_template__")
            or code.co_name
            in (
                "top-level template code",
                "template",
            )
            or code.co_name.startswith(("block ", "macro "))
        ):
            file, line = Path(code.co_filename).name, trace.tb_lineno
        trace = trace.tb_next
    return file, line
