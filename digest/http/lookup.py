"""Host names into addresses, off the event loop."""

import asyncio
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import ParamSpec, TypeVar

from aiohttp.abc import AbstractResolver, ResolveResult
from typing_extensions import override

from digest.http.manners import Lookup

Given = ParamSpec("Given")
Result = TypeVar("Result")


def system_lookup(host: str, port: int) -> list[tuple[str, int]]:
    """Return the addresses that the system knows for `host`; raise `OSError`."""
    try:
        found = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
        )
    except UnicodeError as error:  # a label that is empty or too long
        raise OSError(f"'{host}' is no name of a host") from error
    return [(str(address[0]), port) for *_, address in found]


class Names(AbstractResolver):
    """What aiohttp asks for the addresses of a host; `check` refuses some of them."""

    def __init__(self, lookup: Lookup, check: Callable[[str], None]) -> None:
        self._lookup = lookup
        self._check = check

    @override
    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,
    ) -> list[ResolveResult]:
        found = tuple(await in_thread(self._lookup, host, port))
        if not found:
            raise OSError("no addresses")
        for address, _ in found:
            self._check(address)
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=its_port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=0,
            )
            for address, its_port in found
        ]

    @override
    async def close(self) -> None:
        """Nothing is held."""


async def in_thread(
    function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
) -> Result:
    """Return what `function` returns, from a thread of its own.

    A pool would have few threads, and a name server that hangs would take them all; and
    the program would wait for them when it ends.
    """
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[Result] = loop.create_future()

    def settle(result: Result | None, error: BaseException | None) -> None:
        if outcome.done():
            return  # nobody waits any more
        if error is None:
            outcome.set_result(result)  # type: ignore[arg-type]  # no error: a result
        else:
            outcome.set_exception(error)

    def work() -> None:
        result, error = None, None
        try:
            result = function(*args, **kwargs)
        except BaseException as raised:  # noqa: BLE001  raised where it is awaited
            error = raised
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=work, daemon=True, name="lookup").start()
    return await outcome
