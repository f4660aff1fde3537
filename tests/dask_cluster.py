"""A Dask cluster on loopback whose workers are started anew when they die.

Dask's own nannies give up now and then when their worker is killed as it starts; here a
thread stands behind each worker, as a service manager does.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest


def dask() -> Any:
    if os.environ.get("CI") == "true":
        import distributed  # noqa: PLC0415  an extra

        return distributed
    reason = "no dask; install it with: pip install 'digest[dask]'"
    return pytest.importorskip("distributed", reason=reason)


@dataclass
class Cluster:
    """A scheduler, as feeds.yaml names it, and the workers that are there now."""

    address: str
    workers: dict[int, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)

    def alive(self) -> list[int]:
        return [one.pid for one in list(self.workers.values()) if one.poll() is None]

    def keep_running(self, number: int) -> None:
        command = [
            *(sys.executable, "-m", "distributed.cli.dask_worker"),
            *(self.address.replace("dask://", "tcp://"), "--no-nanny"),
            *("--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"),
        ]
        modules = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        while not self.over.is_set():
            self.workers[number] = subprocess.Popen(
                command, env=os.environ | modules, stderr=subprocess.DEVNULL
            )
            self.workers[number].wait()


@contextmanager
def running_cluster(**given: Any) -> Iterator[Cluster]:
    """A scheduler on loopback; `given` may have it run workers in this process."""
    defaults: dict[str, Any] = {
        "n_workers": 0,
        "threads_per_worker": 1,
        "protocol": "tcp",
        "host": "127.0.0.1",
        "dashboard_address": "127.0.0.1:0",
        "silence_logs": 50,
    }
    with dask().LocalCluster(**defaults | given) as running:
        yield Cluster(running.scheduler_address.replace("tcp://", "dask://"))


@contextmanager
def mortal_workers(count: int = 2) -> Iterator[Cluster]:
    """A cluster of processes that may be killed."""
    with running_cluster() as cluster:
        keepers = [
            threading.Thread(target=cluster.keep_running, args=(number,))
            for number in range(count)
        ]
        for keeper in keepers:
            keeper.start()
        try:
            yield cluster
        finally:
            cluster.over.set()
            for keeper in keepers:
                while keeper.is_alive():
                    for worker in list(cluster.workers.values()):
                        worker.kill()
                    keeper.join(0.1)
