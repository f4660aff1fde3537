"""The one HTTP client, with its guard.

Whoever needs the web is given a `Web`: called, it opens a client for as long as an
`async with` lasts and hands out `Get`, a callable from request to reply. Politeness per
host, the deadline, the cap on bodies and the guard against private addresses live here.
"""

import asyncio
import ipaddress
import os
import socket
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from typing_extensions import override
from yarl import URL

from digest.errors import FetchError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_HOPS = 5
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer: the address that gave it, its status, headers and decoded body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


Get = Callable[[str, Mapping[str, str]], Awaitable[Reply]]
"""Return the reply to a GET with these headers; raise `FetchError`."""

Web = Callable[[], AbstractAsyncContextManager[Get]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Limits and name: `timeout` is the whole time of one request, hops and all."""

    user_agent: str
    timeout: timedelta = timedelta(seconds=20)
    max_body: int = 8_000_000
    per_host: int = 2
    in_flight: int = 200
    allow_private: tuple[IPv4Network | IPv6Network, ...] = ()


class _BlockedAddressError(OSError):
    """A host that leads to an address which is not public."""


class _Guard(AbstractResolver):
    """A resolver that refuses addresses which are not public.

    Every address the connector may connect to has come through here, so a name cannot
    lead elsewhere between check and connection.
    """

    def __init__(self, inner: AbstractResolver, manners: Manners) -> None:
        self._inner = inner
        self._allowed = manners.allow_private

    def check(self, address: str) -> None:
        """Raise `_BlockedAddressError` unless `address` is public or allowed."""
        ip = _inner(ipaddress.ip_address(address.partition("%")[0]))
        odd = ip.is_multicast or (isinstance(ip, IPv6Address) and ip.is_site_local)
        public = ip.is_global and not odd
        if not public and not any(ip in network for network in self._allowed):
            raise _BlockedAddressError(
                f"{address} is a private address; allow it by fetch.allow_private"
            )

    @override
    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        for result in found:
            self.check(result["host"])
        return found

    @override
    async def close(self) -> None:
        await self._inner.close()


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


def _inner(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address inside one of IPv6 that leads to it, else `ip`.

    Mapped and 6to4 (RFC 4291, 3056), NAT64 (RFC 6052), and the old compatible form.
    """
    if not isinstance(ip, IPv6Address):
        return ip
    if ip in _NAT64 or (ip in _COMPATIBLE and int(ip) > 1):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


@dataclass(slots=True)
class _Client:
    """One session with its limits."""

    session: aiohttp.ClientSession
    guard: _Guard
    manners: Manners
    flights: asyncio.Semaphore
    hosts: dict[str, asyncio.Semaphore] = field(init=False)

    def __post_init__(self) -> None:
        self.hosts = defaultdict(lambda: asyncio.Semaphore(self.manners.per_host))

    async def get(self, url: str, headers: Mapping[str, str]) -> Reply:
        seconds = self.manners.timeout.total_seconds()
        try:
            host = URL(url).host or ""
            async with self.hosts[host], self.flights, asyncio.timeout(seconds):
                return await self._follow(url, headers)
        except TimeoutError:
            raise FetchError(f"no answer within {seconds:g} s") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise FetchError(_reason(error)) from error

    async def _follow(self, url: str, headers: Mapping[str, str]) -> Reply:
        for _ in range(_MOST_HOPS + 1):
            reply = await self._ask(url, headers)
            location = reply.headers.get("Location")
            if reply.status not in _REDIRECTS or not location:
                return reply
            url = urljoin(url, location)
        raise FetchError(f"more than {_MOST_HOPS} redirects")

    async def _ask(self, url: str, headers: Mapping[str, str]) -> Reply:
        self._check_address(url)
        asked = self.session.get(url, headers=headers, allow_redirects=False)
        async with asked as response:
            body = bytearray()
            async for chunk in response.content.iter_chunked(_CHUNK):
                body += chunk
                if len(body) > self.manners.max_body:
                    cap = f"{self.manners.max_body / 1e6:g} MB"
                    raise FetchError(f"larger than {cap} (fetch.max_body)")
            return Reply(
                url=url,
                status=response.status,
                headers=response.headers,
                body=bytes(body),
            )

    def _check_address(self, url: str) -> None:
        """Refuse other schemes, and literal addresses, which no resolver sees."""
        parts = URL(url)  # as aiohttp reads it, with odd digits and dots made plain
        if parts.scheme not in ("http", "https") or not parts.host:
            raise FetchError(f"'{url}' is no http or https address")
        try:
            self.guard.check(parts.host)
        except _BlockedAddressError as error:
            raise FetchError(str(error)) from None
        except ValueError:
            return  # a name: the resolver checks what it leads to


def client(manners: Manners, resolver: Callable[[], AbstractResolver]) -> Web:
    """Return a `Web` with these manners; `resolver` makes what looks names up."""

    @asynccontextmanager
    async def web() -> AsyncIterator[Get]:
        guard = _Guard(resolver(), manners)
        connector = aiohttp.TCPConnector(resolver=guard, limit=0, use_dns_cache=False)
        async with aiohttp.ClientSession(
            connector=connector,
            headers={"User-Agent": manners.user_agent},
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
        ) as session:
            flights = asyncio.Semaphore(manners.in_flight)
            yield _Client(session, guard, manners, flights).get

    return web


def _reason(error: Exception) -> str:
    """Return why a request failed, in a few words and without addresses."""
    cause = getattr(error, "os_error", None) or error
    if isinstance(cause, _BlockedAddressError):
        return str(cause)
    for kind, words in _REASONS:
        if isinstance(error, kind):
            return words
    if isinstance(error, ValueError):
        return "not a valid address"
    if isinstance(cause, OSError):
        number = cause.errno
        reason = os.strerror(number) if number else type(cause).__name__
        return f"cannot connect ({reason})"
    return f"broken answer ({type(error).__name__})"


_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "host not found"),
    (aiohttp.ClientConnectorCertificateError, "its certificate is not valid"),
    (aiohttp.ServerDisconnectedError, "the server hung up"),
    (aiohttp.InvalidURL, "not a valid address"),
)
