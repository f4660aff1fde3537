"""Failures in words for people, and which may be the network's fault."""

import socket
from http.server import BaseHTTPRequestHandler
from itertools import count

import pytest
from loopback import (
    Answer,
    Site,
    answer,
    hang_up,
    reset,
)
from webs import ask, leads, make_web, refusal

from digest.http import Manners, NoReply, client


def test_a_host_without_address_is_told_so() -> None:
    found = refusal(make_web(), "http://nowhere/")

    assert (found.reason, found.unreachable) == ("host not found", True)


def test_a_closed_port_is_told_in_words_and_without_addresses() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    found = refusal(make_web(), f"http://courier.example:{port}/")

    assert (found.reason, found.unreachable) == (
        "cannot connect (Connection refused)",
        True,
    )


@pytest.mark.usefixtures("loop")
@pytest.mark.parametrize(
    ("breaks", "reason"),
    [
        (hang_up, "the server hung up"),
        (reset, "connection lost (Connection reset by peer)"),
    ],
    ids=["hung up", "reset"],
)
def test_a_connection_that_breaks_is_tried_once_more(
    site: Site, breaks: Answer, reason: str
) -> None:
    site.answers["/rss"] = breaks

    found = refusal(make_web(), site.url("/rss"))

    assert (found.reason, found.unreachable) == (reason, True)
    assert len(site.asked) == 2


@pytest.mark.parametrize("breaks", [hang_up, reset])
def test_the_second_try_may_well_be_answered(site: Site, breaks: Answer) -> None:
    tries = count()
    site.answers["/rss"] = lambda handler: (
        breaks(handler) if next(tries) == 0 else answer(b"<rss/>")(handler)
    )

    assert ask(make_web(), site.url("/rss")).body == b"<rss/>"


@pytest.mark.parametrize("status", [500, 503, 429, 404])
def test_an_answer_is_never_asked_for_again(site: Site, status: int) -> None:
    site.answers["/rss"] = answer(status=status)

    ask(make_web(), site.url("/rss"))

    assert len(site.asked) == 1


def test_a_host_that_cannot_be_reached_is_looked_up_once() -> None:
    looked_up: list[str] = []

    def lookup(host: str, _port: int) -> list[tuple[str, int]]:
        looked_up.append(host)
        raise OSError

    refusal(make_web(lookup), "http://courier.example/")

    assert looked_up == ["courier.example"]


def test_what_is_no_http_is_told_so(site: Site) -> None:
    def odd(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
        handler.close_connection = True

    site.answers["/rss"] = odd

    found = refusal(make_web(), site.url("/rss"))

    assert found.reason.startswith("broken answer")
    assert not found.unreachable


def test_a_body_packed_too_often_is_refused(site: Site) -> None:
    site.answers["/rss"] = answer(b"x", Content_Encoding=", ".join(["gzip"] * 6))

    found = refusal(make_web(), site.url("/rss"))

    assert found.reason == "its body is packed more than 5 times"


def test_a_name_that_leads_to_no_address_is_told_so() -> None:
    web = make_web(leads({"courier.example": ()}))

    assert refusal(web, "http://courier.example/").reason == "host not found"


def test_a_label_too_long_for_a_name_is_no_crash() -> None:
    web = client(Manners(user_agent="x"))

    assert isinstance(refusal(web, f"http://{'a' * 70}.example/"), NoReply)
