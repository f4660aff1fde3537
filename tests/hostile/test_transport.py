"""Hostile transport: each test carries the number of its input."""

import asyncio
import gzip
import zlib
from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from itertools import count

import brotli
import pytest
from builders import (
    make_article,
    make_coverage,
    make_entry,
    make_feed,
    make_ranked,
    make_story,
)
from fakes import mapped
from loopback import Answer, Site, answer, drip, hang
from webs import ask, leads, make_web, refusal
from yarl import URL

from digest.compose.feed_text import feed_text
from digest.compose.pages.pictures import picture
from digest.compose.pages.read import Means, read
from digest.http import NoReply, Reply, Request
from digest.http.guard import Guard, RefusedError
from digest.http.lookup import Names
from digest.progress import silent

QUICK = timedelta(seconds=0.25)
SECRET = "http://169.254.169.254/latest/meta-data"
WHY_SECRET = "169.254.169.254 is a private address; allow it by fetch.allow_private"


@pytest.mark.usefixtures("loop")
def test_1_a_body_that_drips_is_given_up_at_the_deadline(site: Site) -> None:
    site.answers["/rss"] = drip

    found = refusal(make_web(timeout=QUICK), site.url("/rss"))

    assert (found.reason, found.unreachable) == ("no answer within 0.25 s", True)


@pytest.mark.usefixtures("loop")
def test_2_a_server_that_never_answers_is_given_up_at_the_deadline(site: Site) -> None:
    site.answers["/rss"] = hang

    found = refusal(make_web(timeout=QUICK), site.url("/rss"))

    assert (found.reason, found.unreachable) == ("no answer within 0.25 s", True)
    assert found.request.url == site.url("/rss")


def test_3_feeds_that_hang_hold_up_no_other(site: Site) -> None:
    site.answers |= {"/hangs": hang, "/rss": answer(b"<rss/>")}
    hanging = [site.url("/hangs", "slow.example")] * 20
    others = [site.url("/rss", f"{n}.example") for n in range(20)]
    web = make_web(in_flight=3, per_host=2, timeout=timedelta(seconds=5))

    answers = web([Request(url=url) for url in hanging + others])
    first = [next(answers).request.url for _ in others]

    assert set(first) == set(others)


def test_3_hosts_that_redirect_to_one_that_hangs_hold_up_no_other(site: Site) -> None:
    site.answers |= {"/hangs": hang, "/rss": answer(b"<rss/>")}
    site.answers["/on"] = answer(
        status=302, Location=site.url("/hangs", "slow.example")
    )
    led_away = [site.url("/on", f"a{n}.example") for n in range(20)]
    others = [site.url("/rss", f"b{n}.example") for n in range(20)]
    web = make_web(in_flight=3, per_host=2, timeout=timedelta(seconds=5))

    answers = web([Request(url=url) for url in led_away + others])
    first = [next(answers).request.url for _ in others]

    assert set(first) == set(others)


def _bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", _bare_deflate),
        ("br", brotli.compress),
        ("", gzip.compress),
        ("gzip", lambda body: gzip.compress(gzip.compress(body))),
        ("gzip, br", lambda body: brotli.compress(gzip.compress(body))),
    ],
)
def test_4_a_bomb_stops_at_the_cap(
    site: Site, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    bomb = pack(b"\0" * 5_000_000)
    site.answers["/rss"] = answer(bomb, Content_Encoding=coding)

    found = refusal(make_web(max_body=100_000), site.url("/rss"))

    assert len(bomb) < 100_000
    assert found.reason == (
        "larger than 0.1 MB (fetch.max_body, or max_body of the feed)"
    )
    assert not found.unreachable


def test_4_a_bomb_is_not_read_to_its_end(site: Site) -> None:
    sent = count()
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS + 16)
    chunk = packer.compress(b"\0" * 1_000_000) + packer.flush(zlib.Z_SYNC_FLUSH)

    def endless() -> Answer:
        def send(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Encoding", "gzip")
            handler.end_headers()
            while next(sent) < 100_000:
                handler.wfile.write(chunk)

        return send

    site.answers["/rss"] = endless()

    found = refusal(make_web(max_body=1_000_000), site.url("/rss"))

    assert found.reason.startswith("larger than 1 MB")
    assert next(sent) < 100_000


def test_5_an_honest_large_feed_is_read_where_its_cap_allows(site: Site) -> None:
    body = b"<rss>" + b"x" * 200_000
    site.answers["/rss"] = answer(gzip.compress(body), Content_Encoding="gzip")
    web = make_web(max_body=100_000)

    (refused,) = web([Request(url=site.url("/rss"))])
    (allowed,) = web([Request(url=site.url("/rss"), max_body=300_000)])

    assert isinstance(refused, NoReply)
    assert refused.reason == (
        "larger than 0.1 MB (fetch.max_body, or max_body of the feed)"
    )
    assert isinstance(allowed, Reply)
    assert allowed.body == body


def test_7_truncated_gzip_gives_what_came_and_says_so(site: Site) -> None:
    text = b"".join(b"<item>%d</item>" % n for n in range(5000))
    site.answers["/rss"] = answer(gzip.compress(text)[:-300], Content_Encoding="gzip")

    reply = ask(make_web(), site.url("/rss"))

    assert text.startswith(reply.body)
    assert len(reply.body) > 10_000
    assert reply.damage == "its compressed body is cut off"


@pytest.mark.parametrize("times", [1, 2])
def test_8_gzip_without_content_encoding_is_known_by_its_bytes(
    site: Site, times: int
) -> None:
    packed = b"<rss/>"
    for _ in range(times):
        packed = gzip.compress(packed)
    site.answers["/rss"] = answer(packed, Content_Type="application/xml")

    reply = ask(make_web(), site.url("/rss"))

    assert (reply.body, reply.damage) == (b"<rss/>", None)


def test_9_a_redirect_loop_ends_after_five_hops(site: Site) -> None:
    site.answers["/a"] = answer(status=301, Location="/b")
    site.answers["/b"] = answer(status=302, Location="/a")

    found = refusal(make_web(), site.url("/a"))

    assert (found.reason, found.unreachable) == ("more than 5 redirects", False)
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "target",
    [
        SECRET,
        "http://[::ffff:169.254.169.254]/",
        "http://0xa9fea9fe/",
        "http://evil.example/",
        "http://10.0.0.1/",
        "http://[::1]/",
    ],
)
@pytest.mark.parametrize("hops", [1, 3])
def test_13_a_redirect_to_a_private_address_is_refused_on_every_hop(
    site: Site, target: str, hops: int
) -> None:
    lookup = leads({"courier.example": ["127.0.0.1"], "evil.example": ["10.0.0.1"]})
    for n in range(hops):
        site.answers[f"/{n}"] = answer(status=302, Location=f"/{n + 1}")
    site.answers[f"/{hops - 1}"] = answer(status=302, Location=target)

    found = refusal(make_web(lookup), site.url("/0", "courier.example"))

    assert found.reason.endswith(
        "is a private address; allow it by fetch.allow_private"
    )
    assert not found.unreachable
    assert len(site.asked) == hops


