"""Time the commands people wait for, each as a whole process.

    python bench/demo.py [RUNS]

Prints CPU seconds and wall seconds (median) of `digest --version`, `--help`, and of the
whole demo. Machines are noisy: compare figures of one run with one another.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time

COMMANDS = (("--version",), ("--help",), ("demo", "--quiet", "--out", "{scratch}/out"))


def measure(command: tuple[str, ...], scratch: str) -> tuple[float, float]:
    """Return CPU and wall seconds of one run; raise if it fails."""
    words = [word.format(scratch=scratch) for word in command]
    before, start = _children_cpu(), time.perf_counter()
    subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "digest", *words], check=True, stdout=subprocess.DEVNULL
    )
    return _children_cpu() - before, time.perf_counter() - start


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure every command and print a line each."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as scratch:
        for command in COMMANDS:
            measure(command, scratch)  # once for the caches
            figures = [measure(command, scratch) for _ in range(runs)]
            cpu = statistics.median(cpu for cpu, _ in figures)
            wall = statistics.median(wall for _, wall in figures)
            print(
                f"{command[0]:10} {cpu * 1000:6.0f} ms CPU {wall * 1000:6.0f} ms wall"
            )


if __name__ == "__main__":
    main()
