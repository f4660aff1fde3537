"""What a worker process runs: tasks in, results out, in the order in which they came.

The parent's end of the connection closing is the word to leave, so that no worker
outlives a parent that was killed.
"""

import contextlib
import pickle
import queue
import resource
import signal
import threading
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from digest.workers.task import within_limits

ADDRESS_SPACE = 2_000_000_000
"""Bytes a worker may map: a feed or page that wants more ends as a `MemoryError`."""

READY = None
"""Sent once, when all that the first task needs is imported: now tasks take effect."""

Answer = tuple[bool, Any, int]
"""Whether it went well, the result or the error, the worker's memory in bytes."""


def serve(connection: "Connection[Any, Any]") -> None:
    """Do every task that comes over `connection`, until its other end closes.

    A thread takes tasks off the connection at once: the parent never waits to send
    while this side waits to answer.
    """
    tasks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, tasks), daemon=True).start()
    if task := tasks.get():
        pickle.loads(task)  # noqa: S301  as below
        connection.send(READY)
    while task:
        connection.send(_answer(task))
        task = tasks.get()


def _receive(
    connection: "Connection[Any, Any]", tasks: "queue.SimpleQueue[bytes]"
) -> None:
    try:
        while True:
            tasks.put(connection.recv_bytes())
    except (EOFError, OSError):
        tasks.put(b"")


def _answer(task: bytes) -> Answer:
    try:
        function, item = pickle.loads(task)  # noqa: S301  from our own parent
        result = within_limits(function, item)
    except Exception as error:  # noqa: BLE001  it is raised again in the parent
        error.add_note(traceback.format_exc())
        return False, error, _memory()
    return True, result, _memory()


def _memory() -> int:
    """Return the bytes that this process holds now.

    Its peak by getrusage(2) begins with that of the parent that started it.
    """
    try:
        pages = Path("/proc/self/statm").read_bytes().split()[1]
    except OSError:  # not Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(pages) * resource.getpagesize()


def main(descriptor: int) -> None:
    """Serve the connection of that descriptor."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    with contextlib.suppress(OSError, ValueError):  # not every system keeps this one
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    serve(Connection(descriptor))
