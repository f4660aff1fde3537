"""What templates see: an edition, the newsletter's particulars, a few counts."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from email.utils import parseaddr
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, urljoin

from markdown_it import MarkdownIt
from markupsafe import Markup

from digest import plain_text
from digest.config import Newsletter
from digest.coverage_note import CoverageNote
from digest.edition_file import TOP
from digest.model import Brief, Edition, Section
from digest.quote import Quote
from digest.render.in_words import long_date, short_date
from digest.render.note_text import note_text

Medium = Literal["mail", "web"]
_WORDS_A_MINUTE = 230
_PREHEADER = 90
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "code", "fence"]
)
# The letter has its own headings: in a note they are bold lines.
_MARKDOWN.add_render_rule("heading_open", lambda *_: "<p><strong>")
_MARKDOWN.add_render_rule("heading_close", lambda *_: "</strong></p>\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An earlier edition that told of a story first: its day in words, its address."""

    day: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Every variable of the templates of an edition."""

    title: str
    """The newsletter's name."""
    tagline: str
    """What it is, in a line."""
    medium: Medium
    """What is made: `mail` as it is sent, or the `web` page of the edition."""
    language: str
    """ISO 639 code, for `lang`."""
    date: str
    """The edition's day in words, in the newsletter's language."""
    slug: str
    """The edition's day as in its address: `2026-11-19`."""
    note: Markup
    """The editor's note as HTML paragraphs; empty if there is none."""
    note_text: str
    """The same as plain text, in lines of 72 characters."""
    by: str | None
    """Who signed the note."""
    top: Brief | None
    """The top story."""
    sections: tuple[Section, ...]
    """The other stories under their headings; no empty section."""
    earlier: Mapping[str, Told]
    """Earlier editions by slug (`day`, `url`), as a story's `follows` names them."""
    quote: Quote | None
    """What somebody said (`text`, `by`, `url`), if an editor picked it."""
    quiet: tuple[str, ...]
    """Headings of the regions with no story this week."""
    coverage: CoverageNote
    """What was read: feeds, entries, outlets, failures."""
    stories: int
    """How many stories there are."""
    words: int
    """How many words there are to read."""
    minutes: int
    """How long reading takes, at 230 words a minute, at least 1."""
    edited: int
    """How many bullets an editor wrote or changed."""
    dated: int
    """How many bullets have a date in brackets beside a weekday."""
    teasers: tuple[str, ...]
    """Headlines after the top story that fit a preheader of 90 characters."""
    web_url: str | None
    """The edition on the web."""
    archive_url: str | None
    """The list of all editions on the web."""
    feed_url: str | None
    """The newsletter as an Atom feed."""
    unsubscribe_url: str
    """Where to leave the list."""
    subscribe_url: str
    """Where to ask for it, for those who met it on the web."""
    reply_to: str
    """The desk's mail address."""
    address: str | None
    """The postal address."""

    def variables(self) -> dict[str, object]:
        """Return the variables by their names."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def letter(
    edition: Edition,
    newsletter: Newsletter,
    headings: Mapping[str, str],
    medium: Medium = "mail",
) -> Letter:
    """Return what the templates see of `edition`; `headings` name regions by id."""
    edition = in_printed_order(edition)
    top = next((s.briefs[0] for s in edition.sections if s.id == TOP), None)
    sections = tuple(section for section in edition.sections if section.id != TOP)
    words = _words(edition)
    reply_to = parseaddr(newsletter.reply_to or newsletter.sender)[1]
    return Letter(
        title=newsletter.title,
        tagline=newsletter.tagline,
        medium=medium,
        language=newsletter.language,
        date=long_date(edition.slug, newsletter.language),
        slug=edition.slug,
        note=_markdown(edition.note),
        note_text=_note_text(edition.note),
        by=edition.by,
        top=top,
        sections=sections,
        earlier=_earlier(edition, newsletter),
        quote=edition.quote,
        quiet=tuple(headings.get(region, region) for region in edition.quiet),
        coverage=edition.coverage,
        stories=len(edition.briefs),
        words=words,
        minutes=max(1, round(words / _WORDS_A_MINUTE)),
        dated=sum(b.dated for brief in edition.briefs for b in brief.bullets),
        edited=sum(b.edited for brief in edition.briefs for b in brief.bullets),
        teasers=_teasers(edition),
        web_url=joined(newsletter.url, f"{edition.slug}/"),
        archive_url=joined(newsletter.url, ""),
        feed_url=joined(newsletter.url, "feed.xml"),
        unsubscribe_url=asking(newsletter, "unsubscribe"),
        subscribe_url=asking(newsletter, "subscribe"),
        reply_to=reply_to,
        address=newsletter.address,
    )


def in_printed_order(edition: Edition) -> Edition:
    """Return the edition as all its forms print it.

    In its section a story that is a headline alone stands after the others.
    """
    sections = (
        replace(section, briefs=tuple(sorted(section.briefs, key=_is_bare)))
        for section in edition.sections
    )
    return replace(edition, sections=tuple(sections))


def _is_bare(brief: Brief) -> bool:
    return not brief.bullets


def joined(base: str | None, path: str) -> str | None:
    """Return `path` below the address where `out/` is published, if it is."""
    return urljoin(base.rstrip("/") + "/", path) if base else None


def asking(newsletter: Newsletter, subject: str) -> str:
    """Return the link to write to the desk with."""
    desk = parseaddr(newsletter.reply_to or newsletter.sender)[1]
    return f"mailto:{quote(desk, safe='@+')}?subject={subject}"


def _earlier(edition: Edition, newsletter: Newsletter) -> dict[str, Told]:
    return {
        slug: Told(
            day=short_date(slug, newsletter.language),
            url=joined(newsletter.url, f"{slug}/"),
        )
        for slug in dict.fromkeys(brief.follows for brief in edition.briefs)
        if slug
    }


def _words(edition: Edition) -> int:
    texts = [edition.note]
    for brief in edition.briefs:
        texts += [brief.headline, *(bullet.text for bullet in brief.bullets)]
    return sum(len(text.split()) for text in texts)


def _teasers(edition: Edition) -> tuple[str, ...]:
    """Return the first headlines after the top story, as many as fit, at least one."""
    headlines = [brief.headline for brief in edition.briefs[1:]]
    teasers = headlines[:1]
    for headline in headlines[1:]:
        if len("; ".join([*teasers, headline])) <= _PREHEADER:
            teasers.append(headline)
    return tuple(teasers)


@lru_cache(maxsize=8)  # a note is asked for by the mail, the web page and the feed
def _note_text(note: str) -> str:
    return note_text(_markdown(note))


@lru_cache(maxsize=8)
def _markdown(note: str) -> Markup:
    """Return a note as HTML; markup in it stays text, and odd links stay unlinked.

    Pictures are links: one from elsewhere would tell its host who reads the letter.
    """
    html = _MARKDOWN.render(plain_text.printable(note).strip())
    return Markup(html)  # noqa: S704  markdown-it escapes what it does not make itself
