"""The client: manners into a `Web`.

Many commands import it and ask nothing: what is heavy is imported by the first request.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import UsageError
from digest.http.exchange import Answer, Request, Web
from digest.http.manners import Lookup, Manners

if TYPE_CHECKING:
    from ssl import SSLContext


def client(
    manners: Manners,
    lookup: Lookup | None = None,
    chance: Callable[[], float] = random.random,
) -> Web:
    """Return a `Web` with these manners; raise `UsageError` for a bad `ca_file`.

    `lookup` finds hosts, else the system does; `chance`, from 0 to 1, spreads out the
    requests to one host.
    """
    trusted = authorities(manners.ca_file) if manners.ca_file else None

    def web(requests: Iterable[Request]) -> Iterator[Answer]:
        from digest.http.run import Run  # noqa: PLC0415  aiohttp takes .12 s

        run = Run(manners, lookup, trusted, chance)
        try:
            yield from run.answers(tuple(requests))
        finally:
            run.stop()

    return web


def authorities(file: Path) -> "SSLContext":
    """Return the system's authorities and those in `file`."""
    import ssl  # noqa: PLC0415  few newsletters need it

    context = ssl.create_default_context()
    try:
        context.load_verify_locations(cafile=file)
    except OSError as error:  # SSLError is one
        why = error.strerror if not isinstance(error, ssl.SSLError) else None
        raise UsageError(
            f"fetch.ca_file: {file} cannot be used ({why or 'not certificates in PEM'})"
        ) from error
    return context
