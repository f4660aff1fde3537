"""A server of many feeds on loopback, for benchmarks: slow to answer, as real ones are.

    python bench/press.py LATENCY_SECONDS

Every host of 127.0.0.0/8 is one of its own; `/feed/N` is feed N: RSS of about 55 kB
with 26 stories, packed with gzip, with an ETag; a condition is answered by 304.
"""

import asyncio
import gzip
import random
import sys

from typing_extensions import override

BODIES = 60
ITEMS = 26
_WORDS = """the a of to in and for on with after over port talks court vote strike deal
minister river council union budget storm border hospital market school ferry mine
workers said would could before between during under against""".split()


def hosts(count: int, port: int) -> list[str]:
    """Return the addresses of feeds, each on a host of its own."""
    names = [
        f"127.{1 + n // 62500}.{n // 250 % 250}.{n % 250 + 1}" for n in range(count)
    ]
    return [f"http://{name}:{port}/feed/{n}" for n, name in enumerate(names)]


def feed(number: int) -> bytes:
    """Return a feed of invented stories, the same each time."""
    chance = random.Random(number)  # noqa: S311  no secret

    def words(count: int) -> str:
        return " ".join(chance.choice(_WORDS) for _ in range(count))

    items = "".join(
        f"<item><title>{words(9).capitalize()} {number}-{n}</title>"
        f"<link>https://paper-{number}.example/{words(5).replace(' ', '-')}-{n}</link>"
        f"<guid isPermaLink='false'>{number}-{n}</guid>"
        f"<pubDate>Tue, 17 Nov 2026 {n % 24:02}:00:00 GMT</pubDate>"
        f"<description>{words(30)}</description>"
        f"<content:encoded><![CDATA[<p>{words(140)}</p><p>{words(140)}</p>]]>"
        "</content:encoded></item>"
        for n in range(ITEMS)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Paper {number}</title><language>en</language>{items}</channel></rss>"
    ).encode()


class Press(asyncio.Protocol):
    """One connection; requests on it are answered one after another."""

    answers: list[bytes]
    latency: float

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    @override
    def data_received(self, data: bytes) -> None:
        path = data.split(b" ", 2)[1]
        number = int(path.rpartition(b"/")[2] or 0) % BODIES
        answer = self.answers[number]
        if b"If-None-Match" in data:
            answer = b'HTTP/1.1 304 Not Modified\r\nETag: "%d"\r\n\r\n' % number
        loop = asyncio.get_running_loop()
        loop.call_later(self.latency, self.transport.write, answer)


def _answer(number: int) -> bytes:
    body = gzip.compress(feed(number), 6, mtime=0)
    head = (
        b'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nETag: "%d"\r\n'
        b"Content-Type: application/rss+xml\r\nContent-Length: %d\r\n\r\n"
    )
    return head % (number, len(body)) + body


async def serve(latency: float) -> None:
    """Serve for ever; print the port."""
    Press.answers = [_answer(number) for number in range(BODIES)]
    Press.latency = latency
    server = await asyncio.get_running_loop().create_server(
        Press,
        "0.0.0.0",  # noqa: S104  every 127.x.y.z
        0,
        backlog=4096,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
