"""Take README's screenshots of an edition: desktop, phone, dark.

python scripts/take_screenshots.py out/2026-11-19/digest.html docs/pictures
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

# Name, width of the window, colour scheme, height that is kept (pixels of the page).
SHOTS = (
    ("email-600.png", 600, "light", 1900),
    ("email-375.png", 375, "light", 1900),
    ("email-dark.png", 600, "dark", 1900),
)
COLORS = 128
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def take(browser: Browser, page_file: Path, width: int, scheme: str) -> Image.Image:
    """Return the whole page as a picture at one and a half times its pixels."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=1.5,
    )
    page = context.new_page()
    page.goto(page_file.resolve().as_uri())
    shot = page.screenshot(full_page=True)
    context.close()
    return Image.open(io.BytesIO(shot))


def main() -> None:
    """Write every picture to the folder named."""
    page_file, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=FLAGS)
        for name, width, scheme, height in SHOTS:
            picture = take(browser, page_file, width, scheme)
            kept = min(picture.height, round(height * 1.5))
            cut = picture.crop((0, 0, picture.width, kept)).convert("RGB")
            small = cut.quantize(COLORS, method=Image.Quantize.MEDIANCUT)
            small.save(folder / name, optimize=True)
            print(f"{folder / name}: {cut.width}x{cut.height}")
        browser.close()


if __name__ == "__main__":
    main()
