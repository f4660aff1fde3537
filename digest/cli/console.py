"""What commands say: results on stdout, progress and remarks on stderr."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from digest.progress import Progress, Remark, silent

_PATIENCE = 1.0
"""Seconds a stage may take before it shows how far it is."""


def say(text: str, *, quiet: bool = False) -> None:
    """Print a remark for people."""
    if not quiet:
        print(text, file=sys.stderr)


def remarks(*, quiet: bool) -> Remark:
    """Return what `say`s each remark, unless `quiet`."""

    def remark(text: str) -> None:
        say(text, quiet=quiet)

    return remark


def count(number: int, noun: str) -> str:
    """Return `1 error` or `2 errors`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def print_json(data: Any) -> None:
    """Print a result for programs, on one line."""
    print(json.dumps(data, ensure_ascii=False), flush=True)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """Yield a `Progress`: a bar on a terminal, a plain line a stage elsewhere."""
    if quiet:
        yield silent
    elif sys.stderr.isatty():
        with _bar() as shown:
            yield shown
    else:
        yield _plain_line


def _plain_line(doing: str, done: int, total: int) -> None:
    if done == total:
        print(f"{doing}: {total}", file=sys.stderr)


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        started: dict[str, float] = {}
        tasks: dict[str, Any] = {}

        def show(doing: str, done: int, total: int) -> None:
            started.setdefault(doing, time.monotonic())
            late = time.monotonic() - started[doing] > _PATIENCE
            if doing not in tasks and late:
                tasks[doing] = bar.add_task(doing, total=total)
            if doing in tasks:
                bar.update(tasks[doing], completed=done)

        yield show
