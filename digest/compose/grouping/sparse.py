"""Sparse rows in numpy, as far as grouping needs them; scipy would cost a second."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rows:
    """A sparse matrix: row `i` is `columns` and `values` from `starts[i]` on.

    The columns of a row are in order, and none is there twice.
    """

    starts: Numbers
    columns: Numbers
    values: Weights

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def sizes(self) -> Numbers:
        return np.diff(self.starts)

    @property
    def numbers(self) -> Numbers:
        """The row of every value."""
        return np.repeat(np.arange(len(self)), self.sizes)

    def kept(self, mask: Mask) -> "Rows":
        """Return the rows with those values only that `mask` keeps."""
        starts = starts_of(self.numbers[mask], len(self))
        return Rows(starts, self.columns[mask], self.values[mask])

    def strongest(self, most: int) -> "Rows":
        """Return the greatest `most` of each row; of equals, those that come first."""
        rows = self.numbers
        order = np.lexsort((self.columns, -self.values, rows))
        place = np.arange(len(rows)) - self.starts[rows]
        mask = np.zeros(len(rows), dtype=np.bool_)
        mask[order[place < most]] = True
        return self.kept(mask)

    def to_unit(self) -> "Rows":
        """Return rows of length one."""
        squares = sums_of(self.numbers, self.values**2, len(self))
        lengths = np.sqrt(squares)[self.numbers]
        return Rows(self.starts, self.columns, self.values / lengths)

    def turned(self) -> "Rows":
        """Return columns as rows: of each column the rows that have it, in order."""
        order = np.argsort(self.columns, kind="stable")
        columns = self.columns[order]
        count = int(columns.max(initial=-1)) + 1
        return Rows(starts_of(columns, count), self.numbers[order], self.values[order])


def starts_of(rows: Numbers, count: int) -> Numbers:
    """Return where each of `count` rows starts in row numbers that are in order."""
    return np.searchsorted(rows, np.arange(count + 1))


def sums_of(where: Numbers, values: Weights, count: int) -> Weights:
    """Return the sum of the values at each of `count` places."""
    sums: Weights = np.bincount(where, weights=values, minlength=count).astype(
        np.float64, copy=False
    )
    return sums


def spans(starts: Numbers, sizes: Numbers) -> Numbers:
    """Return `start, start + 1, …`, as many as `sizes` says, for each start."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts - ends + sizes, sizes)


def unit_rows(rows: Numbers, columns: Numbers, values: Weights, count: int) -> Rows:
    """Return rows of length one; what is there twice is added."""
    width = int(columns.max(initial=0)) + 1
    keys, where = np.unique(rows * width + columns, return_inverse=True)
    sums = sums_of(where, values, len(keys))
    return Rows(starts_of(keys // width, count), keys % width, sums).to_unit()
