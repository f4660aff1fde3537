"""The tree with its styles into the texts that are seen, with their two colors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from digest.render.check.contrast.cascade import Scheme, Styles
from digest.render.check.mail import Element, Mail
from digest.render.colors import BLACK, WHITE, Color, read

_DARK_PAGE, _DARK_TEXT = Color(0.07, 0.07, 0.07), WHITE
_LINK = {"light": Color(0, 0, 0.93), "dark": Color(0.62, 0.62, 1)}
_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67}
_BOLD = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "th"))
"""What browsers give elements without being told (HTML, section 15, Rendering)."""
_UNSEEN = frozenset(("head", "style", "script", "title", "template", "noscript"))
_SIZE = re.compile(r"([\d.]+)(px|pt|em|rem|%)")
_UNITS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0}
_NUMBER = re.compile(r"\d{1,4}$")
_BOLD_FROM = 600
_LARGE, _LARGE_BOLD = 24.0, 18.66
"""Pixels from which 3:1 is enough (WCAG 2.2, large scale: 18 pt, or 14 pt bold)."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element hands down; `background` is `None` behind a picture."""

    color: Color
    background: Color | None
    size: float = 16.0
    bold: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A text that is seen: its color, what is behind it, and if it is large."""

    color: Color
    background: Color
    large: bool
    text: str
    place: str


def pairs(mail: Mail, told: Styles, scheme: Scheme) -> Iterator[Pair]:
    """Yield every text that a reader sees, in the order of the mail."""
    page = _page(mail, scheme)
    looks: dict[Element, _Look] = {}
    for element in mail.elements:
        parent = element.getparent()
        above = looks.get(parent, page) if parent is not None else page
        look = looks[element] = _look(element, above, told.get(element, {}), scheme)
        texts = [element.text, *(child.tail for child in element)]
        text = " ".join(" ".join(part.split()) for part in texts if part).strip()
        if look.hidden or look.background is None or not _says_something(text):
            continue
        limit = _LARGE_BOLD if look.bold else _LARGE
        shown = look.color.over(look.background)
        place = mail.place_of(element)
        yield Pair(shown, look.background, look.size >= limit, text, place)


def knows_dark(mail: Mail) -> bool:
    """Return whether a mail has colors of its own for dark devices."""
    names = [
        (meta.get("content") or "")
        for meta in mail.all("meta")
        if (meta.get("name") or "").lower() == "color-scheme"
    ]
    sheets = [sheet.text or "" for sheet in mail.all("style")]
    return any("dark" in text for text in names) or any(
        "prefers-color-scheme" in text for text in sheets
    )


def _page(mail: Mail, scheme: Scheme) -> _Look:
    if scheme == "dark" and knows_dark(mail):
        return _Look(_DARK_TEXT, _DARK_PAGE)
    return _Look(BLACK, WHITE)


def _look(
    element: Element, above: _Look, told: dict[str, str], scheme: Scheme
) -> _Look:
    tag = str(element.tag)
    look = replace(
        above,
        color=_color(element, above, told, scheme),
        background=_background(above, told),
        size=_size(told.get("font-size", ""), above.size, _SIZES.get(tag)),
        bold=_bold(told.get("font-weight", ""), above.bold or tag in _BOLD),
    )
    hidden = told.get("display") == "none" or told.get("visibility") == "hidden"
    return replace(look, hidden=True) if hidden or tag in _UNSEEN else look


def _color(
    element: Element, above: _Look, told: dict[str, str], scheme: Scheme
) -> Color:
    known = read(told.get("color", ""))
    if known:
        return known
    linked = element.tag == "a" and element.get("href") and "color" not in told
    return _LINK[scheme] if linked else above.color


def _background(above: _Look, told: dict[str, str]) -> Color | None:
    if told.get("background-image") == "url":
        return None
    own = read(told.get("background-color", ""))
    if own is None or own.alpha == 0:
        return above.background
    if own.alpha == 1 or above.background is None:
        return own if own.alpha == 1 else None
    return own.over(above.background)


def _size(text: str, above: float, usual: float | None) -> float:
    """Return pixels; of a size in words, or none, what is usual or handed down."""
    match = _SIZE.fullmatch(text)
    if match is None:
        return above * usual if usual else above
    try:
        number = float(match.group(1))
    except ValueError:
        return above
    unit = match.group(2)
    if unit in _UNITS:
        return number * _UNITS[unit]
    return above * (number / 100 if unit == "%" else number)


def _bold(text: str, above: bool) -> bool:  # noqa: FBT001  what is handed down is a flag
    if _NUMBER.match(text):
        return int(text) >= _BOLD_FROM
    return {"bold": True, "bolder": True, "normal": False}.get(text, above)


def _says_something(text: str) -> bool:
    """Return whether there is a letter or a digit: marks alone are ornament."""
    return any(character.isalnum() for character in text)
