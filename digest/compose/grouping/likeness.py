"""How alike documents are: a sparse graph of those that share enough words.

    bags --TF-IDF--> vectors --inverted index--> pairs, and who repeats whom
        --each borrows from its nearest--> vectors --inverted index--> pairs

Sums run over terms and documents in one order, so the same documents give the same
bytes however they came.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digest.compose.grouping.sparse import (
    Mask,
    Numbers,
    Rows,
    Weights,
    spans,
    starts_of,
    sums_of,
)
from digest.compose.grouping.vectors import Bag, borrowed, tf_idf

FLOOR = 0.1
"""Pairs less alike count as not alike at all."""
_REPEATED, _NEVER = 0.8, 1.5
"""Documents at least as alike are prints of one report."""
_LOWERED = 0.85
_MOST_PAIRS = 3_000_000
_MOST_TERMS = ((2_000, 150), (10_000, 60), (math.inf, 40))
"""Terms kept of a document, by the number of documents: the time grows with both."""
_CELLS = 400_000
_STEPS = 2.0**20
_DECAY_DAYS = 7.0
_ELSEWHERE = 0.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """Who repeats whom, and how alike those are who repeat no one.

    `leaders[i]` is the document that `i` repeats, or `i` itself; `graph` has the pairs
    of leaders, both ways, with values from `FLOOR` to 1.
    """

    leaders: Numbers
    graph: Rows


def likeness(bags: Sequence[Bag], most_pairs: int = _MOST_PAIRS) -> Likeness:
    """Return how alike documents are, given in an order that their words decide.

    That is the cosine of their vectors, less by the days between them, and less if both
    name countries and not one in common: two quakes in two countries are two stories.
    With more than `most_pairs` such pairs the bar for repeating is lowered.
    """
    count, apart = len(bags), _Apart(bags)
    terms = next(most for limit, most in _MOST_TERMS if count <= limit)
    vectors = tf_idf(bags).strongest(terms).to_unit()
    leaders = np.arange(count)
    pairs = _within(most_pairs, _near(vectors, apart), leaders, _REPEATED)
    lent = [some.kept(~apart.elsewhere(some.rows, some.columns)) for some in pairs]
    own = vectors.kept((leaders == np.arange(count))[vectors.numbers])
    wider = borrowed(own, _both_ways(lent, count)).strongest(terms).to_unit()
    pairs = _within(most_pairs, _near(wider, apart), leaders, _NEVER)
    return Likeness(_resolved(leaders), _both_ways(pairs, count))


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of documents, the earlier first, and how alike they are."""

    rows: Numbers
    columns: Numbers
    values: Weights

    def __len__(self) -> int:
        return len(self.rows)

    def at_least(self, floor: float) -> "_Pairs":
        return self.kept(self.values >= floor)

    def among(self, own: Mask) -> "_Pairs":
        """Return the pairs of which both are among `own`."""
        return self.kept(own[self.rows] & own[self.columns])

    def kept(self, kept: Mask) -> "_Pairs":
        return _Pairs(self.rows[kept], self.columns[kept], self.values[kept])


_NONE = _Pairs(np.array([], np.int64), np.array([], np.int64), np.array([], np.float64))


class _Apart:
    """What makes documents less alike than their words: days and countries."""

    def __init__(self, bags: Sequence[Bag]) -> None:
        days = [np.nan if bag.day is None else bag.day for bag in bags]
        self._days = np.array(days, dtype=np.float64)
        self._countries = _bits([bag.countries for bag in bags])

    def factor(self, rows: Numbers, columns: Numbers) -> Weights:
        """Return what to multiply the cosines of these pairs with, from 0 to 1."""
        days = np.nan_to_num(np.abs(self._days[rows] - self._days[columns]))
        elsewhere = np.where(self.elsewhere(rows, columns), _ELSEWHERE, 1.0)
        return elsewhere * np.exp(-days / _DECAY_DAYS)

    def elsewhere(self, rows: Numbers, columns: Numbers) -> Mask:
        """Return of which pairs both name countries, and not one in common."""
        one, other = self._countries[rows], self._countries[columns]
        return _any(one) & _any(other) & ~_any(one & other)


def _any(bits: NDArray[np.uint8]) -> Mask:
    """Return of each row whether any bit is set."""
    rows: Mask = np.bitwise_or.reduce(bits, axis=1) != 0
    return rows


