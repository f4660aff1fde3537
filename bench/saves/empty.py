"""The least that can show a save: it pushes a page that holds nothing but a mark.

    python bench/saves/empty.py FILE

Serves a page on loopback and prints its address. By the same means as Digest's preview:
watchfiles, server-sent events, and a new document in the same frame.
"""

import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, StreamingResponse
from starlette.routing import Route
from watchfiles import awatch

STEP, DEBOUNCE = 10, 50
PAGE = """<!doctype html>
<meta charset="utf-8"><title>Empty</title>
<iframe class="mail" sandbox="allow-same-origin" src="/mail"></iframe>
<script>
new EventSource("/events").onmessage = async () => {
  const html = await (await fetch("/mail")).text();
  const inside = document.querySelector("iframe").contentDocument;
  const fresh = new DOMParser().parseFromString(html, "text/html");
  inside.documentElement.replaceWith(inside.adoptNode(fresh.documentElement));
};
</script>
"""


def application(file: Path) -> Starlette:
    """Return what shows a file's text as a page, again at each save."""

    async def page(_: Request) -> HTMLResponse:
        return HTMLResponse(PAGE)

    def mail(_: Request) -> HTMLResponse:
        text = file.read_text(encoding="utf-8")
        return HTMLResponse(f"<!doctype html><title>Mail</title><p>{text}</p>")

    async def events(_: Request) -> StreamingResponse:
        async def saves() -> AsyncIterator[str]:
            async for _ in awatch(file.parent, step=STEP, debounce=DEBOUNCE):
                yield "data: saved\n\n"

        return StreamingResponse(saves(), media_type="text/event-stream")

    return Starlette(
        routes=[
            Route("/", page),
            Route("/mail", mail),
            Route("/events", events),
        ]
    )


def main() -> None:
    """Serve the file that is named."""
    opened = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{opened.getsockname()[1]}/", flush=True)
    config = uvicorn.Config(application(Path(sys.argv[1])), log_level="warning")
    uvicorn.Server(config).run(sockets=[opened])


if __name__ == "__main__":
    main()
