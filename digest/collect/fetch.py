"""Feeds into bodies: all at once, each with its own fate.

A feed that fails is a value in the result; the others go on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from digest.http import Answer, NoReply, Request, Web
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
    feeds = tuple(feeds)
    asked = {feed.url: feed for feed in feeds}
    outcomes: dict[str, Outcome] = {}
    requests = [_request(feed, states.get(feed.url)) for feed in asked.values()]
    for done, found in enumerate(web(requests), start=1):
        url = found.request.url
        outcomes[url] = _outcome(asked[url], found)
        progress("Reading feeds", done, len(requests))
    return tuple(outcomes[feed.url] for feed in feeds)


def _request(feed: Feed, state: FeedState | None) -> Request:
    return Request(
        url=feed.url,
        headers={"Accept": _ACCEPT} | _conditions(state),
        max_body=feed.max_body,
    )


def _conditions(state: FeedState | None) -> dict[str, str]:
    """Return the headers of a conditional GET (RFC 9110 §13.1)."""
    if state is None:
        return {}
    given = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in given.items() if value}


def _outcome(feed: Feed, reply: Answer) -> Outcome:
    if isinstance(reply, NoReply):
        return Failed(feed=feed, reason=reply.reason)
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
