"""Specimens as mail, in every theme: what tests of the look and benches begin with."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from digest import config, edition_file
from digest.config import REGIONS, Newsletter
from digest.model import Edition
from digest.pipeline.pictures import illustrated
from digest.render.check import Finding, check
from digest.render.email import email, variables
from digest.render.environment import environment
from digest.render.letter_html import letter_html
from digest.rendered import Email
from digest.resources import sample_folder, specimen_picture, templates_folder
from digest.specimens import language, specimen

THEMES = ("classic", "modern", "compact")
MAIL = "digest.html"
"""The mail in an edition's folder."""


def newsletter(theme: str, language: str = "en") -> Newsletter:
    """Return a newsletter that tells everything templates may show of it."""
    own: dict[str, Any] = {}
    if language == "ar":
        own = {"title": "ماذا في العالم", "tagline": "أخبار الأسبوع بكلمات الصحف"}
    return Newsletter(
        **own,
        language=language,
        theme=theme,
        url="https://world.example/",
        reply_to="desk@world.example",
        address="The Tasman Herald, 1 Quay Road, Hobart 7000, Australia",
    )


def press(theme: str, language: str = "en") -> Callable[[Edition], Email]:
    """Return what makes mail of an edition, with a theme's templates at hand."""
    env = environment(None, templates_folder(), language=language, theme=theme)
    told = newsletter(theme, language)
    return lambda edition: email(env, edition, told, REGIONS)


def html_press(theme: str) -> Callable[[Edition], str]:
    """Return what makes the HTML part alone of an edition."""
    env = environment(None, templates_folder(), theme=theme)
    told = newsletter(theme)

    def made(edition: Edition) -> str:
        seen = variables(env, edition, told, REGIONS)
        return letter_html(env, "weekly.mjml", seen)[1]

    return made


@cache
def specimen_mail(name: str, theme: str) -> Email:
    """Return a specimen as mail; made once for all tests."""
    return press(theme, language(name))(specimen(name))


def sample_mail(folder: Path, theme: str) -> Email:
    """Return the sample week's edition, which lies in `folder`, as mail in a theme."""
    told = config.load(sample_folder() / "feeds.yaml").newsletter
    env = environment(None, templates_folder(), language=told.language, theme=theme)
    edition = illustrated(edition_file.read(folder, REGIONS), folder).edition
    return email(env, edition, told.model_copy(update={"theme": theme}), REGIONS)


def saved(html: str, folder: Path, pictures: Path | None = None) -> Path:
    """Write a mail as a page with its pictures beside it; return the page's file.

    Their bytes come from the edition's folder `pictures`, or are the specimens'.
    """
    for file in {word for word in html.split('"') if word.startswith("pictures/")}:
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = pictures / file if pictures else specimen_picture(file)
        target.write_bytes(beside.read_bytes())
    page = folder / "index.html"
    page.write_text(html, encoding="utf-8")
    return page


def checked(mail: Email) -> tuple[Finding, ...]:
    """Return what `digest check` finds in a mail."""
    return check(mail, "1 Quay Road")
