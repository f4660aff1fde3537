"""Which outlet an entry counts for: its own, or the family of its feed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from digest.model import Entry, Feed


def outlet(entry: Entry, feeds: Mapping[str, Feed]) -> str:
    """Return the name under which the entry counts; `feeds` are by their address.

    Feeds of one title are one outlet, and so are feeds of one family.
    """
    feed = feeds.get(entry.feed_url)
    return feed.family if feed and feed.family else entry.outlet


def families(feeds: Iterable[Feed]) -> tuple[Feed, ...]:
    """Return the feeds with a family given to all of its title: they are one outlet."""
    listed = tuple(feeds)
    named = {feed.title: feed.family for feed in reversed(listed) if feed.family}
    return tuple(replace(feed, family=named.get(feed.title)) for feed in listed)
