"""`digest preview` in a process of its own, on a newsletter made for it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.resources import sample_folder

FEEDS_YAML = """\
newsletter:
  title: The Quayside Week
  from: The Quayside Week <desk@quayside.example>
  address: 1 Quay Road, Hobart
  url: https://quayside.example/
feeds:
  - {title: Courier, url: http://courier.example/rss}
"""


def newsletter(folder: Path, **files: str) -> Path:
    """Write a newsletter without an edition; return its folder.

    `files` are templates by their names, `__` for the dot.
    """
    (folder / "templates").mkdir(parents=True)
    (folder / "feeds.yaml").write_text(FEEDS_YAML, encoding="utf-8")
    for name, text in files.items():
        file = folder / "templates" / name.replace("__", ".")
        file.write_text(text, encoding="utf-8")
    return folder


def sample_newsletter(folder: Path, edition: Path) -> Path:
    """Write the sample week's newsletter with the `edition` that a demo made of it."""
    (folder / "templates").mkdir(parents=True)
    shutil.copy(sample_folder() / "feeds.yaml", folder / "feeds.yaml")
    shutil.copytree(edition, folder / "out" / edition.name)
    return folder


@contextmanager
def previewed(folder: Path, *arguments: str) -> Iterator[str]:
    """Start `digest preview` on a newsletter; yield the address it prints."""
    command = [sys.executable, "-m", "digest", "preview", "--no-browser", "--port", "0"]
    with subprocess.Popen(
        [*command, "--config", str(folder / "feeds.yaml"), *arguments],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait(timeout=10)
