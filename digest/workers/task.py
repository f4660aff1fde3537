"""What a task is, wherever it runs, and what stands in for one that cannot be done."""

import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

CPU_SECONDS = 10.0
"""CPU time a task may take; a feed or page needs some milliseconds."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands in for the result of a task that no worker survives."""

    reason: str


class Map(Protocol):
    """Apply a function to every item, and yield the results in order, as they come.

    Items are taken as they are needed, so they may still be on their way. A task that
    takes its worker down again and again has a `Lost` for its result. An error that the
    function raises comes out here.
    """

    def __call__(
        self, function: Callable[[Item], Result], items: Iterable[Item], /
    ) -> Iterator[Result | Lost]: ...


def within_limits(function: Callable[[Item], Result], item: Item) -> Result | Lost:
    """Return `function(item)`; a task that takes too much CPU time ends its process.

    No handler is set for SIGPROF: the system's default ends the process even where it
    is deep in C code that never comes back to Python (setitimer(2)).
    """
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    try:
        return function(item)
    except MemoryError:
        return Lost("needs more memory than a worker may have")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
