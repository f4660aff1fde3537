"""`digest preview` for a module of tests, and windows of a browser to look at it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect
from previewing import previewed, sample_newsletter

from digest.resources import templates_folder

SLUG = "2026-11-19"
SAMPLES_WORDS, OWN_WORDS = "What struck me in this", "What I noticed in this"
Look = Callable[..., Page]


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that runs: its newsletter's folder, and the address it printed.

    `asked` are the addresses that windows asked for, without those that the browser
    refused to ask for; `mistakes` are errors of the page's own scripts.
    """

    folder: Path
    url: str
    asked: list[str] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return self.url.split("#")[0]

    @property
    def edition(self) -> Path:
        return self.folder / "out" / SLUG / "edition.yaml"

    def write(self, name: str, text: str) -> None:
        """Save a template of the newsletter's own."""
        file = self.folder / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Save a shipped template as the newsletter's own, with other words."""
        text = shipped(name)
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def reword(self, file: Path, old: str, new: str) -> None:
        """Change words of a file."""
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


def shipped(name: str) -> str:
    return (templates_folder() / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def preview(
    edition_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Preview]:
    """Preview the sample week's edition in a newsletter of its own."""
    folder = tmp_path_factory.mktemp("preview") / "world"
    sample_newsletter(folder, edition_folder)
    with previewed(folder) as url:
        started = Preview(folder, url)
        started.reword(started.edition, SAMPLES_WORDS, OWN_WORDS)
        yield started


@pytest.fixture
def look(browser: Browser, preview: Preview) -> Iterator[Look]:
    """Return what opens the preview in a window; all files are put back afterwards.

    No script of the page may fail, and nothing may be asked of another host.
    """
    files = {preview.folder / "feeds.yaml", preview.edition}
    before = {file: file.read_bytes() for file in files}
    contexts = []

    def looked(
        at: str = "", *, name: str = SLUG, width: int = 1280, scheme: str = "light"
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        contexts.append(context)
        page = context.new_page()
        listen(page, preview)
        page.goto(f"{preview.url.split('#')[0]}#name={name}&{at}")
        page.locator("html[data-version]").wait_for(state="attached")
        return page

    yield looked
    for context in contexts:
        context.close()
    shutil.rmtree(preview.folder / "templates", ignore_errors=True)
    (preview.folder / "templates").mkdir()
    for file, body in before.items():
        if file.read_bytes() != body:
            file.write_bytes(body)
    assert preview.mistakes == []
    assert [url for url in preview.asked if not url.startswith(preview.origin)] == []


def listen(page: Page, preview: Preview) -> None:
    """Take note of what a window asks for, and of scripts that fail."""
    page.on("requestfinished", lambda one: preview.asked.append(one.url))
    page.on("pageerror", lambda one: preview.mistakes.append(str(one)))


def mail(page: Page, condition: str = "desktop") -> FrameLocator:
    """Return the inside of a frame."""
    return page.frame_locator(f'[data-condition="{condition}"] iframe')


def pane(page: Page, condition: str = "desktop") -> Locator:
    """Return a frame with its caption."""
    return page.locator(f'[data-condition="{condition}"]')


def scrolled_to(page: Page, condition: str = "desktop") -> float:
    """Return how far a mail is scrolled, in its own pixels."""
    return float(mail(page, condition).locator("html").evaluate("() => scrollY"))


def sees(page: Page, words: str, condition: str = "desktop") -> None:
    """Wait until words stand in a mail."""
    expect(mail(page, condition).locator("body")).to_contain_text(words)
