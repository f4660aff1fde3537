import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from builders import make_entry
from sqlalchemy import create_engine, inspect, make_url, text

from digest.errors import StoreError
from digest.model import FeedState, Window
from digest.schedule import EditionRecord
from digest.store import Store, connect, open_store
from digest.store.tables import REVISION, metadata

pytest_plugins = ("postgres",)

NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WEEK = Window(start=NOW - timedelta(days=7), end=NOW)
COURIER = FeedState(url="http://courier.example/rss")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/test.db"
    return str(request.getfixturevalue("postgres")())


@pytest.fixture
def store(address: str, tmp_path: Path) -> Iterator[Store]:
    with open_store(address, tmp_path) as opened:
        yield opened


def run_sql(address: str, *statements: str) -> None:
    engine = create_engine(address)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.feed_states() == {}
    assert store.entries(WEEK) == ()
    assert store.editions() == ()


def test_an_entry_is_kept_as_it_was(store: Store) -> None:
    entry = make_entry(
        id="a-1",
        title="São Tomé: ‘no’ 🗳 \\ ' \" %s",
        summary="<p>x</p>",
        content="y" * 100_000,
        authors=("Ann Lee", "Bo Øst"),
        language="pt",
        image="http://courier.example/a.jpg",
        published=NOW - MINUTE,
        position=7,
    )

    store.save_reading(COURIER, [entry])

    assert store.entries(WEEK) == (entry,)


def test_an_entry_without_date_and_picture_is_kept_as_it_was(store: Store) -> None:
    entry = make_entry(published=None, image=None)

    store.save_reading(COURIER, [entry])

    assert store.entries(WEEK) == (entry,)


def test_a_moment_of_another_zone_is_kept_as_the_same_moment(store: Store) -> None:
    sydney = timezone(timedelta(hours=11))
    entry = make_entry(
        published=(NOW - MINUTE).astimezone(sydney), first_seen=NOW.astimezone(sydney)
    )

    store.save_reading(COURIER, [entry])

    (found,) = store.entries(WEEK)
    assert found == entry
    assert found.first_seen.tzinfo == UTC


def test_a_second_reading_keeps_first_sight_and_takes_the_newer_words(
    store: Store,
) -> None:
    first = make_entry(id="a-1", title="Quake kills six", first_seen=NOW)
    later = replace(
        first, title="Quake kills nine", content="More.", first_seen=NOW + 60 * MINUTE
    )

    store.save_reading(COURIER, [first])
    store.save_reading(COURIER, [later])

    (found,) = store.entries(WEEK)
    assert found == replace(later, first_seen=NOW)


def test_only_entries_that_were_not_met_before_count_as_new(store: Store) -> None:
    old = [make_entry(id="a-1"), make_entry(id="a-2")]

    first = store.save_reading(COURIER, old)
    second = store.save_reading(COURIER, [*old, make_entry(id="a-3")])
    none = store.save_reading(COURIER)

    assert (first, second, none) == (2, 1, 0)


def test_an_entry_twice_in_one_reading_is_one(store: Store) -> None:
    entry = make_entry(id="a-1")

    new = store.save_reading(COURIER, [entry, replace(entry, title="Again")])

    assert new == 1
    assert [found.title for found in store.entries(WEEK)] == ["Again"]


def test_more_entries_than_fit_one_statement_are_all_kept(store: Store) -> None:
    many = [make_entry(id=f"a-{n:04}") for n in range(1_203)]

    first, again = store.save_reading(COURIER, many), store.save_reading(COURIER, many)

    assert (first, again) == (1_203, 0)
    assert len(store.entries(WEEK)) == 1_203


def test_a_window_is_later_than_its_start_up_to_and_including_its_end(
    store: Store,
) -> None:
    tick = timedelta(microseconds=1)
    moments = [WEEK.start, WEEK.start + tick, WEEK.end, WEEK.end + tick]
    store.save_reading(
        COURIER, [make_entry(id=f"a-{n}", first_seen=m) for n, m in enumerate(moments)]
    )

    assert [entry.id for entry in store.entries(WEEK)] == ["a-1", "a-2"]


def test_two_windows_side_by_side_share_no_entry(store: Store) -> None:
    store.save_reading(
        COURIER,
        [make_entry(id=f"a-{n}", first_seen=NOW - n * MINUTE) for n in range(9)],
    )
    middle = NOW - 4 * MINUTE

    earlier = store.entries(replace(WEEK, end=middle))
    later = store.entries(replace(WEEK, start=middle))

    assert len(earlier) + len(later) == 9
    assert not {entry.id for entry in earlier} & {entry.id for entry in later}


