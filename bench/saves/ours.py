"""Digest's preview, and the empty page that it is held against."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from saves.browser import window
from saves.candidate import MARK, Candidate, Template
from saves.process import running

EDITED = "masthead.mjml"
LINE = f"\n<mj-section><mj-column><mj-text>{MARK}</mj-text></mj-column></mj-section>\n"
"""What is put into the edited template, in sight at the mail's head."""
DIGEST = (sys.executable, "-m", "digest")
FRAME = "iframe.mail"


@contextmanager
def digest_preview(browser: Browser, scratch: Path) -> Iterator[Candidate]:
    """Yield Digest's preview of the made-up week, of which one template is edited."""
    feeds = scratch / "newsletter" / "feeds.yaml"
    _run("init", str(feeds.parent))
    _run("templates", "copy", EDITED, "--config", str(feeds))
    file = feeds.parent / "templates" / EDITED
    template = Template(file, file.read_text(encoding="utf-8") + LINE)
    template.save(MARK, renamed=False)
    command = [*DIGEST, "preview", "--no-browser", "--port", "0"]
    command += ["--config", str(feeds)]
    with running(command, "http://127.0.0.1:", folder=feeds.parent) as address:
        sight = window(browser, address, FRAME, MARK)
        yield Candidate("digest preview", template, sight)


@contextmanager
def empty_page(browser: Browser, scratch: Path) -> Iterator[Candidate]:
    """Yield a page with nothing but the mark, pushed by the same means."""
    template = Template(scratch / "empty" / "mark.txt", MARK)
    template.file.parent.mkdir()
    template.save(MARK, renamed=False)
    program = Path(__file__).with_name("empty.py")
    command = [sys.executable, str(program), str(template.file)]
    with running(command, "http://127.0.0.1:", folder=scratch) as address:
        sight = window(browser, address, FRAME, MARK)
        yield Candidate("empty page", template, sight)


def _run(*words: str) -> None:
    subprocess.run([*DIGEST, *words], check=True, capture_output=True)  # noqa: S603  our own command
