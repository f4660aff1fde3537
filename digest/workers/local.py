"""Worker processes on this machine, each replaced when it dies.

The standard library's pool breaks as a whole when one process dies, and cannot tell
which task was to blame (docs/measured.md). Here each worker has a connection of its own
and does its tasks in order: when it is gone, the oldest of them is the suspect and the
others are done again elsewhere.
"""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any

from digest.workers.child import READY
from digest.workers.task import CPU_SECONDS, Item, Lost, Map, Result

# Not `-m`: that would look for modules in the working folder first.
_PROGRAM = (
    "import sys; sys.path[:] = {path!r};"
    "from digest.workers.child import main; main({number})"
)
_AHEAD = 2
"""Tasks a worker holds: the one it does, and the next, so that it never waits."""
_WINDOW = 64
"""Tasks handed out or done beyond the oldest result that is still awaited."""
_TRIES = 3
"""Deaths after which a task is given up: one may be chance, or somebody's `kill`."""
_MOST_STILLBORN = 20
"""Workers in a row that die before their first task; Python's own exit code is 1."""
_PATIENCE = 1.0
"""Seconds to wait for results, in all, before another worker is worth its start."""
_SILENCE = 120.0
"""Seconds without an answer after which busy workers are ended, and replaced."""
_RETIREMENT = 200_000_000
"""Bytes of memory at which a worker is replaced: trafilatura holds 250 by page 990."""


@dataclass(slots=True, eq=False)
class _Task:
    """One item on its way to a result; `error` is what the function raised."""

    function: Callable[[Any], Any]
    item: Any
    deaths: int = 0
    done: bool = False
    result: Any = None
    error: Exception | None = None


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, its connection, and the tasks it holds, oldest first."""

    process: "subprocess.Popen[bytes]"
    connection: "Connection[Any, Any]"
    tasks: deque[_Task] = field(default_factory=deque)
    ready: bool = False
    retiring: bool = False

    @property
    def has_room(self) -> bool:
        return len(self.tasks) < _AHEAD and not self.retiring

    def stop(self) -> None:
        """Close the connection, which is the word to leave, and see the process go."""
        self.connection.close()
        if self.tasks:
            self.process.kill()
        self.process.wait()


def _start() -> _Worker:
    ours, theirs = Pipe()
    with theirs:
        descriptor = theirs.fileno()
        process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-c", _PROGRAM.format(path=sys.path, number=descriptor)],
            pass_fds=(descriptor,),
            stdin=subprocess.DEVNULL,
        )
    return _Worker(process, ours)


class _Pool:
    """Workers that are started when needed, and one more when results are late."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task] = deque()
        self._waited = 0.0
        self._stillborn = 0

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item], /
    ) -> Iterator[Result | Lost]:
        """Yield the results in order; see `Map`."""
        window: deque[_Task] = deque()
        try:
            for item in items:
                window.append(_Task(function, item))
                self._waiting.append(window[-1])
                self._receive(timeout=0)
                self._hand_out()
                while self._waiting or (len(window) >= _WINDOW and not window[0].done):
                    self._receive()
                    self._hand_out()
                yield from _finished(window)
            while window:
                self._receive()
                self._hand_out()
                yield from _finished(window)
        finally:
            if window:  # given up half-way: nobody awaits what is under way
                self.close()

    def close(self) -> None:
        """End every worker and forget every task."""
        self._waiting.clear()
        while self._workers:
            self._workers.pop().stop()

    def _hand_out(self) -> None:
        """Give the waiting tasks to workers, as far as these have room."""
        while self._waiting and (worker := self._with_room()):
            task = self._waiting.popleft()
            try:
                worker.connection.send((task.function, task.item))
            except OSError:  # it died meanwhile, and never saw this task
                self._waiting.appendleft(task)
                self._bury(worker)
            else:
                worker.tasks.append(task)

    def _with_room(self) -> _Worker | None:
        """Return the worker with the least to do, or a new one if that is worth it."""
        rooms = [worker for worker in self._workers if worker.has_room]
        if rooms:
            return min(rooms, key=lambda worker: len(worker.tasks))
        active = sum(not worker.retiring for worker in self._workers)
        if active and (active >= self._most or self._waited < active * _PATIENCE):
            return None
        self._workers.append(_start())
        return self._workers[-1]

    def _receive(self, timeout: float = _SILENCE) -> None:
        """Take the results that are there; wait for one at most `timeout` seconds."""
        busy = {worker.connection: worker for worker in self._workers if worker.tasks}
        if not busy:
            return
        began = time.monotonic()
        ready = wait(busy, timeout)
        self._waited += time.monotonic() - began
        if not ready and timeout:
            for worker in busy.values():
                worker.process.kill()
        for connection in ready:
            self._take(busy[connection])  # type: ignore[index]  # they are ours

    def _take(self, worker: _Worker) -> None:
        """Take one result from `worker`; without one, it is dead."""
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if answer is READY:
            worker.ready, self._stillborn = True, 0
            return
        fine, result, memory = answer
        task = worker.tasks.popleft()
        task.done = True
        task.result, task.error = (result, None) if fine else (None, result)
        worker.retiring = worker.retiring or memory > _RETIREMENT
        if worker.retiring and not worker.tasks:
            self._workers.remove(worker)
            worker.stop()

    def _bury(self, worker: _Worker) -> None:
        """See off a dead worker; its oldest task is suspect, the rest wait again."""
        self._workers.remove(worker)
        tasks, worker.tasks = worker.tasks, deque()
        worker.stop()
        code = worker.process.returncode
        if not worker.ready:
            self._stillborn += 1
            if code == 1 or self._stillborn > _MOST_STILLBORN:
                raise RuntimeError(f"no worker process can start (exit code {code})")
        elif tasks:
            suspect = tasks[0]
            # One that takes too long would do so again.
            suspect.deaths += _TRIES if code == -signal.SIGPROF else 1
            if suspect.deaths >= _TRIES:
                tasks.popleft()
                suspect.done = True
                suspect.result = Lost(_cause(code))
        self._waiting.extendleft(reversed(tasks))


def _finished(window: deque[_Task]) -> Iterator[Any]:
    """Yield and take off the results at the head of `window`; raise a task's error."""
    while window and window[0].done:
        task = window.popleft()
        if task.error:
            raise task.error
        yield task.result


def _cause(code: int) -> str:
    if -code == signal.SIGPROF:
        return f"takes more than {CPU_SECONDS:g} s to read"
    return "crashes its reader"


@contextmanager
def pool() -> Iterator[Map]:
    """Yield a `Map` on as many workers as there are processors."""
    running = _Pool(most=os.cpu_count() or 1)
    try:
        yield running.map
    finally:
        running.close()
