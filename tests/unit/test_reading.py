from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from builders import make_feed
from fakes import mapped

from digest.collect.fetch import Failed, Fetched, Outcome, Unchanged
from digest.collect.reading import Circumstances, Reading, readings
from digest.feed_state import FeedState
from digest.workers import Lost, Map

NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
BEFORE = NOW - timedelta(hours=2)
MINUTE = timedelta(minutes=1)
FEED = make_feed()
NEW = "http://moved.example/rss"
RSS = b"""<rss version="2.0"><channel><title>Courier</title><item>
<title>Dockers strike</title><link>/1</link></item></channel></rss>"""
GIVEN = Circumstances(language="en", now=NOW, chance=lambda: 0.5)


def fetched(body: bytes = RSS, **given: Any) -> Fetched:
    defaults: dict[str, Any] = {
        "feed": FEED,
        "asked": FEED.url,
        "url": NEW,
        "etag": '"new"',
        "last_modified": "Wed, 18 Nov 2026 18:00:00 GMT",
    }
    return Fetched(body=body, **defaults | given)


def known(**given: Any) -> FeedState:
    state = FeedState(
        url=FEED.url,
        etag='"old"',
        last_modified="Tue, 17 Nov 2026 18:00:00 GMT",
        tried_at=BEFORE,
        read_at=BEFORE,
    )
    return replace(state, **given)


def read(
    outcome: Outcome, state: FeedState | None = None, mapped: Map = mapped
) -> Reading:
    states = {state.url: state} if state else {}
    (found,) = readings([outcome], states, mapped, GIVEN)
    return found


def test_a_body_becomes_entries_and_a_state() -> None:
    found = read(fetched())

    assert found.sightings is not None
    assert [seen.entry.title for seen in found.sightings] == ["Dockers strike"]
    assert not found.unchanged
    assert found.state == FeedState(
        url=FEED.url,
        etag='"new"',
        last_modified="Wed, 18 Nov 2026 18:00:00 GMT",
        tried_at=NOW,
        read_at=NOW,
        body_hash=found.state.body_hash,
        last_entries=1,
    )


def test_relative_links_lead_from_the_address_that_answered() -> None:
    (seen,) = read(fetched()).sightings or ()

    assert seen.entry.url == "http://moved.example/1"
    assert seen.entry.feed_url == FEED.url


def test_a_feed_that_reads_again_has_no_failures_and_is_asked_as_usual() -> None:
    before = known(failures=4, error="answers 404", next_at=BEFORE, gone=True)

    state = read(fetched(), before).state

    assert (state.failures, state.error, state.next_at, state.gone) == (
        0,
        None,
        None,
        False,
    )


def test_damage_is_kept_with_the_feed_until_it_is_mended() -> None:
    damaged = read(fetched(RSS.replace(b"</rss>", b"")))
    mended = read(fetched(), damaged.state)

    assert str(damaged.state.damage).startswith("not well-formed XML")
    assert damaged.sightings
    assert mended.state.damage is None


def test_a_body_cut_off_on_the_way_is_damaged() -> None:
    state = read(fetched(damage="cut off"), known()).state

    assert state.damage == "cut off"
    assert (state.etag, state.last_modified) == (None, None)


def test_a_failure_is_counted_and_keeps_what_was_known() -> None:
    before = known(failures=1, damage="a little", moved_to=NEW, moved_times=2)

    found = read(Failed(feed=FEED, reason="answers 404"), before)

    assert found.sightings is None
    assert found.state == replace(
        before,
        failures=2,
        error="answers 404",
        tried_at=NOW,
        next_at=NOW + 30 * MINUTE,
    )


def test_a_wish_to_be_left_alone_is_kept() -> None:
    wish = timedelta(hours=30)

    found = read(Failed(feed=FEED, reason="answers 429", retry_after=wish))

    assert (found.state.next_at, found.state.told_to_wait) == (NOW + wish, True)


