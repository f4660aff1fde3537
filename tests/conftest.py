"""What every test may use: a store, a fixed now, and no network beyond loopback."""

import ipaddress
import os
import socket
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest
import trustme
from hypothesis import settings
from loopback import Site, served
from plug_in import Install, installing

from digest.store import Store, open_store

# Examples vary from run to run while one works; CI judges the same ones each time.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture
def now() -> datetime:
    """Thursday 19 November 2026, 05:00 in Sydney."""
    return datetime(2026, 11, 18, 18, 0, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as running:
        yield running


@pytest.fixture(params=["asyncio", "uvloop"])
def loop(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run on each of the event loops; without its extra, only on the first."""
    if request.param == "uvloop":
        pytest.importorskip("uvloop")
    else:  # as if it were not installed
        monkeypatch.setitem(sys.modules, "uvloop", cast(ModuleType, None))


@pytest.fixture(scope="session")
def own_ca(tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, Path]:
    """An authority made for these tests, and the file with its certificate."""
    file = tmp_path_factory.mktemp("ca") / "our-ca.pem"
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(file))
    return authority, file


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store("sqlite:///test.db", tmp_path) as opened:
        yield opened


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return what installs a package for one test."""
    folder = tmp_path / "site-packages"
    monkeypatch.syspath_prepend(folder)
    with installing(folder) as install:
        yield install


@pytest.fixture(autouse=True)
def no_network_beyond_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "127.0.0.1"
        if not _is_loopback(host):
            pytest.fail(f"a test asked for {address}: only loopback is allowed")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
