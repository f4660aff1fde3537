"""Brushes and shapes for the illustrations of the sample week (needs Pillow)."""

from collections.abc import Sequence
from math import cos, hypot, sin, tau
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

WIDTH, HEIGHT = SIZE = (2208, 1240)  # drawn at twice the printed size, then reduced
Point = tuple[float, float]
Line = Sequence[Point]


def gradient(stops: Sequence[str], size: tuple[int, int] = SIZE) -> Image.Image:
    """Blend colors from top to bottom."""
    strip = Image.new("RGB", (1, len(stops)))
    for row, stop in enumerate(stops):
        strip.putpixel((0, row), ImageColor.getrgb(stop))
    return strip.resize(size, Image.Resampling.BICUBIC)


def mixed(first: str, second: str, share: float) -> str:
    """Mix two colors; the share is that of the second."""
    pairs = zip(ImageColor.getrgb(first), ImageColor.getrgb(second), strict=True)
    part = min(1, max(0, share))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def paint(
    picture: Image.Image,
    fill: str | Image.Image,
    *shapes: Line,
    blur: float = 0,
    veil: float = 1,
) -> None:
    """Fill shapes with a color or a picture, as soft and as dense as told."""
    mask = Image.new("L", SIZE)
    for shape in shapes:
        ImageDraw.Draw(mask).polygon(list(shape), fill=round(255 * veil))
    picture.paste(fill, (0, 0), mask.filter(ImageFilter.GaussianBlur(blur)))


def hill(picture: Image.Image, line: Line, *stops: str) -> None:
    """Fill all below the line, from its highest point down."""
    top, fill = max(0, int(min(y for _, y in line))), Image.new("RGB", SIZE)
    fill.paste(gradient(stops, (WIDTH, HEIGHT - top)), (0, top))
    paint(picture, fill, [*line, (WIDTH, HEIGHT), (0, HEIGHT)])


def ridge(rng: Random, base: float, height: float, sharp: float) -> Line:
    """Draw a skyline: a few large waves and many small ones, round or sharp."""
    waves = [
        (height / n**1.15, n * rng.uniform(0.5, 0.8), rng.uniform(0, tau))
        for n in (1, 2, 3, 5, 9, 17, 33)
    ]

    def up(x: float) -> float:
        swings = [(high, sin(n * tau * x / WIDTH + start)) for high, n, start in waves]
        return sum(
            high * ((1 - sharp) * swing + sharp * (1 - 2 * abs(swing)))
            for high, swing in swings
        )

    return [(x, base - up(x)) for x in range(0, WIDTH + 9, 8)]


def points(text: str, at: Point = (0, 0), size: float = 1) -> Line:
    """Read points such as `0,0 40,-12` and put them in their place."""
    pairs = (pair.split(",") for pair in text.split())
    return [(at[0] + float(x) * size, at[1] + float(y) * size) for x, y in pairs]


def smooth(line: Line) -> Line:
    """Cut the corners off a closed shape, four times."""
    for _ in range(4):
        sides = zip(line, [*line[1:], line[0]], strict=True)
        line = [
            (a + (c - a) * part, b + (d - b) * part)
            for (a, b), (c, d) in sides
            for part in (0.25, 0.75)
        ]
    return line


def oval(x: float, y: float, across: float, down: float) -> Line:
    """Draw an ellipse around a point."""
    turns = [tau * n / 48 for n in range(48)]
    return [(x + across * cos(turn), y + down * sin(turn)) for turn in turns]


def beam(start: Point, end: Point, width: float) -> Line:
    """Draw a straight bar from one point to another."""
    (x, y), (u, v) = start, end
    half = width / 2 / hypot(u - x, v - y)
    dx, dy = (v - y) * half, (x - u) * half
    return [(x + dx, y + dy), (u + dx, v + dy), (u - dx, v - dy), (x - dx, y - dy)]


def glow(
    picture: Image.Image, at: tuple[int, int], radius: int, color: str, strength: float
) -> None:
    """Lay round light over the picture that fades towards its rim."""
    light = Image.radial_gradient("L").point(
        lambda dark: round(max(0, 181 - dark) ** 2 / 129 * strength)
    )
    mask = light.resize((2 * radius, 2 * radius), Image.Resampling.BICUBIC)
    picture.paste(color, (at[0] - radius, at[1] - radius), mask)


def mist(
    picture: Image.Image, rng: Random, y: float, color: str, strength: float
) -> None:
    """Lay a few long wisps of mist around one height."""
    spots = [(rng.uniform(0, WIDTH), y + rng.gauss(0, 24)) for _ in range(7)]
    wisps = [oval(*spot, rng.uniform(300, 800), 30) for spot in spots]
    paint(picture, color, *wisps, blur=46, veil=strength)


def printed(picture: Image.Image, rng: Random) -> Image.Image:
    """Reduce to the printed size, with the grain of paper."""
    small = picture.resize((WIDTH // 2, HEIGHT // 2), Image.Resampling.LANCZOS)
    small = small.filter(ImageFilter.GaussianBlur(0.75))
    dots = rng.randbytes(WIDTH * HEIGHT // 16)
    grain = Image.frombytes("L", (WIDTH // 4, HEIGHT // 4), dots).resize(small.size)
    lit = ImageChops.soft_light(small, grain.convert("RGB"))
    return Image.blend(small, lit, 0.025)