def test_a_short_wish_does_not_shorten_the_pauses_of_a_feed_that_goes_on_failing() -> (
    None
):
    wish = Failed(feed=FEED, reason="answers 503", retry_after=MINUTE)

    first, fourth = read(wish), read(wish, known(failures=3))

    assert first.state.next_at == NOW + MINUTE
    assert fourth.state.next_at == NOW + 120 * MINUTE


def test_a_feed_that_says_that_it_is_gone_is_gone() -> None:
    assert read(Failed(feed=FEED, reason="answers 410", gone=True)).state.gone


def test_a_failure_that_may_be_the_networks_is_marked() -> None:
    assert read(Failed(feed=FEED, reason="x", unreachable=True)).unreachable
    assert not read(Failed(feed=FEED, reason="x")).unreachable


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"<html>Sign in</html>", "not a feed"), (b"", "empty answer")],
)
def test_a_body_that_is_no_feed_is_a_failure(body: bytes, reason: str) -> None:
    found = read(fetched(body), known())

    assert (found.state.failures, found.state.error) == (1, reason)
    assert found.state.etag == '"old"'
    assert found.state.read_at == BEFORE


def test_a_body_that_no_worker_survives_is_a_failure() -> None:
    def deadly(_function: Any, items: Iterable[Any], /) -> Iterator[Any]:
        return (Lost("crashes its reader") for _ in items)

    assert read(fetched(), mapped=deadly).state.error == "crashes its reader"


def test_a_feed_without_news_counts_as_read() -> None:
    before = known(failures=3, error="answers 500", unchanged=4)

    found = read(Unchanged(feed=FEED, asked=FEED.url), before)

    assert found.unchanged
    assert found.sightings is None
    assert found.state == known(tried_at=NOW, read_at=NOW, unchanged=5)


def test_the_same_bytes_again_are_no_news() -> None:
    first = read(fetched(), known(unchanged=3))

    again = read(fetched(etag='"other"'), first.state)

    assert first.state.unchanged == 0
    assert again.unchanged
    assert (again.state.unchanged, again.state.etag) == (1, '"other"')


def test_bytes_that_were_no_feed_are_read_again() -> None:
    first = read(fetched(b"nonsense"))

    assert read(fetched(b"nonsense"), first.state).state.failures == 2


def test_an_answer_that_stays_fresh_need_not_be_asked_for() -> None:
    fresh = 20 * MINUTE

    new = read(fetched(fresh=fresh))
    old = read(Unchanged(feed=FEED, asked=FEED.url, fresh=fresh))

    assert new.state.next_at == old.state.next_at == NOW + fresh
    assert new.state.told_to_wait
    assert old.state.told_to_wait


@pytest.mark.parametrize(
    "outcome",
    [fetched(moved=NEW), Unchanged(feed=FEED, asked=FEED.url, moved=NEW)],
    ids=["news", "no news"],
)
def test_a_move_for_good_is_counted_with_every_good_answer(outcome: Outcome) -> None:
    state = read(outcome, known(moved_to=NEW, moved_times=1)).state

    assert (state.moved_to, state.moved_times) == (NEW, 2)


def test_a_move_to_what_is_no_feed_is_not_counted() -> None:
    state = read(fetched(b"<html>Parked</html>", moved=NEW), known()).state

    assert (state.moved_to, state.moved_times) == (None, 0)


def test_every_outcome_has_its_own_reading() -> None:
    feeds = [make_feed(url=f"http://{letter}.example/rss") for letter in "abcd"]
    outcomes: list[Outcome] = [
        fetched(feed=feeds[0]),
        fetched(b"nonsense", feed=feeds[1]),
        Unchanged(feed=feeds[2], asked=feeds[2].url),
        fetched(feed=feeds[3]),
    ]

    found = {one.feed: one for one in readings(outcomes, {}, mapped, GIVEN)}

    assert [len(found[feed].sightings or ()) for feed in feeds] == [1, 0, 0, 1]
    errors = [found[feed].state.error for feed in feeds]
    assert errors == [None, "not a feed", None, None]
