"""One hop: what is asked, bodies, proxies, certificates."""

import asyncio
import gzip
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import aiohttp
import pytest
import trustme
from aiohttp.base_protocol import BaseProtocol
from loopback import (
    Answer,
    Site,
    answer,
    chunked,
    hang,
    proxied,
    served,
)
from webs import LOOPBACK, ask, leads, make_web, refusal

from digest.http import Manners, Reply, Request, client
from digest.http.hop import body


@pytest.mark.usefixtures("loop")
def test_a_reply_has_address_status_headers_and_body(site: Site) -> None:
    site.answers["/rss"] = answer(b"<rss/>", ETag='"abc"')
    request = Request(url=site.url("/rss"))

    (reply,) = make_web()([request])

    assert isinstance(reply, Reply)
    assert (reply.url, reply.status, reply.body) == (site.url("/rss"), 200, b"<rss/>")
    assert reply.headers["etag"] == '"abc"'
    assert (reply.request, reply.moved, reply.damage) == (request, None, None)


@pytest.mark.parametrize("status", [304, 404, 500])
def test_an_answer_that_is_no_redirect_is_handed_out(site: Site, status: int) -> None:
    site.answers["/rss"] = answer(status=status)

    assert ask(make_web(), site.url("/rss")).status == status


def test_the_request_says_who_asks_and_what_it_was_told_to_say(site: Site) -> None:
    ask(make_web(), site.url("/rss"), {"If-None-Match": '"abc"', "Accept": "text/xml"})

    ((_, headers),) = site.asked
    assert headers["User-Agent"] == "Digest/1 (+http://news.example)"
    assert headers["If-None-Match"] == '"abc"'
    assert headers["Accept"] == "text/xml"
    assert headers["Accept-Encoding"] == "gzip, deflate, br, zstd"


def test_cookies_are_not_carried(site: Site) -> None:
    site.answers["/rss"] = answer(Set_Cookie="reader=42; Path=/")

    list(make_web()([Request(url=site.url("/rss", "courier.example"))] * 3))

    assert [("Cookie" in headers) for _, headers in site.asked] == [False] * 3


def test_headers_that_are_no_utf_8_become_text_that_can_be_stored(site: Site) -> None:
    def odd(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nETag: \xe9\r\nX-City: Z\xc3\xbcrich\r\n"
            b"Content-Length: 0\r\n\r\n"
        )

    site.answers["/rss"] = odd

    headers = ask(make_web(), site.url("/rss")).headers

    assert (headers["etag"], headers["x-city"]) == (
        "\N{REPLACEMENT CHARACTER}",
        "Zürich",
    )


def test_a_compressed_body_is_unpacked(site: Site) -> None:
    site.answers["/rss"] = answer(gzip.compress(b"<rss/>"), Content_Encoding="gzip")

    assert ask(make_web(), site.url("/rss")).body == b"<rss/>"


def test_chunks_are_put_together(site: Site) -> None:
    site.answers["/rss"] = chunked(b"<rss>", b"x" * 70_000, b"</rss>")

    assert len(ask(make_web(), site.url("/rss")).body) == 70_011


@pytest.mark.usefixtures("loop")
@pytest.mark.parametrize(
    "cut",
    [answer(b"half", Content_Length="100"), chunked(b"half", end=False)],
    ids=["length", "chunked"],
)
def test_a_body_cut_off_in_transit_gives_what_came(site: Site, cut: Answer) -> None:
    site.answers["/rss"] = cut

    reply = ask(make_web(), site.url("/rss"))

    assert (reply.body, reply.damage) == (b"half", "cut off in transit")


def test_what_came_but_was_not_read_before_the_end_is_given() -> None:
    """Some event loops tell of bytes and of the connection's end in one go."""

    async def cut() -> tuple[bytes, str | None]:
        loop = asyncio.get_running_loop()
        content = aiohttp.StreamReader(BaseProtocol(loop), 65536, loop=loop)
        content.feed_data(b"half")
        content.set_exception(aiohttp.ClientPayloadError())
        response = SimpleNamespace(
            status=200, headers={}, content_length=9, content=content, connection=None
        )
        return await body(cast(aiohttp.ClientResponse, response), 100)

    assert asyncio.run(cut()) == (b"half", "cut off in transit")


def test_what_came_before_a_broken_chunk_is_given(site: Site) -> None:
    pause = threading.Event()

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        pause.wait(0.1)  # else the headers are thrown away with the rest
        handler.wfile.write(b"4\r\nhalf\r\nno chunk\r\n")

    site.answers["/rss"] = send

    reply = ask(make_web(), site.url("/rss"))

    assert (reply.body, reply.damage) == (b"half", "cut off in transit")


def test_a_packed_body_cut_off_in_transit_gives_what_came(site: Site) -> None:
    text = b"".join(b"<item>%d</item>" % n for n in range(5000))
    packed = gzip.compress(text)
    site.answers["/rss"] = answer(
        packed[:-500], Content_Encoding="gzip", Content_Length=str(len(packed))
    )

    reply = ask(make_web(), site.url("/rss"))

    assert text.startswith(reply.body)
    assert len(reply.body) > 10_000
    assert reply.damage == "cut off in transit"


def test_a_body_as_large_as_the_cap_is_read(site: Site) -> None:
    site.answers["/rss"] = answer(b"x" * 100_000)

    reply = ask(make_web(max_body=100_000), site.url("/rss"))

    assert len(reply.body) == 100_000


