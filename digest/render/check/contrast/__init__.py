"""Whether every text stands out from what is behind it, as mail programs show it.

    Mail --cascade--> declarations that win --inheritance--> texts with two colors
      light, dark: as the mail says itself   inverted: as some programs turn it

Computed from the HTML alone: WCAG 1.4.3 asks for 4.5:1, and 3:1 for large text.
"""

from collections.abc import Iterable, Iterator

from digest.findings import Finding, found
from digest.render.check.contrast.cascade import styles
from digest.render.check.contrast.inheritance import Pair, knows_dark, pairs
from digest.render.check.mail import Mail
from digest.render.colors import Color, darkened, lightened, ratio

_NEEDED, _NEEDED_LARGE = 4.5, 3.0
_BRIGHT = 0.4
"""Relative luminance above which a background glares in the dark; #aaa has 0.4."""
_EXAMPLE = 40


def contrast(mail: Mail) -> Iterator[Finding]:
    """Yield a finding for each pair of colors that is too weak, with an example."""
    light = list(pairs(mail, styles(mail, "light"), "light"))
    yield from _weak("low-contrast", "", light)
    if knows_dark(mail):
        dark = list(pairs(mail, styles(mail, "dark"), "dark"))
        yield from _weak("low-contrast-dark", " in the dark", dark)
        yield from _bright(dark)
    inverted = [
        Pair(
            lightened(pair.color),
            darkened(pair.background),
            pair.large,
            pair.text,
            pair.place,
        )
        for pair in light
    ]
    yield from _weak("low-contrast-inverted", " when inverted", inverted)


def _weak(code: str, when: str, seen: Iterable[Pair]) -> Iterator[Finding]:
    met: set[tuple[str, str, bool]] = set()
    for pair in seen:
        key = (pair.color.hex, pair.background.hex, pair.large)
        if key in met:
            continue
        met.add(key)
        needed = _NEEDED_LARGE if pair.large else _NEEDED
        reached = ratio(pair.color, pair.background)
        if reached < needed:
            told = (
                f"{pair.color.hex} on {pair.background.hex} has {_down(reached)}:1"
                f"{when}, and needs {needed:g}:1: '{_short(pair.text)}'"
            )
            yield found(code, told, pair.place)


def _bright(dark: Iterable[Pair]) -> Iterator[Finding]:
    met: set[Color] = set()
    for pair in dark:
        if pair.background in met or pair.background.luminance < _BRIGHT:
            continue
        met.add(pair.background)
        told = f"{pair.background.hex} stays bright behind '{_short(pair.text)}'"
        yield found("bright-in-dark", told, pair.place)


def _down(number: float) -> str:
    """Return two digits, cut: 4.499 is not 4.5."""
    return f"{int(number * 100) / 100:.2f}"


def _short(text: str) -> str:
    return text if len(text) <= _EXAMPLE else f"{text[: _EXAMPLE - 1]}…"
