"""Answers on their way from the event loop's thread to the caller's."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue

from digest.http.exchange import Answer, Reply

_MOST_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class End:
    """No more answers come; `error` is the bug that ended it all."""

    error: BaseException | None = None


class Outbox:
    """A queue that says when it is full, and calls `resume` when it no longer is.

    `put` and `full` are the loop's, `take` the caller's: each count has one writer.
    """

    def __init__(self, most: int, resume: Callable[[], object]) -> None:
        self._most = most
        self._resume = resume
        self._queue: SimpleQueue[Answer | End] = SimpleQueue()
        self._put = self._put_bytes = 0
        self._taken = self._taken_bytes = 0
        self._awaited = False

    def put(self, answer: Answer | End) -> None:
        self._put += 1
        self._put_bytes += _size(answer)
        self._queue.put(answer)

    def take(self) -> Answer | End:
        """Return the next answer; wait for it."""
        answer = self._queue.get()
        self._taken += 1
        self._taken_bytes += _size(answer)
        if self._awaited and not self._is_full():
            self._awaited = False
            with suppress(RuntimeError):  # the loop has just ended
                self._resume()
        return answer

    def full(self) -> bool:
        """Tell whether nothing new should begin; if so, `resume` will be called."""
        if not self._is_full():
            return False
        self._awaited = True
        if self._is_full():
            return True
        self._awaited = False  # the caller took one in between
        return False

    def _is_full(self) -> bool:
        waiting = self._put - self._taken
        size = self._put_bytes - self._taken_bytes
        return waiting >= self._most or size >= _MOST_BYTES


def _size(answer: Answer | End) -> int:
    return len(answer.body) if isinstance(answer, Reply) else 0
