"""`kill -9` in the middle of `digest fetch`: nothing is lost, nothing is double."""

import random
import re
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from desk import item, rss
from torture import times
from typing_extensions import override

FEEDS = 40
KILLS = times(50, short=5)
SAVED = re.compile(r"Saved \d+ new entries of Feed (\d+)")


@dataclass
class Presses:
    """Feeds that have one more item each time they are asked."""

    port: int = 0
    items: Counter[int] = field(default_factory=Counter)
    handed: dict[int, int] = field(default_factory=dict)

    def body(self, number: int) -> bytes:
        self.items[number] += 1
        self.handed[number] = self.items[number]
        stories = range(self.items[number], max(0, self.items[number] - 60), -1)
        return rss(*(item(f"{number}-{story}") for story in stories))


@pytest.fixture
def presses() -> Iterator[Presses]:
    feeds = Presses()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            number = int(self.path.removeprefix("/"))
            time.sleep(random.uniform(0, 0.3))
            body = feeds.body(number)
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        @override
        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    feeds.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield feeds
    server.shutdown()
    server.server_close()
    thread.join()


def newsletter(folder: Path, presses: Presses) -> Path:
    feeds = "\n".join(
        f"  - {{title: Feed {n}, url: 'http://127.0.0.1:{presses.port}/{n}'}}"
        for n in range(FEEDS)
    )
    file = folder / "feeds.yaml"
    fetch = "fetch: {allow_private: [127.0.0.0/8], per_host: 10}"
    file.write_text(f"{fetch}\nfeeds:\n{feeds}\n", encoding="utf-8")
    return file


def fetch(file: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "digest", "fetch", "--verbose", "-c", str(file)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def reported(process: "subprocess.Popen[str]") -> set[int]:
    """Return the feeds that were reported as saved before the process ended."""
    assert process.stderr
    with process:
        lines = [SAVED.match(line) for line in process.stderr]
    return {int(found[1]) for found in lines if found}


def titles(store: Path) -> list[str]:
    """Return the titles of all entries in a database that opens and is sound."""
    connection = sqlite3.connect(store)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [row[0] for row in connection.execute("SELECT title FROM entries")]
    except sqlite3.OperationalError:  # killed before there was a table
        assert not connection.execute("SELECT name FROM sqlite_master").fetchall()
        return []
    finally:
        connection.close()


def test_a_fetch_that_is_killed_loses_and_doubles_nothing(
    tmp_path: Path, presses: Presses
) -> None:
    file, store = newsletter(tmp_path, presses), tmp_path / "digest.db"
    chance = random.Random(7)
    expected: set[str] = set()
    told = 0

    for _ in range(KILLS):
        before = dict(presses.handed)
        process = fetch(file)
        killer = threading.Timer(chance.uniform(0.3, 2.0), process.kill)
        killer.start()
        saved = reported(process)
        killer.cancel()
        told += len(saved)
        # What a feed held when it was asked in this run, and was reported saved.
        fresh = [n for n in saved if presses.handed[n] > before.get(n, 0)]
        expected |= {f"Story {n}-{presses.handed[n]}" for n in fresh}

        found = titles(store)

        assert len(found) == len(set(found))
        assert expected <= set(found)

    assert told
    last = fetch(file)
    assert len(reported(last)) == FEEDS
    assert last.returncode == 0
    newest = {f"Story {n}-{presses.handed[n]}" for n in range(FEEDS)}
    assert newest <= set(titles(store))
