"""How costs grow, drawn as an SVG with two logarithmic axes."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT, _EDGE = 640, 360, 56
_HEAD = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    ' font-family="sans-serif" font-size="12" fill="#333">'
    f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
)


@dataclass(frozen=True)
class Line:
    """A named line; its values, all above 0, belong to the sizes in their order."""

    name: str
    color: str
    values: Sequence[float]


def growth(unit: str, sizes: Sequence[int], lines: Sequence[Line]) -> str:
    """Return an SVG of the lines over the sizes, which are counted in `unit`."""
    along = _scale(sizes, _EDGE, _WIDTH - _EDGE)
    every = [value for line in lines for value in line.values]
    up = _scale(every, _HEIGHT - _EDGE, _EDGE)
    across = [along(size) for size in sizes]
    parts = [_HEAD]
    for line in lines:
        points = [(x, up(y)) for x, y in zip(across, line.values, strict=True)]
        parts += _drawn(line, points)
    parts += [
        _text(x, _HEIGHT - 18, f"{size:,}")
        for x, size in zip(across, sizes, strict=True)
    ]
    parts.append(_text(_WIDTH - _EDGE, _HEIGHT - 3, unit))
    return "\n".join((*parts, "</svg>", ""))


def _scale(
    values: Sequence[float], first: float, last: float
) -> Callable[[float], float]:
    """Return what takes values to pixels, by their logarithms."""
    low, high = math.log(min(values)), math.log(max(values))

    def scale(value: float) -> float:
        return first + (last - first) * (math.log(value) - low) / ((high - low) or 1.0)

    return scale


def _drawn(line: Line, points: Sequence[tuple[float, float]]) -> Iterator[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    stroke = f'stroke="{line.color}" stroke-width="2"'
    yield f'<polyline points="{path}" fill="none" {stroke}/>'
    for (x, y), value in zip(points, line.values, strict=True):
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{line.color}"/>'
        yield _text(x, y - 8, f"{value:.3g}", line.color)
    x, y = points[0]
    yield _text(x, y + 18, line.name, line.color)


def _text(x: float, y: float, words: str, color: str = "#333") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="middle"'
    return f'<text {place} fill="{color}">{escape(words)}</text>'
