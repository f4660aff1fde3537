from datetime import UTC, datetime, timedelta

import pytest
from builders import make_feed
from fakes import mapped

from digest.collect.fetch import Failed, Fetched, Outcome, Unchanged
from digest.collect.reading import Reading, readings
from digest.model import Feed, FeedState

NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
BEFORE = NOW - timedelta(hours=2)
FEED = make_feed()
RSS = b"""<rss version="2.0"><channel><title>Courier</title><item>
<title>Dockers strike</title><link>/1</link></item></channel></rss>"""


def fetched(body: bytes = RSS, feed: Feed = FEED) -> Fetched:
    return Fetched(
        feed=feed,
        url="http://moved.example/rss",
        body=body,
        etag='"new"',
        last_modified="Wed, 18 Nov 2026 18:00:00 GMT",
    )


def known(**given: object) -> FeedState:
    state = FeedState(
        url=FEED.url,
        etag='"old"',
        last_modified="Tue, 17 Nov 2026 18:00:00 GMT",
        tried_at=BEFORE,
        read_at=BEFORE,
    )
    for name, value in given.items():
        object.__setattr__(state, name, value)
    return state


def read(outcome: Outcome, state: FeedState | None = None) -> Reading:
    states = {state.url: state} if state else {}
    (found,) = readings([outcome], states, mapped, language="en", now=NOW)
    return found


def test_a_body_becomes_entries_and_a_state() -> None:
    found = read(fetched())

    assert [entry.title for entry in found.entries] == ["Dockers strike"]
    assert not found.unchanged
    assert found.state == FeedState(
        url=FEED.url,
        etag='"new"',
        last_modified="Wed, 18 Nov 2026 18:00:00 GMT",
        tried_at=NOW,
        read_at=NOW,
    )


def test_relative_links_lead_from_the_address_that_answered() -> None:
    assert read(fetched()).entries[0].url == "http://moved.example/1"


def test_a_feed_that_moved_keeps_its_own_address() -> None:
    found = read(fetched())

    assert found.state.url == FEED.url
    assert found.entries[0].feed_url == FEED.url


def test_a_feed_that_reads_again_has_no_failures() -> None:
    found = read(fetched(), known(failures=4, error="answers 404"))

    assert (found.state.failures, found.state.error) == (0, None)


def test_damage_is_kept_with_the_feed_until_it_is_mended() -> None:
    damaged = read(fetched(RSS.replace(b"Dockers", b"A & B")))
    mended = read(fetched(), damaged.state)

    assert str(damaged.state.damage).startswith("not well-formed XML")
    assert len(damaged.entries) == 1
    assert mended.state.damage is None


def test_a_failure_is_counted_and_keeps_what_was_known() -> None:
    before = known(failures=1, damage="a little")

    found = read(Failed(feed=FEED, reason="answers 404"), before)

    assert found.entries == ()
    assert found.state == known(
        failures=2, error="answers 404", tried_at=NOW, damage="a little"
    )


def test_a_first_failure_counts_one() -> None:
    found = read(Failed(feed=FEED, reason="host not found"))

    assert found.state == FeedState(
        url=FEED.url, tried_at=NOW, failures=1, error="host not found"
    )


@pytest.mark.parametrize(
    ("body", "reason"), [(b"<html>Sign in</html>", "not a feed"), (b"", "empty answer")]
)
def test_a_body_that_is_no_feed_is_a_failure(body: bytes, reason: str) -> None:
    found = read(fetched(body), known())

    assert (found.state.failures, found.state.error) == (1, reason)
    assert found.state.etag == '"old"'
    assert found.state.read_at == BEFORE


def test_a_feed_without_news_counts_as_read() -> None:
    found = read(Unchanged(feed=FEED), known(failures=3, error="answers 500"))

    assert found.unchanged
    assert found.state == known(tried_at=NOW, read_at=NOW)


def test_one_failing_feed_does_not_stop_the_others_and_order_is_kept() -> None:
    feeds = [make_feed(url=f"http://{letter}.example/rss") for letter in "abc"]
    outcomes = [
        fetched(feed=feeds[0]),
        fetched(b"nonsense", feed=feeds[1]),
        fetched(feed=feeds[2]),
    ]

    found = readings(outcomes, {}, mapped, language="en", now=NOW)

    assert [one.feed for one in found] == feeds
    assert [len(one.entries) for one in found] == [1, 0, 1]
    assert [one.state.error for one in found] == [None, "not a feed", None]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            b'<rss version="2.0"><channel><title>&#xD800;</title></channel></rss>',
            id="half a pair",
        ),
        pytest.param(
            b'<?xml version="1.0" encoding="utf-8\0"?><rss version="2.0"></rss>',
            id="nought in the encoding",
        ),
    ],
)
def test_a_feed_that_trips_the_parser_is_only_its_own_failure(body: bytes) -> None:
    other = make_feed(url="http://b.example/rss")

    found = readings(
        [fetched(body), fetched(feed=other)], {}, mapped, language="en", now=NOW
    )

    assert len(found[1].entries) == 1
