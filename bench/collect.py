"""Weigh `digest fetch` against bare aiohttp, which only reads the same feeds.

    python bench/collect.py [FEEDS [LATENCY_SECONDS]]

Both ask as many feeds at a time, on uvloop if it is installed. Prints wall and CPU
seconds of bare aiohttp, of a first fetch that stores every entry, and of a second when
nothing changed, with the most memory that all processes of each had together. Machines
are noisy: compare figures of one run with one another.
"""

import asyncio
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from client import loop_factory
from press import ITEMS, hosts

IN_FLIGHT = 200
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of CPU, and megabytes of resident memory at the most."""

    wall: float
    cpu: float
    memory: float


@contextmanager
def press(latency: str) -> Iterator[int]:
    """Run the server in a process of its own; yield its port."""
    command = [sys.executable, str(HERE / "press.py"), latency]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:  # noqa: S603  ours
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.terminate()


def measured(command: list[str]) -> Cost:
    """Run a command to its end; raise if it fails."""
    before, start = _children_cpu(), time.perf_counter()
    most = [0.0]
    with subprocess.Popen(command) as process:  # noqa: S603  ours
        watcher = threading.Thread(target=_watch, args=(process, most))
        watcher.start()
        process.wait()
        wall = time.perf_counter() - start
        watcher.join()
    if process.returncode:
        sys.exit(f"{command[:4]} ended with {process.returncode}")
    return Cost(wall=wall, cpu=_children_cpu() - before, memory=most[0])


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(process: "subprocess.Popen[bytes]", most: list[float]) -> None:
    """Keep in `most` the memory of a process and its children, in megabytes."""
    while process.poll() is None:
        pids = [process.pid, *_children(process.pid)]
        most[0] = max(most[0], sum(map(_resident, pids)))
        time.sleep(0.05)


def _children(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(word) for word in listed.split()]


def _resident(pid: int) -> float:
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0.0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


async def bare(urls: list[str]) -> None:
    """Read every address with aiohttp, and keep nothing."""
    flights = asyncio.Semaphore(IN_FLIGHT)
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), headers={"Accept-Encoding": "gzip"}
    ) as session:

        async def ask(url: str) -> None:
            async with flights, session.get(url) as response:
                await response.read()

        await asyncio.gather(*map(ask, urls))


def newsletter(folder: Path, urls: list[str]) -> Path:
    """Write a feeds.yaml that lists `urls`; return it."""
    feeds = "".join(
        f"  - {{ title: Paper {n}, url: '{url}' }}\n" for n, url in enumerate(urls)
    )
    fetch = f"fetch: {{ allow_private: [127.0.0.0/8], in_flight: {IN_FLIGHT} }}\n"
    file = folder / "feeds.yaml"
    file.write_text(f"{fetch}feeds:\n{feeds}", encoding="utf-8")
    return file


def show(what: str, cost: Cost, against: Cost) -> None:
    """Print a line of figures."""
    print(
        f"{what:14} {cost.wall:6.1f} s ({cost.wall / against.wall:4.2f} of bare),"
        f" CPU {cost.cpu:6.1f} s, {cost.memory:4.0f} MB"
    )


def main() -> None:
    """Measure, check that everything was stored, and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    latency = sys.argv[2] if len(sys.argv) > 2 else "0.2"  # noqa: PLR2004  the second word
    with tempfile.TemporaryDirectory() as scratch, press(latency) as port:
        urls = hosts(count, port)
        file = newsletter(Path(scratch), urls)
        fetch = [sys.executable, "-m", "digest", "fetch", "--quiet", "-c", str(file)]
        lone = measured([sys.executable, __file__, "bare", str(file)])
        first = measured(fetch)
        stored = sqlite3.connect(Path(scratch) / "digest.db")
        (entries,) = stored.execute("SELECT count(*) FROM entries").fetchone()
        stored.close()
        if entries != count * ITEMS:
            sys.exit(f"{entries} entries were stored, of {count * ITEMS}")
        again = measured(fetch)
        show("bare aiohttp", lone, lone)
        show("first fetch", first, lone)
        show("nothing new", again, lone)


if __name__ == "__main__":
    if sys.argv[1:2] == ["bare"]:
        lines = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(bare([line.split("'")[1] for line in lines if "url:" in line]))
    else:
        main()
