import asyncio
import gzip
import socket
import threading
from collections.abc import Iterator, Mapping
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network
from typing import Any

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from loopback import Site, answer, served
from typing_extensions import override

from digest.errors import FetchError
from digest.http import Get, Manners, Reply, Web, client

LOOPBACK = (ip_network("127.0.0.0/8"),)


class Names(AbstractResolver):
    """Lead each name to its addresses; other names have none."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self.names = names

    @override
    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,
    ) -> list[ResolveResult]:
        if host not in self.names:
            raise OSError(f"no address for {host}")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET,
                proto=0,
                flags=0,
            )
            for address in self.names[host]
        ]

    @override
    async def close(self) -> None: ...


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as running:
        yield running


def make_web(names: Mapping[str, tuple[str, ...]] | None = None, **given: Any) -> Web:
    defaults: dict[str, Any] = {
        "user_agent": "Digest/1 (+http://news.example)",
        "timeout": timedelta(seconds=5),
        "allow_private": LOOPBACK,
    }
    known = {"courier.example": ("127.0.0.1",)} if names is None else names
    return client(Manners(**defaults | given), lambda: Names(known))


def ask(web: Web, url: str, headers: Mapping[str, str] | None = None) -> Reply:
    async def asked() -> Reply:
        async with web() as get:
            return await get(url, headers or {})

    return asyncio.run(asked())


def refusal(web: Web, url: str) -> str:
    with pytest.raises(FetchError) as raised:
        ask(web, url)
    return str(raised.value)


def test_a_reply_has_address_status_headers_and_body(site: Site) -> None:
    site.answers["/rss"] = answer(b"<rss/>", ETag='"abc"')

    reply = ask(make_web(), site.url("/rss"))

    assert (reply.url, reply.status, reply.body) == (site.url("/rss"), 200, b"<rss/>")
    assert reply.headers["etag"] == '"abc"'


def test_a_name_is_looked_up_by_the_resolver_given(site: Site) -> None:
    site.answers["/rss"] = answer(b"<rss/>")

    reply = ask(make_web(), site.url("/rss", "courier.example"))

    assert reply.body == b"<rss/>"


def test_a_compressed_body_is_unpacked(site: Site) -> None:
    site.answers["/rss"] = answer(gzip.compress(b"<rss/>"), Content_Encoding="gzip")

    assert ask(make_web(), site.url("/rss")).body == b"<rss/>"


@pytest.mark.parametrize("status", [304, 404, 500])
def test_an_answer_that_is_no_redirect_is_handed_out(site: Site, status: int) -> None:
    site.answers["/rss"] = answer(status=status)

    assert ask(make_web(), site.url("/rss")).status == status


def test_the_request_says_who_asks_and_what_it_was_told_to_say(site: Site) -> None:
    ask(make_web(), site.url("/rss"), {"If-None-Match": '"abc"'})

    ((_, headers),) = site.asked
    assert headers["User-Agent"] == "Digest/1 (+http://news.example)"
    assert headers["If-None-Match"] == '"abc"'


def test_cookies_are_not_carried(site: Site) -> None:
    site.answers["/rss"] = answer(Set_Cookie="reader=42; Path=/")

    async def twice() -> None:
        async with make_web()() as get:
            await get(site.url("/rss", "courier.example"), {})
            await get(site.url("/rss", "courier.example"), {})

    asyncio.run(twice())

    assert [("Cookie" in headers) for _, headers in site.asked] == [False, False]


def test_a_body_as_large_as_the_cap_is_read(site: Site) -> None:
    site.answers["/rss"] = answer(b"x" * 100_000)

    reply = ask(make_web(max_body=100_000), site.url("/rss"))

    assert len(reply.body) == 100_000


def test_a_body_beyond_the_cap_is_refused(site: Site) -> None:
    site.answers["/rss"] = answer(b"x" * 1_500_001)

    assert refusal(make_web(max_body=1_500_000), site.url("/rss")) == (
        "larger than 1.5 MB (fetch.max_body)"
    )


def test_the_cap_counts_the_unpacked_body(site: Site) -> None:
    bomb = gzip.compress(b"\0" * 20_000_000)
    site.answers["/rss"] = answer(bomb, Content_Encoding="gzip")

    assert len(bomb) < 1_000_000
    assert "larger than 1 MB" in refusal(make_web(max_body=1_000_000), site.url("/rss"))


def test_a_server_that_drips_is_given_up_at_the_deadline(site: Site) -> None:
    done = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        while not done.wait(0.02):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    site.answers["/rss"] = drip

    reason = refusal(make_web(timeout=timedelta(seconds=0.2)), site.url("/rss"))

    done.set()
    assert reason == "no answer within 0.2 s"


def test_the_deadline_is_for_all_hops_together(site: Site) -> None:
    done = threading.Event()

    def slowly_on(handler: BaseHTTPRequestHandler) -> None:
        done.wait(0.08)
        number = int(handler.path[1:])
        answer(status=302, Location=f"/{number + 1}")(handler)

    site.answers = {f"/{n}": slowly_on for n in range(5)} | {"/5": answer(b"late")}

    reason = refusal(make_web(timeout=timedelta(seconds=0.2)), site.url("/0"))

    done.set()
    assert reason == "no answer within 0.2 s"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_the_last_address_told(
    site: Site, status: int
) -> None:
    site.answers["/old/rss"] = answer(status=status, Location="../new/rss")
    site.answers["/new/rss"] = answer(b"<rss/>")

    reply = ask(make_web(), site.url("/old/rss"))

    assert (reply.url, reply.body) == (site.url("/new/rss"), b"<rss/>")


def test_a_redirect_to_nowhere_is_handed_out(site: Site) -> None:
    site.answers["/rss"] = answer(status=302)

    assert ask(make_web(), site.url("/rss")).status == 302


def chain(site: Site, hops: int) -> None:
    for n in range(hops):
        site.answers[f"/{n}"] = answer(status=302, Location=f"/{n + 1}")
    site.answers[f"/{hops}"] = answer(b"at last")


def test_five_redirects_are_followed(site: Site) -> None:
    chain(site, 5)

    assert ask(make_web(), site.url("/0")).body == b"at last"


def test_a_sixth_redirect_is_refused(site: Site) -> None:
    chain(site, 6)

    assert refusal(make_web(), site.url("/0")) == "more than 5 redirects"
    assert len(site.asked) == 6


def test_a_redirect_to_itself_comes_to_an_end(site: Site) -> None:
    site.answers["/rss"] = answer(status=301, Location="/rss")

    assert refusal(make_web(), site.url("/rss")) == "more than 5 redirects"


PRIVATE = [
    "127.0.0.1",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_refused(address: str) -> None:
    assert refusal(make_web(allow_private=()), f"http://{address}/") == (
        f"{address} is a private address; allow it by fetch.allow_private"
    )


@pytest.mark.parametrize(
    "host", ["[::1]", "[fd00::1]", "[fe80::1]", "[::ffff:127.0.0.1]", "[::ffff:a00:1]"]
)
def test_a_private_address_of_ipv6_is_refused(host: str) -> None:
    reason = refusal(make_web(allow_private=()), f"http://{host}/")

    assert "is a private address" in reason


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_to_a_private_address_is_refused(address: str) -> None:
    web = make_web({"evil.example": (address,)}, allow_private=())

    assert refusal(web, "http://evil.example/") == (
        f"{address} is a private address; allow it by fetch.allow_private"
    )


def test_a_name_with_one_private_address_among_others_is_refused() -> None:
    web = make_web({"evil.example": ("93.184.215.14", "10.0.0.1")})

    assert "10.0.0.1 is a private address" in refusal(web, "http://evil.example/")


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://evil.example/"])
def test_a_redirect_to_a_private_address_is_refused(site: Site, target: str) -> None:
    web = make_web({"evil.example": ("10.0.0.1",)})
    site.answers["/rss"] = answer(status=302, Location=target)

    assert "10.0.0.1 is a private address" in refusal(web, site.url("/rss"))


@pytest.mark.parametrize(
    "host",
    [
        "127。0。0。1",
        "①②⑦.0.0.1",
        "\uff11\uff12\uff17.0.0.1",
        "127.0.0.%31",
        "2130706433",
        "0x7f.0.0.1",
        "127.1",
        "user@127.0.0.1",
        "courier.example\\@127.0.0.1",
        "localhost",
    ],
)
def test_a_private_address_in_disguise_is_not_reached(site: Site, host: str) -> None:
    site.answers["/"] = answer(b"secret")
    manners = Manners(user_agent="x", timeout=timedelta(seconds=5))

    refusal(client(manners, aiohttp.ThreadedResolver), site.url("/", host))

    assert site.asked == []


def test_an_allowed_network_opens_no_other() -> None:
    web = make_web(allow_private=(ip_network("10.1.0.0/16"),))

    assert "10.2.0.1 is a private address" in refusal(web, "http://10.2.0.1/")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://courier.example/rss",
        "gopher://courier.example/",
        "courier.example/rss",
        "http:///rss",
        "",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert refusal(make_web(), url) == f"'{url}' is no http or https address"


def test_a_redirect_to_a_file_is_refused(site: Site) -> None:
    site.answers["/rss"] = answer(status=302, Location="file:///etc/passwd")

    assert refusal(make_web(), site.url("/rss")) == (
        "'file:///etc/passwd' is no http or https address"
    )


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://courier.example:99999/", "http://a..example/"]
)
def test_a_broken_address_is_refused_and_no_crash(url: str) -> None:
    assert refusal(make_web(), url)


def test_a_redirect_to_a_broken_address_is_refused(site: Site) -> None:
    site.answers["/rss"] = answer(status=302, Location="http://[::1")

    assert refusal(make_web(), site.url("/rss"))


def test_a_host_without_address_is_told_so() -> None:
    assert refusal(make_web(), "http://nowhere.example/") == "host not found"


def test_a_closed_port_is_told_in_words_and_without_addresses() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    reason = refusal(make_web(), f"http://courier.example:{port}/")

    assert reason.startswith("cannot connect (")
    assert "127.0.0.1" not in reason


def test_a_server_that_hangs_up_is_told_so(site: Site) -> None:
    def hang_up(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.connection.shutdown(socket.SHUT_RDWR)

    site.answers["/rss"] = hang_up

    assert refusal(make_web(), site.url("/rss")) == "the server hung up"


def test_a_body_cut_short_is_told_so(site: Site) -> None:
    def cut_short(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"half")
        handler.close_connection = True

    site.answers["/rss"] = cut_short

    assert refusal(make_web(), site.url("/rss")).startswith("broken answer (")


class Gate:
    """Requests wait here; tells how many came, and lets all go on."""

    def __init__(self) -> None:
        self.came = threading.Semaphore(0)
        self.open = threading.Event()

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        self.came.release()
        self.open.wait(5)
        answer(b"x")(handler)

    def count(self, enough: int) -> int:
        """Return how many came, waiting a while for one more than enough."""
        found = sum(self.came.acquire(timeout=5) for _ in range(enough))
        return found + self.came.acquire(timeout=0.1)


def waiting_at_once(web: Web, urls: list[str], gate: Gate, enough: int) -> int:
    async def ask_all(get: Get) -> None:
        await asyncio.gather(*(get(url, {}) for url in urls))

    async def counted() -> int:
        async with web() as get:
            asking = asyncio.create_task(ask_all(get))
            found = await asyncio.to_thread(gate.count, enough)
            gate.open.set()
            await asking
            return found

    return asyncio.run(counted())


def test_one_host_is_asked_no_more_than_its_share_at_once(site: Site) -> None:
    gate = site.answers["/rss"] = Gate()
    urls = [site.url("/rss", "courier.example")] * 6

    found = waiting_at_once(make_web(per_host=2), urls, gate, enough=2)

    assert found == 2
    assert len(site.asked) == 6


def test_other_hosts_do_not_wait_for_a_slow_one(site: Site) -> None:
    gate = site.answers["/rss"] = Gate()
    names = {f"{letter}.example": ("127.0.0.1",) for letter in "abc"}
    urls = [site.url("/rss", name) for name in names for _ in range(2)]

    found = waiting_at_once(make_web(names, per_host=1), urls, gate, enough=3)

    assert found == 3


def test_all_hosts_together_are_asked_no_more_than_the_limit(site: Site) -> None:
    gate = site.answers["/rss"] = Gate()
    names = {f"{letter}.example": ("127.0.0.1",) for letter in "abcde"}
    urls = [site.url("/rss", name) for name in names]

    found = waiting_at_once(make_web(names, in_flight=3), urls, gate, enough=3)

    assert found == 3


def test_the_wait_for_ones_turn_does_not_count_towards_the_deadline(
    site: Site,
) -> None:
    pause = threading.Event()

    def slow(handler: BaseHTTPRequestHandler) -> None:
        pause.wait(0.1)
        answer(b"x")(handler)

    site.answers["/rss"] = slow
    web = make_web(per_host=1, timeout=timedelta(seconds=0.3))

    async def ask_all() -> list[Reply]:
        async with web() as get:
            return await asyncio.gather(*(get(site.url("/rss"), {}) for _ in range(4)))

    replies = asyncio.run(ask_all())

    assert [reply.status for reply in replies] == [200] * 4


@pytest.mark.parametrize(
    "host",
    [
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[fec0::1]",
        "[ff02::1]",
        "224.0.0.1",
    ],
)
def test_an_address_that_leads_to_a_private_one_is_refused(host: str) -> None:
    web = make_web(allow_private=())

    assert "private address" in refusal(web, f"http://{host}/")
