"""Draw the four illustrations of the sample week.

The result is always the same, with one release of Pillow; the brushes are in
`drawing.py`. From the root of the repository: python scripts/draw_sample_pictures.py
"""

from pathlib import Path
from random import Random

from drawing import printed
from drawing_coast import harbour, valley
from drawing_forest import canopy, kakapo

SITE = Path(__file__).resolve().parent.parent / "digest" / "sample" / "site"
PICTURES = {
    "andestribune.example/pictures/matarani-port.jpg": harbour,
    "andestribune.example/pictures/camana-valley.jpg": valley,
    "andestribune.example/pictures/amazon-canopy.jpg": canopy,
    "tasmanherald.example/pictures/kakapo-forest.jpg": kakapo,
}


def main() -> None:
    """Draw each picture with random numbers of its own."""
    for name, draw in PICTURES.items():
        rng = Random(name)  # noqa: S311 - drawing, not secrets
        path = SITE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = printed(draw(rng), rng)
        picture.save(path, quality=82, optimize=True, progressive=True)
        print(f"{path.relative_to(SITE)}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
