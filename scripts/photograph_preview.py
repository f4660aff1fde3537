"""Take the pictures of the preview in docs/pictures/: side by side, an error, a story.

    PYTHONPATH=tests python scripts/photograph_preview.py out/2026-11-19 docs/pictures

The folder is the one that `digest demo` made.
"""

import io
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from previewing import previewed, sample_newsletter

from digest.resources import templates_folder

COLORS = 128
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SAMPLES_WORDS, OWN_WORDS = "What struck me in this", "What I noticed in this"
BROKEN = "brief.mjml", "{{ headline(brief, 3, size) }}", "{{ headlin(brief, 3, size) }}"


def nothing(_folder: Path, _page: Page) -> None:
    """Leave everything as it is."""


def broken(folder: Path, page: Page) -> None:
    """Misspell a name in a template."""
    name, right, wrong = BROKEN
    text = (templates_folder() / name).read_text(encoding="utf-8")
    assert right in text
    (folder / "templates" / name).write_text(text.replace(right, wrong))
    page.locator("#alert article").wait_for()


def clicked(_folder: Path, page: Page) -> None:
    """Click a bullet of the top story."""
    page.frame_locator("iframe.mail").locator("li").first.click()
    page.locator("#stories .score").wait_for()


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: `see` is what stands in the page's address; `act` is done first."""

    name: str
    see: str
    width: int = 1280
    scheme: Literal["light", "dark"] = "light"
    act: Callable[[Path, Page], None] = nothing


SHOTS = (
    Shot("preview", "see=desktop,phone,dark&together&tab=inbox"),
    Shot("preview-story", "see=desktop", scheme="dark", act=clicked),
    Shot("preview-phone", "see=phone", width=390),
    Shot("preview-error", "see=desktop", act=broken),
)


@contextmanager
def newsletter(edition: Path) -> Iterator[Path]:
    """Yield a folder with the sample week's newsletter and its edition."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = sample_newsletter(Path(scratch) / "world", edition)
        # The sample's own note would be an error in any other newsletter.
        written = folder / "out" / edition.name / "edition.yaml"
        text = written.read_text(encoding="utf-8")
        assert SAMPLES_WORDS in text
        written.write_text(text.replace(SAMPLES_WORDS, OWN_WORDS), encoding="utf-8")
        yield folder


def photographed(browser: Browser, url: str, folder: Path, shot: Shot) -> Image.Image:
    """Return a picture of the page, once all is told."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": 800},
        color_scheme=shot.scheme,
        device_scale_factor=1.5,
    )
    page = context.new_page()
    page.goto(f"{url}&{shot.see}")
    page.locator("html[data-found]").wait_for(state="attached")
    shot.act(folder, page)
    page.wait_for_timeout(500)
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return taken


def main() -> None:
    """Write every picture to the folder named."""
    edition, target = Path(sys.argv[1]), Path(sys.argv[2])
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    with (
        newsletter(edition) as folder,
        previewed(folder) as url,
        sync_playwright() as started,
    ):
        browser = started.chromium.launch(executable_path=found, args=FLAGS)
        for shot in SHOTS:
            taken = photographed(browser, url, folder, shot)
            small = taken.quantize(COLORS, method=Image.Quantize.MEDIANCUT)
            small.save(target / f"{shot.name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
