"""Programs that run as long as a candidate does."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

STARTING = 60
"""Seconds that a program may take to say that it is ready."""


@contextmanager
def running(
    command: Sequence[str], ready: str, *, folder: Path, **environment: str
) -> Iterator[str]:
    """Run a program in a folder; yield the line it prints that begins with `ready`.

    It is the first such line, without the space around it. The program ends on leaving,
    with what it started. Raises `RuntimeError` with what was printed if there is none,
    or if it ended before.
    """
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(  # noqa: S603  a command of ours
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield _line(process, printed.fileno(), ready)
        finally:
            ended = process.poll()
            _end(process)
            if ended is not None:
                text = _text(printed.fileno())
                raise RuntimeError(f"{process.args!r} ended with {ended}:\n{text}")


def _line(process: subprocess.Popen[bytes], printed: int, ready: str) -> str:
    end = time.monotonic() + STARTING
    while True:
        ended = process.poll() is not None
        text = _text(printed)
        for line in text.splitlines(keepends=True):
            if line.strip().startswith(ready) and line.endswith("\n"):
                return line.strip()
        if ended or time.monotonic() > end:
            raise RuntimeError(f"{process.args!r} did not say '{ready}':\n{text}")
        time.sleep(0.05)


def _text(printed: int) -> str:
    return os.pread(printed, 1 << 20, 0).decode(errors="replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(timeout=10)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