def test_entries_come_in_the_order_of_first_sight_then_of_id(store: Store) -> None:
    for name, minutes in (("a-3", 0), ("a-1", 0), ("a-2", -5)):
        entry = make_entry(id=name, first_seen=NOW + minutes * MINUTE)
        store.save_reading(COURIER, [entry])

    assert [entry.id for entry in store.entries(WEEK)] == ["a-2", "a-1", "a-3"]


def test_what_is_known_of_a_feed_is_kept_and_replaced(store: Store) -> None:
    before = FeedState(
        url=COURIER.url,
        etag='"abc"',
        last_modified="Wed, 18 Nov 2026 18:00:00 GMT",
        tried_at=NOW,
        read_at=NOW,
        damage="not well-formed",
    )
    after = replace(before, tried_at=NOW + MINUTE, failures=3, error="answers 404")

    store.save_reading(before)
    store.save_reading(after)

    assert store.feed_states() == {COURIER.url: after}


def test_a_reading_is_saved_whole_or_not_at_all(store: Store, address: str) -> None:
    run_sql(address, "DROP TABLE feeds")

    with pytest.raises(StoreError):
        store.save_reading(COURIER, [make_entry()])

    assert store.entries(WEEK) == ()


def test_a_draft_is_remembered(store: Store) -> None:
    store.save_draft("2026-11-19", WEEK, NOW)

    assert store.editions() == (
        EditionRecord(slug="2026-11-19", window=WEEK, drafted_at=NOW),
    )


def test_a_draft_made_again_is_remembered_once(store: Store) -> None:
    wider = replace(WEEK, end=NOW + MINUTE)

    store.save_draft("2026-11-19", WEEK, NOW)
    store.save_draft("2026-11-19", wider, NOW + MINUTE)

    assert store.editions() == (
        EditionRecord(slug="2026-11-19", window=wider, drafted_at=NOW + MINUTE),
    )


def test_editions_come_oldest_first(store: Store) -> None:
    for slug in ("2026-11-19", "2026-11-05", "2026-11-12"):
        store.save_draft(slug, WEEK, NOW)

    slugs = [edition.slug for edition in store.editions()]

    assert slugs == ["2026-11-05", "2026-11-12", "2026-11-19"]


def sent(slug: str, at: datetime, **told: str) -> EditionRecord:
    return EditionRecord(slug=slug, window=WEEK, drafted_at=NOW, sent_at=at, **told)


def test_an_edition_is_remembered_as_it_went_out(store: Store) -> None:
    record = sent("2026-11-19", NOW, subject="Quake in Peru", preheader="And a strike")
    store.save_draft("2026-11-19", WEEK, NOW)

    store.save_sent(record)

    assert store.editions() == (record,)


def test_the_first_sending_stands(store: Store) -> None:
    store.save_draft("2026-11-19", WEEK, NOW)

    store.save_sent(sent("2026-11-19", NOW))
    store.save_sent(sent("2026-11-19", NOW + MINUTE))

    assert [edition.sent_at for edition in store.editions()] == [NOW]


def test_a_draft_made_after_sending_leaves_it_sent(store: Store) -> None:
    store.save_draft("2026-11-19", WEEK, NOW)
    store.save_sent(sent("2026-11-19", NOW, subject="Quake in Peru"))

    store.save_draft("2026-11-19", WEEK, NOW + MINUTE)

    (edition,) = store.editions()
    assert (edition.sent_at, edition.subject) == (NOW, "Quake in Peru")


def test_sending_one_edition_marks_no_other(store: Store) -> None:
    store.save_draft("2026-11-12", WEEK, NOW)
    store.save_draft("2026-11-19", WEEK, NOW)

    store.save_sent(sent("2026-11-19", NOW))

    assert [edition.sent_at for edition in store.editions()] == [None, NOW]


def test_what_was_saved_is_there_when_opened_again(
    address: str, tmp_path: Path
) -> None:
    with open_store(address, tmp_path) as store:
        store.save_reading(COURIER, [make_entry()])

    with open_store(address, tmp_path) as store:
        found = store.entries(WEEK)

    assert len(found) == 1


def test_the_migrations_lead_to_the_tables(address: str, tmp_path: Path) -> None:
    open_store(address, tmp_path).__exit__()
    engine = create_engine(address)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
        revision = context.get_current_revision()
    engine.dispose()

    assert differences == []
    assert revision == REVISION


