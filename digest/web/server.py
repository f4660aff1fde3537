"""A bench behind an address, until it is stopped."""

import errno
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass, field

import uvicorn
from typing_extensions import override

from digest.errors import UsageError
from digest.web.app import application
from digest.web.bench import Bench
from digest.web.guard import Guard
from digest.web.live import Live

_PATIENCE = 1
"""Seconds that pages which are still open may take when the preview is stopped."""
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  what an editor may ask for


def _secret() -> str:
    return secrets.token_urlsafe(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the preview is, with a token that opens it, and a ticket that does once."""

    socket: socket.socket
    host: str
    port: int
    token: str = field(default_factory=_secret)
    ticket: str = field(default_factory=_secret)

    @property
    def name(self) -> str:
        """What an address calls `host`: the machine, where it is all of its own."""
        return socket.gethostname() if self.host in _EVERYWHERE else self.host

    def page(self, name: str | None = None, *, once: bool = False) -> str:
        """Return the address of the page, which begins with what `name` names.

        It opens the page as often as is wanted, or `once`.
        """
        host = f"[{self.name}]" if ":" in self.name else self.name
        key = self.ticket if once else self.token
        shown = f"#name={name}" if name else ""
        return f"http://{host}:{self.port}/{key}/{shown}"


def listen(host: str, port: int, *, exactly: bool) -> Address:
    """Return an address of ours; a port that is taken gives way to a free one.

    Raises `UsageError` if it cannot be had, or if it must be `exactly` this port.
    """
    try:
        try:
            opened = _opened(host, port)
        except OSError as error:
            if exactly or error.errno != errno.EADDRINUSE:
                raise
            opened = _opened(host, 0)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        told = f"the preview cannot listen on {host}:{port}: {why}"
        raise UsageError(f"{told}; name another --host or --port") from None
    return Address(socket=opened, host=host, port=opened.getsockname()[1])


def _opened(host: str, port: int) -> socket.socket:
    """Return a socket that listens: one that is only bound can be taken by others."""
    opened = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen()
    except BaseException:
        opened.close()
        raise
    return opened


class _Server(uvicorn.Server):
    """Says when it is ready, and lets go of the pages that listen before it ends."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], live: Live
    ) -> None:
        super().__init__(config)
        self._ready, self._live = ready, live

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._live.end()
        await super().shutdown(sockets)


def serve(bench: Bench, address: Address, ready: Callable[[], None]) -> None:
    """Show what is on `bench` at `address` until SIGINT or SIGTERM; then return.

    `ready` is called once, when pages are answered. The signals are raised again when
    all is closed.
    """
    server(bench, address, ready).run(sockets=[address.socket])


def server(bench: Bench, address: Address, ready: Callable[[], None]) -> uvicorn.Server:
    """Return what will show a bench at an address: to `run` until it `should_exit`."""
    live = Live(bench)
    guarded = Guard(
        application(live),
        token=address.token,
        ticket=address.ticket,
        hosts=("localhost", address.host, address.name),
    )
    config = uvicorn.Config(
        guarded,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
    )
    return _Server(config, ready, live)
