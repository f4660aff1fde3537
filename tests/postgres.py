"""A PostgreSQL of the tests' own: started once, thrown away at the end.

It listens on a Unix socket in its own folder and nowhere else. As root it runs under
the user `postgres`, since the server refuses root.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import pytest

_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
_SERVER = f"-c listen_addresses='' -c shared_buffers=16MB {_FAST}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Return what makes an empty schema and returns an address that uses it."""
    binaries = _binaries()
    if binaries is None:
        _miss("no PostgreSQL server in /usr/lib/postgresql; `make tools` installs it")
    try:
        import psycopg  # noqa: PLC0415  an extra
    except ModuleNotFoundError:
        _miss("no psycopg; install it with: pip install 'digest[postgres]'")
    numbers = count(1)
    with _cluster(binaries) as folder:

        def schema() -> str:
            name = f"test_{next(numbers)}"
            address = f"user=postgres dbname=postgres host={folder}"
            with psycopg.connect(address) as connection:
                connection.execute(f"CREATE SCHEMA {name}".encode())
            return (
                f"postgresql+psycopg://postgres@/postgres?host={folder}"
                f"&options=-csearch_path%3D{name}&application_name={name}"
            )

        yield schema


def _miss(tool: str) -> NoReturn:
    """Skip where a tool is missing; where all of them have to be there, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(tool)
    pytest.skip(tool)


def _binaries() -> Path | None:
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: float(path.parts[-3]), default=None)
    return newest.parent if newest else None


@contextmanager
def _cluster(binaries: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="digest-postgres-"))
    user: dict[str, Any] = {}
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}

    def call(program: str, *words: str) -> None:
        command = [str(binaries / program), "-D", str(folder / "data"), *words]
        with (folder.parent / f"{folder.name}.log").open("ab") as log:
            subprocess.run(
                command, check=True, cwd="/", stdout=log, stderr=log, timeout=60, **user
            )

    try:
        call("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        call("pg_ctl", "start", "-w", "-o", f"{_SERVER} -k {folder}")
        try:
            yield folder
        finally:
            call("pg_ctl", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        (folder.parent / f"{folder.name}.log").unlink(missing_ok=True)
