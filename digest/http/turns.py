"""Whose turn it is: hosts one after the other, and each with its few places.

    ring: lanes that may go now      [begun ... begun | fresh ... fresh]
    lane: what waits for one host    [begun ... begun | fresh ... fresh]

What has begun, a request that was sent on by a redirect, goes before what has not: its
time is running. A host with thousands of addresses comes once a round, and one without
a free place is not in the ring at all.
"""

from collections import deque
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

Item = TypeVar("Item")


class Clock(Protocol):
    """The part of an event loop that tells the time, in seconds, and calls later."""

    def time(self) -> float: ...

    def call_later(self, delay: float, callback: Callable[[], None]) -> object: ...


class _Lane(Generic[Item]):
    __slots__ = ("begun", "in_ring", "rests", "rests_until", "taken", "waiting")

    def __init__(self) -> None:
        self.waiting: deque[Item] = deque()
        self.begun = 0  # so many at the head of `waiting`
        self.taken = 0
        self.in_ring = False
        self.rests = False
        self.rests_until = 0.0


class Turns(Generic[Item]):
    """What waits, by host; `gap` gives the seconds between two turns of one host.

    `stir` is called when a host that rested may go again.
    """

    def __init__(
        self,
        per_host: int,
        gap: Callable[[], float],
        clock: Clock,
        stir: Callable[[], None],
    ) -> None:
        self._per_host = per_host
        self._gap = gap
        self._clock = clock
        self._stir = stir
        self._lanes: dict[str, _Lane[Item]] = {}
        self._ring: deque[_Lane[Item]] = deque()

    def add(self, host: str, item: Item, *, begun: bool = False) -> None:
        """Let `item` wait for a turn at `host`."""
        lane = self._lanes.get(host)
        if lane is None:
            lane = self._lanes[host] = _Lane()
        if begun:
            lane.waiting.insert(lane.begun, item)
            lane.begun += 1
            self._leave_ring(lane)
        else:
            lane.waiting.append(item)
        self._offer(lane)

    def next(self, *, begun_only: bool = False) -> Item | None:
        """Return what goes now and takes a place at its host, if anything may."""
        if not self._ring or (begun_only and not self._ring[0].begun):
            return None
        lane = self._ring.popleft()
        lane.in_ring = False
        lane.taken += 1
        lane.begun = max(0, lane.begun - 1)
        lane.rests_until = self._clock.time() + self._gap()
        item = lane.waiting.popleft()
        self._offer(lane)
        return item

    def free(self, host: str) -> None:
        """Give back a place at `host`."""
        lane = self._lanes[host]
        lane.taken -= 1
        self._offer(lane)

    def withdraw(self, host: str, item: Item) -> None:
        """Let `item`, which has begun, wait no longer."""
        lane = self._lanes[host]
        lane.waiting.remove(item)
        lane.begun -= 1
        self._leave_ring(lane)
        self._offer(lane)

    def expects_more(self, host: str) -> bool:
        """Tell whether anything waits for `host`."""
        return bool(self._lanes[host].waiting)

    def _offer(self, lane: _Lane[Item]) -> None:
        """Put the lane into the ring, if it may go, or see to it when it has rested."""
        if lane.in_ring or lane.rests or not lane.waiting:
            return
        if lane.taken >= self._per_host:
            return
        rest = lane.rests_until - self._clock.time()
        if rest > 0:
            lane.rests = True
            self._clock.call_later(rest, lambda: self._rested(lane))
            return
        lane.in_ring = True
        if lane.begun:
            self._ring.appendleft(lane)
        else:
            self._ring.append(lane)

    def _rested(self, lane: _Lane[Item]) -> None:
        lane.rests = False
        lane.rests_until = 0.0  # timers of a coarse clock may ring a little early
        self._offer(lane)
        self._stir()

    def _leave_ring(self, lane: _Lane[Item]) -> None:
        if lane.in_ring:
            lane.in_ring = False
            self._ring.remove(lane)