@pytest.mark.parametrize("told", [True, False])
def test_a_body_beyond_the_cap_is_refused(site: Site, *, told: bool) -> None:
    body = b"x" * 1_500_001
    site.answers["/rss"] = answer(body) if told else chunked(body)

    assert refusal(make_web(max_body=1_500_000), site.url("/rss")).reason == (
        "larger than 1.5 MB (fetch.max_body, or max_body of the feed)"
    )


def test_a_body_that_says_it_is_too_large_is_not_waited_for(site: Site) -> None:
    def promise(handler: BaseHTTPRequestHandler) -> None:
        answer(b"<rss>", Content_Length="26000000")(handler)
        hang(handler)

    site.answers["/rss"] = promise

    assert refusal(make_web(), site.url("/rss")).reason.startswith("larger than 8 MB")


def test_the_length_of_what_did_not_come_counts_for_nothing(site: Site) -> None:
    def unchanged(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 304 Not Modified\r\nContent-Length: 26000000\r\n"
            b"Content-Encoding: gzip\r\n\r\n"
        )

    site.answers["/rss"] = unchanged

    reply = ask(make_web(), site.url("/rss"))

    assert (reply.status, reply.body, reply.damage) == (304, b"", None)


def test_a_request_may_have_a_cap_of_its_own(site: Site) -> None:
    site.answers["/rss"] = answer(b"x" * 2000)
    requests = [
        Request(url=site.url("/rss", host), max_body=cap)
        for host, cap in (("a.example", 1999), ("b.example", 2000), ("c.example", None))
    ]

    found = {one.request.max_body: one for one in make_web(max_body=1)(requests)}

    assert {cap: isinstance(one, Reply) for cap, one in found.items()} == {
        1999: False,
        2000: True,
        None: False,
    }


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127。0。0。1",
        "①②⑦.0.0.1",
        "127.0.0.%31",
        "2130706433",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "127.1",
        "127.0.0.1.",
        "[::ffff:127.0.0.1]",
        "user@127.0.0.1",
        "courier.example\\@127.0.0.1",
        "localhost",
    ],
)
def test_a_private_address_in_disguise_is_not_reached(site: Site, host: str) -> None:
    site.answers["/"] = answer(b"secret")

    found = refusal(client(Manners(user_agent="x")), site.url("/", host))

    assert not found.unreachable
    assert site.asked == []


def test_a_proxy_is_asked_instead_of_the_host(site: Site) -> None:
    site.answers["/rss"] = answer(b"<rss/>")

    with proxied() as (proxy, asked):
        reply = ask(make_web(proxy=proxy, allow_private=LOOPBACK), site.url("/rss"))

    assert reply.body == b"<rss/>"
    assert asked == [site.url("/rss")]


def test_a_proxy_may_be_private_and_know_names_that_we_do_not(site: Site) -> None:
    site.answers["/rss"] = answer(b"<rss/>")

    with proxied() as (proxy, _):
        web = make_web(leads({}), proxy=proxy, allow_private=())
        reply = ask(web, site.url("/rss", "only.there"))

    assert reply.body == b"<rss/>"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "[::1]", "evil.example"]
)
def test_a_proxy_is_not_asked_for_what_is_private(host: str) -> None:
    lookup = leads({"evil.example": ["10.0.0.1"]})

    with proxied() as (proxy, asked):
        web = make_web(lookup, proxy=proxy, allow_private=())
        found = refusal(web, f"http://{host}/")

    assert "is a private address" in found.reason
    assert asked == []


def test_a_proxy_that_is_not_there_is_told_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    web = make_web(proxy=f"http://127.0.0.1:{port}")

    found = refusal(web, "http://courier.example/")

    assert found.reason == "cannot connect to the proxy (Connection refused)"
    assert found.unreachable


@pytest.fixture
def secure(own_ca: tuple[trustme.CA, Path]) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own_ca[0].issue_cert("courier.example").configure_cert(context)
    with served(context) as running:
        running.answers["/rss"] = answer(b"<rss/>")
        yield running


@pytest.mark.usefixtures("loop")
def test_an_authority_of_ones_own_is_trusted(
    secure: Site, own_ca: tuple[trustme.CA, Path]
) -> None:
    web = make_web(ca_file=own_ca[1])

    assert ask(web, secure.url("/rss", "courier.example")).body == b"<rss/>"


@pytest.mark.parametrize("host", ["courier.example", "other.example"])
def test_a_certificate_that_nobody_trusts_or_of_another_host_is_refused(
    secure: Site, own_ca: tuple[trustme.CA, Path], host: str
) -> None:
    web = make_web(ca_file=own_ca[1] if host == "other.example" else None)

    found = refusal(web, secure.url("/rss", host))

    assert (found.reason, found.unreachable) == ("its certificate is not valid", False)


def test_a_proxy_leads_to_a_secure_host(
    secure: Site, own_ca: tuple[trustme.CA, Path]
) -> None:
    with proxied() as (proxy, asked):
        web = make_web(ca_file=own_ca[1], proxy=proxy)
        reply = ask(web, secure.url("/rss", "courier.example"))

    assert reply.body == b"<rss/>"
    assert asked == [f"courier.example:{secure.port}"]


def test_a_secure_host_may_redirect_to_one_that_is_not(
    secure: Site, site: Site, own_ca: tuple[trustme.CA, Path]
) -> None:
    secure.answers["/on"] = answer(status=301, Location=site.url("/rss"))
    site.answers["/rss"] = answer(b"plain")

    reply = ask(make_web(ca_file=own_ca[1]), secure.url("/on", "courier.example"))

    assert (reply.body, reply.moved) == (b"plain", site.url("/rss"))
