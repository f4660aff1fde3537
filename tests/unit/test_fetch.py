from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network

import pytest
from builders import make_feed
from fakes import fake_web
from loopback import Site, answer, served

from digest.collect import fetch as fetching
from digest.collect.fetch import Failed, Fetched, Outcome, Unchanged
from digest.feed_state import FeedState
from digest.http import Answer, Manners, Request, Web, client
from digest.model import Feed

ETAG = '"v7"'
MODIFIED = "Wed, 18 Nov 2026 10:00:00 GMT"
NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as running:
        yield running


@pytest.fixture
def web() -> Web:
    manners = Manners(
        user_agent="Digest/1",
        timeout=timedelta(seconds=5),
        allow_private=(ip_network("127.0.0.0/8"),),
    )
    return client(manners)


def fetch(
    feeds: Iterable[Feed], states: Mapping[str, FeedState], web: Web
) -> list[Outcome]:
    return list(fetching.fetch(feeds, states, web, NOW))


def conditional(handler: BaseHTTPRequestHandler) -> None:
    if handler.headers["If-None-Match"] == ETAG:
        answer(status=304)(handler)
    else:
        answer(b"<rss/>", ETag=ETAG, Last_Modified=MODIFIED)(handler)


def test_a_feed_never_read_is_asked_for_without_conditions(
    site: Site, web: Web
) -> None:
    site.answers["/rss"] = conditional
    feed = make_feed(url=site.url("/rss"))

    outcomes = fetch([feed], {}, web)

    assert outcomes == [
        Fetched(
            feed=feed,
            asked=feed.url,
            url=feed.url,
            body=b"<rss/>",
            etag=ETAG,
            last_modified=MODIFIED,
        ),
    ]
    ((_, headers),) = site.asked
    assert "If-None-Match" not in headers
    assert "If-Modified-Since" not in headers
    assert "application/atom+xml" in headers["Accept"]


def test_a_feed_read_before_is_asked_for_only_if_it_changed(
    site: Site, web: Web
) -> None:
    site.answers["/rss"] = conditional
    feed = make_feed(url=site.url("/rss"))
    state = FeedState(url=feed.url, etag=ETAG, last_modified=MODIFIED)

    outcomes = fetch([feed], {feed.url: state}, web)

    assert outcomes == [Unchanged(feed=feed, asked=feed.url)]
    ((_, headers),) = site.asked
    assert headers["If-None-Match"] == ETAG
    assert headers["If-Modified-Since"] == MODIFIED


def test_a_feed_that_changed_is_handed_out_anew(site: Site, web: Web) -> None:
    site.answers["/rss"] = conditional
    feed = make_feed(url=site.url("/rss"))
    state = FeedState(url=feed.url, etag='"v6"')

    (outcome,) = fetch([feed], {feed.url: state}, web)

    assert isinstance(outcome, Fetched)
    assert outcome.etag == ETAG


def test_a_server_without_validators_leaves_none(site: Site, web: Web) -> None:
    site.answers["/rss"] = answer(b"<rss/>")

    (outcome,) = fetch([make_feed(url=site.url("/rss"))], {}, web)

    assert isinstance(outcome, Fetched)
    assert (outcome.etag, outcome.last_modified) == (None, None)


def test_the_conditions_are_the_feeds_own(site: Site, web: Web) -> None:
    site.answers["/rss"] = conditional
    feed = make_feed(url=site.url("/rss"))
    other = FeedState(url="http://other.example/rss", etag=ETAG)

    (outcome,) = fetch([feed], {other.url: other}, web)

    assert isinstance(outcome, Fetched)


@pytest.mark.parametrize("status", [204, 404, 500])
def test_another_answer_is_a_failure_with_its_number(
    site: Site, web: Web, status: int
) -> None:
    site.answers["/rss"] = answer(status=status)
    feed = make_feed(url=site.url("/rss"))

    assert fetch([feed], {}, web) == [Failed(feed=feed, reason=f"answers {status}")]


def test_a_feed_that_moved_tells_the_address_that_answered(
    site: Site, web: Web
) -> None:
    site.answers["/old"] = answer(status=301, Location="/new")
    site.answers["/new"] = answer(b"<rss/>")
    feed = make_feed(url=site.url("/old"))

    (outcome,) = fetch([feed], {}, web)

    assert isinstance(outcome, Fetched)
    assert (outcome.asked, outcome.url) == (feed.url, site.url("/new"))
    assert outcome.moved == site.url("/new")
    assert outcome.feed == feed


