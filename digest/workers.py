"""Where CPU work runs: in this process, in a process pool, on a Dask cluster.

The rest of the program sees one callable, a `Map`; the function it is given must be
pure and importable by name.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

from digest.errors import DigestError

Item = TypeVar("Item")
Result = TypeVar("Result")

_WORTH_A_POOL = 150  # pages; starting two workers costs as much as reading 50 here
_BATCH = 16  # docs/measured.md: larger batches gain nothing


class Map(Protocol):
    """Apply a function to every item and return the results in order."""

    def __call__(
        self, function: Callable[[Item], Result], items: Iterable[Item], /
    ) -> list[Result]: ...


@contextmanager
def workers(where: str) -> Iterator[Map]:
    """Yield the `Map` that feeds.yaml's `workers` names: `local` or `dask://…`."""
    if where == "local":
        yield _local_map
        return
    with _dask_executor(where) as executor:
        yield _executor_map(executor)


def _local_map(
    function: Callable[[Item], Result], items: Iterable[Item], /
) -> list[Result]:
    given = list(items)
    if len(given) < _WORTH_A_POOL:
        return [function(item) for item in given]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return list(pool.map(function, given, chunksize=_BATCH))


def _executor_map(executor: Executor) -> Map:
    def mapped(
        function: Callable[[Item], Result], items: Iterable[Item], /
    ) -> list[Result]:
        return list(executor.map(function, list(items)))

    return mapped


@contextmanager
def _dask_executor(where: str) -> Iterator[Any]:
    try:
        from distributed import Client  # noqa: PLC0415  an extra
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
        yield client.get_executor()
