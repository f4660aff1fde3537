"""npm's react-email and `mjml -w`, with the same week in them."""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letters import press
from playwright.sync_api import Browser

from digest.model import Brief
from digest.resources import specimen_picture
from digest.specimens import specimen
from saves.browser import window
from saves.candidate import MARK, PATIENCE, Candidate, Seen, Template, UnseenError
from saves.ours import LINE
from saves.process import running

HERE = Path(__file__).parent
QUIET = {"NEXT_TELEMETRY_DISABLED": "1", "NO_COLOR": "1"}


def install(folder: Path) -> str | None:
    """Install both into a folder, once; return why it cannot be, `None` if it is."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return "node and npm are not installed"
    wanted = (HERE / "package.json").read_text(encoding="utf-8")
    asked, done = folder / "package.json", folder / "installed.json"
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    asked.write_text(wanted, encoding="utf-8")
    command = [npm, "install", "--no-audit", "--no-fund", "--silent"]
    told = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603  npm's own
    if told.returncode:
        return f"npm could not install them: {told.stderr.decode(errors='replace')}"
    shutil.copy(asked, done)
    return None


@contextmanager
def react_email(browser: Browser, folder: Path) -> Iterator[Candidate]:
    """Yield react-email's preview of the same week, its template being edited."""
    emails = folder / "emails"
    shutil.rmtree(emails, ignore_errors=True)
    (emails / "static").mkdir(parents=True)
    template = Template(emails / "week.tsx", (HERE / "week.tsx").read_text("utf-8"))
    template.save(MARK, renamed=False)
    (emails / "week.json").write_text(json.dumps(_week(emails / "static")), "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    command = [str(folder / "node_modules/.bin/email"), "dev", "--dir", "emails"]
    with running([*command, "--port", port], "✔", folder=folder, **QUIET):
        address = f"http://localhost:{port}/preview/week"
        sight = window(browser, address, "iframe", MARK)
        yield Candidate("react-email", template, sight)


@contextmanager
def mjml_watch(folder: Path, scratch: Path) -> Iterator[Candidate]:
    """Yield `mjml -w` with the same mail as MJML: seen is when its file is written."""
    mail = press("classic")(specimen("week")).mjml
    text = mail.replace("</mj-body>", f"{LINE}</mj-body>")
    template = Template(scratch / "in.mjml", text)
    template.save(MARK, renamed=False)
    command = [
        str(folder / "node_modules/.bin/mjml"),
        "-w",
        "in.mjml",
        "-o",
        "out.html",
    ]
    with running(command, f"{template.file} - Successfully", folder=scratch):
        yield Candidate("mjml -w, file only", template, Written(scratch / "out.html"))


@dataclass(slots=True)
class Written:
    """A file in which a mark is waited for; it is looked at every millisecond."""

    file: Path
    _mark: bytes = b""

    def expect(self, mark: str) -> None:
        self._mark = mark.encode()

    def seen(self) -> Seen:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            html = self.file.read_bytes()
            if self._mark in html and html.rstrip().endswith(b"</html>"):
                now = 1000 * time.time()
                return Seen(found=now, at=now)
            time.sleep(0.001)
        raise UnseenError(f"after {PATIENCE} seconds its file has another mark")


def _week(static: Path) -> dict[str, Any]:
    """Return the week for week.tsx; its pictures are copied into a folder."""
    edition = specimen("week")
    for brief in edition.briefs:
        if brief.picture:
            picture = specimen_picture(brief.picture.file)
            shutil.copy(picture, static / picture.name)
    sections = [
        {"title": one.title, "briefs": [_brief(brief) for brief in one.briefs]}
        for one in edition.sections
    ]
    return {"subject": edition.subject, "sections": sections}


def _brief(brief: Brief) -> dict[str, Any]:
    picture = brief.picture
    return {
        "headline": brief.headline,
        "place": brief.place,
        "source": {"outlet": brief.source.outlet, "url": brief.source.url},
        "also": [{"outlet": one.outlet, "url": one.url} for one in brief.also],
        "bullets": [bullet.text for bullet in brief.bullets],
        "picture": picture
        and {
            "file": Path(picture.file).name,
            "alt": picture.alt,
            "credit": picture.credit,
        },
    }