def _bits(sets: Sequence[frozenset[str]]) -> NDArray[np.uint8]:
    """Return a row of bits a set, one for each member of any."""
    place = {member: i for i, member in enumerate(sorted(frozenset().union(*sets)))}
    bits = np.zeros((len(sets), len(place)), dtype=np.bool_)
    for row, members in enumerate(sets):
        bits[row, [place[member] for member in members]] = True
    return np.packbits(bits, axis=1)


def _near(vectors: Rows, apart: _Apart) -> Iterator[_Pairs]:
    """Yield the pairs that are alike, a few rows at a time, the rows in order."""
    for pairs in _cosines(vectors):
        likeness = _exact(pairs.values * apart.factor(pairs.rows, pairs.columns))
        yield _Pairs(pairs.rows, pairs.columns, likeness).at_least(FLOOR)


def _within(
    most: int, found: Iterable[_Pairs], leaders: Numbers, bar: float
) -> list[_Pairs]:
    """Return the pairs of leaders: of documents that repeat no other.

    Those at least `bar` alike are prints of one report; `leaders` is told so. A
    thousand of them would be half a million pairs. With more than `most` pairs left the
    bar is lowered: in a week that is full of one story its reports are taken together.
    """
    held: list[_Pairs] = []
    for pairs in found:
        held.append(_led(pairs, leaders, bar))
        while sum(map(len, held)) > most:
            bar *= _LOWERED
            held = [_led(pairs, leaders, bar) for pairs in held]
    own = leaders == np.arange(len(leaders))
    return [pairs.among(own) for pairs in held]


def _led(pairs: _Pairs, leaders: Numbers, bar: float) -> _Pairs:
    """Give the strong pairs' later documents to the earlier; return the other pairs."""
    strong = pairs.at_least(bar)
    rows, starts = np.unique(strong.rows, return_index=True)
    for row, others in zip(rows, np.split(strong.columns, starts[1:]), strict=False):
        if leaders[row] == row:
            leaders[others[leaders[others] == others]] = row
    return pairs.among(leaders == np.arange(len(leaders)))


def _resolved(leaders: Numbers) -> Numbers:
    """Return the leaders' own leaders, where a bar that was lowered gave them any."""
    while (leaders[leaders] != leaders).any():
        leaders = leaders[leaders]
    return leaders


def _both_ways(found: Sequence[_Pairs], count: int) -> Rows:
    rows, columns, values = (
        np.concatenate([getattr(pairs, name) for pairs in (_NONE, *found)])
        for name in ("rows", "columns", "values")
    )
    left, right = np.concatenate((rows, columns)), np.concatenate((columns, rows))
    order = np.lexsort((right, left))
    sides = np.concatenate((values, values))[order]
    return Rows(starts_of(left[order], count), right[order], sides)


def _exact(values: Weights) -> Weights:
    """Return the values in steps of 2⁻²⁰: sums of millions of them have no rounding.

    So two groups are as near seen from the one as from the other, in any order.
    """
    steps: Weights = np.round(values * _STEPS) / _STEPS
    return steps


def _cosines(vectors: Rows) -> Iterator[_Pairs]:
    """Yield the cosines of a few rows at a time with those after them."""
    count = len(vectors)
    index = vectors.turned()
    holders = index.sizes
    passed = np.zeros_like(holders)
    first = 0
    while first < count:
        width = count - first
        last = min(first + max(1, _CELLS // width), count)
        span = slice(vectors.starts[first], vectors.starts[last])
        terms = vectors.columns[span]
        sizes = (holders - passed)[terms]
        met = spans((index.starts[:-1] + passed)[terms], sizes)
        row = np.repeat(
            np.arange(last - first), np.diff(vectors.starts[first : last + 1])
        )
        cells = np.repeat(row, sizes) * width + index.columns[met] - first
        products = index.values[met] * np.repeat(vectors.values[span], sizes)
        sums = sums_of(cells, products, (last - first) * width)
        cells = np.flatnonzero(sums >= FLOOR)
        rows, columns = cells // width, cells % width
        later = columns > rows
        yield _Pairs(rows[later] + first, columns[later] + first, sums[cells[later]])
        passed += np.bincount(terms, minlength=len(passed))
        first = last
