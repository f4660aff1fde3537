"""The sample week's edition as it was last looked at; `make golden` rewrites it."""

from dataclasses import replace
from pathlib import Path

import pytest
from letters import MAIL, THEMES, press, sample_mail

from digest.model import Edition
from digest.render.check import encoded_size
from digest.specimens import specimen

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
READ = "run `make golden`, and read the difference before you commit it"
themes = pytest.mark.parametrize("theme", THEMES)


def first(count: int, edition: Edition) -> Edition:
    """Return an edition of as many stories, spread as they are over the regions."""
    order = [b for s in edition.sections for b in enumerate(s.briefs)]
    kept = {b.id for _, b in sorted(order, key=lambda pair: pair[0])[:count]}
    sections = (
        replace(s, briefs=tuple(b for b in s.briefs if b.id in kept))
        for s in edition.sections
    )
    return replace(edition, sections=tuple(s for s in sections if s.briefs))


@pytest.mark.parametrize("name", ["edition.yaml", "digest.txt"])
def test_the_edition_is_as_it_was_last_looked_at(
    name: str, edition_folder: Path
) -> None:
    made = (edition_folder / name).read_text(encoding="utf-8")

    assert made == (GOLDEN / name).read_text(encoding="utf-8"), READ


@themes
def test_the_mail_is_in_every_theme_as_it_was_last_looked_at(
    theme: str, edition_folder: Path
) -> None:
    made = sample_mail(edition_folder, theme).html

    assert made == (GOLDEN / f"{theme}.html").read_text(encoding="utf-8"), READ


def test_the_demo_sends_the_mail_that_is_kept(edition_folder: Path) -> None:
    made = (edition_folder / MAIL).read_text(encoding="utf-8")

    assert made == (GOLDEN / "classic.html").read_text(encoding="utf-8"), READ


@themes
def test_the_sample_week_is_under_70_kilobytes(
    theme: str, edition_folder: Path
) -> None:
    assert encoded_size(sample_mail(edition_folder, theme)) < 70_000


@themes
def test_a_week_of_20_stories_is_under_80_kilobytes(theme: str) -> None:
    edition = first(20, specimen("forty"))

    size = encoded_size(press(theme)(edition))

    assert len(edition.briefs) == 20
    assert size < 80_000
