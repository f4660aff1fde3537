"""Stories that are empty, old, told twice, or said to go on from nowhere."""

from collections.abc import Collection, Iterator

from digest.addresses import comparison_key
from digest.edition_file import TOP, Written
from digest.edition_file.shape import StoryPart
from digest.findings import Finding, found
from digest.picture import says_nothing
from digest.render.check.edition.walk import Way, bullets, told
from digest.render.check.mail import squeezed


def stories(written: Written, sent: Collection[str] | None) -> Iterator[Finding]:
    """Yield what is wrong with the stories, besides whose words they are."""
    for i, section in enumerate(written.part.sections):
        if not section.stories:
            message = f"section '{section.id}' has no stories and is not printed"
            yield found("empty-section", message, written.at("sections", i, "id"))
    if not written.part.subject and not _top(written):
        message = "no top story; the subject is the newsletter's name"
        yield found("no-top", message, written.at("sections"))
    for way, story in told(written):
        yield from _one(written, way, story, sent)
    yield from _twice(written)
    quote = written.part.quote
    if quote and not quote.url:
        message = f"the quote of {quote.by} has no address"
        yield found("unsourced-quote", message, written.at("quote"))


def _top(written: Written) -> bool:
    sections = written.part.sections
    return any(section.id == TOP and section.stories for section in sections)


def _one(
    written: Written, way: Way, story: StoryPart, sent: Collection[str] | None
) -> Iterator[Finding]:
    place = written.at(*way, "headline")
    if not story.bullets:
        yield found("no-bullets", f"'{story.headline}' has no bullets", place)
    if story.follows and sent is not None and story.follows not in sent:
        message = f"the edition of {story.follows} was never sent"
        yield found("never-sent", message, written.at(*way, "follows"))
    alt = story.picture.alt.strip() if story.picture else ""
    if alt and says_nothing(alt):
        message = f"'{alt}' does not say what is seen"
        yield found("poor-alt", message, written.at(*way, "picture", "alt"))
    yield from _age(written, story, place)


def _age(written: Written, story: StoryPart, place: str) -> Iterator[Finding]:
    if written.week is None:
        return
    known = written.known(story.id)
    if known is None:
        message = f"draft.json does not know '{story.headline}', nor how old it is"
        yield found("undated", message, place)
    else:
        newest = max(entry.published for entry in known.entries)
        if newest < written.week.window.start:
            message = f"the newest report of '{story.headline}' is of {newest:%d %B %Y}"
            yield found("stale", message, place)


def _twice(written: Written) -> Iterator[Finding]:
    pages: dict[str, str] = {}
    for way, story in told(written):
        page = comparison_key(story.url)
        if page in pages:
            message = f"'{story.headline}' leads where '{pages[page]}' leads"
            yield found("repeated-article", message, written.at(*way, "url"))
        pages.setdefault(page, story.headline)
    said: dict[str, str] = {}
    for way, story, bullet in bullets(written):
        words = squeezed(bullet.text)
        if words in said:
            message = f"'{bullet.text[:60]}' stands under '{said[words]}' already"
            yield found("repeated-bullet", message, written.at(*way, "text"))
        said.setdefault(words, story.headline)
