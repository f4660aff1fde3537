"""The sample week: invented outlets' feeds and pages, served on loopback.

Its hosts end in `.example` (RFC 2606) and lead to the server by the look-up given to
the HTTP client; everything else is the program as it always runs.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from typing_extensions import override

from digest.http import Lookup
from digest.resources import sample_folder

NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
"""The moment at which the sample week is drafted: Thursday 05:00 in Sydney."""

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/feed+json",
    ".xml": "application/xml",
    ".jpg": "image/jpeg",
    ".png": "image/png",
}


@contextmanager
def serve(site: Path | None = None) -> Iterator[Lookup]:
    """Serve the outlets' sites on loopback; yield what leads their hosts there."""
    root = site or sample_folder() / "site"

    class Handler(_Handler):
        folder = root

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield lambda host, _: _found(host, server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _found(host: str, port: int) -> list[tuple[str, int]]:
    """Lead every `.example` host to one port of this machine."""
    if not host.endswith(".example"):
        raise OSError(f"the sample week knows no host {host}")
    return [("127.0.0.1", port)]


class _Handler(BaseHTTPRequestHandler):
    """Answer GET with the file of the host asked for; know ETags."""

    folder: Path
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file = self._file()
        if file is None:
            self._answer(404, b"not found", {"Content-Type": "text/plain"})
            return
        body = file.read_bytes()
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        headers = {
            "ETag": etag,
            "Content-Type": _TYPES.get(file.suffix, _TYPES[".xml"]),
        }
        if self.headers.get("If-None-Match") == etag:
            self._answer(304, b"", headers)
            return
        self._answer(200, body, headers)

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal for the program's own words."""

    def _file(self) -> Path | None:
        """Return the file asked for, never one outside the host's folder."""
        host = (self.headers.get("Host") or "").partition(":")[0]
        path = PurePosixPath(unquote(urlsplit(self.path).path).lstrip("/"))
        if not host.endswith(".example") or ".." in path.parts or "/" in host:
            return None
        asked = self.folder / host / path
        candidates = (asked, asked.with_name(f"{asked.name}.html"))
        return next((file for file in candidates if file.is_file()), None)

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
