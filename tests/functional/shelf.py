"""Mails as pages, and one window to look at them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from letters import sample_mail, saved, specimen_mail
from playwright.sync_api import Browser, Page


class Shelf:
    """The pages of all specimens and of the sample week, made when one asks."""

    def __init__(self, folder: Path, sample: Path | None = None) -> None:
        self._folder = folder
        self._sample = sample

    def __getitem__(self, wanted: tuple[str, str]) -> Path:
        name, theme = wanted
        place = self._folder / name / theme
        if not place.exists():
            place.mkdir(parents=True)
            if name == "sample" and self._sample:
                return saved(sample_mail(self._sample, theme).html, place, self._sample)
            return saved(specimen_mail(name, theme).html, place)
        return place / "index.html"


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """Return one window for all tests; each loads its own mail."""
    page = browser.new_page()
    yield page
    page.close()


def opened(page: Page, file: Path, *, width: int = 600, scheme: str = "light") -> Page:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(file.as_uri())
    return page
