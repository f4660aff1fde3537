"""Colors: read from CSS, laid over one another, held against each other, inverted."""

from dataclasses import dataclass
from functools import lru_cache

from tinycss2.color4 import Color as CssColor
from tinycss2.color4 import parse_color

Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Color:
    """A color of sRGB: red, green and blue from 0 to 1, and how much it covers."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @property
    def hex(self) -> str:
        """Return it as `#1c1b19`."""
        parts = (self.red, self.green, self.blue)
        return "#" + "".join(f"{round(part * 255):02x}" for part in parts)

    @property
    def luminance(self) -> float:
        """How light it is, from 0 to 1 (WCAG 2.2, relative luminance)."""
        red, green, blue = (_linear(part) for part in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def over(self, below: "Color") -> "Color":
        """Return what is seen where it lies on another."""
        share = self.alpha
        return Color(
            self.red * share + below.red * (1 - share),
            self.green * share + below.green * (1 - share),
            self.blue * share + below.blue * (1 - share),
        )


WHITE, BLACK = Color(1, 1, 1), Color(0, 0, 0)


@lru_cache(maxsize=512)
def read(text: str) -> Color | None:
    """Return the color that CSS or an attribute means, `None` if it is none we know."""
    try:
        color = parse_color(text)
    except (RecursionError, ValueError):
        return None
    if not isinstance(color, CssColor):
        return None
    try:
        red, green, blue = color.to("srgb").coordinates
    except NotImplementedError:  # lab and its like, which mail programs do not know
        return None
    return Color(_within(red), _within(green), _within(blue), _within(color.alpha))


def ratio(one: Color, other: Color) -> float:
    """Return the contrast of two colors, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = one.luminance, other.luminance
    if dark > light:
        light, dark = dark, light
    return (light + 0.05) / (dark + 0.05)


_LINEAR = 0.04045
"""Where the curve of sRGB begins (IEC 61966-2-1)."""
_BENT = 6 / 29
"""Where the curve of CIELAB turns into a line (CIE 15:2004)."""
_LIGHT_BEHIND, _DARK_TEXT = 82, 62
"""Of L*, which goes from 0 to 100: the grays #cdcdcd and #969696 (205 and 150 of 255).

Chromium's forced dark mode inverts backgrounds above the one and text below the other;
what lies between keeps its background and loses its dark text.
"""
_D65: Triple = (0.95047, 1.0, 1.08883)
_TO_XYZ: tuple[Triple, Triple, Triple] = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_FROM_XYZ: tuple[Triple, Triple, Triple] = (
    (3.2404542, -1.5371385, -0.4985314),
    (-0.9692660, 1.8760108, 0.0415560),
    (0.0556434, -0.2040259, 1.0572252),
)


def darkened(background: Color) -> Color:
    """Return a background as a program that inverts shows it: light ones dark."""
    return (
        _inverted(background) if _lightness(background) > _LIGHT_BEHIND else background
    )


def lightened(text: Color) -> Color:
    """Return the color of text as a program that inverts shows it: dark ones light."""
    return _inverted(text) if _lightness(text) < _DARK_TEXT else text


def redrawn(line: Color) -> Color:
    """Return a border's color as a program that inverts shows it: by either rule.

    Chromium's forced dark mode turns light lines as it turns backgrounds, and dark ones
    as it turns text; those in between it leaves.
    """
    turned = lightened(line)
    return darkened(line) if turned is line else turned


def _lightness(color: Color) -> float:
    return 116 * _bent(color.luminance) - 16


def _inverted(color: Color) -> Color:
    """Return the color with L* turned round and its hue kept (CIELAB, D65)."""
    linear = (_linear(color.red), _linear(color.green), _linear(color.blue))
    x, y, z = (
        _bent(value / white)
        for value, white in zip(_times(_TO_XYZ, linear), _D65, strict=True)
    )
    lightness = 100 - (116 * y - 16)
    middle = (lightness + 16) / 116
    bent = (middle + x - y, middle, middle + z - y)
    xyz = tuple(_straight(f) * white for f, white in zip(bent, _D65, strict=True))
    red, green, blue = (_display(part) for part in _times(_FROM_XYZ, xyz))
    return Color(red, green, blue, color.alpha)


def _times(matrix: tuple[Triple, Triple, Triple], vector: tuple[float, ...]) -> Triple:
    first, second, third = (
        sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix
    )
    return first, second, third


def _linear(part: float) -> float:
    """Return the light of a channel (WCAG 2.2, as corrected in May 2021)."""
    return part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4


def _display(light: float) -> float:
    """Return the channel of a light, cut to what a screen can show."""
    light = _within(light)
    return (
        light * 12.92
        if light <= _LINEAR / 12.92
        else 1.055 * light ** (1 / 2.4) - 0.055
    )


def _bent(share: float) -> float:
    return share ** (1 / 3) if share > _BENT**3 else share / (3 * _BENT**2) + 4 / 29


def _straight(bent: float) -> float:
    return bent**3 if bent > _BENT else 3 * _BENT**2 * (bent - 4 / 29)


def _within(part: float) -> float:
    return min(1.0, max(0.0, part))
