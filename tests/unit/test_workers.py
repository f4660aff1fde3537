import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from dask_cluster import dask, mortal_workers, running_cluster
from torture import times

from digest.errors import DigestError
from digest.workers import Lost, Map, local, task, workers
from digest.workers.child import ADDRESS_SPACE

REPEATED_DEATHS = times(10, short=3)


@pytest.fixture
def mapped() -> Iterator[Map]:
    with workers("local") as running:
        yield running


def squared_where(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def fails_at_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def dies_at_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def never_done_at_seven(number: int) -> int:
    signal.setitimer(signal.ITIMER_PROF, 0.05)  # instead of the ten seconds
    while number == 7:
        pass
    return number


def greedy_at_seven(number: int) -> int:
    return len(bytearray(ADDRESS_SPACE)) if number == 7 else number


hoard: list[bytes] = []


def hoarded(size: int) -> int:
    """Hold on to so much memory; return who does."""
    hoard.append(b"x" * size)
    return os.getpid()


def echoed(given: bytes) -> bytes:
    return given


def slowly(number: int) -> int:
    time.sleep(0.01)
    return number


def results(found: Iterator[Any]) -> list[Any]:
    return list(found)


def test_work_is_done_elsewhere_and_in_order(mapped: Map) -> None:
    found = results(mapped(squared_where, range(400)))

    assert [square for square, _ in found] == [n * n for n in range(400)]
    assert os.getpid() not in {process for _, process in found}


def test_no_work_starts_no_worker(mapped: Map) -> None:
    before = children()

    assert results(mapped(squared_where, ())) == []
    assert children() == before


def test_workers_stay_for_the_next_piece_of_work(mapped: Map) -> None:
    first = {process for _, process in mapped(squared_where, range(3))}  # type: ignore[misc]  # none is lost
    second = {process for _, process in mapped(squared_where, range(3))}  # type: ignore[misc]  # none is lost

    assert first == second


def test_a_worker_that_has_grown_large_is_replaced(mapped: Map) -> None:
    found = Counter(mapped(hoarded, [150_000_000] * 12))

    # Two tasks make it large, and two more may be in its hands by then.
    assert max(found.values()) <= 4
    assert found.total() == 12


def test_the_size_of_the_parent_replaces_no_worker(mapped: Map) -> None:
    ballast = bytearray(os.urandom(1_000_000) * 300)

    found = {process for _, process in mapped(squared_where, range(20))}  # type: ignore[misc]  # none is lost

    assert len(ballast) > local._RETIREMENT  # noqa: SLF001  as large as that
    assert len(found) <= (os.cpu_count() or 1)


def test_an_error_in_the_work_comes_out_with_where_it_was_raised(mapped: Map) -> None:
    with pytest.raises(ValueError, match="seven") as raised:
        results(mapped(fails_at_seven, range(9)))

    assert "in fails_at_seven" in raised.value.__notes__[0]


def test_work_goes_on_after_an_error(mapped: Map) -> None:
    with pytest.raises(ValueError, match="seven"):
        results(mapped(fails_at_seven, range(9)))

    assert results(mapped(fails_at_seven, range(3))) == [0, 1, 2]


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (dies_at_seven, "crashes its reader"),
        (never_done_at_seven, f"takes more than {task.CPU_SECONDS:g} s to read"),
        (greedy_at_seven, "needs more memory than a worker may have"),
    ],
)
def test_a_task_that_takes_its_worker_down_costs_its_own_result_only(
    mapped: Map, function: Any, reason: str
) -> None:
    found = results(mapped(function, range(30)))

    assert found == [*range(7), Lost(reason), *range(8, 30)]


