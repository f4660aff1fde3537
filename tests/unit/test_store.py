import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from builders import make_entry, make_sighting
from sqlalchemy import create_engine, inspect, make_url, text

from digest.collect.identity import settle
from digest.errors import StoreError
from digest.feed_state import FeedHealth, FeedState, Fingerprint, Known, Sighting
from digest.model import Entry, Window
from digest.schedule import EditionRecord
from digest.store import Store, connect, open_store

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


def save(
    store: Store, state: FeedState, entries: Iterable[Entry] = (), **given: Any
) -> None:
    with store.saving() as saving:
        saving.save(state, [make_sighting(entry) for entry in entries], **given)


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
        categories=("Ports & docks", "Kenya"),
        language="pt",
        image="http://courier.example/a.jpg",
        published=NOW - MINUTE,
        position=7,
    )

    save(store, COURIER, [entry])

    assert store.entries(WEEK) == (entry,)


def test_an_entry_without_date_and_picture_is_kept_as_it_was(store: Store) -> None:
    entry = make_entry(published=None, image=None)

    save(store, COURIER, [entry])

    assert store.entries(WEEK) == (entry,)


def test_a_moment_of_another_zone_is_kept_as_the_same_moment(store: Store) -> None:
    sydney = timezone(timedelta(hours=11))
    entry = make_entry(
        published=(NOW - MINUTE).astimezone(sydney), first_seen=NOW.astimezone(sydney)
    )

    save(store, COURIER, [entry])

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

    save(store, COURIER, [first])
    save(store, COURIER, [later])

    (found,) = store.entries(WEEK)
    assert found == replace(later, first_seen=NOW)


def test_a_window_is_later_than_its_start_up_to_and_including_its_end(
    store: Store,
) -> None:
    tick = timedelta(microseconds=1)
    moments = [WEEK.start, WEEK.start + tick, WEEK.end, WEEK.end + tick]
    save(
        store,
        COURIER,
        [make_entry(id=f"a-{n}", first_seen=m) for n, m in enumerate(moments)],
    )

    assert [entry.id for entry in store.entries(WEEK)] == ["a-1", "a-2"]


