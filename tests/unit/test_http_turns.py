"""Turns: fair between hosts, few at once to one, what has begun first."""

import random
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from digest.http.turns import Turns


class Hand:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self.later: list[tuple[float, Callable[[], None]]] = []

    def time(self) -> float:
        return self.now

    def call_later(self, delay: float, callback: Callable[[], None]) -> None:
        self.later.append((self.now + delay, callback))

    def move(self, seconds: float) -> None:
        self.now += seconds
        due = [callback for at, callback in self.later if at <= self.now]
        self.later = [(at, call) for at, call in self.later if at > self.now]
        for callback in due:
            callback()


def make_turns(
    per_host: int = 2, gap: float = 0.0, clock: Hand | None = None
) -> Turns[str]:
    return Turns(per_host, lambda: gap, clock or Hand(), lambda: None)


def taken(turns: Turns[str], **given_values: bool) -> list[str]:
    """Take turns until nobody may go."""
    found = []
    while item := turns.next(**given_values):
        found.append(item)
    return found


def test_a_host_has_no_more_than_its_places() -> None:
    turns = make_turns(per_host=2)
    for n in range(5):
        turns.add("a", f"a{n}")

    assert taken(turns) == ["a0", "a1"]
    turns.free("a")
    assert taken(turns) == ["a2"]


def test_a_host_with_thousands_comes_once_a_round() -> None:
    turns = make_turns(per_host=9)
    for n in range(1000):
        turns.add("big", f"big{n}")
    for host in "abc":
        turns.add(host, host)

    assert taken(turns)[:6] == ["big0", "a", "b", "c", "big1", "big2"]


def test_a_host_whose_places_are_taken_holds_nobody_up() -> None:
    turns = make_turns(per_host=1)
    for item in ("hangs0", "hangs1", "a0", "b0"):
        turns.add(item[:-1], item)

    assert taken(turns) == ["hangs0", "a0", "b0"]


def test_what_has_begun_goes_before_what_has_not() -> None:
    turns = make_turns(per_host=9)
    for host in "abc":
        turns.add(host, f"{host}0")
    turns.add("c", "c1", begun=True)
    turns.add("d", "d1", begun=True)
    turns.add("c", "c2", begun=True)

    assert taken(turns)[:3] in (["d1", "c1", "c2"], ["c1", "c2", "d1"])


def test_when_nothing_new_may_begin_what_has_begun_still_goes() -> None:
    turns = make_turns()
    turns.add("a", "a0")
    turns.add("b", "b0")
    turns.add("b", "b1", begun=True)

    assert taken(turns, begun_only=True) == ["b1"]
    assert sorted(taken(turns)) == ["a0", "b0"]


def test_what_has_begun_may_be_withdrawn() -> None:
    turns = make_turns(per_host=1)
    turns.add("a", "a0")
    turns.next()
    turns.add("a", "a1", begun=True)
    turns.add("a", "a2")

    turns.withdraw("a", "a1")

    turns.free("a")
    assert taken(turns) == ["a2"]


def test_what_is_withdrawn_last_leaves_the_host_without_a_turn() -> None:
    turns = make_turns()
    turns.add("a", "a1", begun=True)

    turns.withdraw("a", "a1")

    assert taken(turns) == []


def test_the_requests_to_one_host_are_spread_out() -> None:
    clock = Hand()
    turns = make_turns(per_host=2, gap=0.05, clock=clock)
    for item in ("a0", "a1", "b0"):
        turns.add(item[0], item)

    assert taken(turns) == ["a0", "b0"]
    clock.move(0.04)
    assert taken(turns) == []
    clock.move(0.02)
    assert taken(turns) == ["a1"]


def test_a_single_request_to_a_host_waits_for_no_timer() -> None:
    clock = Hand()
    turns = make_turns(gap=0.05, clock=clock)
    for host in "abc":
        turns.add(host, host)

    assert taken(turns) == ["a", "b", "c"]
    assert clock.later == []


def test_a_host_that_waits_for_nothing_is_known() -> None:
    turns = make_turns()
    for item in ("a0", "a1"):
        turns.add("a", item)

    turns.next()
    assert turns.expects_more("a")
    turns.next()
    assert not turns.expects_more("a")


@given(
    hosts=st.lists(st.sampled_from("abcd"), max_size=40),
    per_host=st.integers(1, 3),
    most=st.integers(1, 5),
    frees=st.randoms(use_true_random=False),
)
def test_everything_gets_its_turn_once_and_no_host_too_many(
    hosts: list[str], per_host: int, most: int, frees: random.Random
) -> None:
    turns = make_turns(per_host=per_host)
    for n, host in enumerate(hosts):
        turns.add(host, f"{host}{n}", begun=n % 3 == 0)
    flying: list[str] = []
    done: list[str] = []

    while len(done) < len(hosts):
        while len(flying) < most and (item := turns.next()):
            flying.append(item)
        assert all(sum(one[0] == host for one in flying) <= per_host for host in "abcd")
        landed = flying.pop(frees.randrange(len(flying)))
        done.append(landed)
        turns.free(landed[0])

    assert sorted(done) == sorted(f"{host}{n}" for n, host in enumerate(hosts))
