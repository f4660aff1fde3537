"""Sparse rows, held against plain dictionaries."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.compose.grouping.sparse import Rows, spans, starts_of, unit_rows

Plain = list[dict[int, float]]
plain = st.lists(
    st.dictionaries(st.integers(0, 6), st.integers(1, 9).map(float), max_size=5),
    max_size=6,
)


def _rows(given_rows: Plain) -> Rows:
    cells = [(i, c, row[c]) for i, row in enumerate(given_rows) for c in sorted(row)]
    numbers = np.array([i for i, _, _ in cells], dtype=np.int64)
    return Rows(
        starts_of(numbers, len(given_rows)),
        np.array([c for _, c, _ in cells], dtype=np.int64),
        np.array([v for _, _, v in cells], dtype=np.float64),
    )


def _plain(rows: Rows) -> Plain:
    bounds = zip(rows.starts[:-1].tolist(), rows.starts[1:].tolist(), strict=True)
    return [
        dict(zip(rows.columns[a:b].tolist(), rows.values[a:b].tolist(), strict=True))
        for a, b in bounds
    ]


@given(plain, st.integers(0, 4))
def test_the_strongest_of_a_row_are_its_greatest(given_rows: Plain, most: int) -> None:
    kept = _plain(_rows(given_rows).strongest(most))

    for row, strong in zip(given_rows, kept, strict=True):
        best = sorted(row, key=lambda column: (-row[column], column))[:most]
        assert strong == {column: row[column] for column in best}


@given(plain)
def test_a_turned_matrix_tells_who_has_a_column(given_rows: Plain) -> None:
    turned = _plain(_rows(given_rows).turned())

    held = {(i, c): v for i, row in enumerate(given_rows) for c, v in row.items()}
    assert {(i, c): v for c, row in enumerate(turned) for i, v in row.items()} == held


@given(plain)
def test_rows_of_length_one_keep_their_direction(given_rows: Plain) -> None:
    for row, unit in zip(given_rows, _plain(_rows(given_rows).to_unit()), strict=True):
        length = sum(value**2 for value in row.values()) ** 0.5
        assert unit == pytest.approx({c: v / length for c, v in row.items()})


def test_what_is_there_twice_is_added() -> None:
    rows = unit_rows(
        np.array([0, 0, 1]), np.array([3, 3, 1]), np.array([1.0, 2.0, 5.0]), 3
    )

    assert _plain(rows) == [{3: 1.0}, {1: 1.0}, {}]


def test_spans_run_on_from_their_starts() -> None:
    found = spans(np.array([7, 2, 5]), np.array([2, 0, 3]))

    assert found.tolist() == [7, 8, 5, 6, 7]
