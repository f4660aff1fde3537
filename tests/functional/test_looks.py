"""Every theme in a real browser, with editions that stretch it: narrow and dark."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from letters import THEMES, sample_mail, saved, specimen_mail
from playwright.sync_api import Browser, Page

from digest.specimens import names
from functional import looks
from functional.browsing import SWITCHES, browser

__all__ = ["browser"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {
    "runOnly": {"type": "tag", "values": WCAG},
    "rules": {"heading-order": {"enabled": True}},
}
FORCED = ["--blink-settings=forceDarkModeEnabled=true"]
"""Chromium's own dark mode for pages that have none: what some mail programs do."""
WIDTHS = (600, 375, 320)
themes = pytest.mark.parametrize("theme", THEMES)
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
weeks = pytest.mark.parametrize("week", ["week", "sample"])


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """Return one window for all tests; each loads its own mail."""
    page = browser.new_page()
    yield page
    page.close()


class Shelf:
    """The pages of all specimens and of the sample week, made when one asks."""

    def __init__(self, folder: Path, sample: Path) -> None:
        self._folder = folder
        self._sample = sample

    def __getitem__(self, wanted: tuple[str, str]) -> Path:
        name, theme = wanted
        place = self._folder / name / theme
        if not place.exists():
            place.mkdir(parents=True)
            if name == "sample":
                return saved(sample_mail(self._sample, theme).html, place, self._sample)
            return saved(specimen_mail(name, theme).html, place)
        return place / "index.html"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, edition_folder: Path) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("looks"), edition_folder)


def opened(page: Page, file: Path, *, width: int = 600, scheme: str = "light") -> Page:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(file.as_uri())
    return page


@themes
@pytest.mark.parametrize("name", names())
def test_82_nothing_is_wider_than_the_screen(
    window: Page, shelf: Shelf, name: str, theme: str
) -> None:
    page = opened(window, shelf[name, theme])

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        told = page.evaluate(looks.WIDTHS)
        assert told["beyond"] == [], width
        assert told["scroll"] == told["client"] == width


@themes
@pytest.mark.parametrize("name", names())
def test_82_headings_say_something_and_fit_a_phone(
    window: Page, shelf: Shelf, name: str, theme: str
) -> None:
    page = opened(window, shelf[name, theme], width=375)

    headings = page.evaluate(looks.HEADINGS)

    assert headings[0]["level"] == 1
    assert [one for one in headings if not one["text"]] == []
    assert max(one["size"] for one in headings if one["level"] == 1) <= 34
    assert max(one["size"] for one in headings if one["level"] > 1) <= 26


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
def test_85_dark_reaches_every_ground(window: Page, shelf: Shelf, theme: str) -> None:
    page = opened(window, shelf["week", theme], scheme="dark")

    assert page.evaluate(looks.GROUNDS) == []


@pytest.fixture(scope="module")
def forced(browser: Browser) -> Iterator[Browser]:
    """Return a browser that turns colors round by itself."""
    turning = browser.browser_type.launch(
        executable_path=shutil.which("chromium"), args=[*SWITCHES, *FORCED]
    )
    yield turning
    turning.close()


@themes
def test_85_text_stands_out_where_colors_are_turned_round(
    forced: Browser, shelf: Shelf, theme: str, tmp_path: Path
) -> None:
    html = looks.without_dark_rules(shelf["week", theme].read_text(encoding="utf-8"))
    page = opened(forced.new_page(), saved(html, tmp_path))

    found = looks.drawn_contrasts(page)

    page.close()
    assert len(found) > 100
    assert max(sum(one.ground) for one in found if one.tag == "LI") < 200  # it is dark
    assert [one for one in found if one.ratio < 4.5] == []


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


@themes
def test_82_arabic_runs_from_right_to_left(
    window: Page, shelf: Shelf, theme: str
) -> None:
    page = opened(window, shelf["rtl", theme], width=375)

    told = page.evaluate(looks.SIDES)

    assert told["direction"] == "rtl"
    assert told["left"] == []
    assert {item["side"] for item in told["bullets"]} == {"right"}


@themes
def test_82_what_is_hostile_is_shown_and_does_nothing(
    window: Page, shelf: Shelf, theme: str
) -> None:
    page = opened(window, shelf["hostile", theme])

    text = page.inner_text("body")

    assert page.locator("script").count() == 0
    assert page.locator("img[onerror]").count() == 0
    assert "<script>alert(1)</script>" in text
    assert "{{ 7*7 }}" in text
    assert "49" not in text.split("{{ 7*7 }}", maxsplit=1)[0][:500]