def test_a_task_may_not_take_cpu_time_without_end() -> None:
    program = (
        "from digest.workers import task\n"
        "task.CPU_SECONDS = 0.2\n"
        "task.within_limits(lambda _: [0 for _ in iter(int, 1)], 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, timeout=30)

    assert done.returncode == -signal.SIGPROF


def test_the_time_of_one_task_is_not_counted_against_the_next() -> None:
    assert task.within_limits(slowly, 1) == 1
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_workers_killed_again_and_again_lose_and_double_nothing(mapped: Map) -> None:
    deaths = 0
    found = []
    before = children()

    for number in mapped(slowly, range(200)):
        found.append(number)
        if deaths < REPEATED_DEATHS and len(found) % 15 == 0:
            deaths += 1
            for process in children() - before:
                os.kill(process, signal.SIGKILL)

    assert deaths == REPEATED_DEATHS
    assert found == list(range(200))


def test_bodies_larger_than_any_pipe_go_there_and_back(mapped: Map) -> None:
    bodies = [bytes([n]) * 1_000_000 for n in range(20)]

    assert results(mapped(echoed, bodies)) == bodies


def test_results_come_while_items_are_still_on_their_way(mapped: Map) -> None:
    numbers = mapped(slowly, count())

    first = [next(numbers) for _ in range(5)]
    numbers.close()  # type: ignore[attr-defined]  # a generator

    assert first == [0, 1, 2, 3, 4]


def test_items_are_taken_only_as_far_as_they_are_needed(mapped: Map) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in count():
            taken.append(number)
            yield number

    numbers = mapped(slowly, items())
    next(numbers)
    numbers.close()  # type: ignore[attr-defined]  # a generator

    assert len(taken) < 100


def test_no_worker_outlives_its_parent(tmp_path: Path) -> None:
    program = (
        "import os\n"
        "from digest.workers import workers\n"
        "with workers('local') as mapped:\n"
        "    found = mapped(abs, iter(int, 1))\n"
        "    next(found)\n"
        "    print(*open(f'/proc/{os.getpid()}/task/{os.getpid()}/children'),"
        " flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
        timeout=30,
    )

    workers_then = [int(word) for word in done.stdout.split()]
    assert workers_then
    assert all(gone(process) for process in workers_then)


def gone(process: int) -> bool:
    """Whether a process ends within seconds."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
        except FileNotFoundError:
            return True
        if state.rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False


def children() -> set[int]:
    file = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return {int(word) for word in file.read_text(encoding="utf-8").split()}


def test_a_worker_that_cannot_start_is_a_bug_and_no_lost_task(
    monkeypatch: pytest.MonkeyPatch, mapped: Map
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(RuntimeError, match="can start"):
        results(mapped(squared_where, range(3)))


def test_an_item_that_cannot_be_sent_is_a_bug(mapped: Map) -> None:
    with pytest.raises((AttributeError, TypeError)):
        results(mapped(echoed, [lambda: b""]))  # type: ignore[arg-type]  # on purpose


# a Dask cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """One worker, in this process."""
    with running_cluster(n_workers=1, processes=False) as running:
        yield running.address


@pytest.fixture(scope="module")
def processes() -> Iterator[str]:
    """Two workers that may be killed."""
    with mortal_workers() as running:
        yield running.address


def test_a_cluster_does_the_work_in_order(cluster: str) -> None:
    with workers(cluster) as mapped:
        found = results(mapped(squared_where, range(200)))

    assert [square for square, _ in found] == [n * n for n in range(200)]


def test_a_cluster_gives_results_while_items_are_on_their_way(cluster: str) -> None:
    with workers(cluster) as mapped:
        numbers = mapped(slowly, count())
        first = [next(numbers) for _ in range(20)]
        numbers.close()  # type: ignore[attr-defined]  # a generator

    assert first == list(range(20))


def test_an_error_on_a_cluster_comes_out(cluster: str) -> None:
    with workers(cluster) as mapped, pytest.raises(ValueError, match="seven"):
        results(mapped(fails_at_seven, range(9)))


def test_a_task_that_kills_its_workers_costs_its_own_result_only(
    processes: str,
) -> None:
    with workers(processes) as mapped:
        found = results(mapped(dies_at_seven, range(40)))

    assert found == [*range(7), Lost("crashes its reader"), *range(8, 40)]


def where(_number: int) -> int:
    time.sleep(0.005)
    return os.getpid()


def test_a_clusters_workers_killed_again_and_again_lose_and_double_nothing(
    processes: str,
) -> None:
    with workers(processes) as mapped:
        found = 0
        deaths = 0
        for process in mapped(where, range(150 * REPEATED_DEATHS + 600)):
            found += 1
            if deaths < REPEATED_DEATHS and found % 150 == 0:
                assert isinstance(process, int)
                deaths += kill(process)

    assert deaths == REPEATED_DEATHS
    assert found == 150 * REPEATED_DEATHS + 600


def kill(process: int) -> int:
    """Return 1 if the process was there to be killed."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return 0
    return 1


def test_a_cluster_without_workers_is_said_to_be_one_and_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("digest.workers.cluster._LOOK", 0.1)
    monkeypatch.setattr("digest.workers.cluster._PATIENCE", 0.3)

    with (
        running_cluster() as running,
        pytest.raises(DigestError, match="has had no workers for a minute; start some"),
        workers(running.address) as mapped,
    ):
        results(mapped(slowly, [1]))


def test_a_scheduler_that_does_not_answer_is_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    distributed = dask()
    patient = distributed.Client

    def impatient(address: str, **given: Any) -> Any:
        return patient(address, **given | {"timeout": "0.2s"})

    monkeypatch.setattr(distributed, "Client", impatient)

    with (
        pytest.raises(DigestError) as raised,
        workers("dask://127.0.0.1:9") as mapped,
    ):
        results(mapped(slowly, [1]))

    assert str(raised.value).startswith(
        "workers: no Dask scheduler answers at dask://127.0.0.1:9 ("
    )
    assert str(raised.value).endswith("; start it, or write workers: local")
    assert "\n" not in str(raised.value)


def test_without_dask_the_command_that_installs_it_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with (
        pytest.raises(DigestError, match=r"pip install 'digest\[dask\]'"),
        workers("dask://127.0.0.1:9") as mapped,
    ):
        results(mapped(slowly, [1]))


def test_a_cluster_is_not_connected_to_before_there_is_work() -> None:
    with workers("dask://127.0.0.1:9"):
        pass


def test_a_file_in_the_working_folder_is_no_module_of_a_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "queue.py").write_text("raise SystemExit(1)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    with workers("local") as mapped:
        assert results(mapped(fails_at_seven, [1, 2])) == [1, 2]
