"""What is asked of the web, and what it answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A GET; `max_body` is the most bytes of its unpacked body, `None` as usual."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    max_body: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer: `url` gave it, `body` is unpacked, `headers` know no case.

    `moved` is the address reached if every hop on the way was for good (301 or 308).
    `damage` says what is wrong with the body, of which `body` is the part that came.
    """

    request: Request
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved: str | None = None
    damage: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoReply:
    """Why there is no answer, in a few words for people.

    `unreachable` is true only where the network itself may be at fault: no such host,
    no connection, a connection refused or reset, or no answer in time.
    """

    request: Request
    reason: str
    unreachable: bool


Answer = Reply | NoReply

Web = Callable[[Iterable[Request]], Iterator[Answer]]
"""Yield an answer to every request as it comes, in any order.

Nothing is asked before the first `next`. When the iterator is closed, or left to be
collected, everything stops. An exception is a bug, never a failure of the network.
"""
