"""Requests under way: redirects, passwords, time, places at hosts."""

import asyncio
import threading
from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from loopback import (
    Answer,
    Site,
    answer,
    hang,
)
from typing_extensions import override
from webs import LOOPBACK, ask, ask_all, close, everywhere, make_web, refusal
from yarl import URL

from digest.http import Login, Manners, NoReply, Reply, Request, client
from digest.http.flights import Flights, _Job, _sent_on
from digest.http.hop import Hops
from digest.http.outbox import Outbox

QUICK = timedelta(seconds=0.2)


def test_a_connection_is_closed_after_the_last_request_to_its_host(
    site: Site,
) -> None:
    """Even if the server would keep it: thousands would use up the file handles."""
    closed: list[bytes] = []

    def keep(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        closed.append(handler.connection.recv(1))

    site.answers |= {"/rss": keep, "/hangs": hang}
    urls = [site.url("/rss", "a.example"), site.url("/hangs", "b.example")]
    answers = make_web()([Request(url=url) for url in urls])

    next(answers)
    _wait_for(lambda: bool(closed))
    found = [*closed]
    close(answers)

    assert found == [b""]


def _wait_for(happened: Callable[[], bool]) -> None:
    pause = threading.Event()
    for _ in range(100):
        if happened():
            return
        pause.wait(0.02)


def test_a_connection_is_used_again_until_nothing_waits_for_its_host(
    site: Site,
) -> None:
    site.answers["/rss"] = answer(b"<rss/>")
    requests = [Request(url=site.url("/rss", "courier.example"))] * 3

    list(make_web(per_host=1)(requests))

    said = [headers.get("Connection") == "close" for _, headers in site.asked]
    assert said == [False, False, True]


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


def chain(site: Site, *statuses: int) -> None:
    for n, status in enumerate(statuses):
        site.answers[f"/{n}"] = answer(status=status, Location=f"/{n + 1}")
    site.answers[f"/{len(statuses)}"] = answer(b"at last")


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        ((), False),
        ((301,), True),
        ((308,), True),
        ((301, 308, 301), True),
        ((302,), False),
        ((301, 302), False),
        ((307, 301), False),
        ((303, 308), False),
    ],
)
def test_an_address_has_moved_if_every_hop_was_for_good(
    site: Site, statuses: tuple[int, ...], *, moved: bool
) -> None:
    chain(site, *statuses)

    reply = ask(make_web(), site.url("/0"))

    assert reply.body == b"at last"
    assert reply.moved == (site.url(f"/{len(statuses)}") if moved else None)


def test_five_redirects_are_followed_and_no_more(site: Site) -> None:
    chain(site, *[302] * 6)

    assert ask(make_web(), site.url("/1")).body == b"at last"
    assert refusal(make_web(), site.url("/0")).reason == "more than 5 redirects"


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/new feed", "/new%20feed"),
        ("  /new  ", "/new"),
        ("/new#top", "/new"),
        ("/caf\u00e9", "/caf%C3%A9"),
        ("?page=2", "/rss?page=2"),
        ("/a%20b", "/a%20b"),
        ("//other.example:{port}/x", "/x"),
        ("", None),
    ],
)
def test_a_location_is_read_as_browsers_do(
    site: Site, location: str, path: str | None
) -> None:
    def send(handler: BaseHTTPRequestHandler) -> None:
        to = location.format(port=site.port).encode()
        handler.wfile.write(
            b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + to + b"\r\n\r\n"
        )

    site.answers["/rss"] = send

    reply = ask(make_web(), site.url("/rss"))

    assert [asked for asked, _ in site.asked][1:] == ([path] if path else [])
    assert "#" not in reply.url


def test_a_location_in_latin_1_is_asked_byte_by_byte(site: Site) -> None:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /caf\xe9\r\n\r\n"
        )

    site.answers["/rss"] = send

    ask(make_web(), site.url("/rss"))

    assert site.asked[1][0] == "/caf%E9"


@pytest.mark.parametrize("location", ["http://[::1", "http://x.example:99999/"])
def test_a_redirect_to_a_broken_address_is_refused(site: Site, location: str) -> None:
    site.answers["/rss"] = answer(status=302, Location=location)

    found = refusal(make_web(), site.url("/rss"))

    assert (found.reason, found.unreachable) == ("redirects to no valid address", False)


def test_what_is_meant_for_one_origin_does_not_go_to_another(site: Site) -> None:
    other = site.url("/new", "other.example")
    site.answers["/rss"] = answer(status=301, Location=other)
    given = {
        "Authorization": "Basic x",
        "If-None-Match": '"abc"',
        "if-modified-since": "Thu, 19 Nov 2026 00:00:00 GMT",
        "Accept": "text/xml",
    }

    ask(make_web(), site.url("/rss", "courier.example"), given)

    ((_, first), (_, second)) = site.asked
    assert {"Authorization", "If-None-Match", "if-modified-since"} <= set(first)
    kept = {name.lower() for name in second}
    assert not kept & {"authorization", "if-none-match", "if-modified-since"}
    assert second["Accept"] == "text/xml"


