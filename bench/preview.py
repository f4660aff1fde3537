"""Time the preview from a template's save to the page that shows it, in a real browser.

    PYTHONPATH=tests python bench/preview.py [--saves 50] [--without-npm] [--npm FOLDER]

In one run, taking turns in an order that chance gives: `digest preview` with the
made-up week; an empty page that is pushed by the same means; npm's react-email with the
same week; and npm's `mjml -w`, which has no browser in it: it is timed until its file
is written. Half of the saves overwrite the file, half give its name to a new one, as
editors do. Prints milliseconds, and how many times the empty page's they are; ends with
1 if a bar is missed. npm's two are installed into FOLDER (500 MB) once; without node,
or with `--without-npm`, ours stand alone.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser
from saves.browser import browsing
from saves.candidate import MARK, Candidate, UnseenError
from saves.npm import install, mjml_watch, react_email
from saves.ours import digest_preview, empty_page

WARM_UP = 5
REST = 0.6
"""Seconds after a save was seen in which a preview does the rest of its work."""
PAUSE = (0.3, 0.8)
"""Seconds, by chance, that are waited on top: no save is to keep step with a timer."""
MEDIAN, P95 = 2.5, 5.0
"""How many times the empty page's the preview's may be."""


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--saves", type=int, default=50, help="that are counted, each")
    parser.add_argument("--without-npm", action="store_true", help="ours alone")
    parser.add_argument(
        "--npm",
        type=Path,
        default=Path(__file__).with_name(".preview"),
        help="the folder that npm's are kept in",
    )
    return parser.parse_args()


def candidates(
    asked: argparse.Namespace, browser: Browser, scratch: Path, stack: ExitStack
) -> Iterator[Candidate]:
    """Yield the candidates, running; say why npm's are missing if they are."""
    yield stack.enter_context(digest_preview(browser, scratch))
    yield stack.enter_context(empty_page(browser, scratch))
    folder = asked.npm.resolve()
    missing = "not asked for" if asked.without_npm else install(folder)
    if missing:
        print(f"npm's react-email and mjml are left out: {missing}")
        return
    yield stack.enter_context(react_email(browser, folder))
    yield stack.enter_context(mjml_watch(folder, scratch))


def measure(running: Sequence[Candidate], saves: int) -> None:
    """Let the candidates take turns; some saves to warm up are not counted."""
    chance = random.Random(7)  # noqa: S311  the same order each time
    for turn in range(WARM_UP + saves):
        mark = MARK[:-4] + f"{turn + 1:04}"
        for candidate in chance.sample(running, len(running)):
            candidate.measure(mark, renamed=turn % 2 == 1, counted=turn >= WARM_UP)
            time.sleep(REST + chance.uniform(*PAUSE))


def p95(spent: Sequence[float]) -> float:
    """Return what 95 of 100 stay below."""
    return statistics.quantiles(spent, n=20, method="inclusive")[-1]


def report(running: Sequence[Candidate]) -> None:
    """Print a line for each candidate; `there` is when its page, or file, had it."""
    empty = running[1].spent
    base = statistics.median(empty), p95(empty)
    print(f"{f'ms of {len(empty)} saves':20}   there  median   p95   max", end="")
    print("   times the empty page's median, p95")
    for one in running:
        middle, high = statistics.median(one.spent), p95(one.spent)
        print(f"{one.name:20}{statistics.median(one.found):8.0f}{middle:8.0f}", end="")
        print(f"{high:6.0f}{max(one.spent):6.0f}", end="")
        print(f"{middle / base[0]:11.2f}{high / base[1]:8.2f}")


def missed(running: Sequence[Candidate]) -> Iterator[str]:
    """Yield the bars that Digest's preview misses."""
    ours, empty, *npm = running
    if statistics.median(ours.spent) > MEDIAN * statistics.median(empty.spent):
        yield f"the median is more than {MEDIAN} times the empty page's"
    if p95(ours.spent) > P95 * p95(empty.spent):
        yield f"the p95 is more than {P95:.0f} times the empty page's"
    for other in npm:
        if statistics.median(ours.spent) >= statistics.median(other.spent):
            yield f"the median is not below that of {other.name}"


def measured(asked: argparse.Namespace) -> tuple[Candidate, ...]:
    """Return the candidates with their figures; Digest's preview, then the empty page.

    Raises `UnseenError` if one does not show a save, `RuntimeError` if one ends.
    """
    with (
        tempfile.TemporaryDirectory() as scratch,
        browsing() as browser,
        ExitStack() as stack,
    ):
        running = tuple(candidates(asked, browser, Path(scratch), stack))
        measure(running, asked.saves)
        return running


def main() -> int:
    """Measure and report; return 1 if a bar is missed."""
    try:
        running = measured(arguments())
    except (UnseenError, RuntimeError) as error:
        print(error)
        return 1
    report(running)
    bars = f"at most {MEDIAN} times the median, {P95:.0f} times the p95, below npm's"
    told = tuple(missed(running))
    print(*(f"missed: {bar}" for bar in told or [f"nothing ({bars})"]), sep="\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
