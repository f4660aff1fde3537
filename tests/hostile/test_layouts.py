"""Weeks that stretch a mail, and programs that turn its colors round (82, 85)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from functional import looks
from functional.browsing import SWITCHES, browser
from functional.shelf import Shelf, opened, window
from letters import THEMES, saved
from playwright.sync_api import Browser, Page

from digest.specimens import names

__all__ = ["browser", "window"]
FORCED = ["--blink-settings=forceDarkModeEnabled=true"]
"""Chromium's own dark mode for pages that have none: what some mail programs do."""
WIDTHS = (600, 375, 320)
themes = pytest.mark.parametrize("theme", THEMES)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("layouts"))


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