@pytest.mark.parametrize(
    ("there", "kept"),
    [
        ("https://courier.example/rss", {"If-None-Match"}),
        ("https://other.example/rss", set()),
        ("http://courier.example/new", {"If-None-Match", "Authorization"}),
    ],
)
def test_a_host_that_leads_to_https_is_asked_with_its_conditions(
    there: str, kept: set[str]
) -> None:
    here = "http://courier.example/rss"
    headers = {"If-None-Match": '"abc"', "Authorization": "Basic x"}
    request = Request(url=here, headers=headers)
    job = _Job(request=request, url=here, host="courier.example", headers=headers)

    sent = _sent_on(job, URL(here), 301, there)

    assert set(sent.headers) == kept


def test_on_the_same_origin_a_redirect_takes_all_along(site: Site) -> None:
    site.answers["/rss"] = answer(status=302, Location="/new")

    ask(make_web(), site.url("/rss"), {"If-None-Match": '"abc"'})

    assert [headers["If-None-Match"] for _, headers in site.asked] == ['"abc"'] * 2


def test_a_login_goes_to_its_own_address_only(site: Site) -> None:
    urls = [site.url("/rss", host) for host in ("a.example", "b.example")]
    web = make_web(logins={urls[0]: Login(user="desk", password="pässword")})

    ask_all(web, urls)

    sent = {
        headers["Host"][0]: headers.get("Authorization") for _, headers in site.asked
    }
    assert sent == {"a": "Basic ZGVzazpww6Rzc3dvcmQ=", "b": None}


@pytest.mark.parametrize(
    ("host", "goes"), [("courier.example", True), ("other.example", False)]
)
def test_a_login_goes_along_on_its_own_origin_only(
    site: Site, host: str, *, goes: bool
) -> None:
    url = site.url("/rss", "courier.example")
    site.answers["/rss"] = answer(status=302, Location=site.url("/new", host))

    ask(make_web(logins={url: Login(user="desk", password="x")}), url)

    ((_, first), (_, second)) = site.asked
    assert "Authorization" in first
    assert ("Authorization" in second) == goes


def test_a_login_never_shows_its_password() -> None:
    login = Login(user="desk", password="swordfish")
    manners = Manners(user_agent="x", logins={"http://courier.example/rss": login})

    assert "swordfish" not in f"{login} {login!r} {manners!r}"


def test_an_address_that_is_withheld_is_not_asked(site: Site) -> None:
    why = "its password is not set: environment variable COURIER_PASSWORD"

    found = refusal(make_web(withheld={site.url("/rss"): why}), site.url("/rss"))

    assert (found.reason, found.unreachable) == (why, False)
    assert site.asked == []


def test_the_deadline_is_for_all_hops_together(site: Site) -> None:
    pause = threading.Event()

    def slowly_on(handler: BaseHTTPRequestHandler) -> None:
        pause.wait(0.08)
        answer(status=302, Location=f"/{int(handler.path[1:]) + 1}")(handler)

    site.answers = {f"/{n}": slowly_on for n in range(5)} | {"/5": answer(b"late")}

    found = refusal(make_web(timeout=QUICK), site.url("/0"))

    assert (found.reason, found.unreachable) == ("no answer within 0.2 s", True)


def test_the_wait_for_ones_turn_does_not_count_towards_the_deadline(
    site: Site,
) -> None:
    pause = threading.Event()

    def slow(handler: BaseHTTPRequestHandler) -> None:
        pause.wait(0.15)
        answer(b"x")(handler)

    site.answers = {f"/{n}": slow for n in range(5)}
    web = make_web(per_host=1, timeout=timedelta(seconds=0.6))

    found = ask_all(web, [site.url(f"/{n}") for n in range(5)])

    assert all(isinstance(one, Reply) for one in found.values())


def test_a_redirect_that_waits_for_its_turn_is_answered_at_its_deadline(
    site: Site,
) -> None:
    pause = threading.Event()

    def after(seconds: float, then: Answer) -> Answer:
        return lambda handler: then(handler) if not pause.wait(seconds) else None

    on = answer(status=302, Location=site.url("/x", "busy.example"))
    site.answers |= {"/first": after(0.1, answer(b"x")), "/hangs": hang}
    site.answers["/on"] = after(0.2, on)
    urls = [site.url("/on", "courier.example")]
    urls += [site.url(path, "busy.example") for path in ("/first", "/hangs")]

    found = ask_all(make_web(per_host=1, timeout=timedelta(seconds=0.4)), urls)

    assert list(found) == [urls[1], urls[0], urls[2]]
    on_its_way = found[urls[0]]
    assert isinstance(on_its_way, NoReply)
    assert on_its_way.reason == "no answer within 0.4 s"
    assert "/x" not in [path for path, _ in site.asked]


