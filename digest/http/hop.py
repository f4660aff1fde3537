"""One hop: a request to one address, and its reply or where it sends one on.

This module alone speaks to aiohttp; every connection goes by the guard.
"""

import asyncio
import base64
from collections.abc import Mapping
from contextlib import suppress
from ssl import SSLContext
from typing import Self

import aiohttp
from aiohttp.connector import Connection
from multidict import CIMultiDict
from typing_extensions import override
from yarl import URL

from digest.http import unpack
from digest.http.exchange import Reply, Request
from digest.http.guard import Guard
from digest.http.lookup import Names, in_thread
from digest.http.manners import Lookup, Manners

CUT_OFF = "cut off in transit"
_NOT_MODIFIED = 304
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READ = 64 * 1024
_CUT = (
    aiohttp.ClientPayloadError,
    aiohttp.ClientConnectionError,
    ConnectionError,
    RuntimeError,  # "Connection closed.", where it was closed between two reads
)


class _Response(aiohttp.ClientResponse):
    """Lets its connection go where the request said so, whatever the server says."""

    @override
    async def start(self, connection: Connection) -> aiohttp.ClientResponse:
        asked_to_close = self.request_info.headers.get("Connection") == "close"
        if asked_to_close and connection.protocol is not None:
            connection.protocol.force_close()
        return await super().start(connection)


class Hops:
    """One session of aiohttp, open as long as an `async with` lasts."""

    def __init__(
        self, manners: Manners, lookup: Lookup, authorities: SSLContext | None
    ) -> None:
        self._manners = manners
        self._lookup = lookup
        self.guard = Guard(manners.allow_private)
        # A proxy may be private: it is the one address that is connected to then.
        direct = manners.proxy is None
        connector = aiohttp.TCPConnector(
            resolver=Names(lookup, self.guard.check if direct else lambda _: None),
            socket_factory=self.guard.socket if direct else None,
            ssl=authorities or True,
            limit=0,
            use_dns_cache=False,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            headers={
                "User-Agent": manners.user_agent,
                "Accept-Encoding": unpack.ACCEPTED,
            },
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
            response_class=_Response,
            auto_decompress=False,
            read_bufsize=_READ,
            proxy=manners.proxy,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def ask(
        self, request: Request, url: URL, headers: Mapping[str, str]
    ) -> Reply | tuple[int, str]:
        """Return the reply of `url`, or the status and Location of a redirect.

        Where the connection was reset or closed without an answer, aiohttp tries once
        more (RFC 9110 §9.2.2), and never else. Raise one of `failures.EXPECTED`.
        """
        if self._manners.proxy is not None:
            await self._check_name(url)
        asked = self._session.get(url, headers=headers, allow_redirects=False)
        async with asked as response:
            location = response.headers.get("Location")
            if location and response.status in _REDIRECTS:
                return response.status, location
            cap = request.max_body or self._manners.max_body
            plain, damage = await body(response, cap)
            return Reply(
                request=request,
                url=str(url),
                status=response.status,
                headers=_headers(response),
                body=plain,
                damage=damage,
            )

    async def _check_name(self, url: URL) -> None:
        """Refuse a name that leads to what is not public, as far as we can tell.

        The proxy looks the name up for itself, and may know names that we do not.
        """
        found: tuple[tuple[str, int], ...] = ()
        with suppress(OSError):
            host, port = str(url.raw_host), url.port or 0
            found = tuple(await in_thread(self._lookup, host, port))
        for address, _ in found:
            self.guard.check(address)


def credentials(user: str, password: str) -> str:
    """Return the value of an Authorization header (RFC 7617)."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


async def body(response: aiohttp.ClientResponse, cap: int) -> tuple[bytes, str | None]:
    """Return what came of the body, unpacked, and what is wrong with it."""
    if response.status == _NOT_MODIFIED:  # its length is that of what did not come
        return b"", None
    if (response.content_length or 0) > cap:
        raise unpack.TooLargeError(cap)
    codings = unpack.codings(response.headers.get("Content-Encoding", ""))
    unpacking = unpack.Unpacking(codings, cap)
    content = response.content
    _end_with_connection(response)
    cut, more = None, True
    while more:
        try:
            chunk = await content.readany()
        except _CUT:
            cut = CUT_OFF
            chunk = content._read_nowait(-1)  # noqa: SLF001  it would rather raise than give what it holds
        unpacking.feed(chunk)
        more = bool(chunk) and not cut
    plain, damage = unpacking.finish()
    return plain, cut or damage


def _end_with_connection(response: aiohttp.ClientResponse) -> None:
    """See to it that the body ends when its connection does.

    After a chunk that is broken, aiohttp 3.14 closes the connection and waits on.
    """
    connection, content = response.connection, response.content
    protocol = connection.protocol if connection is not None else None
    closed = protocol.closed if protocol is not None else None
    if closed is None or content.is_eof():
        return

    def end(done: asyncio.Future[None]) -> None:
        if not done.cancelled():
            done.exception()  # seen: the content tells
        if not content.is_eof() and content.exception() is None:
            content.set_exception(aiohttp.ClientPayloadError())

    closed.add_done_callback(end)


def _headers(response: aiohttp.ClientResponse) -> Mapping[str, str]:
    """Return the headers as text that can be stored: no lone surrogates."""
    if all(value.isascii() for _, value in response.raw_headers):
        return response.headers
    clean = ((name, _clean(value)) for name, value in response.headers.items())
    return CIMultiDict(clean)


def _clean(value: str) -> str:
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
