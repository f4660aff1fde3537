import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from digest.errors import DigestError
from digest.workers import workers


def squared_where(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def fails_at_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def test_little_work_is_done_here_and_in_order() -> None:
    with workers("local") as mapped:
        found = mapped(squared_where, iter(range(9)))

    assert found == [(n * n, os.getpid()) for n in range(9)]


def test_much_work_is_done_elsewhere_and_in_order() -> None:
    with workers("local") as mapped:
        found = mapped(squared_where, range(400))

    assert [square for square, _ in found] == [n * n for n in range(400)]
    assert os.getpid() not in {pid for _, pid in found}


def test_no_work_is_no_result() -> None:
    with workers("local") as mapped:
        assert mapped(squared_where, ()) == []


def test_an_error_in_the_work_comes_out() -> None:
    with workers("local") as mapped, pytest.raises(ValueError, match="seven"):
        mapped(fails_at_seven, range(9))


def dask() -> Any:
    if os.environ.get("CI") == "true":
        import distributed  # noqa: PLC0415  an extra

        return distributed
    reason = "no dask; install it with: pip install 'digest[dask]'"
    return pytest.importorskip("distributed", reason=reason)


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A real cluster of one worker on loopback, in this process."""
    with dask().LocalCluster(
        n_workers=1,
        threads_per_worker=2,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
    ) as running:
        yield running.scheduler_address.replace("tcp://", "dask://")


def test_a_cluster_does_the_work_in_order(cluster: str) -> None:
    with workers(cluster) as mapped:
        found = mapped(squared_where, range(200))

    assert [square for square, _ in found] == [n * n for n in range(200)]


def test_a_cluster_takes_whatever_can_be_gone_through(cluster: str) -> None:
    with workers(cluster) as mapped:
        found = mapped(squared_where, iter(range(3)))

    assert [square for square, _ in found] == [0, 1, 4]


def test_an_error_on_a_cluster_comes_out(cluster: str) -> None:
    with workers(cluster) as mapped, pytest.raises(ValueError, match="seven"):
        mapped(fails_at_seven, range(9))


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
        workers("dask://127.0.0.1:9"),
    ):
        pytest.fail("nobody listens there")

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
        workers("dask://127.0.0.1:9"),
    ):
        pytest.fail("there is no dask")
