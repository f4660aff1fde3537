"""Where CPU work runs: in worker processes of this machine, or on a Dask cluster.

The rest of the program sees one callable, a `Map`. What it is given must be a pure
function that can be imported by name; bytes and values go in, values come out, and
sockets, files and the store stay with the caller. Feeds and pages come from strangers:
in a round that nobody watches, a task that hangs, or takes its worker down, costs its
own result and no other.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from digest.workers.task import Lost, Map

__all__ = ["Lost", "Map", "workers"]


@contextmanager
def workers(where: str) -> Iterator[Map]:
    """Yield the `Map` that feeds.yaml's `workers` names: `local` or `dask://…`.

    Nothing is started, or connected to, before there is something to do.
    """
    if where == "local":
        from digest.workers.local import pool  # noqa: PLC0415  only what is used

        with pool() as mapped:
            yield mapped
    else:
        from digest.workers.cluster import cluster  # noqa: PLC0415  an extra

        with cluster(where) as mapped:
            yield mapped
