"""A bench behind an address, until it is stopped."""

import errno
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass

import uvicorn
from typing_extensions import override

from digest.errors import UsageError
from digest.web.app import application
from digest.web.bench import Bench
from digest.web.guard import TOKEN, Guard
from digest.web.live import Live

_PATIENCE = 1
"""Seconds that pages which are still open may take when the preview is stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the preview is, with the token that opens it."""

    socket: socket.socket
    host: str
    port: int
    token: str

    def page(self, name: str | None = None) -> str:
        """Return the address of the page, which begins with what `name` names."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        shown = f"#name={name}" if name else ""
        return f"http://{host}:{self.port}/?{TOKEN}={self.token}{shown}"


def listen(host: str, port: int, *, exactly: bool) -> Address:
    """Return an address of ours; a port that is taken gives way to a free one.

    Raises `UsageError` if it cannot be had, or if it must be `exactly` this port.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        try:
            opened.bind((host, port))
        except OSError as error:
            if exactly or error.errno != errno.EADDRINUSE:
                raise
            opened.bind((host, 0))
    except (OSError, OverflowError) as error:
        opened.close()
        why = getattr(error, "strerror", None) or str(error)
        told = f"the preview cannot listen on {host}:{port}: {why}"
        raise UsageError(f"{told}; name another --host or --port") from None
    return Address(
        socket=opened,
        host=host,
        port=opened.getsockname()[1],
        token=secrets.token_urlsafe(16),
    )


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
        hosts=("localhost", address.host),
        port=address.port,
    )
    config = uvicorn.Config(
        guarded,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
    )
    return _Server(config, ready, live)