def test_two_windows_side_by_side_share_no_entry(store: Store) -> None:
    save(
        store,
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
        save(store, COURIER, [entry])

    assert [entry.id for entry in store.entries(WEEK)] == ["a-2", "a-1", "a-3"]


def test_many_entries_at_once_are_all_kept(store: Store) -> None:
    many = [make_entry(id=f"a-{n:04}") for n in range(1_203)]

    save(store, COURIER, many)
    save(store, COURIER, many)

    assert len(store.entries(WEEK)) == 1_203


def fingerprints(*sightings: Sighting) -> list[Fingerprint]:
    return [sighting.fingerprint for sighting in sightings]


def test_an_entry_is_known_by_its_guid_or_by_its_address(store: Store) -> None:
    mine = make_sighting(make_entry(id="a-1", position=4), guid="g-1")
    by_guid = make_sighting(make_entry(url="http://x.example/"), guid="g-1")
    by_url = make_sighting(make_entry(id="a-9"), guid="g-9")
    stranger = make_sighting(make_entry(url="http://x.example/"), guid="g-9")

    with store.saving() as saving:
        saving.save(COURIER, [mine])
        found = [
            saving.known(COURIER.url, fingerprints(one))
            for one in (by_guid, by_url, stranger)
        ]
        elsewhere = saving.known("http://other.example/rss", fingerprints(mine))

    known = Known(
        id="a-1",
        first_seen=mine.entry.first_seen,
        published=mine.entry.published,
        fingerprint=mine.fingerprint,
    )
    assert found == [(known,), (known,), ()]
    assert elsewhere == ()


def test_more_than_fit_one_statement_are_all_known(store: Store) -> None:
    many = [
        make_sighting(make_entry(id=f"a-{n:04}", url=f"http://c.example/{n}"))
        for n in range(1_203)
    ]

    with store.saving() as saving:
        saving.save(COURIER, many)
        found = saving.known(COURIER.url, fingerprints(*many))

    assert {one.fingerprint for one in found} == set(fingerprints(*many))


def test_a_changed_entry_keeps_first_sight_and_takes_the_newer_words(
    store: Store,
) -> None:
    first = make_entry(id="a-1", title="Quake kills six", first_seen=NOW)
    later = replace(first, title="Quake kills nine", first_seen=NOW + MINUTE)
    save(store, COURIER, [first])

    with store.saving() as saving:
        saving.save(COURIER, changed=[make_sighting(later)])

    assert store.entries(WEEK) == (replace(later, first_seen=NOW),)


def test_old_entries_are_forgotten_unless_the_feed_still_has_them(
    store: Store,
) -> None:
    days = {"a-1": 91, "a-2": 91, "a-3": 89}
    save(
        store,
        COURIER,
        [make_entry(id=n, first_seen=NOW - timedelta(days=d)) for n, d in days.items()],
    )
    other = make_entry(
        id="b-1", feed_url="http://b.example/", first_seen=NOW - timedelta(days=91)
    )
    save(store, FeedState(url="http://b.example/"), [other])

    with store.saving() as saving:
        saving.forget(COURIER.url, NOW - timedelta(days=90), {"a-2"})

    ever = Window(start=NOW - timedelta(days=999), end=NOW)
    assert {entry.id for entry in store.entries(ever)} == {"a-2", "a-3", "b-1"}


def test_a_reading_that_is_given_up_half_way_leaves_nothing(store: Store) -> None:
    def give_up() -> None:
        with store.saving() as saving:
            saving.save(COURIER, [make_sighting()])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        give_up()

    assert store.entries(WEEK) == ()
    assert store.feed_states() == {}


def test_states_without_entries_are_saved_together(store: Store) -> None:
    states = [
        FeedState(url=f"http://{n}.example/", failures=n, gone=n == 2) for n in range(3)
    ]

    store.save_states(states)
    store.save_states([])
    store.sync()

    assert list(store.feed_states().values()) == states


def test_a_feed_under_a_new_address_goes_on_with_its_entries(store: Store) -> None:
    new = "http://new.example/rss"
    state = replace(
        COURIER,
        moved_to=new,
        moved_times=4,
        etag="x",
        gone=True,
        next_at=NOW,
        failures=3,
    )
    save(store, state, [make_entry()])

    store.rename_feed(COURIER.url, new)

    assert store.feed_states() == {new: FeedState(url=new, etag="x")}
    assert [entry.feed_url for entry in store.entries(WEEK)] == [new]


def weekly(store: Store, *days_ago: int) -> FeedHealth:
    entries = [
        make_entry(id=f"a-{n}", first_seen=NOW - timedelta(days=days))
        for n, days in enumerate(days_ago)
    ]
    save(store, COURIER, entries)
    return store.health(NOW)[COURIER.url]


def test_a_feeds_usual_week_is_the_median_of_its_full_weeks(store: Store) -> None:
    found = weekly(store, 25, 24, 24, 23, 16, 10, 9, 8, 2)

    assert found.weekly == 1
    assert found.newest == NOW - timedelta(days=2)
    assert found.state == COURIER


def test_weeks_without_entries_count_in_a_feeds_usual_week(store: Store) -> None:
    assert weekly(store, 50, 49, 48, 3).weekly == 0


def test_a_feed_has_no_usual_week_before_its_first_is_over(store: Store) -> None:
    assert weekly(store, 6, 5, 4).weekly is None


def test_a_feed_that_never_brought_anything_has_no_usual_week(store: Store) -> None:
    save(store, COURIER)

    found = store.health(NOW)[COURIER.url]

    assert (found.weekly, found.newest) == (None, None)


def test_what_is_known_of_a_feed_is_kept_and_replaced(store: Store) -> None:
    before = FeedState(
        url=COURIER.url,
        etag='"abc"',
        last_modified="Wed, 18 Nov 2026 18:00:00 GMT",
        tried_at=NOW,
        read_at=NOW,
        next_at=NOW + MINUTE,
        damage="not well-formed",
        moved_to="http://new.example/",
        moved_times=2,
        unchanged=5,
        body_hash="ab" * 32,
        last_entries=30,
    )
    after = replace(before, tried_at=NOW + MINUTE, failures=3, error="answers 404")

    save(store, before)
    save(store, after)

    assert store.feed_states() == {COURIER.url: after}


def test_a_reading_is_saved_whole_or_not_at_all(store: Store, address: str) -> None:
    run_sql(address, "DROP TABLE feeds")

    with pytest.raises(StoreError):
        save(store, COURIER, [make_entry()])

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
        save(store, COURIER, [make_entry()])

    with open_store(address, tmp_path) as store:
        found = store.entries(WEEK)

    assert len(found) == 1


def make_by_migrations(address: str) -> None:
    engine = create_engine(address)
    config = Config()
    config.set_main_option("script_location", str(connect._MIGRATIONS))  # noqa: SLF001  where they lie is the store's own business
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


def make_at_once(address: str) -> None:
    open_store(address, Path()).__exit__()


def schema(address: str) -> dict[str, Any]:
    """Columns and indexes of every table, however their defaults are quoted."""
    engine = create_engine(address)
    found = inspect(engine)
    tables: dict[str, Any] = {
        table: (
            {
                column["name"]: (
                    str(column["type"]),
                    column["nullable"],
                    str(column["default"]).strip("'").partition("'")[0],
                )
                for column in found.get_columns(table)
            },
            {
                index["name"]: index["column_names"]
                for index in found.get_indexes(table)
            },
            found.get_pk_constraint(table)["constrained_columns"],
        )
        for table in found.get_table_names()
    }
    engine.dispose()
    return tables


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_new_database_and_one_that_was_migrated_are_the_same(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    addresses = [f"sqlite:///{tmp_path}/a.db", f"sqlite:///{tmp_path}/b.db"]
    if kind == "postgresql":
        addresses = [request.getfixturevalue("postgres")() for _ in range(2)]

    make_by_migrations(addresses[0])
    make_at_once(addresses[1])

    assert schema(addresses[0]) == schema(addresses[1])


OLD_ENTRY = """INSERT INTO entries (id, feed_url, outlet, url, title, summary, content,
    authors, language, first_seen, position) VALUES ('a-0123456789', :feed, 'Courier',
    'http://www.courier.example/1?utm_source=rss', 'Dockers strike', '', '', '[]', 'en',
    '2026-11-18 18:00:00', 1)"""


def test_a_store_of_the_first_tables_goes_on_and_no_entry_comes_in_twice(
    address: str, tmp_path: Path
) -> None:
    engine = create_engine(address)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(connect._MIGRATIONS))  # noqa: SLF001  as above
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text(OLD_ENTRY), {"feed": COURIER.url})
        query = "INSERT INTO feeds (url, failures) VALUES (:feed, 2)"
        connection.execute(text(query), {"feed": COURIER.url})
    engine.dispose()
    seen = make_sighting(
        make_entry(url="https://courier.example/1", title="Dockers strike")
    )

    with open_store(address, tmp_path) as store, store.saving() as saving:
        known = saving.known(COURIER.url, fingerprints(seen))
        found = settle([seen], known, NOW)
        states = store.feed_states()

    assert found.new == ()
    assert found.seen == ("a-0123456789",)
    assert states == {COURIER.url: FeedState(url=COURIER.url, failures=2)}


