"""The outbox: full by count or by bytes, and resumed once."""

import pytest

from digest.http.exchange import Answer, NoReply, Reply, Request
from digest.http.outbox import Outbox

REQUEST = Request(url="http://courier.example/rss")
NONE = NoReply(request=REQUEST, reason="host not found", unreachable=True)


def reply(size: int) -> Reply:
    return Reply(
        request=REQUEST, url=REQUEST.url, status=200, headers={}, body=b"x" * size
    )


def test_answers_come_out_in_their_order() -> None:
    outbox = Outbox(9, lambda: None)
    answers: list[Answer] = [NONE, reply(3), NONE]

    for one in answers:
        outbox.put(one)

    assert [outbox.take() for _ in answers] == answers


def test_it_is_full_by_the_number_of_answers() -> None:
    outbox = Outbox(2, lambda: None)

    outbox.put(NONE)
    assert not outbox.full()
    outbox.put(NONE)
    assert outbox.full()


def test_it_is_full_by_the_bytes_of_their_bodies() -> None:
    outbox = Outbox(9, lambda: None)

    outbox.put(reply(40_000_000))
    assert not outbox.full()
    outbox.put(reply(24_000_000))
    assert outbox.full()


def test_who_found_it_full_is_called_once_when_there_is_room() -> None:
    called: list[bool] = []
    outbox = Outbox(2, lambda: called.append(True))
    for _ in range(3):
        outbox.put(NONE)
    assert outbox.full()

    outbox.take()
    assert called == []
    outbox.take()
    outbox.take()
    assert called == [True]


def test_nobody_is_called_who_did_not_ask() -> None:
    outbox = Outbox(1, lambda: pytest.fail("called"))

    outbox.put(NONE)

    assert outbox.take() is NONE


def test_an_answer_taken_when_the_loop_has_ended_is_handed_out() -> None:
    def resume() -> None:
        raise RuntimeError("Event loop is closed")

    outbox = Outbox(1, resume)
    outbox.put(NONE)
    outbox.full()

    assert outbox.take() is NONE
