"""Every theme in a real browser: for everyone, light and dark, on a phone."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from letters import THEMES
from playwright.sync_api import Browser, Page

from functional import looks
from functional.shelf import Shelf, opened, window

__all__ = ["window"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {
    "runOnly": {"type": "tag", "values": WCAG},
    "rules": {"heading-order": {"enabled": True}},
}
themes = pytest.mark.parametrize("theme", THEMES)
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
weeks = pytest.mark.parametrize("week", ["week", "sample"])


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, edition_folder: Path) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("looks"), edition_folder)


@themes
@pytest.mark.parametrize("name", ["week", "long", "rtl"])
def test_a_thumb_meets_one_link_at_a_time(
    window: Page, shelf: Shelf, name: str, theme: str
) -> None:
    page = opened(window, shelf[name, theme], width=375)

    assert page.evaluate(looks.TARGETS) == []  # WCAG 2.5.8, in running text, too


@weeks
@themes
@schemes
def test_axe_finds_no_barrier_in_any_theme(
    window: Page, shelf: Shelf, week: str, theme: str, scheme: str
) -> None:
    page = opened(window, shelf[week, theme], scheme=scheme)

    found = Axe().run(page, options=RULES).response["violations"]

    assert [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found] == []


@weeks
@themes
@schemes
def test_all_text_of_a_theme_stands_out_and_is_large_enough(
    window: Page, shelf: Shelf, week: str, theme: str, scheme: str
) -> None:
    page = opened(window, shelf[week, theme], scheme=scheme)

    found = page.evaluate(looks.CONTRASTS)

    assert len(found) > 100
    assert [one for one in found if one["ratio"] < 4.5] == []  # WCAG 1.4.3
    assert [one for one in found if one["size"] < 13] == []


@schemes
@pytest.mark.parametrize("theme", ["classic", "modern"])
def test_rules_that_open_a_region_can_be_seen(
    window: Page, shelf: Shelf, theme: str, scheme: str
) -> None:
    page = opened(window, shelf["week", theme], scheme=scheme)

    found = page.evaluate(looks.RULES)

    assert len(found) >= 6
    assert min(found) >= 3  # WCAG 1.4.11


@themes
def test_without_pictures_the_mail_is_whole(
    browser: Browser, shelf: Shelf, theme: str
) -> None:
    page = browser.new_page()
    page.route("**/pictures/*", lambda route: route.abort())
    opened(page, shelf["week", theme], width=375)

    boxes = page.eval_on_selector_all(
        "img",
        """all => all.map((i) => ({ alt: i.alt, seen: i.naturalWidth,
           height: i.getBoundingClientRect().height }))""",
    )

    told = page.evaluate(looks.WIDTHS)
    page.close()
    assert [box["seen"] for box in boxes] == [0, 0]
    assert all(box["alt"] and 13 <= box["height"] <= 400 for box in boxes)
    assert told["scroll"] == told["client"]


@themes
def test_each_line_of_a_themes_contents_jumps_to_its_region(
    window: Page, shelf: Shelf, theme: str
) -> None:
    page = opened(window, shelf["week", theme], width=375)
    links = page.locator("a[href^='#']")

    names = links.all_inner_texts()

    assert len(names) == 6
    for number, name in enumerate(names):
        links.nth(number).click()
        heading = page.locator(f"h2{links.nth(number).get_attribute('href')}")
        box = heading.bounding_box()
        assert box
        assert heading.inner_text().casefold() == name.casefold()
        assert -1 < box["y"] < 800