def test_thousands_of_requests_are_no_thousands_of_tasks() -> None:
    tasks: list[int] = []

    class Counting(Hops):
        @override
        async def ask(self, request: Request, url: URL, headers: object) -> Reply:
            tasks.append(len(asyncio.all_tasks()))
            await asyncio.sleep(0)
            return Reply(
                request=request, url=str(url), status=200, headers={}, body=b""
            )

    async def fly() -> None:
        manners = Manners(user_agent="x", in_flight=10)
        outbox = Outbox(9999, lambda: None)
        async with Counting(manners, everywhere, None) as hops:
            flights = Flights(manners, hops, outbox, lambda: 0.0)
            await flights.run(
                [Request(url=f"http://{n}.example/") for n in range(3000)]
            )

    asyncio.run(fly())

    assert len(tasks) == 3000
    assert max(tasks) <= 12


def test_a_name_server_that_hangs_holds_up_neither_others_nor_the_end(
    site: Site,
) -> None:
    site.answers["/rss"] = answer(b"<rss/>")
    released = threading.Event()

    def lookup(host: str, port: int) -> list[tuple[str, int]]:
        if host.startswith("hangs"):
            released.wait(5)
        return everywhere(host, port)

    urls = [site.url("/rss", f"hangs{n}.example") for n in range(50)]
    urls.append(site.url("/rss", "courier.example"))

    answers = make_web(lookup)([Request(url=url) for url in urls])
    first = next(answers)
    close(answers)

    assert isinstance(first, Reply)
    assert first.request.url == urls[-1]
    assert not released.is_set()
    released.set()


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


def at_once(gate: Gate, enough: int, urls: list[str], **given: Any) -> int:
    """Return how many of the requests come to the gate before it opens."""
    found: list[dict[str, Reply | NoReply]] = []
    asking = threading.Thread(
        target=lambda: found.append(ask_all(make_web(**given), urls))
    )
    asking.start()
    came = gate.count(enough)
    gate.open.set()
    asking.join()
    assert all(isinstance(one, Reply) for one in found[0].values())
    return came


def test_one_host_is_asked_no_more_than_its_share_at_once(site: Site) -> None:
    gate = Gate()
    site.answers = {f"/{n}": gate for n in range(6)}
    urls = [site.url(f"/{n}", "courier.example") for n in range(6)]

    assert at_once(gate, 2, urls, per_host=2) == 2
    assert len(site.asked) == 6


def test_all_hosts_together_are_asked_no_more_than_the_limit(site: Site) -> None:
    gate = site.answers["/rss"] = Gate()
    urls = [site.url("/rss", f"{letter}.example") for letter in "abcde"]

    assert at_once(gate, 3, urls, in_flight=3) == 3


def test_a_redirect_waits_for_a_place_at_its_new_host(site: Site) -> None:
    gate = site.answers["/x"] = Gate()
    site.answers["/on"] = answer(status=302, Location=site.url("/x", "busy.example"))
    urls = [site.url("/on", f"{letter}.example") for letter in "abcd"]

    assert at_once(gate, 2, urls, per_host=2) == 2


def test_two_hosts_that_redirect_to_each_other_do_not_wait_for_each_other(
    site: Site,
) -> None:
    site.answers["/a"] = answer(status=302, Location=site.url("/x", "b.example"))
    site.answers["/b"] = answer(status=302, Location=site.url("/x", "a.example"))
    site.answers["/x"] = answer(b"x")
    urls = [site.url(f"/{n}?{i}", f"{n}.example") for i in range(9) for n in "ab"]
    site.answers |= {f"/{n}?{i}": site.answers[f"/{n}"] for i in range(9) for n in "ab"}

    found = ask_all(make_web(per_host=1, in_flight=2), urls)

    assert all(isinstance(one, Reply) and one.body == b"x" for one in found.values())


def test_requests_to_one_host_are_spread_out_and_those_to_others_are_not(
    site: Site,
) -> None:
    site.answers["/rss"] = answer(b"x")
    hosts = ("a.example", "b.example", "c.example")
    manners = Manners(user_agent="x", allow_private=LOOPBACK)
    web = client(manners, everywhere, chance=lambda: 1000.0)

    answers = web([Request(url=site.url("/rss", host)) for host in hosts * 2])
    first = [next(answers).request.url for _ in hosts]
    close(answers)

    assert sorted(first) == [site.url("/rss", host) for host in hosts]
    assert len(site.asked) == 3
