"""The demo's page in a real browser: narrow, dark, for everyone, and self-contained."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
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
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CONTRASTS = """() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = numbers(color).slice(0, 3).map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      const [, , , alpha = 1] = numbers(color);
      if (alpha === 1) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const own = (e) => [...e.childNodes].some(
    (n) => n.nodeType === Node.TEXT_NODE && n.textContent.trim());
  return [...document.body.querySelectorAll("*")]
    .filter((e) => own(e) && e.checkVisibility() && e.tagName !== "STYLE")
    .map((e) => {
      const pair = [light(getComputedStyle(e).color), light(behind(e))];
      const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
      return { ratio, tag: e.tagName, text: e.textContent.trim().slice(0, 40) };
    });
}"""


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


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


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


def test_all_text_stands_out_from_its_background(
    browser: Browser, edition_folder: Path, scheme: str
) -> None:
    page = opened(browser, edition_folder, scheme=scheme)

    found = page.evaluate(CONTRASTS)

    page.close()
    assert len(found) > 100
    assert [one for one in found if one["ratio"] < 4.5] == []  # WCAG 1.4.3


def test_the_dark_page_is_dark(browser: Browser, edition_folder: Path) -> None:
    page = opened(browser, edition_folder, scheme="dark")

    color = page.evaluate(
        """() => getComputedStyle(document.querySelector(".card")).backgroundColor"""
    )

    page.close()
    assert color == "rgb(27, 28, 31)"


def test_each_line_of_the_contents_jumps_to_its_heading(
    browser: Browser, edition_folder: Path
) -> None:
    page = opened(browser, edition_folder)
    links = page.locator("a[href^='#']")
    reached = []

    for number in range(links.count()):
        page.evaluate("window.scrollTo(0, 0)")
        links.nth(number).click()
        name = str(links.nth(number).get_attribute("href"))
        heading = page.locator(f"h2{name}")
        box = heading.bounding_box()
        assert box
        reached.append((heading.inner_text(), 0 <= box["y"] < 800))

    names = links.all_inner_texts()
    page.close()
    assert len(names) >= 5
    assert reached == [(name, True) for name in names]


def test_axe_finds_no_barrier(
    browser: Browser, edition_folder: Path, scheme: str
) -> None:
    page = opened(browser, edition_folder, scheme=scheme)

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})

    page.close()
    barriers = [
        (rule["id"], [node["html"][:120] for node in rule["nodes"]])
        for rule in found.response["violations"]
    ]
    assert barriers == []
