"""Time grouping, placing, ranking and picking of invented weeks, a process each.

    python bench/compose.py [--plot FILE] [ENTRIES ...]

Prints CPU seconds and the most resident memory, imports included, and by what power of
the number of entries the time grows. With `--plot` draws both as an SVG. Machines are
noisy: compare figures of one run with one another.
"""

import argparse
import json
import math
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from growth import Line, growth

SIZES = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)


@dataclass(frozen=True)
class Cost:
    """CPU seconds and megabytes for a week of so many entries, and what came of it."""

    entries: int
    seconds: float
    memory: float
    stories: int


def measure(entries: int) -> Cost:
    """Return what composing so many entries costs in a process of its own."""
    command = [sys.executable, __file__, "--once", str(entries)]
    done = subprocess.run(command, check=True, capture_output=True)  # noqa: S603  our own
    return Cost(**json.loads(done.stdout))


def once(entries: int) -> Cost:
    """Return what composing so many entries costs in this process.

    Making the week up is not counted: neither its time nor, as a week of 50,000 is
    95 MB, more of its memory than its entries.
    """
    import resource  # noqa: PLC0415  only here
    import time  # noqa: PLC0415  only here

    from invented import NOW, feeds, week  # noqa: PLC0415  counts as ours

    given = week(entries)
    before = time.process_time()
    from digest.compose.terms import terms  # noqa: PLC0415  counts as composing's
    from digest.compose.week import consider  # noqa: PLC0415  counts as composing's
    from digest.config import Config, FeedPart  # noqa: PLC0415  counts as composing's

    config = Config(feeds=tuple(FeedPart(title=f.title, url=f.url) for f in feeds()))
    found = consider(given, terms(config, NOW))
    return Cost(
        entries=entries,
        seconds=time.process_time() - before,
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        stories=len(found.ranked),
    )


def main() -> None:
    """Measure every size and print a line each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("entries", nargs="*", type=int)
    parser.add_argument("--plot", type=Path, metavar="FILE")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        print(json.dumps(once(given.entries[0]).__dict__))
        return
    costs = []
    for entries in given.entries or SIZES:
        cost = measure(entries)
        costs.append(cost)
        print(
            f"{cost.entries:>7,} entries {cost.seconds:7.2f} s CPU"
            f" {cost.memory:6.0f} MB {cost.stories:>7,} stories"
        )
    for one, other in pairwise(costs):
        power = math.log(other.seconds / one.seconds) / math.log(
            other.entries / one.entries
        )
        print(f"from {one.entries:,} to {other.entries:,}: n^{power:.2f}")
    if given.plot:
        sizes = [cost.entries for cost in costs]
        seconds = Line("CPU seconds", "#b3261e", [cost.seconds for cost in costs])
        memory = Line("MB", "#1f5fa8", [cost.memory for cost in costs])
        drawn = growth("entries", sizes, (seconds, memory))
        given.plot.write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
