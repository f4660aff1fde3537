"""One run of the demo for all, a press on loopback, and the command line as a call."""

import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typing_extensions import override

from digest.cli import main
from functional.benches import look, preview
from functional.browsing import browser

__all__ = ["browser", "look", "preview"]
SLUG = "2026-11-19"


def run_demo(out: Path, scratch: Path) -> None:
    """Run `digest demo` as a process of its own, without any NLTK data."""
    empty = scratch / "no-nltk-data"
    empty.mkdir(exist_ok=True)
    home = {"NLTK_DATA": str(empty), "HOME": str(empty)}
    done = subprocess.run(
        [sys.executable, "-m", "digest", "demo", "--out", str(out)],
        env=os.environ | home,
        cwd=scratch,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{out / SLUG / 'digest.html'}\n"


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the demo wrote; nobody may change it."""
    scratch = tmp_path_factory.mktemp("demo")
    run_demo(scratch / "out", scratch)
    return scratch / "out"


@pytest.fixture(scope="session")
def edition_folder(demo_folder: Path) -> Path:
    """Return the demo's edition; nobody may change it."""
    return demo_folder / SLUG


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left behind: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


Digest = Callable[..., Said]


@pytest.fixture
def digest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Digest:
    """Return the command line as a call: words, and what stands on stdin."""
    # `main` lets a broken pipe end the process; that must not be the tests' process.
    monkeypatch.setattr(signal, "SIG_DFL", signal.SIG_IGN)
    monkeypatch.delenv("DIGEST_CONFIG", raising=False)

    def call(*words: str | Path, given: str = "") -> Said:
        monkeypatch.setattr(sys, "argv", ["digest", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        capsys.readouterr()
        code: object = 0
        try:
            main()
        except SystemExit as done:
            code = done.code or 0
        out, err = capsys.readouterr()
        assert isinstance(code, int)
        return Said(code, out, err)

    return call


@dataclass(slots=True)
class Press:
    """Outlets on loopback: `pages` by path; every other path answers 404."""

    url: str
    pages: dict[str, bytes] = field(default_factory=dict)


@pytest.fixture
def press() -> Iterator[Press]:
    pages: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        @override
        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield Press(f"http://127.0.0.1:{server.server_port}", pages)
    server.shutdown()
    server.server_close()
    thread.join()
