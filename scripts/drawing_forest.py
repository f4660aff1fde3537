"""Two illustrations of the sample week: a river in the Amazon and a kakapo."""

from math import cos, hypot, pi, sin, tau
from random import Random

from drawing import (
    HEIGHT,
    SIZE,
    WIDTH,
    Line,
    Point,
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
    smooth,
)
from PIL import Image, ImageDraw

# A closed shape; the way back runs outside the picture.
RIVER = """300,-200 560,140 1330,200 1580,620 820,720 640,1060 1300,1260 1700,1500
3000,1700 3000,-500 200,-500"""
BANKS = (
    (120, "#cdb184", 4),
    (100, "#a9a283", 16),
    (70, "#83a09a", 26),
    (26, "#b4c9bd", 22),
)
SHORE = 112  # from the middle of the river to the first trees
LEAVES = (
    (8, 1, "#244434", "#2b4c33"),
    (0, 1, "#335e45", "#54774a"),
    (-7, 0.66, "#3a6749", "#607d4d"),
)
BODY = """-10,36 -110,12 -170,-80 -186,-190 -152,-250 -168,-340 -130,-420 -50,-446
40,-426 105,-340 185,-250 250,-130 320,-20 410,90 330,104 220,50 100,34"""
WING = "30,-280 150,-230 250,-80 340,50 200,20 70,-50 0,-160"
BEAK = "-146,-340 -186,-326 -198,-280 -176,-252 -146,-280"
PLUMAGE = ("#8b9c4e", "#7c9048", "#5a7440", "#2f4a30", "#1c3325")


def canopy(rng: Random) -> Image.Image:
    """Draw a forest river in the Amazon seen from above."""
    picture, course = Image.new("RGB", SIZE, "#315741"), smooth(points(RIVER))
    for width, color, blur in BANKS:
        water = [oval(x, y, width, width) for x, y in course]
        paint(picture, color, *water, blur=blur)
    for y in range(-20, HEIGHT + 60, 46):
        for x in range(-20, WIDTH + 60, 58):
            spot = (x + rng.gauss(0, 18), y + rng.gauss(0, 13))
            if min(hypot(spot[0] - a, spot[1] - b) for a, b in course) > SHORE:
                crown(picture, rng, spot)
    for y in (150, 520, 1080):
        mist(picture, rng, y, "#dfe6cf", 0.45)
    glow(picture, (300, 100), 1500, "#f3e6b8", 0.5)
    return picture


def crown(picture: Image.Image, rng: Random, spot: Point) -> None:
    """Draw the crown of one tree from above: shadow, leaves, light."""
    size, lobes = rng.triangular(30, 66, 38), rng.randrange(4, 8)
    turn, (x, y) = rng.uniform(0, tau), spot
    tone = 0.5 + 0.3 * sin(x / 310 + y / 170) + rng.gauss(0, 0.12)
    angles = [n * tau / 40 for n in range(40)]
    edge = [(a, size * (1 + 0.09 * sin(lobes * a + turn))) for a in angles]
    for shift, share, low, high in LEAVES:
        left, top = x + shift, y + shift
        shape = [(left + share * r * cos(a), top + share * r * sin(a)) for a, r in edge]
        ImageDraw.Draw(picture).polygon(shape, fill=mixed(low, high, tone))


def fern(x: float, y: float, length: float) -> list[Line]:
    """Draw a crown of fern leaves."""
    angles = [-pi * (n + 0.5) / 8 for n in range(8)]
    return [part for angle in angles for part in frond((x, y), angle, length)]


def frond(start: Point, angle: float, length: float) -> list[Line]:
    """Draw a fern leaf that bends down towards its end."""
    parts: list[Line] = []
    bend, piece = 1.1 if cos(angle) > 0 else -1.1, length / 30
    for n in range(30):
        way, reach = (
            angle + bend * (n / 30) ** 1.5,
            length * 0.2 * sin(pi * (n + 4) / 35),
        )
        x, y = start[0] + cos(way) * piece, start[1] + sin(way) * piece
        parts.append(beam(start, (x, y), 5))
        for side in (way - 1, way + 1):
            tip = (x + reach * cos(side), y + reach * sin(side))
            parts.append(beam((x, y), tip, length / 60))
        start = (x, y)
    return parts


def kakapo(rng: Random) -> Image.Image:
    """Draw a kakapo in a misty forest at night."""
    picture = gradient(["#10282a", "#1f4440", "#457459", "#2a5042", "#12281f"])
    glow(picture, (640, 330), 1000, "#dcecc0", 0.8)
    paint(picture, "#eef3d6", oval(640, 300, 84, 84), blur=4)
    for depth in range(4):
        color, trees = mixed("#4f7d63", "#14302a", depth / 3), trunks(rng, depth)
        trees += fern(rng.uniform(0, WIDTH), rng.uniform(150, 500), 200 + 80 * depth)
        paint(picture, color, *trees, blur=4 - depth * 1.2)
        mist(picture, rng, 760 + 70 * depth, "#86ad88", 0.5 - depth * 0.1)
    hill(picture, ridge(rng, 962, 18, 0.1), "#4b6b3c", "#223d2a", "#0d1c16", "#0a1613")
    paint(picture, "#122419", oval(1250, 1012, 230, 24), blur=14, veil=0.8)
    bird(picture, rng, 1180, 965)
    corners = [leaf for x in (-20, 330, 1960, 2230) for leaf in fern(x, 1290, 400)]
    paint(picture, "#0b1a16", *corners)
    return picture


def trunks(rng: Random, depth: int) -> list[Line]:
    """Draw a row of trees; the nearer, the fewer and the thicker."""
    count, shapes = 11 - 2 * depth, []
    for x in [(n + rng.uniform(0.1, 0.9)) * WIDTH / count for n in range(count)]:
        top, width = (x + rng.gauss(0, 25), 0), rng.uniform(16, 32)
        shapes.append(beam((x, HEIGHT), top, width * (1 + depth * 0.8)))
    return shapes


def bird(picture: Image.Image, rng: Random, x: int, y: int) -> None:
    """Draw the kakapo, its feathers mottled."""
    plumage = picture.copy()
    plumage.paste(gradient(PLUMAGE, (700, 580)), (x - 260, y - 450))
    paint(plumage, "#3e5b35", smooth(points(WING, (x, y))), blur=8)
    for _ in range(900):
        u, v = x + rng.uniform(-190, 400), y + rng.uniform(-440, 100)
        color = mixed("#a9b862", "#2c4429", rng.random() ** 0.6)
        ImageDraw.Draw(plumage).line([(u, v), (u + 9, v + 15)], fill=color, width=5)
    paint(picture, plumage, smooth(points(BODY, (x, y))))
    paint(picture, "#b3b076", oval(x - 98, y - 325, 64, 74), blur=9)
    paint(picture, "#101712", oval(x - 110, y - 338, 14, 15))
    paint(picture, "#c9c6a6", smooth(points(BEAK, (x, y))))
