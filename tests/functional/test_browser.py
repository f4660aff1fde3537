"""The demo's page in a real browser: narrow, dark and self-contained."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        told = f"no browser: none of {', '.join(NAMES)} is installed"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield launched
        launched.close()


def opened(
    browser: Browser, folder: Path, *, width: int = 600, scheme: str = "light"
) -> Page:
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.goto((folder / "digest.html").as_uri())
    return page


@pytest.mark.parametrize("width", [600, 375])
def test_nothing_is_wider_than_the_screen(
    browser: Browser, edition_folder: Path, width: int
) -> None:
    page = opened(browser, edition_folder, width=width)

    widths = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )

    page.close()
    assert widths == [width, width]


def test_the_page_asks_nothing_of_the_network(
    browser: Browser, edition_folder: Path
) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))

    page.goto((edition_folder / "digest.html").as_uri(), wait_until="networkidle")

    page.close()
    assert asked
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_every_picture_is_shown(browser: Browser, edition_folder: Path) -> None:
    page = opened(browser, edition_folder)

    widths = page.eval_on_selector_all("img", "all => all.map((i) => i.naturalWidth)")

    page.close()
    assert widths
    assert all(width > 0 for width in widths)


def test_the_dark_page_is_dark(browser: Browser, edition_folder: Path) -> None:
    page = opened(browser, edition_folder, scheme="dark")

    color = page.evaluate(
        """() => getComputedStyle(document.querySelector(".card")).backgroundColor"""
    )

    page.close()
    assert color == "rgb(27, 28, 31)"