def test_a_feed_that_has_moved_is_asked_where_it_is_now(site: Site, web: Web) -> None:
    site.answers["/new"] = answer(b"<rss/>")
    feed = make_feed(url=site.url("/old"))
    state = FeedState(url=feed.url, moved_to=site.url("/new"), moved_times=3)

    (outcome,) = fetch([feed], {feed.url: state}, web)

    assert isinstance(outcome, Fetched)
    assert outcome.asked == site.url("/new")
    assert [path for path, _ in site.asked] == ["/new"]


def test_a_feed_with_a_password_is_asked_at_its_own_address_only(
    site: Site, web: Web
) -> None:
    site.answers["/old"] = answer(b"<rss/>")
    feed = make_feed(url=site.url("/old"), user="desk", password_env="X")
    state = FeedState(url=feed.url, moved_to=site.url("/new"), moved_times=3)

    fetch([feed], {feed.url: state}, web)

    assert [path for path, _ in site.asked] == ["/old"]


def test_a_feed_says_itself_that_it_is_gone(site: Site, web: Web) -> None:
    site.answers["/rss"] = answer(status=410)
    site.answers["/led"] = answer(status=302, Location="/rss")
    own, led = make_feed(url=site.url("/rss")), make_feed(url=site.url("/led"))
    moved = make_feed(url=site.url("/old"))
    state = FeedState(url=moved.url, moved_to=own.url, moved_times=3)

    found = {
        one.feed.url: one for one in fetch([own, led, moved], {moved.url: state}, web)
    }

    gone = {url for url, one in found.items() if isinstance(one, Failed) and one.gone}
    assert gone == {own.url}
    assert found[led.url] == Failed(feed=led, reason="answers 410")


def test_nothing_new_is_no_answer_to_a_first_request(site: Site, web: Web) -> None:
    site.answers["/rss"] = answer(status=304)
    feed = make_feed(url=site.url("/rss"))

    assert fetch([feed], {}, web) == [Failed(feed=feed, reason="answers 304")]


def test_a_feed_may_have_a_cap_of_its_own(site: Site, web: Web) -> None:
    site.answers["/rss"] = answer(b"x" * 10_000)
    small = make_feed(url=site.url("/rss"), max_body=9_000)

    (outcome,) = fetch([small], {}, web)

    assert isinstance(outcome, Failed)
    assert "max_body" in outcome.reason


def test_one_failing_feed_does_not_stop_the_others(site: Site, web: Web) -> None:
    site.answers |= {"/a": answer(b"a"), "/c": answer(b"c")}
    feeds = [
        make_feed(url=site.url("/a")),
        make_feed(url=site.url("/b")),
        make_feed(url="http://10.0.0.1/rss"),
        make_feed(url=site.url("/c")),
    ]

    outcomes = {one.feed.url: type(one).__name__ for one in fetch(feeds, {}, web)}

    kinds = [outcomes[feed.url] for feed in feeds]
    assert kinds == ["Fetched", "Failed", "Failed", "Fetched"]


def test_a_feed_that_cannot_be_reached_may_not_be_to_blame() -> None:
    assert fetch([make_feed()], {}, fake_web({})) == [
        Failed(feed=make_feed(), reason="host not found", unreachable=True)
    ]


def test_no_feeds_are_no_outcomes() -> None:
    assert fetch([], {}, fake_web({})) == []


def test_outcomes_come_while_others_are_still_awaited() -> None:
    asked: list[str] = []

    def slow(requests: Iterable[Request]) -> Iterator[Answer]:
        for request in requests:
            asked.append(request.url)
            yield from fake_web({})([request])

    feeds = [make_feed(url=f"http://{letter}.example/rss") for letter in "abc"]

    first = next(fetching.fetch(feeds, {}, slow, NOW))

    assert first.feed == feeds[0]
    assert asked == [feeds[0].url]


def test_a_bug_is_not_taken_for_a_failing_feed() -> None:
    def broken(_requests: Iterable[Request]) -> Iterator[Answer]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fetch([make_feed()], {}, broken)
