"""Two illustrations of the sample week: the harbour and the valley in Peru."""

from math import sin
from random import Random

from drawing import (
    WIDTH,
    Line,
    beam,
    glow,
    gradient,
    hill,
    mist,
    mixed,
    oval,
    paint,
    points,
    ridge,
)
from PIL import Image, ImageDraw

CRANE = """0 0 22 -300 9, 150 0 128 -300 9, 8 -110 142 -110 7, 14 -112 128 -296 4,
-130 -300 430 -300 11, 24 -300 80 -440 8, 128 -300 80 -440 8, 80 -440 400 -304 4,
80 -440 250 -304 4, 80 -440 -120 -304 4, -100 -325 -30 -325 44, -14 0 34 0 16,
196 -278 232 -278 26, 214 -278 214 -150 3, 190 -140 238 -140 24, 120 0 170 0 16"""
SHIP = """730,804 730,700 750,700 756,650 786,650 790,700 820,700 820,804 1190,804
1290,776 1252,870 724,870 700,804"""
WATER = 850  # the line where it begins
FIELDS = ("#b5a45e", "#93a05a", "#a98a55", "#7d9655", "#c4ab66", "#6d8a50")
STREETS = {2: (1300,), 3: (1150, 1420), 5: (1190, 1370, 1580), 6: (430, 600), 8: (520,)}
HOUSE = {
    "#ecd2a6": "0,0 86,0 86,-58 0,-58",
    "#b58a61": "86,0 128,-14 128,-70 86,-58",
    "#8d6546": "-7,-56 88,-56 134,-70 52,-76",
    "#6a4a35": "14,0 34,0 34,-38 14,-38",
    "#7a573e": "52,-22 70,-22 70,-40 52,-40",
}
YARD = 130  # around a house no tree stands


def harbour(rng: Random) -> Image.Image:
    """Draw the Pacific coast of Peru at dawn, seen from the sea."""
    sky = ["#425a72", "#6f7f92", "#c6a197", "#f2c79a", "#f6d8ac", "#f6d8ac"]
    sea = ["#dcae94", "#a5949a", "#5b6d80", "#33485c"]
    picture = gradient(sky)
    glow(picture, (1500, 640), 900, "#ffe6b4", 0.85)
    paint(picture, "#fff3d6", oval(1500, 560, 66, 66), blur=2)
    hill(picture, ridge(rng, 690, 90, 0.8), "#c79c96", "#e9c3a2", "#f0cda8")
    hill(picture, ridge(rng, 735, 62, 0.7), "#a3848a", "#d8ab98", "#e2b79c")
    mist(picture, rng, 800, "#f6d8b4", 0.5)
    hill(picture, ridge(rng, 790, 34, 0.5), "#71697a", "#b08f8f")
    hill(picture, [(0, WATER), (WIDTH, WATER)], *sea)
    pier = beam((0, WATER - 11), (690, WATER - 11), 50)
    afloat(picture, "#4e5465", crane(150, 0.72))
    afloat(picture, "#26323f", [*crane(380, 1.15), points(SHIP), pier])
    for depth in (rng.random() ** 1.6 for _ in range(260)):
        x, y = 1500 + rng.gauss(0, 20 + depth * 130), WATER + 8 + depth * 380
        spark = oval(x, y, rng.uniform(20, 60) * (0.5 + depth), 1.5 + 4 * depth)
        color = mixed("#ffe2b4", "#b39f9d", depth)
        ImageDraw.Draw(picture).polygon(list(spark), fill=color)
    return picture


def crane(x: float, size: float) -> list[Line]:
    """Draw a quay crane from the side, its arm over the water."""
    y, bars = WATER - 34, []
    for bar in CRANE.split(","):
        a, b, c, d, width = (float(number) * size for number in bar.split())
        bars.append(beam((x + a, y + b), (x + c, y + d), width))
    return bars


def afloat(picture: Image.Image, color: str, shapes: list[Line]) -> None:
    """Paint shapes and their reflection in the water."""
    edge = WATER + 12
    mirrored = [[(x, max(edge, 2 * edge - y)) for x, y in shape] for shape in shapes]
    paint(picture, color, *mirrored, blur=9, veil=0.4)
    paint(picture, color, *shapes)


def valley(rng: Random) -> Image.Image:
    """Draw terraces and adobe houses in the Camaná valley."""
    picture = gradient(["#93aebb", "#c6cfc6", "#efdfbd", "#f6e4bd", "#f6e4bd"])
    glow(picture, (480, 330), 900, "#fff1cc", 0.9)
    hill(picture, ridge(rng, 400, 110, 0.9), "#a9a6ad", "#d9c9b4", "#ecd9b6")
    hill(picture, ridge(rng, 480, 80, 0.8), "#b3917f", "#d9b894", "#e6c9a0")
    mist(picture, rng, 570, "#f6e6c6", 0.8)
    hill(picture, ridge(rng, 560, 60, 0.6), "#b0835f", "#d0a676", "#d8b27c")
    for step in range(12):
        line = terrace(picture, rng.choice(FIELDS), step)
        homes, size = STREETS.get(step, ()), 0.55 + step * 0.08
        for x, y in rng.sample(line[5:-5], rng.randrange(1, 5)):
            if all(abs(x - home - 50) > YARD for home in homes):
                tree(picture, x, y, rng.uniform(0.7, 1.2) * size)
        for x in homes:
            house(picture, x, line[x // 8][1], rng.uniform(1, 1.25) * size)
    return picture


def terrace(picture: Image.Image, tone: str, step: int) -> Line:
    """Paint one terrace, its sunlit lip and then its field."""
    base, swell = 600 + step**1.5 * 14.5, 95 - 5.3 * step
    lip = [
        (x, base + sin(x / 420 + 2.6 + step * 0.07) * swell + 6 * sin(x / 97 + step))
        for x in range(0, WIDTH + 9, 8)
    ]
    field = [(x, y + 7 + step) for x, y in lip]
    for edge, light, share in ((lip, "#f7e6b0", 0.3), (field, "#3d5a41", 0.25)):
        color = mixed(tone, light, share + step * 0.017)
        hill(picture, edge, color, "#4b6a4a", "#34503e")
    return field


def house(picture: Image.Image, x: float, y: float, size: float) -> None:
    """Draw an adobe house with a flat roof."""
    for color, part in HOUSE.items():
        shape = list(points(part, (x, y), size))
        ImageDraw.Draw(picture).polygon(shape, fill=color)


def tree(picture: Image.Image, x: float, y: float, size: float) -> None:
    """Draw a round tree with the light from the left."""
    for shift, color in ((0, "#38543a"), (5 * size, "#56754a")):
        for across, up, reach in (
            (0, 26, 30),
            (-20, 20, 20),
            (20, 18, 20),
            (-3, 50, 20),
        ):
            left, top, radius = x + across * size, y - up * size, reach * size - shift
            leaves = oval(left - shift, top - shift, radius, radius)
            ImageDraw.Draw(picture).polygon(list(leaves), fill=color)
