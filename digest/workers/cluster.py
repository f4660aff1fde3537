"""Tasks on a Dask cluster, in batches, as futures of Dask's own.

Its `concurrent.futures` executor breaks where a worker dies just as its result arrives:
it asks whether the task is done twice, and the answers differ.

Dask names each batch by its content, runs it again where a worker dies, and gives it up
after some deaths. Then its items are done again one by one, so that only the one that
kills its workers is lost.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice
from typing import Any

from digest.errors import DigestError
from digest.workers.task import Item, Lost, Map, Result, within_limits

_BATCH = 16  # docs/measured.md: at one a message Dask costs twice as much
_AHEAD = 16  # batches
_LOOK = 5  # seconds between two looks at whether there are workers
_PATIENCE = 60  # seconds: a worker that died is back in a few


@contextmanager
def cluster(where: str) -> Iterator[Map]:
    """Yield a `Map` on the cluster whose scheduler is at `where`, `dask://host:port`.

    It connects when there is something to do, and raises `DigestError` then if Dask is
    not installed, or no scheduler answers.
    """
    with ExitStack() as stack:
        connected: list[Map] = []

        def mapped(
            function: Callable[[Item], Result], items: Iterable[Item], /
        ) -> Iterator[Result | Lost]:
            if not connected:
                connected.append(stack.enter_context(_connected(where)))
            return connected[0](function, items)

        yield mapped


@contextmanager
def _connected(where: str) -> Iterator[Map]:
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415  an extra
    except ModuleNotFoundError:
        raise DigestError(
            "workers: dask needs an extra; install it with: pip install 'digest[dask]'"
        ) from None
    address = where.replace("dask://", "tcp://", 1)
    try:
        client: Any = Client(  # type: ignore[no-untyped-call]  # Dask has no types
            address, timeout="10s", set_as_default=False
        )
    except OSError as error:
        raise DigestError(
            f"workers: no Dask scheduler answers at {where} ({error}); start it,"
            " or write workers: local"
        ) from error
    with client:
        try:
            yield partial(_map, _Cluster(client), KilledWorker)
        except CancelledError as error:
            raise DigestError(
                f"workers: the Dask cluster at {where} was lost; start it and run the"
                " command again: what was saved is safe"
            ) from error


class _Cluster:
    """A client that does not wait for ever where all workers are gone."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.submit = client.submit

    def result(self, future: Any) -> Any:
        """Return a future's result, or raise its error.

        Raises `DigestError` where there has been no worker for a minute: Dask itself
        would wait until somebody starts one.
        """
        without = 0
        while not future.done():
            try:
                return future.result(timeout=_LOOK)
            except TimeoutError:  # or the task's own: then the future is done
                without = 0 if self._client.nthreads() else without + _LOOK
            if without >= _PATIENCE:
                raise DigestError(
                    "workers: the Dask cluster has had no workers for a minute; start"
                    " some and run the command again: what was saved is safe"
                )
        return future.result()


def _map(
    cluster: _Cluster,
    died: type[Exception],
    function: Callable[[Item], Result],
    items: Iterable[Item],
    /,
) -> Iterator[Result | Lost]:
    """Yield the results in order; `died` is what a batch whose workers died raises."""

    def done(batch: tuple[Item, ...], future: Any) -> Iterable[Result | Lost]:
        try:
            return list(cluster.result(future))
        except died:
            return [_alone(cluster, died, function, item) for item in batch]

    window: deque[tuple[tuple[Item, ...], Any]] = deque()
    source = iter(items)
    while batch := tuple(islice(source, _BATCH)):
        window.append((batch, cluster.submit(_batch, function, batch)))
        while window and (len(window) > _AHEAD or window[0][1].done()):
            yield from done(*window.popleft())
    while window:
        yield from done(*window.popleft())


def _batch(
    function: Callable[[Item], Result], batch: tuple[Item, ...]
) -> list[Result | Lost]:
    return [within_limits(function, item) for item in batch]


def _alone(
    cluster: _Cluster,
    died: type[Exception],
    function: Callable[[Item], Result],
    item: Item,
) -> Result | Lost:
    """Return the result of one task by itself; Dask has tried it on several workers."""
    try:
        (result,) = cluster.result(cluster.submit(_batch, function, (item,)))
    except died:
        return Lost("crashes its reader")
    return result  # type: ignore[no-any-return]  # Dask has no types
