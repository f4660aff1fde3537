"""One call: every request is answered, and everything comes to an end."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from loopback import (
    Site,
    answer,
    hang,
)
from webs import LOOPBACK, ask_all, close, make_web

from digest.http import Manners, NoReply, Reply, Request, client


@pytest.mark.usefixtures("loop")
def test_every_request_has_its_answer(site: Site) -> None:
    site.answers["/rss"] = answer(b"<rss/>")
    urls = [site.url("/rss", f"{n}.example") for n in range(40)]
    urls += [site.url("/gone"), "file:///etc/passwd", "http://nowhere/"]

    found = ask_all(make_web(), urls)

    assert set(found) == set(urls)
    assert sum(isinstance(one, Reply) for one in found.values()) == 41


def test_no_requests_have_no_answers() -> None:
    assert list(make_web()([])) == []


def test_the_same_address_twice_is_answered_twice(site: Site) -> None:
    requests = [Request(url=site.url("/rss"))] * 2

    assert len(list(make_web()(requests))) == 2


def test_nothing_is_asked_before_the_first_answer_is_wanted(site: Site) -> None:
    answers = make_web()([Request(url=site.url("/rss"))])

    close(answers)

    assert site.asked == []


def test_a_slow_caller_stops_the_client_from_going_on(site: Site) -> None:
    site.answers["/rss"] = answer(b"x")
    requests = [Request(url=site.url("/rss", f"{n}.example")) for n in range(60)]
    answers = make_web(in_flight=5)(requests)

    next(answers)
    settled = _settled(site)
    rest = sum(1 for _ in answers)

    assert settled <= 12
    assert rest == 59


def _settled(site: Site) -> int:
    """Return how often the site was asked, when nothing more comes."""
    pause, seen = threading.Event(), -1
    while seen != len(site.asked):
        seen = len(site.asked)
        pause.wait(0.15)
    return seen


def test_a_slow_caller_lets_no_request_miss_its_deadline(site: Site) -> None:
    pause = threading.Event()
    site.answers["/on"] = answer(status=302, Location="/rss")
    site.answers["/rss"] = answer(b"x")
    requests = [Request(url=site.url("/on", f"{n}.example")) for n in range(30)]

    answers = make_web(in_flight=3, timeout=timedelta(seconds=0.4))(requests)
    found = [next(answers)]
    pause.wait(0.6)
    found += answers

    assert [one for one in found if isinstance(one, NoReply)] == []


@pytest.mark.usefixtures("loop")
def test_closing_the_answers_stops_everything(site: Site) -> None:
    site.answers |= {"/hangs": hang, "/rss": answer(b"x")}
    urls = [site.url("/rss"), *(site.url("/hangs", f"{n}.example") for n in range(9))]
    web = make_web(timeout=timedelta(seconds=60))
    answers = web([Request(url=url) for url in urls])

    next(answers)
    closing = threading.Thread(target=close, args=(answers,))
    closing.start()
    closing.join(10)

    assert not closing.is_alive()
    assert [one.name for one in threading.enumerate() if one.name == "http"] == []


def test_an_exception_in_the_caller_stops_everything(site: Site) -> None:
    site.answers |= {"/hangs": hang, "/rss": answer(b"x")}
    urls = [site.url("/rss"), *(site.url("/hangs", f"{n}.example") for n in range(9))]

    def failing() -> None:
        for _ in make_web()([Request(url=url) for url in urls]):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()

    assert [one.name for one in threading.enumerate() if one.name == "http"] == []


@pytest.mark.usefixtures("loop")
def test_a_bug_in_the_look_up_comes_out_in_the_caller(site: Site) -> None:
    def lookup(host: str, _port: int) -> list[tuple[str, int]]:
        if host == "broken.example":
            raise ZeroDivisionError
        return [("127.0.0.1", site.port)]

    site.answers["/hangs"] = hang
    urls = [site.url("/hangs"), site.url("/rss", "broken.example")]

    with pytest.raises(ZeroDivisionError):
        ask_all(make_web(lookup), urls)


@pytest.mark.usefixtures("loop")
@pytest.mark.parametrize("first", [[], [0.0], [0.0, 2.0]])
def test_a_bug_between_two_requests_comes_out_in_the_caller(
    site: Site, first: list[float]
) -> None:
    chances = [*first]
    site.answers = {f"/{n}": answer(b"x") for n in range(4)}
    manners = Manners(user_agent="x", allow_private=LOOPBACK, per_host=1)
    web = client(manners, chance=lambda: chances.pop(0))

    with pytest.raises(IndexError):
        ask_all(web, [site.url(f"/{n}") for n in range(4)])


def test_requests_that_cannot_be_listed_raise_in_the_caller() -> None:
    def requests() -> Iterator[Request]:
        yield Request(url="http://courier.example/")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(make_web()(requests()))
