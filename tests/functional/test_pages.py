"""The demo's web page and archive in a real browser: for everyone, on any screen."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders import NOW, make_edition
from playwright.sync_api import Browser, Page

from digest.config import Newsletter
from digest.render.archive import Past, archive, past, read_kept
from digest.render.environment import environment
from digest.resources import templates_folder
from digest.schedule import EditionRecord
from functional.browsing import browser_page
from functional.conftest import SLUG

LONG = "Donaudampfschifffahrtsgesellschaftskapitänspatentprüfungskommission" * 2


@pytest.fixture(scope="module")
def published(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of some weeks, each with the demo's edition."""
    out = tmp_path_factory.mktemp("published")
    kept = read_kept((demo_folder / SLUG / "archive.json").read_text(encoding="utf-8"))
    newsletter = Newsletter(address="1 Quay Road, Hobart")
    gone: list[Past] = []
    for week in range(7):
        slug = (date.fromisoformat(SLUG) - timedelta(weeks=week)).isoformat()
        shutil.copytree(demo_folder / SLUG, out / slug)
        record = record_of(slug, LONG if week == 3 else kept.headlines[week])
        shown = past(record, newsletter, kept if week % 2 == 0 else read_kept(""))
        gone.append(shown)
    page, _ = archive(environment(None, templates_folder()), newsletter, gone)
    (out / "index.html").write_text(page, encoding="utf-8")
    return out


def record_of(slug: str, subject: str) -> EditionRecord:
    return EditionRecord(
        slug=slug,
        window=make_edition().window,
        drafted_at=NOW,
        sent_at=NOW,
        subject=subject,
        preheader="EU energy ministers agree on a fund; Polish coalition survives",
    )


@pytest.fixture(params=["index.html", f"{SLUG}/index.html"])
def page_file(request: pytest.FixtureRequest, published: Path) -> Path:
    return published / str(request.param)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page(
    browser: Browser, page_file: Path, scheme: str
) -> None:
    """All of its rules: those on landmarks hold for pages, if not for mails."""
    page = browser_page(browser, page_file, scheme=scheme)

    found = Axe().run(page).response["violations"]

    told = [(one["id"], [node["html"][:90] for node in one["nodes"]]) for one in found]
    assert told == []


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_nothing_is_wider_than_the_screen(
    browser: Browser, page_file: Path, width: int
) -> None:
    page = browser_page(browser, page_file, width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_picture_is_there(browser: Browser, page_file: Path) -> None:
    page = browser_page(browser, page_file)
    loaded(page)

    assert page.evaluate("document.images.length") > 0
    assert page.evaluate("[...document.images].every((one) => one.naturalWidth > 0)")


def loaded(page: Page) -> None:
    page.evaluate("""async () => {
      for (const image of document.images) {
        image.loading = "eager";
        await image.decode();
      }
    }""")
