"""How the client behaves: limits, name, proxy, passwords."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

Lookup = Callable[[str, int], Iterable[tuple[str, int]]]
"""Return the IP addresses and ports that a host and a port lead to; raise `OSError`.

Called in threads, several at once.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Who asks, where a feed wants to know; never shows its password."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Limits and name.

    `timeout` is for one request, hops and all; `max_body` in bytes. `logins` go by the
    address that is asked, and to its own origin only. The addresses in `withheld` are
    not asked at all: each has the reason why. `proxy` is `http://host:port`; the
    authorities in `ca_file` are trusted besides the system's.
    """

    user_agent: str
    timeout: timedelta = timedelta(seconds=20)
    max_body: int = 8_000_000
    per_host: int = 2
    in_flight: int = 200
    allow_private: tuple[IPv4Network | IPv6Network, ...] = ()
    proxy: str | None = None
    ca_file: Path | None = None
    logins: Mapping[str, Login] = field(default_factory=dict)
    withheld: Mapping[str, str] = field(default_factory=dict)
