"""Whose words a bullet is printed as, held against what was drafted."""

from collections.abc import Iterator

from digest.brackets import without_dates
from digest.edition_file import Written, sentence
from digest.edition_file.shape import BulletPart, FullStory, WeekPart
from digest.findings import Finding, found
from digest.model import Bullet
from digest.render.check.edition.walk import bullets


def sources(written: Written) -> Iterator[Finding]:
    """Yield bullets that are printed as an outlet's words, and are not, or not here."""
    if written.week is None:
        return
    for way, story, bullet in bullets(written):
        drafted = written.drafted(story.id)
        if bullet.origin is None or drafted is None:
            continue
        article = bullet.origin.partition("/")[0]
        if article not in {entry.id for entry in drafted.entries}:
            outlet = _outlet(written.week, article)
            message = f"{bullet.origin} is of {outlet}, on another story"
            yield found("foreign-sentence", message, written.at(*way, "from"))
        yield from _changed(written.week, drafted, bullet, written.at(*way, "text"))


def _changed(
    week: WeekPart, drafted: FullStory, bullet: BulletPart, place: str
) -> Iterator[Finding]:
    before = _drafted_text(drafted, bullet.origin)
    if before == bullet.text:
        return
    origin = bullet.origin or ""
    known = sentence(week.articles, origin)
    if known and Bullet(text=bullet.text, sentence=known).edited:
        outlet = _outlet(week, known.article)
        message = f"these are no longer the words of {outlet}: '{bullet.text[:60]}'"
        yield found("changed-sentence", message, place)
    elif before and _other_day(before, bullet.text):
        message = f"the date in brackets was another: '{before[:60]}'"
        yield found("changed-date", message, place)


def _drafted_text(drafted: FullStory, origin: str | None) -> str | None:
    lines = drafted.brief.bullets if drafted.brief else ()
    return next((line.text for line in lines if line.origin == origin), None)


def _other_day(before: str, now: str) -> bool:
    """Return whether two texts differ in their dates alone, and there is one now."""
    plain = without_dates(now)
    return plain == without_dates(before) and now not in (plain, before)


def _outlet(week: WeekPart, article: str) -> str:
    known = week.articles.get(article)
    return known.outlet if known else article
