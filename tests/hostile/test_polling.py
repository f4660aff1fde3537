"""Hostile servers, seen over several rounds: each test carries its input's number."""

import threading
import time
from datetime import timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from itertools import count
from pathlib import Path

import pytest
from desk import START, Desk, item, opened_desk, rss
from loopback import Site, answer

from digest.errors import NothingReadError
from digest.pipeline.collect import told

HOUR = timedelta(hours=1)
BIG = b"<rss>" + b"x" * 10_000


def test_6_a_feed_over_its_cap_is_a_failure_and_is_left_alone(
    site: Site, tmp_path: Path
) -> None:
    site.answers["/rss"] = answer(BIG)

    with opened_desk(site, tmp_path, max_body=5_000) as desk:
        desk.failing_round()
        assert "larger than 0.005 MB" in str(desk.state.error)
        desk.round(hours=0.1)
        assert desk.asked() == 1

        for _ in range(5):
            desk.failing_round(hours=30)

        assert desk.state.failures == 6
        assert desk.state.next_at == desk.job.now + 8 * HOUR


def test_10_a_redirect_for_now_is_followed_and_never_kept(desk: Desk) -> None:
    desk.site.answers["/rss"] = answer(status=302, Location="/new")
    desk.serve(item(), path="/new")

    for _ in range(5):
        desk.round()

    assert desk.titles == ["Story 1"]
    assert desk.asked("/rss") == 5
    assert desk.state.moved_to is None


@pytest.mark.parametrize("status", [301, 308])
def test_11_a_redirect_for_good_is_kept_after_three_feeds_and_told(
    desk: Desk, status: int
) -> None:
    desk.site.answers["/rss"] = answer(status=status, Location="/new")
    desk.serve(item(), path="/new")

    rounds = [desk.round() for _ in range(5)]

    new = desk.site.url("/new")
    assert [bool(summary.moved) for summary in rounds] == [False] * 2 + [True] * 3
    assert rounds[-1].moved[0].reason == f"to {new}; change feeds.yaml"
    assert (desk.asked("/rss"), desk.asked("/new")) == (3, 5)
    assert desk.titles == ["Story 1"]


def test_11_a_redirect_for_good_that_changes_its_mind_is_not_kept(desk: Desk) -> None:
    turns = count()

    def fickle(handler: BaseHTTPRequestHandler) -> None:
        to = ("/a", "/b")[next(turns) % 2]
        answer(status=301, Location=to)(handler)

    desk.site.answers["/rss"] = fickle
    desk.serve(item(), path="/a")
    desk.serve(item(), path="/b")

    for _ in range(6):
        desk.round()

    assert desk.asked("/rss") == 6
    assert not desk.state.has_moved


def test_11_a_new_address_that_dies_gives_way_to_the_old_one(desk: Desk) -> None:
    desk.site.answers["/rss"] = answer(status=301, Location="/new")
    desk.serve(item(), path="/new")
    for _ in range(3):
        desk.round()
    desk.serve(item(2))
    desk.site.answers["/new"] = answer(status=404)

    for _ in range(3):
        desk.failing_round(hours=30)
    desk.round(hours=30)

    assert desk.titles == ["Story 1", "Story 2"]
    assert not desk.state.has_moved


def test_11_a_feed_goes_on_when_the_editor_writes_its_new_address(
    site: Site, tmp_path: Path
) -> None:
    site.answers["/rss"] = answer(status=301, Location="/new")
    site.answers["/new"] = answer(rss(item()))
    with opened_desk(site, tmp_path) as desk:
        for _ in range(3):
            desk.round()

    with opened_desk(site, tmp_path, "/new") as desk:
        summary = desk.round(hours=20)

        assert summary.new_entries == 0
        assert desk.titles == ["Story 1"]
        assert summary.moved == ()
        assert len(desk.job.store.feed_states()) == 1


def test_12_a_redirect_to_a_parked_page_is_a_failure_and_never_kept(
    desk: Desk,
) -> None:
    desk.serve(item())
    desk.round()
    desk.site.answers["/rss"] = answer(status=301, Location="/parked")
    parked = b'<html><meta http-equiv="refresh" content="0;url=/buy"><p>For sale</html>'
    desk.site.answers["/parked"] = answer(parked)

    for _ in range(4):
        desk.failing_round(hours=30)

    assert str(desk.state.error).startswith("not a feed")
    assert desk.state.failures == 4
    assert desk.state.moved_to is None
    assert desk.asked("/rss") == 5
    assert desk.asked("/buy") == 0
    assert desk.titles == ["Story 1"]


def test_17_a_feed_that_is_gone_is_asked_no_more_and_told(desk: Desk) -> None:
    desk.serve(item())
    desk.round()
    desk.site.answers["/rss"] = answer(status=410)

    desk.failing_round()
    summaries = [desk.round(hours=200) for _ in range(5)]

    assert desk.asked() == 2
    why = "answers 410, it is gone for good: remove it from feeds.yaml"
    assert summaries[-1].failed[0].reason == why
    assert desk.titles == ["Story 1"]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("10800", 3),
        (format_datetime(START + 5 * HOUR, usegmt=True), 3),
        ("-1", 1 / 60),
        ("315360000", 7 * 24),
    ],
)
def test_18_a_server_that_asks_for_rest_gets_it_within_bounds(
    desk: Desk, status: int, said: str, hours: float
) -> None:
    desk.site.answers["/rss"] = answer(status=status, Retry_After=said)

    desk.failing_round()

    assert desk.state.next_at == START + (2 + hours) * HOUR
    desk.serve(item())
    assert desk.round("draft", hours=hours - 0.01).waiting == 1
    assert desk.round(hours=0.01).new_entries == 1


