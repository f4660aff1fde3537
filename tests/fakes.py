"""Stand-ins at the few protocols, each under fifteen lines."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from digest.http import Answer, NoReply, Reply, Request, Web

Item = TypeVar("Item")
Result = TypeVar("Result")


def fake_web(pages: Mapping[str, bytes]) -> Web:
    """A web of these pages; no host has a robots.txt, and other pages no host."""

    def web(requests: Iterable[Request]) -> Iterator[Answer]:
        for asked in requests:
            url, body = asked.url, pages.get(asked.url)
            if body is None and url.endswith("/robots.txt"):
                yield Reply(request=asked, url=url, status=404, headers={}, body=b"")
            elif body is None:
                yield NoReply(request=asked, reason="host not found", unreachable=True)
            else:
                yield Reply(request=asked, url=url, status=200, headers={}, body=body)

    return web


def mapped(
    function: Callable[[Item], Result], items: Iterable[Item], /
) -> Iterator[Result]:
    """A `Map` that does all the work here and now."""
    return map(function, items)
