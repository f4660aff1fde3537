"""The HTTP client as tests use it: names of their own, loopback allowed, no pauses."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

from digest.http import Answer, Lookup, Manners, NoReply, Reply, Request, Web, client

LOOPBACK = (ip_network("127.0.0.0/8"),)


def leads(names: Mapping[str, Iterable[str]]) -> Lookup:
    """Return a look-up that knows these names and their addresses."""

    def lookup(host: str, port: int) -> list[tuple[str, int]]:
        if host not in names:
            raise OSError(f"no address for {host}")
        return [(address, port) for address in names[host]]

    return lookup


def everywhere(host: str, port: int) -> list[tuple[str, int]]:
    """Lead every `.example` name to this machine."""
    if not host.endswith(".example"):
        raise OSError(f"no address for {host}")
    return [("127.0.0.1", port)]


def make_web(
    lookup: Lookup = everywhere,
    chance: Callable[[], float] = lambda: 0.0,
    **given: Any,
) -> Web:
    defaults: dict[str, Any] = {
        "user_agent": "Digest/1 (+http://news.example)",
        "timeout": timedelta(seconds=5),
        "allow_private": LOOPBACK,
    }
    return client(Manners(**defaults | given), lookup, chance)


def ask(web: Web, url: str, headers: Mapping[str, str] | None = None) -> Reply:
    """Return the reply to one request; fail if there is none."""
    (found,) = web([Request(url=url, headers=headers or {})])
    assert isinstance(found, Reply), found
    return found


def refusal(web: Web, url: str) -> NoReply:
    """Return why there is no reply to one request."""
    (found,) = web([Request(url=url)])
    assert isinstance(found, NoReply), found
    return found


def ask_all(web: Web, urls: Iterable[str]) -> dict[str, Reply | NoReply]:
    """Return all answers, in the order in which they came."""
    return {one.request.url: one for one in web([Request(url=url) for url in urls])}


def close(answers: Iterator[Answer]) -> None:
    """Want no more answers."""
    assert isinstance(answers, Generator)
    answers.close()
