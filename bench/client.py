"""Weigh the HTTP client against bare aiohttp, on one server on loopback.

    python bench/client.py [REQUESTS [KILOBYTES [RUNS]]]

Every feed has a host of its own (127.x.y.z); the server answers after 200 ms, with gzip
or with 304. Both clients close a connection after its one request: left open, thousands
would use up the file handles. Prints CPU and wall seconds (least of the runs) and the
client's part of aiohttp's, with uvloop and without. Machines are noisy: compare figures
of one run with one another.
"""

import asyncio
import gzip
import importlib
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from ipaddress import ip_network
from types import ModuleType
from typing import cast

import aiohttp
from typing_extensions import override

from digest.http import Manners, NoReply, Request, client

LATENCY = 0.2
IN_FLIGHT = 200
CODINGS = "gzip, deflate, br, zstd"


class Server(asyncio.Protocol):
    """Answers every request after a while: 304 if it has a condition, else `body`."""

    def __init__(self, body: bytes) -> None:
        self.head = (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nETag: x\r\n"
            b"Content-Type: application/xml\r\nContent-Length: %d\r\n\r\n" % len(body)
        )
        self.body = body

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    @override
    def data_received(self, data: bytes) -> None:
        if b"If-None-Match" in data:
            answer = b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n"
        else:
            answer = self.head + self.body
        asyncio.get_running_loop().call_later(LATENCY, self.transport.write, answer)


async def serve(kilobytes: int) -> None:
    """Serve for ever; print the port."""
    chance = random.Random(1)  # noqa: S311  the same words each time
    words = [f"word{chance.random():.4f}" for _ in range(2000)]
    text = " ".join(chance.choice(words) for _ in range(kilobytes * 100))
    body = gzip.compress(text.encode()[: kilobytes * 1000])
    server = await asyncio.get_running_loop().create_server(
        lambda: Server(body),
        "0.0.0.0",  # noqa: S104  every 127.x.y.z
        0,
        backlog=4096,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def hosts(count: int, port: int) -> list[str]:
    """Return an address for every feed, each on a host of its own."""
    names = [f"127.1.{n // 250}.{n % 250 + 1}" for n in range(count)]
    return [f"http://{name}:{port}/rss" for name in names]


def ours(urls: list[str], headers: dict[str, str]) -> int:
    """Ask by Digest's client; return the bytes that came."""
    manners = Manners(
        user_agent="Digest/bench",
        timeout=timedelta(seconds=60),
        in_flight=IN_FLIGHT,
        allow_private=(ip_network("127.0.0.0/8"),),
    )
    answers = client(manners)(Request(url=url, headers=headers) for url in urls)
    return sum(0 if isinstance(one, NoReply) else len(one.body) for one in answers)


def bare(urls: list[str], headers: dict[str, str]) -> int:
    """Ask by aiohttp alone; return the bytes that came."""

    async def ask_all() -> int:
        flights = asyncio.Semaphore(IN_FLIGHT)
        async with aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, force_close=True),
            headers={"Accept-Encoding": CODINGS},
        ) as session:

            async def ask(url: str) -> int:
                async with flights, session.get(url, headers=headers) as response:
                    return len(await response.read())

            return sum(await asyncio.gather(*(ask(url) for url in urls)))

    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        return runner.run(ask_all())


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return what makes uvloop's event loop, `None` where it is not installed."""
    try:
        factory: Callable[[], asyncio.AbstractEventLoop]
        factory = importlib.import_module("uvloop").new_event_loop
    except ImportError:
        return None
    return factory


def measure(
    who: str, loop: str, port: int, count: int, headers: dict[str, str]
) -> None:
    """Print CPU and wall seconds of `count` requests, after a few to warm up."""
    if loop == "asyncio":
        sys.modules["uvloop"] = cast(ModuleType, None)  # as if it were not installed
    ask = {"ours": ours, "bare": bare}[who]
    ask(hosts(5, port), headers)
    cpu, wall = time.process_time(), time.perf_counter()
    came = ask(hosts(count, port), headers)
    print(json.dumps([time.process_time() - cpu, time.perf_counter() - wall, came]))


def run(*words: str) -> list[float]:
    """Return what a process of this program prints."""
    done = subprocess.run(  # noqa: S603  ourselves
        [sys.executable, __file__, *words], check=True, stdout=subprocess.PIPE
    )
    found: list[float] = json.loads(done.stdout)
    return found


def compare(loop: str, kind: str, port: int, count: int, runs: int) -> None:
    """Print a line on both clients; the runs take turns, as machines have moods."""
    words = (loop, str(port), str(count), kind)
    both = [(run("ours", *words), run("bare", *words)) for _ in range(runs)]
    (cpu, wall, came), (bare_cpu, bare_wall, bare_came) = (
        [min(figures) for figures in zip(*one, strict=True)]
        for one in zip(*both, strict=True)
    )
    if came != bare_came:
        sys.exit(f"{came:.0f} bytes came, and {bare_came:.0f} by aiohttp alone")
    print(
        f"{loop:8} {kind:8} CPU {cpu:5.2f} s, aiohttp {bare_cpu:5.2f},"
        f" ratio {cpu / bare_cpu:4.2f}; wall {wall:5.2f} s, aiohttp {bare_wall:5.2f},"
        f" ratio {wall / bare_wall:4.2f}"
    )


def main() -> None:
    """Start the server; measure each client in a process of its own."""
    given = [int(word) for word in sys.argv[1:]]
    count, kilobytes, runs = [*given, *(2000, 50, 3)[len(given) :]]
    words = [sys.executable, __file__, "serve", str(kilobytes)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as server:  # noqa: S603  ourselves
        assert server.stdout is not None
        port = int(server.stdout.readline())
        for loop in ("uvloop", "asyncio"):
            compare(loop, "full", port, count, runs)
            compare(loop, "304", port, max(count // 10, 1), runs)
        server.terminate()


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        asyncio.run(serve(int(sys.argv[2])))
    elif sys.argv[1:2] in (["ours"], ["bare"]):
        who, loop, port, count, kind = sys.argv[1:]
        condition = {"If-None-Match": "x"} if kind == "304" else {}
        measure(who, loop, int(port), int(count), condition)
    else:
        main()
