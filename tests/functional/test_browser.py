"""The demo's page in a real browser: narrow, dark and self-contained."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from functional.browsing import browser_page

MAIL = "digest.html"


@pytest.mark.parametrize("width", [600, 375])
def test_nothing_is_wider_than_the_screen(
    browser: Browser, edition_folder: Path, width: int
) -> None:
    page = browser_page(browser, edition_folder / MAIL, width=width)

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

    page.goto((edition_folder / MAIL).as_uri(), wait_until="networkidle")

    page.close()
    assert asked
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_every_picture_is_shown(browser: Browser, edition_folder: Path) -> None:
    page = browser_page(browser, edition_folder / MAIL)

    widths = page.eval_on_selector_all("img", "all => all.map((i) => i.naturalWidth)")

    page.close()
    assert widths
    assert all(width > 0 for width in widths)


def test_the_dark_page_is_dark(browser: Browser, edition_folder: Path) -> None:
    page = browser_page(browser, edition_folder / MAIL, scheme="dark")

    color = page.evaluate(
        """() => getComputedStyle(document.querySelector(".card")).backgroundColor"""
    )

    page.close()
    assert color == "rgb(27, 28, 31)"
