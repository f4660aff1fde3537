"""Time an edition's way to HTML beside npm's mjml, which only renders.

    PYTHONPATH=tests python bench/render.py [RUNS]

With the same full week in every theme: npm's mjml alone, in a node process that has
warmed up; our whole way from the edition to HTML (letter, Jinja2, lint, guard, engine),
and to both parts; our engine with its guard alone, and with the lint before it; and the
check of the mail. Medians in milliseconds of wall
time. Runs of both take turns, so that what else the machine does hits both.
Without node, or before `make compare` has fetched mjml, ours stand alone.
"""

import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from letters import THEMES, checked, html_press, press

from digest.render.engine import to_html
from digest.render.engine.mrml import unlinted
from digest.specimens import specimen

COMPARE = Path(__file__).resolve().parent.parent / "scripts" / "compare"
TURNS = 3
WHOLE, ENGINE = 1 / 4, 1 / 15
"""What our whole way, and our engine alone, may take of npm's rendering."""


def measured(what: Callable[[], object], runs: int) -> list[float]:
    """Return the milliseconds of each run, after one for the caches."""
    what()
    spent = []
    for _ in range(runs):
        start = time.perf_counter()
        what()
        spent.append(1000 * (time.perf_counter() - start))
    return spent


def npm(file: Path, runs: int) -> dict[str, Any] | None:
    """Return npm's milliseconds and megabytes; `None` if it cannot be had."""
    node = shutil.which("node")
    if node is None or not (COMPARE / "node_modules").is_dir():
        return None
    command = [node, str(COMPARE / "time.mjs"), str(file), str(runs)]
    done = subprocess.run(command, check=True, capture_output=True)  # noqa: S603  our own
    return dict(json.loads(done.stdout))


def ours(theme: str) -> tuple[str, dict[str, Callable[[], object]]]:
    """Return a theme's mail as MJML, and what of ours is timed."""
    edition, made, html = specimen("week"), press(theme), html_press(theme)
    ready = made(edition)
    return ready.mjml, {
        "whole way": lambda: html(edition),
        "with the text part": lambda: made(edition),
        "engine with guard": lambda: unlinted(ready.mjml),
        "with the lint": lambda: to_html(ready.mjml),
        "check": lambda: checked(ready),
    }


def report(theme: str, spent: dict[str, list[float]], memory: float) -> None:
    """Print the medians, and what part of npm's each is."""
    theirs = statistics.median(spent.pop("npm") or [0])
    if theirs:
        print(f"{theme}: npm mjml {theirs:.1f} ms ({memory:.0f} MB resident)")
    else:
        print(f"{theme}: no npm mjml to hold it against (node, `make compare`)")
    for name, all_of_it in spent.items():
        took = statistics.median(all_of_it)
        part = f", 1/{theirs / took:.1f} of npm's" if theirs else ""
        bound = {"whole way": WHOLE, "engine with guard": ENGINE}.get(name)
        asked = f" (at most 1/{1 / bound:.0f})" if bound and theirs else ""
        print(f"  {name:18} {took:6.2f} ms{part}{asked}")


def main() -> None:
    """Print what each theme takes."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    for theme in THEMES:
        mjml, ways = ours(theme)
        spent: dict[str, list[float]] = {name: [] for name in ("npm", *ways)}
        memory = 0.0
        with tempfile.TemporaryDirectory() as scratch:
            file = Path(scratch) / "digest.mjml"
            file.write_text(mjml, encoding="utf-8")
            for _ in range(TURNS):
                if theirs := npm(file, runs):
                    spent["npm"] += theirs["spent"]
                    memory = max(memory, theirs["memory"])
                for name, way in ways.items():
                    spent[name] += measured(way, runs)
        report(theme, spent, memory)
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"ours: {resident:.0f} MB resident, with all that is imported")


if __name__ == "__main__":
    main()