def test_a_database_of_a_newer_digest_is_refused_and_left_alone(
    address: str, tmp_path: Path
) -> None:
    open_store(address, tmp_path).__exit__()
    run_sql(address, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(
        StoreError, match=r"newer Digest \(tables 9999.*install the newer"
    ):
        open_store(address, tmp_path)

    engine = create_engine(address)
    with engine.connect() as connection:
        query = text("SELECT version_num FROM alembic_version")
        assert connection.execute(query).scalar() == "9999"
    engine.dispose()


def test_tables_are_made_all_or_none(address: str, tmp_path: Path) -> None:
    run_sql(address, "CREATE TABLE editions (slug TEXT)")
    with pytest.raises(StoreError):
        open_store(address, tmp_path)

    engine = create_engine(address)
    names = inspect(engine).get_table_names()
    engine.dispose()

    assert names == ["editions"]


def test_a_database_that_is_refused_is_not_kept_open(
    postgres: Callable[[], str], tmp_path: Path
) -> None:
    address = postgres()
    run_sql(address, "CREATE TABLE editions (slug TEXT)")
    name = make_url(address).query["application_name"]

    with pytest.raises(StoreError) as kept:
        open_store(address, tmp_path)

    engine = create_engine(postgres())
    with engine.connect() as connection:
        query = text(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = :n"
        )
        still_open = connection.execute(query, {"n": name}).scalar()
    engine.dispose()
    assert still_open == 0, kept


def test_a_relative_path_lies_in_the_newsletters_folder(tmp_path: Path) -> None:
    open_store("sqlite:///digest.db", tmp_path).__exit__()

    assert (tmp_path / "digest.db").exists()


def test_an_absolute_path_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    open_store(f"sqlite:///{tmp_path}/digest.db", tmp_path / "folder").__exit__()

    assert (tmp_path / "digest.db").exists()


def test_a_postgresql_address_needs_no_driver_in_it(
    postgres: Callable[[], str], tmp_path: Path
) -> None:
    address = postgres().replace("postgresql+psycopg:", "postgresql:")

    with open_store(address, tmp_path) as store:
        assert store.editions() == ()


def test_a_store_may_be_held_in_memory(tmp_path: Path) -> None:
    with open_store("sqlite:///:memory:", tmp_path) as store:
        store.save_reading(COURIER, [make_entry()])
        found = store.entries(WEEK)

    assert len(found) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_commit_is_on_the_disk_before_it_counts(tmp_path: Path) -> None:
    with open_store("sqlite:///digest.db", tmp_path) as store, store._reading() as used:  # noqa: SLF001  each connection has its own settings
        mode = used.execute(text("PRAGMA journal_mode")).scalar()
        synchronous = used.execute(text("PRAGMA synchronous")).scalar()

    assert (mode, synchronous) == ("wal", 2)


def test_one_may_read_while_another_writes(tmp_path: Path) -> None:
    with open_store("sqlite:///digest.db", tmp_path) as store:
        store.save_reading(COURIER, [make_entry()])
        writer = sqlite3.connect(tmp_path / "digest.db", isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")

        found = store.entries(WEEK)

        writer.close()
    assert len(found) == 1


def test_a_locked_database_is_one_line_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "_BUSY_SECONDS", 0)
    with open_store("sqlite:///digest.db", tmp_path) as store:
        writer = sqlite3.connect(tmp_path / "digest.db", isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")

        with pytest.raises(StoreError) as raised:
            store.save_reading(COURIER)

        writer.close()
    assert str(raised.value) == (
        f"store {tmp_path}/digest.db: database is locked;"
        " another digest is writing: wait for it, or stop it"
    )


def test_a_file_that_is_no_database_is_one_line_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "digest.db").write_text("a shopping list\n" * 100, encoding="utf-8")

    with pytest.raises(StoreError, match="it is no SQLite file: name another one"):
        open_store("sqlite:///digest.db", tmp_path)


def test_a_missing_folder_is_one_line_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="check that its folder exists and may be"):
        open_store("sqlite:///nowhere/digest.db", tmp_path)


def test_a_server_that_does_not_answer_is_one_line_without_the_password(
    tmp_path: Path,
) -> None:
    pytest.importorskip("psycopg")
    address = f"postgresql://digest:secret@/digest?host={tmp_path}"

    with pytest.raises(StoreError) as raised:
        open_store(address, tmp_path)

    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_missing_driver_is_one_line_with_the_command_that_installs_it(
    tmp_path: Path,
) -> None:
    with pytest.raises(StoreError, match=r"pip install 'digest\[postgres\]'"):
        open_store("postgresql+nodriver://digest@/digest", tmp_path)