def test_14_the_address_connected_to_is_the_one_that_was_checked(site: Site) -> None:
    """A name that leads elsewhere at the second look has to pass the second time."""
    turns = iter([["127.0.0.1"], ["10.0.0.1"]])
    site.answers["/rss"] = answer(status=302, Location="http://evil.example/x")

    def lookup(_host: str, port: int) -> list[tuple[str, int]]:
        return [(address, port) for address in next(turns)]

    found = refusal(make_web(lookup), site.url("/rss", "evil.example"))

    assert found.reason.startswith("10.0.0.1 is a private address")


def test_14_a_name_with_one_private_address_among_others_is_refused() -> None:
    web = make_web(leads({"evil.example": ["93.184.215.14", "10.0.0.1"]}))

    assert "10.0.0.1 is a private" in refusal(web, "http://evil.example/").reason


def test_14_a_name_is_checked_when_it_is_looked_up() -> None:
    names = Names(leads({"evil.example": ["10.0.0.1"]}), Guard(()).check)

    with pytest.raises(RefusedError, match=r"^10\.0\.0\.1 is a private address"):
        asyncio.run(names.resolve("evil.example", 80))


def test_14_the_address_is_checked_again_when_it_is_connected_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if a name had passed, and then led elsewhere."""
    site.answers["/rss"] = answer(b"secret")
    monkeypatch.setattr(Guard, "admit", lambda _, url: URL(url))

    found = refusal(make_web(allow_private=()), site.url("/rss"))

    assert found.reason.startswith("127.0.0.1 is a private address")
    assert site.asked == []


def test_15_an_article_on_a_private_host_is_not_asked(site: Site) -> None:
    site.answers["/story"] = answer(b"<p>secret</p>")
    entry = make_entry(url=site.url("/story"), summary="What the feed says.")
    story = make_ranked(make_story(entry))
    web = make_web(allow_private=())
    means = Means(web=web, mapped=mapped, progress=silent)

    (coverage,) = read([story], {entry.id: feed_text(entry)}, {}, means)

    assert "127.0.0.1 is a private address" in str(coverage.articles[0].shortfall)
    assert site.asked == []


def test_15_a_picture_on_a_private_host_is_not_asked(site: Site) -> None:
    article = make_article(entry=make_entry(image=site.url("/quay.jpg")))
    feed = make_feed(pictures=True)

    found = picture(
        make_coverage(article), article, {feed.url: feed}, make_web(allow_private=())
    )

    assert found is None
    assert site.asked == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "data:text/xml,<rss/>", "gopher://a.example/"]
)
@pytest.mark.parametrize("redirected", [False, True])
def test_16_only_http_and_https_are_asked(
    site: Site, url: str, *, redirected: bool
) -> None:
    site.answers["/rss"] = answer(status=302, Location=url)

    found = refusal(make_web(), site.url("/rss") if redirected else url)

    assert "is no http or https address" in found.reason
    assert not found.unreachable


def test_21_the_client_says_who_it_is_and_where_to_read_about_it(site: Site) -> None:
    ask(make_web(), site.url("/rss"))

    ((_, headers),) = site.asked
    assert headers["User-Agent"] == "Digest/1 (+http://news.example)"
    assert not {"Cookie", "Referer", "Accept-Language"} & set(headers)
