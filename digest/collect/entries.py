"""A feed's items into entries, with what tells them apart."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from digest.addresses import published
from digest.collect.parse import Item, parse
from digest.errors import ParseError
from digest.feed_state import Sighting
from digest.fingerprints import entry_id, fingerprint
from digest.model import Entry
from digest.travel import travels


@travels
@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A feed's bytes with all that is needed to read them.

    `url` gave them; `language` is the feed's by feeds.yaml, or else `usual`, the
    newsletter's, unless the feed itself says so.
    """

    feed_url: str
    outlet: str
    url: str
    body: bytes
    language: str | None
    usual: str
    now: datetime


@travels
@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a body held; `damage` and `left_out` as in `ParsedFeed`.

    `body_hash` is that of the bytes: made by the worker, as it has the time.
    """

    body_hash: str
    sightings: tuple[Sighting, ...]
    damage: str | None
    left_out: int


def body_hash(body: bytes) -> str:
    """Return the SHA-256 of a body, in hex."""
    return hashlib.sha256(body).hexdigest()


def read_body(given: Body) -> Seen | str:
    """Return what a body holds, or why it is no feed."""
    try:
        parsed = parse(given.body, given.url)
    except ParseError as error:
        return str(error)
    spoken = given.language or parsed.language or given.usual
    sightings = [
        _sighting(item, given, position, spoken)
        for position, item in enumerate(parsed.items, start=1)
        if item.url and _is_seen(item.title)
    ]
    mute = len(parsed.items) - len(sightings)
    words = f"{mute} of {len(parsed.items)} entries have no title or no address"
    damage = [*filter(None, (parsed.damage, words if mute else None))]
    return Seen(
        body_hash=body_hash(given.body),
        sightings=tuple(sightings),
        damage="; ".join(damage) or None,
        left_out=parsed.left_out,
    )


def _is_seen(title: str) -> bool:
    """Return whether a title has anything to see: joiners and marks have nothing."""
    return any(letter.isprintable() and not letter.isspace() for letter in title)


def _sighting(item: Item, given: Body, position: int, spoken: str) -> Sighting:
    """Return the entry; one without a link or a title could not be printed."""
    url = published(str(item.url))
    entry = Entry(
        id=entry_id(given.feed_url, item.guid, url, item.title),
        feed_url=given.feed_url,
        outlet=given.outlet,
        url=url,
        title=item.title,
        summary=item.summary,
        content=item.content,
        authors=item.authors,
        categories=item.categories,
        language=given.language or item.language or spoken,
        image=item.image,
        published=item.published,
        first_seen=given.now,
        position=position,
    )
    return Sighting(entry, fingerprint(entry, item.guid))
