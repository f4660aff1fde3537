"""Average link, held against the plain way of doing it."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.grouping.linkage import average_link
from digest.compose.grouping.sparse import Rows, starts_of

Pairs = dict[tuple[int, int], float]


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[int, Pairs]:
    """Return some documents, and how alike some pairs of them are, no two the same."""
    count = draw(st.integers(1, 9))
    possible = list(combinations(range(count), 2))
    chosen = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    steps = draw(
        st.lists(
            st.integers(2**17, 2**20),
            min_size=len(chosen),
            max_size=len(chosen),
            unique=True,
        )
    )
    return count, {pair: step / 2**20 for pair, step in zip(chosen, steps, strict=True)}


def _rows(count: int, pairs: Pairs) -> Rows:
    both = sorted(
        (row, column, value)
        for (one, other), value in pairs.items()
        for row, column in ((one, other), (other, one))
    )
    rows = np.array([row for row, _, _ in both], dtype=np.int64)
    columns = np.array([column for _, column, _ in both], dtype=np.int64)
    values = np.array([value for _, _, value in both], dtype=np.float64)
    return Rows(starts_of(rows, count), columns, values)


def _mean(one: list[int], other: list[int], pairs: Pairs) -> float:
    total = sum(pairs.get((min(i, j), max(i, j)), 0.0) for i in one for j in other)
    return total / (len(one) * len(other))


def _plain(count: int, pairs: Pairs, threshold: float) -> list[list[int]]:
    """Join the two nearest of all groups until none are near enough."""
    groups = [[i] for i in range(count)]
    while len(groups) > 1:
        one, other = max(
            combinations(groups, 2), key=lambda two: _mean(two[0], two[1], pairs)
        )
        if _mean(one, other, pairs) < threshold:
            break
        groups = [g for g in groups if g not in (one, other)] + [one + other]
    return sorted(sorted(group) for group in groups)


@given(_pairs(), st.sampled_from([0.15, 0.3, 0.6]))
@settings(max_examples=300, deadline=None)
def test_chains_find_what_joining_the_nearest_of_all_finds(
    given_pairs: tuple[int, Pairs], threshold: float
) -> None:
    count, pairs = given_pairs

    assert average_link(_rows(count, pairs), threshold) == _plain(
        count, pairs, threshold
    )


def test_a_pair_that_is_not_there_counts_as_nothing() -> None:
    chain = {(0, 1): 0.5, (1, 2): 0.5}

    assert average_link(_rows(3, chain), 0.2) == [[0, 1, 2]]
    assert average_link(_rows(3, chain), 0.3) == [[0, 1], [2]]


def test_of_equals_the_first_join_first() -> None:
    tied = {(0, 1): 0.5, (1, 2): 0.5, (2, 3): 0.5}

    assert average_link(_rows(4, tied), 0.4) == [[0, 1], [2, 3]]


def test_a_ring_of_equals_comes_to_an_end() -> None:
    ring = {(0, 1): 0.5, (1, 2): 0.5, (2, 3): 0.5, (3, 4): 0.5, (0, 4): 0.5}

    found = average_link(_rows(5, ring), 0.45)

    assert sorted(map(len, found)) == [1, 2, 2]


def test_exactly_as_near_as_asked_is_near_enough() -> None:
    assert average_link(_rows(2, {(0, 1): 0.25}), 0.25) == [[0, 1]]


def test_nothing_is_no_groups() -> None:
    assert average_link(_rows(0, {}), 0.2) == []
