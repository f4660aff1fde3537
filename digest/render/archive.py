"""The editions that were sent into the archive's page and its Atom feed (RFC 4287)."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from email.utils import parseaddr

from digest.config import Newsletter
from digest.model import Edition
from digest.render.context import asking, joined, long_date
from digest.render.environment import Templates, render
from digest.schedule import EditionRecord

_IN_FEED = 20
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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


def kept(edition: Edition, content: str) -> Kept:
    """Return what the archive will show of `edition`."""
    shown = next((brief.picture for brief in edition.briefs if brief.picture), None)
    return Kept(
        headlines=tuple(brief.headline for brief in edition.briefs),
        picture=shown.file if shown else None,
        content=content,
    )


def read_kept(text: str) -> Kept:
    """Return what was kept; nothing where the text is damaged, or of another version.

    The archive then shows the edition without it.
    """
    try:
        told = json.loads(text)
        return Kept(**told | {"headlines": tuple(map(str, told["headlines"]))})
    except (KeyError, TypeError, ValueError):
        return Kept()


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A sent edition as the archive shows it; `updated` is in RFC 3339.

    `url` leads to its page, `picture` to its picture, both from the archive's page
    where the newsletter is not on the web.
    """

    id: str
    slug: str
    date: str
    subject: str
    preheader: str
    url: str
    updated: str
    kept: Kept = Kept()


def past(record: EditionRecord, newsletter: Newsletter, shown: Kept = Kept()) -> Past:
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
    domain = parseaddr(newsletter.sender)[1].rpartition("@")[2]
    seen: dict[str, object] = {
        "newsletter": newsletter,
        "language": newsletter.language,
        "editions": editions,
        "feed_id": newsletter.url or f"tag:{domain},2026:editions",
        "archive_url": joined(newsletter.url, ""),
        "feed_url": joined(newsletter.url, "feed.xml"),
        "subscribe_url": asking(newsletter, "subscribe"),
    }
    page = render(env, "archive.html", seen)
    feed = render(env, "feed.xml", seen | {"editions": editions[:_IN_FEED]})
    return page, _NO_XML.sub("", feed)  # XML 1.0 §2.2; no character of the others helps
