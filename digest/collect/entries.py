"""Items into entries: who they are, in which language, first seen when."""

import hashlib
from collections import Counter
from datetime import datetime

from digest.collect.parse import Item, ParsedFeed
from digest.model import Entry, Feed


def entries(
    parsed: ParsedFeed, feed: Feed, *, language: str, now: datetime
) -> tuple[Entry, ...]:
    """Return the feed's entries, as met at `now`; `language` is the newsletter's.

    An entry keeps its id for as long as its feed keeps its guid. Where a feed gives
    several items one guid, link and title tell them apart. An item without a link or
    a title cannot be printed and is left out.
    """
    items = [item for item in parsed.items if item.url and item.title]
    guids = Counter(item.guid for item in items)
    spoken = feed.language or parsed.language or language
    found: dict[str, Entry] = {}
    for position, item in enumerate(items, start=1):
        shared = guids[item.guid] > 1
        entry_id = _entry_id(feed, item, shared=shared)
        found.setdefault(
            entry_id,
            Entry(
                id=entry_id,
                feed_url=feed.url,
                outlet=feed.title,
                url=str(item.url),
                title=item.title,
                summary=item.summary,
                content=item.content,
                authors=item.authors,
                language=spoken,
                image=item.image,
                published=item.published,
                first_seen=now,
                position=position,
            ),
        )
    return tuple(found.values())


def _entry_id(feed: Feed, item: Item, *, shared: bool) -> str:
    parts = [feed.url, item.guid]
    if shared:
        parts += [str(item.url), item.title]
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"a-{digest[:10]}"
