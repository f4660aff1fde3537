"""A round of reading, as the store and those who watch it see it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk, item, opened_desk, rss
from loopback import Site, answer
from sqlalchemy import create_engine, text

from digest.errors import NothingReadError, StoreError
from digest.pipeline.collect import collect, told
from digest.store import open_store


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Iterator[Desk]:
    with opened_desk(site, tmp_path) as opened:
        yield opened


def test_entries_grow_old_only_while_their_feed_brings_news(desk: Desk) -> None:
    desk.serve(item(1), item(2))
    desk.round()
    desk.site.answers["/rss"] = answer(status=500)
    desk.failing_round(hours=24 * 91)
    while_failing = desk.titles
    desk.serve(item(1), item(2))
    desk.round()
    while_unchanged = desk.titles
    desk.serve(item(2), item(3))
    desk.round()

    assert while_failing == while_unchanged == ["Story 1", "Story 2"]
    assert desk.titles == ["Story 2", "Story 3"]


def test_what_is_told_as_saved_is_saved(site: Site, tmp_path: Path) -> None:
    site.answers["/rss"] = answer(rss(item(1), item(2)))
    seen: list[int] = []

    with (
        opened_desk(site, tmp_path) as desk,
        open_store("sqlite:///test.db", tmp_path) as other,
    ):

        def remark(text: str) -> None:
            assert text == "Saved 2 new entries of Courier 0"
            seen.append(len(other.feed_states()))

        desk.later(hours=2)
        collect(desk.job, remark=remark)

    assert seen == [1]


def test_a_store_in_memory_takes_a_round_too(site: Site, tmp_path: Path) -> None:
    site.answers["/rss"] = answer(rss(item(1)))

    with opened_desk(site, tmp_path, store="sqlite:///:memory:") as desk:
        assert desk.round().new_entries == 1
        assert desk.titles == ["Story 1"]


def test_a_store_that_fails_ends_the_round_with_its_reason(desk: Desk) -> None:
    desk.serve(item(1))
    engine = create_engine(f"sqlite:///{desk.job.folder}/test.db")
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE entries"))
    engine.dispose()

    with pytest.raises(StoreError, match="no such table: entries"):
        desk.round()


def test_a_feed_without_news_writes_no_entry_again(desk: Desk) -> None:
    desk.serve(item(1), ETag='"a"')
    desk.round()
    before = desk.entries
    summary = desk.round()

    assert summary.unchanged == 1
    assert desk.entries == before
    assert desk.state.unchanged == 1


def test_a_cut_of_a_long_feed_is_told(desk: Desk) -> None:
    desk.serve(*(item(n) for n in range(1_004)))

    summary = desk.round()

    assert summary.new_entries == 1_000
    assert told(summary).splitlines()[-1] == (
        "  cut: Courier 0: holds 4 entries more than are read"
    )


DEAD = "http://127.0.0.1:9/"


def test_one_host_that_is_down_is_not_the_network(site: Site, tmp_path: Path) -> None:
    site.answers |= {"/a": answer(rss(item(1))), "/b": answer(rss(item(2)))}
    dead = [f"{DEAD}{n}" for n in range(3)]
    with opened_desk(site, tmp_path, "/a", "/b", *dead) as desk:
        summary = desk.round()

        assert summary.unreached == ()
        assert len(summary.failed) == 3
        assert desk.job.store.feed_states()[dead[0]].failures == 1


def test_a_few_feeds_asked_again_are_not_the_network(
    site: Site, tmp_path: Path
) -> None:
    fresh = [f"/{n}" for n in range(6)]
    for path in fresh:
        site.answers[path] = answer(rss(item(path)), Cache_Control="max-age=3600")
    dead = [f"http://127.0.0.{n}:9/" for n in range(1, 4)]
    with opened_desk(site, tmp_path, *fresh, *dead) as desk:
        desk.round()
        summary = desk.round("draft", hours=0.5)

        assert (summary.waiting, summary.unreached) == (6, ())
        assert desk.job.store.feed_states()[dead[0]].failures == 2


def test_broken_feeds_alone_in_a_round_stop_nothing(site: Site, tmp_path: Path) -> None:
    site.answers |= {
        "/a": answer(rss(item(1)), Cache_Control="max-age=3600"),
        "/bad": answer(status=500),
    }
    with opened_desk(site, tmp_path, "/a", "/bad") as desk:
        desk.round()

        summary = desk.round("draft", hours=0.5)

    assert [trouble.reason for trouble in summary.failed] == ["answers 500"]


def test_a_server_that_refuses_all_is_not_told_as_a_network_that_is_down(
    desk: Desk,
) -> None:
    desk.site.answers["/rss"] = answer(status=500)

    with pytest.raises(NothingReadError, match=r"answers 500.*`digest status`"):
        desk.round()


def test_a_feed_whose_address_is_only_written_otherwise_goes_on(
    site: Site, tmp_path: Path
) -> None:
    site.answers |= {"/rss": answer(rss(item(1))), "/rss/": answer(rss(item(1)))}
    with opened_desk(site, tmp_path, "/rss") as desk:
        desk.round()
    with opened_desk(site, tmp_path, "/rss/") as desk:
        assert desk.round().new_entries == 0
        assert desk.titles == ["Story 1"]


def test_a_feed_on_another_topic_of_one_address_is_another_feed(
    site: Site, tmp_path: Path
) -> None:
    base = "/rss-feeds-by-topic-of-news"
    site.answers |= {
        f"{base}?topic=peru": answer(rss(item(1))),
        f"{base}?topic=chad": answer(rss(item(2))),
    }
    with opened_desk(site, tmp_path, f"{base}?topic=peru") as desk:
        desk.round()
    with opened_desk(site, tmp_path, f"{base}?topic=chad") as desk:
        desk.round()

        assert len(desk.job.store.feed_states()) == 2
        assert len({entry.feed_url for entry in desk.entries}) == 2


@pytest.mark.parametrize("etag", ['"a\x01b"', '"\x7f"'])
def test_an_etag_that_cannot_be_sent_back_stops_no_round(desk: Desk, etag: str) -> None:
    desk.serve(item(1), ETag=etag)
    desk.round()
    desk.serve(item(2), ETag=etag)

    assert desk.round().new_entries == 1


def test_a_feed_that_is_gone_is_not_called_not_due(desk: Desk) -> None:
    desk.site.answers["/rss"] = answer(status=410)
    desk.failing_round()

    assert desk.round().waiting == 0


def test_feeds_that_are_not_listed_any_more_are_not_asked(
    site: Site, tmp_path: Path
) -> None:
    site.answers |= {"/a": answer(rss(item(1))), "/b": answer(rss(item(2)))}
    with opened_desk(site, tmp_path, "/a", "/b") as desk:
        desk.round()
    with opened_desk(site, tmp_path, "/b") as desk:
        summary = desk.round()

        assert (summary.feeds, summary.read) == (1, 1)
        assert desk.asked("/a") == 1
        assert desk.titles == ["Story 1", "Story 2"]
