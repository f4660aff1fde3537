"""One call of a `Web`: an event loop in a thread, behind a plain iterator.

    caller's thread     answers()  <--Outbox (bounded)--  Flights     the loop's thread
                        stop()     ------cancels------->

A caller that is slow fills the outbox; then nothing new begins, while what has begun
goes on to its end.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from ssl import SSLContext
from typing import Any

from digest.http.exchange import Answer, Request
from digest.http.flights import Flights
from digest.http.hop import Hops
from digest.http.lookup import system_lookup
from digest.http.manners import Lookup, Manners
from digest.http.outbox import End, Outbox


class Run:
    """A loop that runs from `answers` to `stop`."""

    def __init__(
        self,
        manners: Manners,
        lookup: Lookup | None,
        authorities: SSLContext | None,
        chance: Callable[[], float],
    ) -> None:
        self._manners = manners
        self._lookup = lookup or system_lookup
        self._authorities = authorities
        self._chance = chance
        self._runner = asyncio.Runner(loop_factory=_new_loop)
        self._loop = self._runner.get_loop()
        self._loop.set_exception_handler(self._callback_failed)
        self._outbox = Outbox(manners.in_flight, self._resume)
        self._flights: Flights | None = None
        self._bug: BaseException | None = None
        self._thread: threading.Thread | None = None

    def answers(self, requests: Sequence[Request]) -> Iterator[Answer]:
        """Yield the answers as they come; raise what went wrong in here."""
        self._thread = threading.Thread(
            target=self._work, args=(requests,), daemon=True, name="http"
        )
        self._thread.start()
        while not isinstance(answer := self._outbox.take(), End):
            yield answer
        if answer.error:
            raise answer.error

    def stop(self) -> None:
        """End all that runs; safe at any time."""
        with suppress(RuntimeError):  # the loop has ended by itself
            self._loop.call_soon_threadsafe(self._cancel)
        if self._thread:
            self._thread.join()

    def _work(self, requests: Sequence[Request]) -> None:
        error: BaseException | None = None
        try:
            with self._runner:
                self._runner.run(self._main(requests))
        except asyncio.CancelledError:
            error = self._bug
        except BaseException as raised:  # noqa: BLE001  raised in the caller's thread
            error = raised
        self._outbox.put(End(_first(error)))

    async def _main(self, requests: Sequence[Request]) -> None:
        async with Hops(self._manners, self._lookup, self._authorities) as hops:
            self._flights = Flights(self._manners, hops, self._outbox, self._chance)
            await self._flights.run(requests)

    def _resume(self) -> None:
        if self._flights:
            self._loop.call_soon_threadsafe(self._flights.begin)

    def _cancel(self) -> None:
        for task in asyncio.all_tasks(self._loop):
            task.cancel()

    def _callback_failed(self, _: object, context: dict[str, Any]) -> None:
        """Let a bug in a callback end all; connections that break are no bugs."""
        if "handle" in context:
            self._bug = context.get("exception")
            self._cancel()


def _first(error: BaseException | None) -> BaseException | None:
    """Return the first error of a group, which a task group makes of any."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _new_loop() -> asyncio.AbstractEventLoop:
    """Return an event loop, a fast one where there is one."""
    try:
        import uvloop  # noqa: PLC0415  an extra
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
