"""A mail in a program that knows nothing of dark style sheets and turns colors itself.

Gmail's apps and Outlook do so, each by rules of its own; these are the ones that
`digest check` computes with (`colors`): light grounds darkened, dark text lightened.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from digest.render.colors import WHITE, Color, darkened, lightened, read, redrawn
from digest.render.conditions.css_source import GAP, OPAQUE
from digest.render.conditions.html_source import (
    rewritten,
    with_attributes,
    with_sheet,
)
from digest.render.conditions.schemes import in_scheme

_Turn = Callable[[Color], Color]

_UNTOLD = (
    ":root{color-scheme:dark}"
    f":where(body:not([bgcolor],[background])){{background-color:{darkened(WHITE).hex}}}"
)
"""The browser's own dark text, links and fields, where a mail tells nothing, and a page
as dark as one that is told to be white. It is the body's, which gives it to the page:
told for the root, it would hide what mails tell of the body."""
_ATTRIBUTES: dict[str, _Turn] = {
    "bgcolor": darkened,
    "bordercolor": redrawn,
    **dict.fromkeys(("color", "text", "link", "vlink", "alink"), lightened),
}
_PROPERTIES: tuple[tuple[re.Pattern[str], _Turn], ...] = (
    (re.compile(r"background(-color|-image)?"), darkened),
    (re.compile(r"(border|outline|column-rule)(-[a-z-]+)?"), redrawn),
    (
        re.compile(
            r"color|(text-decoration|caret|-webkit-text-(fill|stroke))(-color)?"
        ),
        lightened,
    ),
)
_BARE = re.compile(r"[0-9a-f]{6}", re.IGNORECASE)
_TOKEN = re.compile(
    rf"(?P<opaque>{OPAQUE})|(?P<end>[;{{}}])"
    r"|(?P<color>#[0-9a-f]++(?![\w-])|(?<![\w-])(?:rgba?|hsla?|hwb)\([^()]*+\))"
    rf"|(?P<word>(?<![\w.#-])[a-z-][\w-]*+)(?P<colon>(?:{GAP}:)?+)",
    re.DOTALL | re.IGNORECASE,
)


def inverted(html: str) -> str:
    """Return a mail with every color turned that it declares, and dark where it is mum.

    Pictures stay as they are, and so do shadows and colors in custom properties.
    """

    @cache
    def turned(css: str) -> str:
        return _turned(css)

    def attribute(name: str, value: str) -> str:
        if name == "style":
            return turned(value)
        turn = _ATTRIBUTES.get(name)
        return _color(turn, value) if turn else value

    @cache
    def tag(_name: str, source: str) -> str:
        return with_attributes(source, attribute)

    light = in_scheme(html, "light", offered="dark")
    return with_sheet(rewritten(light, tag, turned), _UNTOLD)


def _turned(css: str) -> str:
    """Return declarations or a style sheet with the colors turned, each by its role."""
    turn: _Turn | None = None

    def changed(found: re.Match[str]) -> str:
        nonlocal turn
        if found["end"]:
            turn = None
        elif found["colon"]:
            turn = _role(found["word"].lower())
        elif turn and not found["opaque"]:
            return _color(turn, found[0])
        return found[0]

    return _TOKEN.sub(changed, css)


@lru_cache(maxsize=256)
def _role(name: str) -> _Turn | None:
    return next((turn for known, turn in _PROPERTIES if known.fullmatch(name)), None)


@lru_cache(maxsize=1024)
def _color(turn: _Turn, text: str) -> str:
    """Return a color as it is turned; what is no color, as it is."""
    color = read(f"#{text}" if _BARE.fullmatch(text) else text)
    if color is None:
        return text
    seen = turn(color)
    if seen == color:
        return text
    if seen.alpha == 1:
        return seen.hex
    red, green, blue = (round(part * 255) for part in (seen.red, seen.green, seen.blue))
    return f"rgba({red},{green},{blue},{seen.alpha:g})"
