"""Feeds into bodies, each with its own fate; a feed that fails is a value.

Feed, FeedState --request--> the web --outcome--> Fetched | Unchanged | Failed
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from digest.collect import polling
from digest.feed_state import FeedState
from digest.http import Answer, NoReply, Reply, Request, Web
from digest.model import Feed

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml,"
    " application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A body, with the address that gave it and what to ask with next time.

    `moved` is where permanent redirects led; `fresh` is how long not to ask again.
    """

    feed: Feed
    asked: str
    url: str
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    moved: str | None = None
    fresh: timedelta = timedelta()
    damage: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The server says that nothing is new since the last reading."""

    feed: Feed
    asked: str
    moved: str | None = None
    fresh: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Why there is no body, in a few words.

    `unreachable` if the network may be at fault; `gone` if the feed says it is for
    good; `retry_after` is what the server asks for.
    """

    feed: Feed
    reason: str
    unreachable: bool = False
    gone: bool = False
    retry_after: timedelta | None = None


Outcome = Fetched | Unchanged | Failed


def fetch(
    feeds: Iterable[Feed], states: Mapping[str, FeedState], web: Web, now: datetime
) -> Iterator[Outcome]:
    """Yield the outcome of asking every feed, as the answers come."""
    asked: dict[int, tuple[Request, Feed]] = {}
    for feed in feeds:
        request = _request(feed, states.get(feed.url))
        asked[id(request)] = (request, feed)
    for answer in web([request for request, _ in asked.values()]):
        yield _outcome(asked.pop(id(answer.request))[1], answer, now)


def _request(feed: Feed, state: FeedState | None) -> Request:
    return Request(
        # A password is for the address that is listed, and for no other.
        url=feed.url if feed.user else polling.address(feed.url, state),
        headers={"Accept": _ACCEPT} | polling.conditions(state),
        max_body=feed.max_body,
    )


def _outcome(feed: Feed, answer: Answer, now: datetime) -> Outcome:
    if isinstance(answer, NoReply):
        return Failed(feed=feed, reason=answer.reason, unreachable=answer.unreachable)
    asked, fresh = answer.request.url, polling.fresh_for(answer.headers)
    if answer.status == HTTPStatus.NOT_MODIFIED and _has_conditions(answer.request):
        return Unchanged(feed=feed, asked=asked, moved=answer.moved, fresh=fresh)
    if answer.status != HTTPStatus.OK:
        return _refusal(feed, answer, now)
    return Fetched(
        feed=feed,
        asked=asked,
        url=answer.url,
        body=answer.body,
        etag=answer.headers.get("ETag"),
        last_modified=answer.headers.get("Last-Modified"),
        moved=answer.moved,
        fresh=fresh,
        damage=answer.damage,
    )


def _has_conditions(request: Request) -> bool:
    return "If-None-Match" in request.headers or "If-Modified-Since" in request.headers


def _refusal(feed: Feed, reply: Reply, now: datetime) -> Failed:
    # What another address says that it leads to, or led to, is not the feed's own word.
    gone = reply.status == HTTPStatus.GONE and reply.url == feed.url
    words = ", it is gone for good: remove it from feeds.yaml" if gone else ""
    return Failed(
        feed=feed,
        reason=f"answers {reply.status}{words}",
        gone=gone,
        retry_after=polling.retry_after(reply.headers, now),
    )
