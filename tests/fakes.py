"""Stand-ins at the few protocols, each under fifteen lines."""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import TypeVar

from digest.errors import FetchError
from digest.http import Get, Reply, Web

Item = TypeVar("Item")
Result = TypeVar("Result")


def fake_web(pages: Mapping[str, bytes]) -> Web:
    """A web of these pages; every other address has no host."""

    async def get(url: str, _headers: Mapping[str, str]) -> Reply:
        if url not in pages:
            raise FetchError("host not found")
        return Reply(url=url, status=200, headers={}, body=pages[url])

    @asynccontextmanager
    async def web() -> AsyncIterator[Get]:
        yield get

    return web


def mapped(
    function: Callable[[Item], Result], items: Iterable[Item], /
) -> list[Result]:
    """A `Map` that does all the work here and now."""
    return [function(item) for item in items]
