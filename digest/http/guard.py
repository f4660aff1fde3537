"""Which addresses may be asked: public ones, and networks that feeds.yaml allows.

A URL is looked at before it is asked, a name's addresses when they are found, and the
address that is connected to at the last moment, for every hop.
"""

import re
import socket
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

from yarl import URL

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052 §2.1
_COMPATIBLE = IPv6Network("::/96")  # RFC 4291 §2.5.5.1
_UNICAST = IPv6Network("2000::/3")  # all that is given out: RFC 4291 §2.4
# Registered as not global (IANA, RFC 6890), which not every Python knows.
_SPECIAL: tuple[Network, ...] = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv6Network("2001::/23"),  # Teredo is 2001::/32
    IPv6Network("3fff::/20"),
)
_SHOWN = 80
_NAME = re.compile(r"[a-z0-9._-]+", re.IGNORECASE)  # no %31, which a proxy may read
_NUMBERS = re.compile(r"[0-9a-fx.]+", re.IGNORECASE)


class RefusedError(OSError):
    """An address that is not asked; the message says why, for people."""


class Guard:
    """Refuses what is not public, but for the `allowed` networks."""

    def __init__(self, allowed: tuple[Network, ...]) -> None:
        self._allowed = allowed
        self.check = lru_cache(maxsize=4096)(self._check)
        """Raise `RefusedError` unless the IP address, given as text, may be asked."""

    def admit(self, url: str) -> URL:
        """Return the URL, parsed; raise `RefusedError` if it must not be asked."""
        try:
            parts = URL(url)
            host = parts.raw_host
        except ValueError:
            raise RefusedError("not a valid address") from None
        if parts.raw_user is not None or parts.raw_password is not None:
            raise RefusedError("an address with a user name in it; write it under auth")
        if parts.scheme not in ("http", "https") or not host:
            shown = str(parts)[:_SHOWN]  # a data: URL is a whole file
            raise RefusedError(f"'{shown}' is no http or https address")
        literal = _literal(host)
        if literal is not None:
            self.check(literal)
        elif not _NAME.fullmatch(host):
            raise RefusedError("not a valid address")
        return parts

    def socket(
        self, info: tuple[int, int, int, str, tuple[str | int, ...]]
    ) -> socket.socket:
        """Return a socket to connect to the address in `info`, if that is allowed."""
        family, kind, protocol, _, address = info
        self.check(str(address[0]))
        return socket.socket(family, kind, protocol)

    def _check(self, address: str) -> None:
        outer = ip_address(address.partition("%")[0])
        inner = _inner(outer)
        for network in self._allowed:
            if inner in network or outer in network:
                return
        if not _public(inner):
            raise RefusedError(
                f"{address} is a private address; allow it by fetch.allow_private"
            )


def _literal(host: str) -> str | None:
    """Return the IP address that `host` spells in any way, `None` for a name.

    One number, octal, hexadecimal or few parts are as good as four to the system's
    `inet_aton`, and therefore to who looks the host up.
    """
    plain = host.rstrip(".")
    if ":" not in plain and not _NUMBERS.fullmatch(plain):
        return None
    try:
        return str(ip_address(plain))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(plain))
    except OSError:
        return None


def _inner(ip: Address) -> Address:
    """Return the IPv4 address inside one of IPv6 that leads to it, else `ip`.

    Mapped (RFC 4291), 6to4 (RFC 3056), NAT64, and the old compatible form.
    """
    if not isinstance(ip, IPv6Address):
        return ip
    if ip in _NAT64 or (ip in _COMPATIBLE and int(ip) > 1):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


def _public(ip: Address) -> bool:
    if isinstance(ip, IPv6Address) and ip not in _UNICAST:
        return False
    special = any(ip in network for network in _SPECIAL)
    return ip.is_global and not ip.is_multicast and not special