def test_19_many_feeds_on_one_host_are_asked_two_at_a_time_with_pauses(
    site: Site, tmp_path: Path
) -> None:
    paths = [f"/{n}" for n in range(12)]
    together: list[int] = []
    under_way = 0
    lock = threading.Lock()

    def crowded(handler: BaseHTTPRequestHandler) -> None:
        nonlocal under_way
        with lock:
            under_way += 1
            together.append(under_way)
        time.sleep(0.02)
        with lock:
            under_way -= 1
        answer(rss(item(handler.path)))(handler)

    pauses = []

    def chance() -> float:
        pauses.append(0.1)
        return 0.1

    site.answers |= dict.fromkeys(paths, crowded)
    with opened_desk(site, tmp_path, *paths, chance=chance) as desk:
        assert desk.round().new_entries == 12

    assert max(together) == 2
    assert len(pauses) >= 10


def nowhere(host: str, port: int) -> list[tuple[str, int]]:
    """Look names up as if the line were down."""
    raise OSError(f"no answer about {host}:{port}")


def test_20_when_the_network_is_down_no_feed_is_blamed(
    site: Site, tmp_path: Path
) -> None:
    site.answers["/rss"] = answer(rss(item()))
    urls = [site.url("/rss", f"{letter}.example") for letter in "abcd"]
    with opened_desk(site, tmp_path, *urls) as desk:
        desk.round()
        before = desk.job.store.feed_states()

    with opened_desk(site, tmp_path, *urls, lookup=nowhere) as desk:
        with pytest.raises(NothingReadError, match="check the network"):
            desk.round(hours=4)

        assert desk.job.store.feed_states() == before


def test_20_when_most_cannot_be_reached_the_network_is_named(
    site: Site, tmp_path: Path
) -> None:
    site.answers["/rss"] = answer(rss(item()))
    lost = [site.url("/rss", f"{letter}.invalid") for letter in "abc"]
    with opened_desk(site, tmp_path, site.url("/rss"), *lost) as desk:
        summary = desk.round()

        assert (summary.read, len(summary.unreached), summary.failed) == (1, 3, ())
        assert "The network seems to be down; no feed is blamed" in told(summary)
        assert desk.round(hours=0.01).unreached


def test_20_a_feed_that_cannot_be_reached_among_many_that_can_is_blamed(
    site: Site, tmp_path: Path
) -> None:
    site.answers["/rss"] = answer(rss(item()))
    lost = [site.url("/rss", f"{letter}.invalid") for letter in "abc"]
    found = [site.url("/rss", f"{letter}.example") for letter in "abcde"]
    with opened_desk(site, tmp_path, *found, *lost) as desk:
        summary = desk.round()

        assert len(summary.failed) == 3
        assert desk.job.store.feed_states()[lost[0]].failures == 1


def test_22_a_server_whose_etag_lies_is_asked_for_everything_now_and_then(
    desk: Desk,
) -> None:
    news = [item(1)]

    def lying(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers["If-None-Match"]:
            answer(status=304)(handler)
        else:
            answer(rss(*news), ETag='"always"', Expires="0")(handler)

    desk.site.answers["/rss"] = lying
    desk.round()
    news.append(item(2))

    rounds = [desk.round().new_entries for _ in range(12)]

    assert rounds == [0] * 11 + [1]
    assert desk.titles == ["Story 1", "Story 2"]


def test_23_ten_years_of_freshness_are_an_hour(desk: Desk) -> None:
    desk.serve(item(1), Cache_Control="public, max-age=315360000")
    desk.round()
    desk.serve(item(1), item(2))

    early, late = desk.round(hours=0.9), desk.round(hours=0.1)

    assert (early.waiting, early.new_entries) == (1, 0)
    assert (late.waiting, late.new_entries) == (0, 1)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty answer"),
        (b" \n ", "empty answer"),
    ],
)
def test_24_an_empty_answer_is_a_failure_and_keeps_the_entries(
    desk: Desk, body: bytes, reason: str
) -> None:
    desk.serve(item())
    desk.round()
    desk.site.answers["/rss"] = answer(body)

    desk.failing_round()

    assert (desk.state.error, desk.state.failures) == (reason, 1)
    assert desk.titles == ["Story 1"]


def test_25_a_login_page_is_no_feed_and_keeps_the_entries(desk: Desk) -> None:
    desk.serve(item(), ETag='"a"')
    desk.round()
    login = b"<!doctype html><title>Sign in</title><form>Are you human?</form>"
    desk.site.answers["/rss"] = answer(login, ETag='"b"')

    desk.failing_round()

    assert str(desk.state.error).startswith("not a feed")
    assert desk.state.etag == '"a"'
    assert desk.titles == ["Story 1"]
