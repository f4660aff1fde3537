"""Documents' terms into vectors of length one.

A report is short, and two on one event may choose other words. So each borrows the
words of the two reports nearest to it, as far as they are near: .007 to .011 F1
(docs/measured.md), with any number of unrelated reports around.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from digest.compose.grouping.sparse import Rows, spans, unit_rows

_LENDERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """A document's terms with their counts, its day, and the countries it names."""

    terms: Mapping[str, int]
    day: float | None
    countries: frozenset[str]


def tf_idf(bags: Sequence[Bag]) -> Rows:
    """Return a vector a bag: (1 + ln tf)·(ln((n + 1) / (df + 1)) + 1), length one."""
    frequency = Counter(term for bag in bags for term in bag.terms)
    number = {term: i for i, term in enumerate(sorted(frequency))}
    holders = np.array([frequency[term] for term in number], dtype=np.float64)
    rarity = np.log((len(bags) + 1) / (holders + 1)) + 1
    columns = np.array([number[t] for bag in bags for t in bag.terms], dtype=np.int64)
    counts = [count for bag in bags for count in bag.terms.values()]
    values = (1 + np.log(np.array(counts, dtype=np.float64))) * rarity[columns]
    rows = np.repeat(np.arange(len(bags)), [len(bag.terms) for bag in bags])
    return unit_rows(rows, columns, values, len(bags))


def borrowed(vectors: Rows, near: Rows) -> Rows:
    """Return each vector plus those of its nearest, as far as they are `near`."""
    nearest = near.strongest(_LENDERS)
    sizes = vectors.sizes[nearest.columns]
    taken = spans(vectors.starts[nearest.columns], sizes)
    lent = vectors.values[taken] * np.repeat(nearest.values, sizes)
    return unit_rows(
        np.concatenate((vectors.numbers, np.repeat(nearest.numbers, sizes))),
        np.concatenate((vectors.columns, vectors.columns[taken])),
        np.concatenate((vectors.values, lent)),
        len(vectors),
    )
