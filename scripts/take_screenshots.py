"""Take the screenshots in docs/pictures/: every theme, on phones, in the dark, turned.

    PYTHONPATH=tests python scripts/take_screenshots.py out/2026-11-19 docs/pictures

The folder is the one that `digest demo` made; what the sample week does not have is
taken from specimens.
"""

import io
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from letters import THEMES, sample_mail, saved, specimen_mail
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

COLORS = 128
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: `week` is `sample` or a specimen; `height` what is kept of the page.

    `scale` are the picture's pixels to one of the page's.
    """

    name: str
    theme: str = "classic"
    week: str = "sample"
    width: int = 600
    scheme: str = "light"
    height: int = 1500
    scale: float = 1


SHOTS = (
    Shot("email-600", height=1900, scale=1.5),
    Shot("email-375", width=375, height=1900, scale=1.5),
    Shot("email-dark", scheme="dark", height=1900, scale=1.5),
    *(Shot(f"{theme}-600", theme) for theme in THEMES),
    *(Shot(f"{theme}-375", theme, width=375) for theme in THEMES),
    *(Shot(f"{theme}-dark", theme, scheme="dark") for theme in THEMES),
    *(Shot(f"{theme}-arabic", theme, week="rtl") for theme in THEMES),
    Shot("no-pictures", week="bare"),
)


def take(browser: Browser, page_file: Path, shot: Shot) -> Image.Image:
    """Return the upper part of the page as a picture."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": 900},
        color_scheme="dark" if shot.scheme == "dark" else "light",
        device_scale_factor=shot.scale,
    )
    page = context.new_page()
    page.goto(page_file.resolve().as_uri())
    taken = Image.open(io.BytesIO(page.screenshot(full_page=True)))
    context.close()
    kept = min(taken.height, round(shot.height * shot.scale))
    return taken.crop((0, 0, taken.width, kept)).convert("RGB")


def page_of(shot: Shot, sample: Path, folder: Path) -> Path:
    """Write the mail that is to be seen; return its file."""
    if shot.week == "sample":
        return saved(sample_mail(sample, shot.theme).html, folder, sample)
    return saved(specimen_mail(shot.week, shot.theme).html, folder)


def main() -> None:
    """Write every picture to the folder named."""
    sample, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as started, tempfile.TemporaryDirectory() as scratch:
        browser = started.chromium.launch(executable_path=found, args=FLAGS)
        for shot in SHOTS:
            picture = take(browser, page_of(shot, sample, Path(scratch)), shot)
            small = picture.quantize(COLORS, method=Image.Quantize.MEDIANCUT)
            file = folder / f"{shot.name}.png"
            small.save(file, optimize=True)
            print(f"{file}: {picture.width}x{picture.height}, {file.stat().st_size} B")
        browser.close()


if __name__ == "__main__":
    main()
