"""Average link: the two nearest groups join until none are near enough.

The nearness of two groups is the mean over all their pairs; a pair that the graph
lacks counts as nothing. Groups are joined along chains of nearest neighbors, which
gives the same tree as joining the two nearest of all (Murtagh 1983: the mean is
reducible), in one pass and with no queue.
"""

import numpy as np

from digest.compose.grouping.sparse import Numbers, Rows, Weights, sums_of

_Row = tuple[Numbers, Weights]


def average_link(graph: Rows, threshold: float) -> list[list[int]]:
    """Return the groups whose mean nearness is at least `threshold`, as row numbers.

    Every row is in exactly one group; groups are sorted.
    """
    linking = _Linking(graph, threshold)
    linking.run()
    return sorted(sorted(members) for members in linking.members.values())


class _Linking:
    """Groups while they grow, each named by one of its rows.

    `sums` of a group are the summed nearness to others, under names that may since have
    joined another group; they are brought up to date whenever they are looked at.
    """

    def __init__(self, graph: Rows, threshold: float) -> None:
        self.members = {i: [i] for i in range(len(graph))}
        self._threshold = threshold
        self._sizes = np.ones(len(graph))
        self._group = np.arange(len(graph))
        bounds = zip(graph.starts[:-1], graph.starts[1:], strict=True)
        self._sums: list[_Row] = [
            (graph.columns[start:end], graph.values[start:end]) for start, end in bounds
        ]

    def run(self) -> None:
        for start, (_, values) in enumerate(self._sums):
            if start in self.members and (values >= self._threshold).any():
                self._follow(start)

    def _follow(self, start: int) -> None:
        """Walk from nearest to nearest; join two that are nearest to each other."""
        chain = [start]
        while chain:
            tip, before = chain[-1], chain[-2] if len(chain) > 1 else None
            nearest = self._nearest(tip, before)
            if nearest is None:
                chain.pop()
            elif nearest == before:
                del chain[-2:]
                joined = self._join(min(tip, nearest), max(tip, nearest))
                chain = chain or [joined]
            else:
                chain.append(nearest)

    def _nearest(self, group: int, preferred: int | None) -> int | None:
        """Return the nearest group, if near enough; of equals, the preferred one."""
        names, sums = self._up_to_date(group)
        means = sums / (self._sizes[names] * self._sizes[group])
        best = means.max(initial=0.0)
        if best < self._threshold:
            return None
        equals = names[means == best]
        return preferred if preferred in equals else int(equals[0])

    def _up_to_date(self, group: int) -> _Row:
        names, sums = self._sums[group]
        roots = self._group[names]
        if (roots != names).any() or len(self.members[group]) > 1:
            names, where = np.unique(roots, return_inverse=True)
            sums = sums_of(where, sums, len(names))
            others = names != group
            self._sums[group] = names[others], sums[others]
        return self._sums[group]

    def _join(self, keep: int, gone: int) -> int:
        self._group[self.members[gone]] = keep
        self._sizes[keep] += self._sizes[gone]
        self.members[keep] += self.members.pop(gone)
        self._sums[keep] = _joined(self._sums[keep], self._sums[gone])
        self._sums[gone] = self._sums[gone][0][:0], self._sums[gone][1][:0]
        return keep


def _joined(one: _Row, other: _Row) -> _Row:
    return np.concatenate((one[0], other[0])), np.concatenate((one[1], other[1]))
