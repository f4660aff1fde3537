"""The editions that were sent into the archive's page and its Atom feed (RFC 4287)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from email.utils import parseaddr

from pydantic import TypeAdapter, ValidationError

from digest.config import Newsletter
from digest.model import Edition
from digest.render.context import asking, in_printed_order, joined
from digest.render.environment import Templates, render
from digest.render.in_words import long_date
from digest.schedule import EditionRecord

_IN_FEED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the archive shows of an edition beside its subject.

    `picture` is relative to the edition's folder; `content` is its stories as HTML.
    """

    headlines: tuple[str, ...] = ()
    picture: str | None = None
    content: str = ""

    def to_json(self) -> str:
        """Return the text that `kept` reads."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


NOTHING_KEPT = Kept()
_KEPT = TypeAdapter(Kept)


def kept(edition: Edition, content: str) -> Kept:
    """Return what the archive will show of `edition`."""
    shown = next((brief.picture for brief in edition.briefs if brief.picture), None)
    return Kept(
        headlines=tuple(brief.headline for brief in in_printed_order(edition).briefs),
        picture=shown.file if shown else None,
        content=content,
    )


def read_kept(text: str) -> Kept:
    """Return what was kept; nothing where the text is damaged, or of another version.

    The archive then shows the edition without it.
    """
    try:
        return _KEPT.validate_json(text)
    except ValidationError:
        return NOTHING_KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A sent edition as the archive shows it."""

    id: str
    """What the feed calls it, for good (RFC 4151)."""
    slug: str
    """Its day as in its address: `2026-11-19`."""
    date: str
    """Its day in words."""
    subject: str
    """The subject that it was sent with."""
    preheader: str
    """The preheader that it was sent with."""
    url: str
    """Where it is; from the archive's page if the newsletter is not on the web."""
    updated: str
    """When it was sent, as feeds tell it: `2026-11-18T20:00:00Z`."""
    kept: Kept = NOTHING_KEPT
    """Its `headlines`, its `picture` below its folder, its `content` as HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Every variable of archive.html and feed.xml."""

    title: str
    """The newsletter's name."""
    tagline: str
    """What it is, in a line."""
    address: str | None
    """The postal address."""
    language: str
    """ISO 639 code, for `lang`."""
    editions: tuple[Past, ...]
    """The editions that were sent, newest first; in the feed 12 at most."""
    feed_id: str
    """What the feed is called, for good."""
    archive_url: str | None
    """The archive on the web."""
    feed_url: str | None
    """Its feed on the web."""
    subscribe_url: str
    """Where to ask for the newsletter."""


def past(
    record: EditionRecord, newsletter: Newsletter, shown: Kept = NOTHING_KEPT
) -> Past:
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
        kept=shown,
    )


def archive(
    env: Templates, newsletter: Newsletter, editions: Sequence[Past]
) -> tuple[str, str]:
    """Return the archive's page and the Atom feed of `editions`, newest first."""
    page = render(env, "archive.html", variables(newsletter, editions))
    feed = render(env, "feed.xml", variables(newsletter, editions[:_IN_FEED]))
    return page, feed


def variables(newsletter: Newsletter, editions: Sequence[Past]) -> dict[str, object]:
    """Return the variables of `Archive` by their names."""
    domain = parseaddr(newsletter.sender)[1].rpartition("@")[2]
    told = Archive(
        title=newsletter.title,
        tagline=newsletter.tagline,
        address=newsletter.address,
        language=newsletter.language,
        editions=tuple(editions),
        feed_id=newsletter.url or f"tag:{domain},2026:editions",
        archive_url=joined(newsletter.url, ""),
        feed_url=joined(newsletter.url, "feed.xml"),
        subscribe_url=asking(newsletter, "subscribe"),
    )
    return {field.name: getattr(told, field.name) for field in fields(told)}
