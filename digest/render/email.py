"""An edition into an email, and the pages around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from digest.config import Newsletter
from digest.model import Edition
from digest.plain_text import printable
from digest.render.context import joined, letter, long_date
from digest.render.environment import Templates, render
from digest.render.letter_html import letter_html
from digest.rendered import Email
from digest.schedule import EditionRecord

_IN_FEED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A sent edition as the archive shows it; `updated` is in RFC 3339."""

    id: str
    slug: str
    date: str
    subject: str
    preheader: str
    url: str
    updated: str


def email(
    env: Templates,
    edition: Edition,
    newsletter: Newsletter,
    headings: Mapping[str, str],
) -> Email:
    """Return the edition as mail; raise `TemplateError` with file and line."""
    seen = _variables(env, edition, newsletter, headings)
    mjml, html = letter_html(env, "weekly.mjml", seen)
    return Email(
        subject=str(seen["subject"]),
        preheader=str(seen["preheader"]),
        html=html,
        text=render(env, "weekly.txt", seen),
        mjml=mjml,
        words=_words(edition),
    )


def past(record: EditionRecord, newsletter: Newsletter) -> Past:
    """Return what the archive says of an edition that was sent."""
    domain = parseaddr(newsletter.sender)[1].rpartition("@")[2]
    slug, sent = record.slug, record.sent_at or record.drafted_at
    return Past(
        id=f"tag:{domain},{slug}:{slug}",  # RFC 4151
        slug=slug,
        date=long_date(slug, newsletter.language),
        subject=record.subject,
        preheader=record.preheader,
        url=joined(newsletter.url, f"{slug}/") or f"{slug}/index.html",
        updated=sent.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def archive(
    env: Templates, newsletter: Newsletter, editions: Sequence[Past]
) -> tuple[str, str]:
    """Return the archive's page and the Atom feed of `editions`, newest first."""
    domain = parseaddr(newsletter.sender)[1].rpartition("@")[2]
    seen: dict[str, object] = {
        "newsletter": newsletter,
        "editions": editions,
        "feed_id": newsletter.url or f"tag:{domain},2026:editions",
    }
    page = render(env, "archive.html", seen)
    return page, render(env, "feed.xml", seen | {"editions": editions[:_IN_FEED]})


def _variables(
    env: Templates,
    edition: Edition,
    newsletter: Newsletter,
    headings: Mapping[str, str],
) -> dict[str, object]:
    """Return the letter's variables, with the subject and the preheader."""
    seen = letter(edition, newsletter, headings).variables()
    own = _line(edition.subject or "")
    seen["subject"] = own or _line(render(env, "subject.txt", seen))
    seen["preheader"] = _line(render(env, "preheader.txt", seen))
    return seen


def _words(edition: Edition) -> str:
    """Return what papers and editors wrote: marks in it are none of the templates'."""
    texts = [edition.subject or "", edition.note]
    for brief in edition.briefs:
        texts += [brief.headline, *(bullet.text for bullet in brief.bullets)]
    return "\n".join(texts)


def _line(text: str) -> str:
    return " ".join(printable(text).split())
