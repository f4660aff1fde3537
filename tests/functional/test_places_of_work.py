"""The sample week comes out the same wherever it is worked on and kept."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from dask_cluster import Cluster, mortal_workers
from torture import times

from digest import config, due, run, sample
from digest.cli.opening import job
from digest.compose.pages.extract import Page
from digest.pipeline.job import Job
from digest.resources import sample_folder
from digest.workers import Lost, Map

pytest_plugins = ("postgres",)

SLUG = "2026-11-19"
KILLS = times(10, short=4)
FILES = (
    "edition.yaml",
    "draft.json",
    "digest.html",
    "index.html",
    "digest.txt",
    "digest.eml",
)


@contextmanager
def sample_job(
    out: Path, *, workers: str = "local", store: str | None
) -> Iterator[Job]:
    """Open the sample week as `digest demo` does, elsewhere."""
    folder = sample_folder()
    loaded = config.load(folder / "feeds.yaml").model_copy(update={"workers": workers})
    with (
        sample.serve() as lookup,
        job(
            loaded,
            folder,
            out,
            now=sample.NOW,
            quiet=True,
            lookup=lookup,
            store=store or f"sqlite:///{out}.db",
        ) as opened,
    ):
        yield opened


def made(opened: Job) -> dict[str, bytes]:
    """Run the week; return the edition's files."""
    slug = due.current(opened)
    run.run(opened, slug, lambda _: None)
    return {name: (opened.out / slug / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A Dask cluster of two processes that may be killed."""
    with mortal_workers() as running:
        yield running


@pytest.fixture
def expected(edition_folder: Path) -> dict[str, bytes]:
    """What the demo made, with local workers and SQLite."""
    return {name: (edition_folder / name).read_bytes() for name in FILES}


@pytest.mark.parametrize("workers", ["local", "dask"])
@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_the_edition_is_the_same_byte_for_byte(
    workers: str,
    store: str,
    tmp_path: Path,
    expected: dict[str, bytes],
    request: pytest.FixtureRequest,
) -> None:
    where = request.getfixturevalue("cluster").address if workers == "dask" else "local"
    kept = request.getfixturevalue("postgres")() if store == "postgresql" else None

    with sample_job(tmp_path / "out", workers=where, store=kept) as opened:
        assert made(opened) == expected


@contextmanager
def killing(processes: Callable[[], Iterable[int]]) -> Iterator[list[int]]:
    """Kill a worker every now and then, ten times; yield those that were killed."""
    killed: list[int] = []
    over = threading.Event()

    def kill() -> None:
        while len(killed) < KILLS and not over.wait(0.1):
            for process in list(processes())[:1]:
                os.kill(process, signal.SIGKILL)
                killed.append(process)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


def until_all_are_killed(mapped: Map, killed: list[int]) -> Map:
    """Return `mapped` with pauses between items, until ten workers were killed."""

    def paused(items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            if len(killed) < KILLS:
                time.sleep(0.1)
            yield item

    def slowed(
        function: Callable[[Any], Any], items: Iterable[Any], /
    ) -> Iterator[Any]:
        return mapped(function, paused(items))

    return slowed


def own_workers() -> list[int]:
    """Return the worker processes of this process, alive."""
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    children = [int(word) for word in listed.read_text(encoding="utf-8").split()]
    return [child for child in children if b"digest.workers.child" in words(child)]


def words(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def test_an_edition_is_whole_when_workers_are_killed(
    tmp_path: Path, expected: dict[str, bytes]
) -> None:
    with (
        sample_job(tmp_path / "out", store=None) as opened,
        killing(own_workers) as killed,
    ):
        slowed = until_all_are_killed(opened.mapped, killed)
        found = made(Job(**fields(opened) | {"mapped": slowed}))

    assert len(killed) == KILLS
    assert found == expected


def test_an_edition_is_whole_when_a_clusters_workers_are_killed(
    tmp_path: Path, expected: dict[str, bytes], cluster: Cluster
) -> None:
    with (
        sample_job(tmp_path / "out", workers=cluster.address, store=None) as opened,
        killing(cluster.alive) as killed,
    ):
        slowed = until_all_are_killed(opened.mapped, killed)
        found = made(Job(**fields(opened) | {"mapped": slowed}))

    assert len(killed) == KILLS
    assert found == expected


def fields(opened: Job) -> dict[str, Any]:
    return {name: getattr(opened, name) for name in Job.__dataclass_fields__}


POISON = "mombasa-dockers-strike"


def deadly(function: Callable[[Any], Any], item: Any) -> Any:
    """Do the work, but kill the worker over one page."""
    if isinstance(item, tuple) and POISON in item[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    return function(item)


@pytest.mark.parametrize("workers", ["local", "dask"])
def test_a_page_that_kills_its_worker_costs_that_page_only(
    workers: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    where = request.getfixturevalue("cluster").address if workers == "dask" else "local"
    with sample_job(tmp_path / "out", workers=where, store=None) as opened:
        whole, results = opened.mapped, []

        def poisoned(function: Any, items: Iterable[Any], /) -> Iterator[Any]:
            for result in whole(partial(deadly, function), items):
                results.append(result)
                yield result

        found = made(Job(**fields(opened) | {"mapped": poisoned}))

    assert [one for one in results if isinstance(one, Lost)] == [
        Lost("crashes its reader")
    ]
    assert sum(isinstance(one, Page) for one in results) > 20
    assert b"Peru" in found["edition.yaml"]
