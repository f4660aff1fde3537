"""The loops behind the page: saves are told, and looked over when it is quiet."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import anyio
from anyio import to_thread

from digest import specimens
from digest.web.bench import Bench
from digest.web.watch import changes, folders_of

_QUIET = 0.2
"""Seconds without a save before all is checked, which takes a third of a second."""


class News:
    """A counter that one can wait for."""

    def __init__(self) -> None:
        self.count = 0
        self._more = anyio.Event()

    def tell(self) -> None:
        self.count += 1
        self._more.set()
        self._more = anyio.Event()

    async def after(self, count: int) -> None:
        """Return as soon as there is more than `count`."""
        while self.count <= count:
            await self._more.wait()


class Live:
    """A bench with those who look at it; `names` are what they look at."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.news = News()
        self.names: Counter[str] = Counter()
        self._ended = False

    def end(self) -> None:
        """Let go of all that wait for news; there will be none."""
        self._ended = True
        self.news.tell()

    async def run(self) -> None:
        """Watch and look over until it is cancelled."""
        async with anyio.create_task_group() as group:
            group.start_soon(self._watch)
            group.start_soon(self._look_over)

    async def versions(self, name: str) -> AsyncIterator[None]:
        """Yield at once, and whenever there may be more to tell of `name`."""
        self.names[name] += 1
        self.news.tell()
        try:
            while not self._ended:
                count = self.news.count
                yield
                await self.news.after(count)
        finally:
            self.names[name] -= 1
            self.names += Counter()  # drops what nobody looks at

    async def _watch(self) -> None:
        def folders() -> frozenset[Path]:
            editions = (name for name in self.names if name not in specimens.names())
            return folders_of(
                self.bench.project, (*editions, *self.bench.editions()[:1])
            )

        async for _ in changes(folders):
            await to_thread.run_sync(self.bench.renew)
            self.news.tell()

    async def _look_over(self) -> None:
        while True:
            count = self.news.count
            await anyio.sleep(_QUIET)
            if count != self.news.count:
                continue
            for name in tuple(self.names):
                if await to_thread.run_sync(self.bench.look_over, name):
                    self.news.tell()
            await self.news.after(count)
