"""The values of a theme: which there are, and what each may be.

    theme.mjml --its `theme`--> each value of its kind? --> errors with the line that
    gives it: theme.mjml, or the file in themes/

A key that begins with `own_` is the newsletter's, for templates of its own, and may be
anything.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

import jinja2
from jinja2 import nodes

from digest.errors import TemplateError
from digest.render.engine.schema import COLORS
from digest.render.folders import Folders
from digest.render.mistakes import plain_errors
from digest.render.sandbox import Sandbox
from digest.yaml_file import suggest

Kind = Callable[[object], str | None]
"""Returns why a value is not of the kind, with a remedy; `None` if it is."""

_THEME = "theme.mjml"
_OWN = "own_"
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")
_PIXELS = re.compile(r"\s*(\d+)\s*(?:px)?\s*$")
_NAMES = COLORS - {"inherit", "transparent"}  # a theme's colors are held against others
_NO_FONT = re.compile(r"[;{}<>\"\\\n]")


def _color(value: object) -> str | None:
    if isinstance(value, str) and (_HEX.match(value) or value.lower() in _NAMES):
        return None
    told = f"{_shown(value)} is no color"
    near = suggest(value.lower(), _NAMES) if isinstance(value, str) else ""
    if "did you mean" in near:
        return f"{told}{near}"
    return f'{told}; write six digits like "#9b1c13", or a color name of CSS'


def _font(value: object) -> str | None:
    if isinstance(value, str) and value.strip() and not _NO_FONT.search(value):
        return None
    told = f"{_shown(value)} is no list of fonts"
    return f'{told}; write it like "Georgia, Times New Roman, serif"'


def _pixels(least: int, most: int) -> Kind:
    def complaint(value: object) -> str | None:
        if isinstance(value, str) and (found := _PIXELS.match(value)):
            told = f"{_shown(value)} is text, not a number"
            return f"{told}; write {found[1]}, without quotation marks and px"
        if isinstance(value, bool) or not isinstance(value, int):
            told = f"{_shown(value)} is no whole number of pixels"
        elif not least <= value <= most:
            told = f"{value} pixels are too {'few' if value < least else 'many'}"
        else:
            return None
        return f"{told}; {least} to {most} are allowed"

    return complaint


def _one_of(*words: str) -> Kind:
    def complaint(value: object) -> str | None:
        if value in words:
            return None
        listed = " or ".join(f'"{word}"' for word in words)
        return f"{_shown(value)} is not known; write {listed}"

    return complaint


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


_COLORS = (
    "paper card tint ink quiet accent rule on_flag dark_paper dark_card dark_tint"
    " dark_ink dark_quiet dark_accent dark_rule dark_heavy dark_flag"
).split()
KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(_COLORS, _color),
    **dict.fromkeys(("text_font", "headline_font", "label_font"), _font),
    "text_size": _pixels(14, 24),
    "text_line": _pixels(18, 40),
    "label_size": _pixels(12, 20),
    "label_line": _pixels(14, 32),
    "masthead_size": _pixels(20, 80),
    "masthead_phone": _pixels(18, 48),
    "top_size": _pixels(18, 56),
    "top_phone": _pixels(16, 40),
    "region_size": _pixels(12, 48),
    "lead_size": _pixels(14, 40),
    "story_size": _pixels(14, 36),
    "margin": _pixels(0, 80),
    "margin_phone": _pixels(0, 40),
    "between_regions": _pixels(0, 80),
    "between_stories": _pixels(0, 60),
    "heavy": _pixels(1, 16),
    "masthead": _one_of("flag", "band", "line"),
    "region": _one_of("rule", "bar", "band"),
}
"""Every value of a theme; themes/classic.mjml says what it means."""


class _Given(NamedTuple):
    """Where a value is given."""

    file: str
    line: int


def theme_errors(env: Sandbox) -> tuple[TemplateError, ...]:
    """Return what is wrong with the values of env's theme, by file and line.

    Raises `TemplateError` for a theme that does not compile or render; templates
    without a theme.mjml have none.
    """
    with plain_errors(env, _THEME), env.metered():
        template = _template(env)
        theme = getattr(template.module, "theme", None) if template else {}
    if template is None:
        return ()
    if not isinstance(theme, Mapping):
        told = "sets no `theme`; delete the file to have Digest's own, and begin anew"
        return (TemplateError(_file(env, _THEME), 0, told),)
    wrong = dict(_wrong(dict(theme)))
    if not wrong:
        return ()
    places = _places(env)
    nowhere = _Given(_file(env, _THEME), 0)
    errors = [
        TemplateError(*(places.get(key, nowhere) if key in theme else nowhere), told)
        for key, told in wrong.items()
    ]
    return tuple(sorted(errors, key=lambda error: (error.file, error.line)))


def _template(env: Sandbox) -> jinja2.Template | None:
    try:
        return env.get_template(_THEME)
    except jinja2.TemplateNotFound:
        return None


def _wrong(theme: Mapping[object, object]) -> Iterator[tuple[str, str]]:
    """Yield the keys that are unknown, of another kind, or missing, and why."""
    for key in map(str, theme):
        if key not in KINDS and not key.startswith(_OWN):
            told = f"a theme has no '{key}'"
            near = suggest(key, KINDS)
            other = f"; call it '{_OWN}{key}' if a template of your own uses it"
            yield key, told + (near if "did you mean" in near else other)
    for key, kind in KINDS.items():
        if key in theme and (complaint := kind(theme[key])):
            yield key, f"{key}: {complaint}"
    missing = [key for key in KINDS if key not in theme]
    if missing:
        told = f"the theme gives no {', '.join(missing[:3])}"
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""  # noqa: PLR2004  as many as are named
        yield missing[0], f"{told}{more}; begin as Digest's own theme.mjml does"


def _places(env: Sandbox) -> dict[str, _Given]:
    """Return where each value is given: in theme.mjml, or in the theme below it."""
    chosen = f"themes/{env.globals.get('theme_name')}.mjml"
    places: dict[str, _Given] = {}
    for name in ("themes/classic.mjml", chosen, _THEME):
        with suppress(jinja2.TemplateNotFound):
            places |= _given_in(env, name)
    return places


def _given_in(env: Sandbox, name: str) -> dict[str, _Given]:
    assert env.loader is not None
    source, _, _ = env.loader.get_source(env, name)
    tree, file = env.parse(source, name), _file(env, name)
    keywords = tree.find_all(nodes.Keyword)
    pairs = tree.find_all(nodes.Pair)
    return {one.key: _Given(file, one.lineno) for one in keywords} | {
        str(one.key.value): _Given(file, one.lineno)
        for one in pairs
        if isinstance(one.key, nodes.Const)
    }


def _file(env: Sandbox, name: str) -> str:
    assert isinstance(env.loader, Folders)
    return env.loader.told_name(name)
