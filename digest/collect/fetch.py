"""Feeds into bodies: all at once, each with its own fate.

A feed that fails is a value in the result; the others go on.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from digest.errors import FetchError
from digest.http import Get, Reply, Web
from digest.model import Feed, FeedState
from digest.progress import Progress

_OK = 200
_NOT_MODIFIED = 304
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml,"
    " application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A body, with the address that gave it and what to ask with next time."""

    feed: Feed
    url: str
    body: bytes
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The server says that nothing is new since the last reading."""

    feed: Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Why there is no body, in a few words."""

    feed: Feed
    reason: str


Outcome = Fetched | Unchanged | Failed


def fetch(
    feeds: Iterable[Feed],
    states: Mapping[str, FeedState],
    web: Web,
    progress: Progress,
) -> tuple[Outcome, ...]:
    """Return the outcome of asking every feed, in the order given."""
    return asyncio.run(_fetch_all(tuple(feeds), states, web, progress))


async def _fetch_all(
    feeds: tuple[Feed, ...],
    states: Mapping[str, FeedState],
    web: Web,
    progress: Progress,
) -> tuple[Outcome, ...]:
    done = 0

    async def fetch_one(get: Get, feed: Feed) -> Outcome:
        nonlocal done
        outcome = await _fetch_feed(get, feed, states.get(feed.url))
        done += 1
        progress("Reading feeds", done, len(feeds))
        return outcome

    async with web() as get:
        return tuple(await asyncio.gather(*(fetch_one(get, feed) for feed in feeds)))


async def _fetch_feed(get: Get, feed: Feed, state: FeedState | None) -> Outcome:
    try:
        reply = await get(feed.url, {"Accept": _ACCEPT} | _conditions(state))
    except FetchError as error:
        return Failed(feed=feed, reason=str(error))
    return _outcome(feed, reply)


def _conditions(state: FeedState | None) -> dict[str, str]:
    """Return the headers of a conditional GET (RFC 9110 §13.1)."""
    if state is None:
        return {}
    given = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in given.items() if value}


def _outcome(feed: Feed, reply: Reply) -> Outcome:
    if reply.status == _NOT_MODIFIED:
        return Unchanged(feed=feed)
    if reply.status != _OK:
        return Failed(feed=feed, reason=f"answers {reply.status}")
    return Fetched(
        feed=feed,
        url=reply.url,
        body=reply.body,
        etag=reply.headers.get("ETag"),
        last_modified=reply.headers.get("Last-Modified"),
    )
