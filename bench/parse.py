"""Time the parser over a folder of feeds, with feedparser for a measure.

    python bench/parse.py [FOLDER] [RUNS]

Without a folder it takes the tests' own small feeds. Prints milliseconds of CPU for
one feed, of this parser and of feedparser as it comes, and their ratio; then what one
feed costs on the way from a worker process: its pickle's size, written and read.
"""

import contextlib
import io
import pickle
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import feedparser

from digest.collect.parse import ParsedFeed, parse
from digest.errors import ParseError

OWN = Path(__file__).parents[1] / "tests" / "data" / "feeds"


def ours(body: bytes) -> ParsedFeed | None:
    """Return the reading of this parser, `None` if it takes the body for no feed."""
    with contextlib.suppress(ParseError):
        return parse(body, "http://bench.example/feed")
    return None


def theirs(body: bytes) -> object:
    """Return feedparser's reading, with its defaults."""
    return feedparser.parse(io.BytesIO(body))


def milliseconds(
    read: Callable[[Any], object], given: Sequence[Any], runs: int
) -> float:
    """Return the CPU that reading one takes, as the mean over all and all runs."""
    begin = time.process_time()
    for _ in range(runs):
        for one in given:
            read(one)
    return (time.process_time() - begin) * 1000 / runs / max(len(given), 1)


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else OWN
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 10  # noqa: PLR2004
    bodies = [file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()]
    size = sum(map(len, bodies)) / max(len(bodies), 1) / 1000
    for body in bodies:
        ours(body)  # once for the caches
    own = milliseconds(ours, bodies, runs)
    peer = milliseconds(theirs, bodies, 1)
    print(f"{len(bodies)} feeds of {size:.0f} KB on average, {runs} runs")
    print(f"parse       {own:7.3f} ms a feed  {size / max(own, 0.001):6.1f} MB/s")
    print(f"feedparser  {peer:7.3f} ms a feed  {size / max(peer, 0.001):6.1f} MB/s")
    print(f"ratio       {own / peer:7.3f}")
    found = [feed for feed in map(ours, bodies) if feed]
    packed = [pickle.dumps(feed, pickle.HIGHEST_PROTOCOL) for feed in found]
    items = sum(len(feed.items) for feed in found) / max(len(found), 1)
    written = milliseconds(pickle.dumps, found, runs)
    read = milliseconds(pickle.loads, packed, runs)
    print(
        f"pickle      {written:7.3f} ms written, {read:.3f} ms read, {items:.0f} items"
    )


if __name__ == "__main__":
    main()
