"""Made-up editions and archives, for the branches that templates may have.

specimens x newsletters, with and without an address on the web --> what to render
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from digest.config import Newsletter
from digest.model import Edition, Window
from digest.render import archive, web
from digest.render.context import letter
from digest.render.trial import LETTER, OF_THE_ARCHIVE, ON_THE_WEB, TEXTS, Trial
from digest.schedule import EditionRecord
from digest.specimens import language, specimen

_NOWHERE = {"url": None, "address": None}
_PUBLISHED = {"url": "https://newsletter.example/", "address": "1 Quay Road"}
_OTHERS = (
    ("week", _PUBLISHED),
    ("thin", _NOWHERE),
    ("bare", _NOWHERE),
    ("rtl", _PUBLISHED),
)
_SENT = datetime(2026, 11, 18, 20, tzinfo=UTC)
_FROM_THE_RIGHT = {"direction": "rtl", "start": "right", "end": "left"}


def trials(newsletter: Newsletter, headings: Mapping[str, str]) -> Iterator[Trial]:
    """Yield what to render: the usual week as the newsletter is, then other cases."""
    yield _trial("week", newsletter, headings)
    for name, changed in _OTHERS:
        yield _trial(name, newsletter.model_copy(update=changed), headings)


def _trial(
    name: str, newsletter: Newsletter, headings: Mapping[str, str]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    edition = specimen(name)
    usual = name == "week"
    side = _FROM_THE_RIGHT if language(name) == "ar" else {}
    mail = letter(edition, newsletter, headings).variables() | side
    page = letter(edition, newsletter, headings, "web").variables() | side
    page |= web.on_the_web(edition, newsletter, "2026-11-12" if usual else None)
    editions = _sent(edition, newsletter)[: 2 if usual else 1]
    for template in (*TEXTS, LETTER):
        yield template, mail
    for template in (LETTER, *ON_THE_WEB):
        yield template, page
    for template in OF_THE_ARCHIVE:
        yield template, archive.variables(newsletter, editions) | side


def _sent(edition: Edition, newsletter: Newsletter) -> tuple[archive.Past, ...]:
    """Return two editions as the archive shows them; of the second little is known."""
    kept = archive.kept(edition, "<p>News</p>"), archive.NOTHING_KEPT
    return tuple(
        archive.past(_record(_SENT - timedelta(weeks=weeks)), newsletter, one)
        for weeks, one in enumerate(kept)
    )


def _record(sent: datetime) -> EditionRecord:
    return EditionRecord(
        slug=(sent + timedelta(days=1)).date().isoformat(),
        window=Window(start=sent - timedelta(days=7), end=sent),
        drafted_at=sent,
        sent_at=sent,
        subject="A port reopens",
        preheader="Ships wait no longer",
    )
