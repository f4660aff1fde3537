"""The preview in a thread of the tests' own process, and raw requests to it."""

import http.client
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from builders import NOW

from digest import config
from digest.pipeline.project import Project
from digest.web import Address, Bench, listen
from digest.web.server import server


def project(folder: Path) -> Project:
    """Return the newsletter of a folder, as its feeds.yaml stands now."""
    return Project(
        config=config.load(folder / "feeds.yaml", "feeds.yaml"),
        folder=folder,
        out=folder / "out",
        file=folder / "feeds.yaml",
        here=folder,
    )


def bench(folder: Path) -> Bench:
    """Return a bench for the newsletter of a folder."""
    return Bench(lambda: project(folder), lambda: NOW)


@contextmanager
def served(on: Bench, host: str = "127.0.0.1") -> Iterator[Address]:
    """Serve a bench; yield its address when it answers."""
    address, answers = listen(host, 0, exactly=True), threading.Event()
    serving = server(on, address, answers.set)
    thread = threading.Thread(target=serving.run, args=([address.socket],))
    thread.start()
    try:
        assert answers.wait(10)
        yield address
    finally:
        serving.should_exit = True
        thread.join(10)


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back for a request."""

    status: int
    headers: Mapping[str, str]
    text: str


def ask(address: Address, path: str, method: str = "GET", **headers: str) -> Answered:
    """Ask for a path with the headers given, `_` for `-`, and no others but Host."""
    line = http.client.HTTPConnection(address.host, address.port, timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, headers=named)
        answer = line.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        body = answer.read().decode(errors="replace")
    finally:
        line.close()
    return Answered(answer.status, told, body)
