"""A round of reading, as the store and those who watch it see it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk, item, opened_desk, rss
from loopback import Site, answer

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
