"""A mail in five conditions, as a browser paints it."""

import io
from pathlib import Path

import pytest
from letters import THEMES, saved, specimen_mail
from PIL import Image
from playwright.sync_api import Browser, Page

from digest.render.conditions import Condition, as_seen
from functional import looks
from functional.browsing import browser_page
from functional.shelf import Shelf, opened, window

__all__ = ["window"]
UNTOLD = "<p>Words and <a href='https://world.example/'>a link</a></p>"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("conditions"))


def painted(page: Page, file: Path, scheme: str) -> bytes:
    return opened(page, file, scheme=scheme).screenshot(full_page=True)


def under(condition: Condition, html: str, folder: Path) -> Path:
    return saved(as_seen(html, condition), folder)


@pytest.mark.parametrize("condition", ["light", "dark"])
def test_a_mail_looks_the_same_whatever_the_window_prefers(
    window: Page, shelf: Shelf, condition: Condition, tmp_path: Path
) -> None:
    mail = shelf["week", "classic"]
    seen = under(condition, mail.read_text(encoding="utf-8"), tmp_path)

    wanted = painted(window, mail, condition)

    assert painted(window, seen, "light") == wanted
    assert painted(window, seen, "dark") == wanted


@pytest.mark.parametrize("theme", THEMES)
def test_all_text_of_a_theme_stands_out_when_inverted(
    window: Page, shelf: Shelf, theme: str, tmp_path: Path
) -> None:
    html = shelf["week", theme].read_text(encoding="utf-8")
    page = opened(window, under("inverted", html, tmp_path))

    found = looks.drawn_contrasts(page)

    assert len(found) > 100
    assert max(sum(one.ground) for one in found if one.tag == "LI") < 200  # it is dark
    assert [one for one in found if one.ratio < 4.5] == []


@pytest.mark.parametrize(
    "html",
    [
        UNTOLD,
        f"<head></head><body>{UNTOLD}",
        f"<!doctype html><body bgcolor=white text=black>{UNTOLD}",
        f"<style>body {{ background: white }}</style>{UNTOLD}",
        f"<meta name=color-scheme content=light><div style='color:#222'>{UNTOLD}</div>",
    ],
)
def test_an_inverted_page_is_black_with_light_text_and_links(
    window: Page, html: str, tmp_path: Path
) -> None:
    page = opened(window, under("inverted", html, tmp_path))

    found = looks.drawn_contrasts(page)

    assert {one.ground for one in found} == {(0, 0, 0)}
    assert all(one.ratio > 7 for one in found)


@pytest.mark.parametrize(
    "told", ["style='background:#eeebe4'", "bgcolor=#eeebe4", "bgcolor='EEEBE4'"]
)
def test_an_inverted_page_has_the_ground_of_its_body_to_the_edge(
    window: Page, told: str, tmp_path: Path
) -> None:
    html = f"<body {told}>{UNTOLD}"
    page = opened(window, under("inverted", html, tmp_path))

    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")

    assert picture.getpixel((0, 0)) == (23, 21, 15)
    assert picture.getpixel((300, 790)) == (23, 21, 15)


def test_what_a_program_turns_comes_out_as_dark_as_here(
    browser: Browser, shelf: Shelf, tmp_path: Path
) -> None:
    """Chromium makes the darkest grounds and some text a little lighter than we do."""
    html = looks.without_dark_rules(
        shelf["week", "classic"].read_text(encoding="utf-8")
    )
    page = browser.new_page()
    ours = looks.drawn_contrasts(opened(page, under("inverted", html, tmp_path)))
    page.context.new_cdp_session(page).send(
        "Emulation.setAutoDarkModeOverride", {"enabled": True}
    )

    theirs = looks.drawn_contrasts(opened(page, saved(html, tmp_path)))

    page.close()
    apart = [
        abs(one - other)
        for mine, its in zip(ours, theirs, strict=True)
        for one, other in zip(mine.ground + mine.ink, its.ground + its.ink, strict=True)
    ]
    assert max(apart) <= 32


def test_bare_loads_nothing_and_shows_what_pictures_say(
    browser: Browser, shelf: Shelf, tmp_path: Path
) -> None:
    html = shelf["week", "classic"].read_text(encoding="utf-8")
    more = (
        "<style>@import 'pictures/e.css'; h1 { background: url(pictures/f.png) }"
        "</style><table background=pictures/a.png><tr>"
        "<td style='background: url(pictures/b.png)'><picture>"
        "<source srcset=pictures/c.png>"
        "<img src=pictures/d.png width=200 height=90 alt='The quay'></picture></table>"
    )
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    file = under("bare", html.replace("</body>", f"{more}</body>"), tmp_path)
    opened(page, file)

    boxes = page.eval_on_selector_all(
        "img",
        """all => all.map((i) => [i.alt, i.getBoundingClientRect().width,
           i.getBoundingClientRect().height])""",
    )

    page.close()
    assert asked == [file.as_uri()]
    assert boxes[-1] == ["The quay", 200, 90]
    assert all(alt and width > 50 and height >= 13 for alt, width, height in boxes)


def test_a_clipped_mail_ends_with_a_line_that_is_seen(
    browser: Browser, tmp_path: Path
) -> None:
    html = specimen_mail("forty", "classic").html
    page = browser_page(browser, under("clipped", html, tmp_path))

    line = page.get_by_text("[Message clipped]")
    box = line.bounding_box()

    height = page.evaluate("document.documentElement.scrollHeight")
    said = line.inner_text()
    page.close()
    assert said.split() == "[Message clipped] View entire message".split()
    assert box
    assert box["width"] == 600
    assert box["y"] + box["height"] == pytest.approx(height, abs=1)
