"""`digest preview` among bad mails, bad settings and signals."""

import signal
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from previewing import newsletter
from typing_extensions import override

from functional.benches import Look, Preview, mail, sees

COMMAND = [sys.executable, "-m", "digest", "preview", "--no-browser"]
HOSTILE = """<mj-section><mj-column><mj-raw>
<p>Set by a stranger</p><script>top.ran = window.ran = 1</script>
<img alt="" src="ELSEWHERE/x" onerror="top.ran = 1">
<svg onload="top.ran = 1"></svg><iframe
srcdoc="&lt;script&gt;top.ran = 1&lt;/script&gt;"></iframe>
<base href="ELSEWHERE/"><meta http-equiv="refresh" content="0;url=ELSEWHERE/meta">
<form action="ELSEWHERE/form"><button id="sends">Send</button></form>
<a id="runs" href="javascript:top.ran = 1">Run</a>
<img alt="" src="ELSEWHERE/a.png"><link rel="stylesheet" href="ELSEWHERE/b.css">
<style>@import "ELSEWHERE/c.css"; @font-face { font-family: f; src: url(ELSEWHERE/d) }
p { font-family: f; background: url(ELSEWHERE/e.png) }</style>
<iframe src="ELSEWHERE/f"></iframe><object data="ELSEWHERE/g"></object>
<link rel="prefetch" href="ELSEWHERE/h"><video poster="ELSEWHERE/i"></video>
</mj-raw></mj-column></mj-section>"""


@pytest.fixture
def elsewhere() -> Iterator[tuple[int, list[str]]]:
    """Listen on loopback; yield the port, and who connected."""
    came: list[str] = []

    class Counting(socketserver.TCPServer):
        @override
        def verify_request(self, _request: object, client_address: object) -> bool:
            came.append(str(client_address))
            return False

    server = Counting(("127.0.0.1", 0), socketserver.BaseRequestHandler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server.server_address[1], came
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_hostile_template_runs_nothing_and_fetches_nothing(
    look: Look, preview: Preview, elsewhere: tuple[int, list[str]]
) -> None:
    page, (port, came) = look(), elsewhere
    page.on("dialog", lambda _: preview.mistakes.append("a dialog"))
    preview.write(
        "masthead.mjml", HOSTILE.replace("ELSEWHERE", f"https://127.0.0.1:{port}")
    )
    sees(page, "Set by a stranger")

    mail(page).locator("#runs").evaluate("one => one.click()")
    mail(page).locator("#sends").evaluate("one => one.click()")
    page.wait_for_timeout(300)

    assert came == []
    assert page.evaluate("window.ran") is None
    assert mail(page).locator("html").evaluate("() => window.ran") is None
    sees(page, "Set by a stranger")


def test_a_note_of_five_megabytes_is_refused_in_bounded_words(
    look: Look, preview: Preview
) -> None:
    page = look()
    preview.reword(preview.edition, "What I noticed", "x" * 5_000_000)

    expect(page.get_by_role("alert")).to_contain_text("too long", timeout=20_000)

    assert len(page.locator("body").inner_text()) < 20_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "at", ["tab=problems", "tab=inbox", "tab=stories", "see=phone,text&together"]
)
def test_axe_finds_nothing_on_the_bench(
    look: Look, at: str, width: int, scheme: str
) -> None:
    page = look(at, width=width, scheme=scheme)
    page.locator("html[data-found]").wait_for(state="attached")

    found = Axe().run(page, context={"exclude": [["iframe"]]}).response["violations"]

    told = [(one["id"], [node["html"][:90] for node in one["nodes"]]) for one in found]
    assert told == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_where_a_mistake_or_the_keys_are_told(
    look: Look, preview: Preview, width: int
) -> None:
    page = look(width=width)
    preview.write("brief.mjml", "{{ headlin }}")
    page.locator("#alert article").wait_for()
    alarmed = Axe().run(page, context={"exclude": [["iframe"]]}).response["violations"]

    page.get_by_role("button", name="Keys").click()
    opened = Axe().run(page, context={"exclude": [["iframe"]]}).response["violations"]

    assert [one["id"] for one in (*alarmed, *opened)] == []


def test_nothing_in_the_newsletters_folder_is_written(
    look: Look, preview: Preview
) -> None:
    def files() -> dict[Path, bytes]:
        found = sorted(preview.folder.rglob("*"))
        return {path: path.read_bytes() for path in found if path.is_file()}

    before = files()
    page = look("see=desktop,dark,html&together&tab=stories")
    page.locator("html[data-found]").wait_for(state="attached")
    page.get_by_label("Show").select_option("forty")
    page.locator("#stories .list button").first.click()

    assert files() == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_at_once_and_quietly(
    tmp_path: Path, number: signal.Signals
) -> None:
    config = newsletter(tmp_path / "world") / "feeds.yaml"
    with subprocess.Popen(
        [*COMMAND, "--quiet", "--port", "0", "--config", str(config)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline().startswith("http://127.0.0.1:")

        process.send_signal(number)
        try:
            _, told = process.communicate(timeout=5)
        finally:
            process.kill()

    assert (process.returncode, told) == (0, "")


def refused(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [*COMMAND, *words], capture_output=True, text=True, timeout=30, check=False
    )
    return done.returncode, done.stderr


def test_a_port_that_is_taken_is_said(
    tmp_path: Path, elsewhere: tuple[int, list[str]]
) -> None:
    config, (port, _) = newsletter(tmp_path / "world"), elsewhere

    code, told = refused("--port", str(port), "--config", str(config / "feeds.yaml"))

    assert code == 2
    assert f"127.0.0.1:{port}" in told
    assert "name another --host or --port" in told


def test_an_edition_that_is_not_there_is_said(tmp_path: Path) -> None:
    config = newsletter(tmp_path / "world") / "feeds.yaml"

    code, told = refused("2001-01-01", "--config", str(config))

    assert code == 2
    assert "2001-01-01 is not drafted" in told


def test_feeds_yaml_that_is_wrong_at_the_start_is_said(tmp_path: Path) -> None:
    config = newsletter(tmp_path / "world") / "feeds.yaml"
    config.write_text("newsletter: {titel: x}\n", encoding="utf-8")

    code, told = refused("--config", str(config))

    assert code == 2
    assert "unknown key 'titel'" in told
