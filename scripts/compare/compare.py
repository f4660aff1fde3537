"""Hold the mail against npm's mjml, html-validate and caniemail (`make compare`).

    python scripts/compare/compare.py [FOLDER]

For every theme, with a full week: the same MJML through both engines, painted at 600
and 375 pixels in light and dark, has to be the same picture; html-validate may only
find what the engine writes by itself; caniemail may only find what stands below with
its reason. Exit code 1 if not. FOLDER keeps the files to look at.
"""

import io
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from letters import THEMES, saved, specimen_mail
from PIL import Image, ImageChops
from playwright.sync_api import Browser, sync_playwright

from digest.render.engine import to_html

HERE = Path(__file__).resolve().parent
WIDTHS, SCHEMES = (600, 375), ("light", "dark")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SKELETON = """<mjml lang="en" dir="ltr"><mj-head><mj-title>x</mj-title>
<mj-preview>x</mj-preview></mj-head><mj-body><mj-section><mj-column>
<mj-text><a href="https://x.example/">x</a></mj-text><mj-divider></mj-divider>
<mj-image src="x.jpg" alt="x" width="536px" href="https://x.example/"></mj-image>
</mj-column></mj-section></mj-body></mjml>"""
"""A mail of the same engine with next to nothing in it."""
AUTO = 'Attribute "height" has invalid value "auto"'
"""What the engine writes for every picture."""
ACCEPTED = {
    ":hover": "underlines a headline under a mouse; nothing is lost without",
    "Attribute selector": "[data-ogsc] is Outlook's mark of its own dark mode",
    "Local anchors": "the contents line is a table of contents where it cannot jump",
    "border-radius": "a chip has square corners there",
    "mailto: links": "the address stands in the text, too",
    "white-space": "an outlet's name may break over two lines there",
    "letter-spacing": "labels stand closer there",
    "text-transform": "labels are in small letters there",
    "transform": "not used: caniemail takes text-transform for it",
    "font-weight": "only 400 and bold are used, which all of them know",
    "<ul>, <ol> and <dl>": "only the margins differ; the bullets are there",
    "background": "not used: caniemail takes background-color for it",
    "background-color": "a chip is bold and the only bold link there",
}


def main() -> None:
    """Print what differs; exit with 1 if anything does."""
    if not (HERE / "node_modules").is_dir():
        sys.exit("run `make compare`: it fetches what the mail is held against")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else scratch)
        written(folder)
        complaints = judged(folder) + painted(folder)
    print("\n".join(complaints) or "nothing to complain of")
    sys.exit(bool(complaints))


def written(folder: Path) -> None:
    """Write every theme's mail as MJML and as HTML, and the skeleton."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "skeleton.html").write_text(to_html(SKELETON), encoding="utf-8")
    for theme in THEMES:
        mail = specimen_mail("week", theme)
        (folder / f"{theme}.mjml").write_text(mail.mjml, encoding="utf-8")
        saved(mail.html, folder).rename(folder / f"{theme}.html")


def judged(folder: Path) -> list[str]:
    """Return what html-validate and caniemail find that is not accepted."""
    command = ["node", str(HERE / "judge.mjs"), str(folder), *THEMES]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  our own
    told: dict[str, Any] = json.loads(done.stdout)["told"]
    complaints = []
    for theme, found in told.items():
        complaints += [f"{theme}: mjml: {line}" for line in found["mjml"]]
        complaints += [
            f"{theme}: html-validate: {mistake['rule']}: {mistake['told']}"
            for mistake in found["html"]
            if mistake["told"] != AUTO
        ]
        for title, clients in found["caniemail"].items():
            reason = ACCEPTED.get(title)
            print(f"{theme}: caniemail: {title}, {clients} programs: {reason}")
            if reason is None:
                complaints.append(f"{theme}: caniemail: {title} in {clients} programs")
    return complaints


def painted(folder: Path) -> list[str]:
    """Return where the two engines' mails are not the same picture."""
    complaints = []
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=FLAGS)
        for theme in THEMES:
            for width in WIDTHS:
                for scheme in SCHEMES:
                    ours, theirs = (
                        shot(browser, folder / f"{theme}{kind}.html", width, scheme)
                        for kind in ("", ".npm")
                    )
                    count = differing(ours, theirs)
                    where = f"{theme}, {width} px, {scheme}"
                    print(f"{where}: {count} differing pixels of {ours.size}")
                    if count:
                        complaints.append(f"{where}: {count} pixels differ from npm's")
        browser.close()
    return complaints


def shot(browser: Browser, page_file: Path, width: int, scheme: str) -> Image.Image:
    """Return the whole page as a picture."""
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.goto(page_file.resolve().as_uri())
    taken = page.screenshot(full_page=True)
    page.close()
    return Image.open(io.BytesIO(taken)).convert("RGB")


def differing(one: Image.Image, other: Image.Image) -> int:
    """Return how many pixels differ; all of them if the sizes do."""
    if one.size != other.size:
        return one.width * one.height
    red, green, blue = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return one.width * one.height - most.histogram()[0]


if __name__ == "__main__":
    main()