def synchronous(store: Store, *, durable: bool) -> int:
    with store._writing(durable=durable) as used:  # noqa: SLF001  each connection has its own settings
        return int(used.execute(text("PRAGMA synchronous")).scalar_one())


def test_an_edition_is_on_the_disk_before_it_counts(tmp_path: Path) -> None:
    with open_store("sqlite:///digest.db", tmp_path) as store:
        assert synchronous(store, durable=False) == 1
        assert synchronous(store, durable=True) == 2
        with store._reading() as used:  # noqa: SLF001  as above
            assert used.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_round_of_reading_is_on_the_disk_once_it_is_synced(tmp_path: Path) -> None:
    with open_store("sqlite:///digest.db", tmp_path) as store:
        save(store, COURIER, [make_entry()])
        store.sync()
        database = (tmp_path / "digest.db").read_bytes()

    assert b"Dockers strike in Mombasa" in database


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
        save(store, COURIER, [make_entry()])
        found = store.entries(WEEK)

    assert len(found) == 1
    assert list(tmp_path.iterdir()) == []


def test_one_may_read_while_another_writes(tmp_path: Path) -> None:
    with open_store("sqlite:///digest.db", tmp_path) as store:
        save(store, COURIER, [make_entry()])
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
            save(store, COURIER)

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
