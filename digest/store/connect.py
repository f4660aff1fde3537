"""Open a database and bring its tables up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from digest.errors import StoreError
from digest.store.tables import REVISION, as_json, metadata, revision_table

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 5
_IN_MEMORY = (None, "", ":memory:")
_LOG_PAGES = 16_000  # 64 MB of log: each time it is copied costs two syncs of the disk
_LOCK = 4_190_251  # any number that nobody else locks


def connect(address: str, folder: Path) -> Engine:
    """Return an engine on `address`; a relative SQLite path lies in `folder`.

    Makes or upgrades the tables. Raises `StoreError`.
    """
    url = _located(make_url(address), folder)
    with plain_errors(url):
        engine = _engine(url)
        try:
            _bring_up_to_date(engine, url)
        except BaseException:
            engine.dispose()
            raise
    return engine


@contextmanager
def plain_errors(url: URL) -> Iterator[None]:
    """Turn the database's own errors into one line that says what to do."""
    name = url.database if url.drivername == "sqlite" else url.render_as_string()
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:  # the latter from `_begin_sqlite`
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise StoreError(f"store {name}: {reason}{_remedy(reason)}") from error
    except OSError as error:
        raise StoreError(f"store {name}: {error.strerror}") from error
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(
            f"store {name}: its driver is not installed;"
            " install it with: pip install 'digest[postgres]'"
        ) from error


def _remedy(reason: str) -> str:
    remedies = {
        "locked": "; another digest is writing: wait for it, or stop it",
        "unable to open": "; check that its folder exists and may be written to",
        "readonly": "; check the file's and its folder's permissions",
        "not a database": "; it is no SQLite file: name another one under store",
    }
    return next((words for key, words in remedies.items() if key in reason), "")


def _located(url: URL, folder: Path) -> URL:
    if url.drivername == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database not in _IN_MEMORY:
        return url.set(database=str(folder / str(url.database)))
    return url


def _engine(url: URL) -> Engine:
    # A database in memory is one connection's own: all threads share that one.
    in_memory = url.get_backend_name() == "sqlite" and url.database in _IN_MEMORY
    shared = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    engine = create_engine(
        url, json_serializer=as_json, **(shared if in_memory else {})
    )
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def writing(engine: Engine, *, durable: bool = True) -> Engine:
    """Return `engine` for a transaction that writes: SQLite takes its lock at once.

    A transaction that reads first and writes later could not wait for the lock. One
    that is not `durable` outlasts this process from its commit on, and a power cut from
    the next durable one on (https://sqlite.org/pragma.html#pragma_synchronous).
    """
    return engine.execution_options(writing=True, durable=durable)


def _begin_sqlite(connection: Connection) -> None:
    """Begin in earnest: sqlite3 itself would leave DDL outside the transaction."""
    options, driver = connection.get_execution_options(), _driver(connection)
    if options.get("writing"):
        level = "FULL" if options.get("durable") else "NORMAL"
        driver.execute(f"PRAGMA synchronous = {level}")
        driver.execute("BEGIN IMMEDIATE")
    else:
        driver.execute("BEGIN")


def _driver(connection: Connection) -> sqlite3.Connection:
    """Return sqlite3's own connection: a transaction begins there in half the time."""
    found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found


def _prepare_sqlite(connection: object, _record: ConnectionPoolEntry) -> None:
    """Keep a write-ahead log, so that one may read while another writes."""
    connection.isolation_level = None  # type: ignore[attr-defined]  # see _begin_sqlite
    cursor = connection.cursor()  # type: ignore[attr-defined]  # a sqlite3.Connection
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    cursor.close()


def _bring_up_to_date(engine: Engine, url: URL) -> None:
    with engine.begin() as connection:
        found = _revision(connection)
    if found and found > REVISION:
        raise StoreError(
            f"store {url.database}: made by a newer Digest (tables {found},"
            f" this one knows {REVISION}); install the newer Digest"
        )
    if found != REVISION:
        with writing(engine).begin() as connection:
            _migrate(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    query = text("SELECT version_num FROM alembic_version")
    return connection.execute(query).scalar()


def _make(connection: Connection) -> None:
    """Make the tables of an empty database, as all migrations would leave them."""
    metadata.create_all(connection, checkfirst=False)
    revision_table.create(connection)
    connection.execute(revision_table.insert().values(version_num=REVISION))


def _migrate(connection: Connection) -> None:
    """Bring the tables up to date, once however many try."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    found = _revision(connection)
    if found == REVISION:
        return
    if found is None:
        _make(connection)
        return
    # Alembic costs 0.3 s of CPU to import, so only who needs it pays.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
