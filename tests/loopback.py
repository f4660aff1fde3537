"""Real HTTP servers on loopback that answer as a test tells them."""

import os
import select
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from typing_extensions import override

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """What the server answers by path, and what it was asked, with which headers."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    scheme: str = "http"

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"


def answer(body: bytes = b"", status: int = 200, **headers: str) -> Answer:
    """Return what answers with this; `_` in a header's name is a hyphen."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection |= "Content_Length" in headers

    return send


def chunked(*chunks: bytes, end: bool = True, **headers: str) -> Answer:
    """Return what answers with these chunks, and hangs up before the `end` if told."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for chunk in chunks:
            handler.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
        if end:
            handler.wfile.write(b"0\r\n\r\n")
        handler.close_connection = True

    return send


def hang(handler: BaseHTTPRequestHandler) -> None:
    """Answer never; wait for the client to give up."""
    handler.close_connection = True
    handler.connection.recv(1)


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Answer a byte at a time, for as long as the client listens."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x")
        select.select([], [], [], 0.02)


def reset(handler: BaseHTTPRequestHandler) -> None:
    """Break the connection, so that the client is told `connection reset`."""
    handler.close_connection = True
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    os.close(handler.connection.detach())


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def served(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve a site that is filled by the test; unknown paths are 404."""
    site = Site(scheme="https" if tls else "http")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            try:
                site.answers.get(self.path, answer(status=404))(self)
            except ConnectionError:
                self.close_connection = True

        @override
        def log_message(self, format: str, *args: object) -> None: ...

    with _running(Handler, tls) as site.port:
        yield site


@contextmanager
def proxied() -> Iterator[tuple[str, list[str]]]:
    """Run a proxy that finds every host here; yield its address, what it is asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            parts = urlsplit(self.path)
            onward = HTTPConnection("127.0.0.1", parts.port or 80, timeout=5)
            onward.request("GET", parts.path, headers=dict(self.headers))
            found = onward.getresponse()
            answer(found.read(), found.status)(self)
            onward.close()

        def do_CONNECT(self) -> None:
            asked.append(self.path)
            port = int(self.path.rpartition(":")[2])
            with socket.create_connection(("127.0.0.1", port)) as onward:
                self.send_response(200)
                self.end_headers()
                ways = {onward: self.connection, self.connection: onward}
                while ways:
                    for ready in select.select([*ways], [], [], 5)[0]:
                        if not (data := ready.recv(65536)):
                            return
                        ways[ready].sendall(data)

        @override
        def log_message(self, format: str, *args: object) -> None: ...

    with _running(Handler, None) as port:
        yield f"http://127.0.0.1:{port}", asked


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    @override
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is what tests are about."""


@contextmanager
def _running(
    handler: type[BaseHTTPRequestHandler], tls: ssl.SSLContext | None
) -> Iterator[int]:
    """Serve on loopback; yield the port."""
    server = _Server(("127.0.0.1", 0), handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
