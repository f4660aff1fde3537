"""The least that can show a save: it pushes a page that holds nothing but a mark.

    python bench/saves/empty.py FILE

Serves a page on loopback and prints its address. By the same means as Digest's preview:
watchfiles, a server-sent event with the page, a new document in the same frame.
"""

import json
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import uvicorn
from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, StreamingResponse
from starlette.routing import Route
from watchfiles import awatch

from digest.web.watch import DEBOUNCE, STEP

PAGE = """<!doctype html>
<meta charset="utf-8"><title>Empty</title>
<iframe class="mail" sandbox="allow-same-origin" src="/mail"></iframe>
<script>
new EventSource("/events").onmessage = (event) => {
  const view = document.querySelector("iframe").contentWindow;
  const html = JSON.parse(event.data);
  const fresh = new view.DOMParser().parseFromString(html, "text/html");
  const root = view.document.adoptNode(fresh.documentElement);
  view.document.documentElement.replaceWith(root);
};
</script>
"""


def application(file: Path) -> Starlette:
    """Return what shows a file's text as a page, again at each save."""

    def mail() -> str:
        text = file.read_text(encoding="utf-8")
        return f"<!doctype html><title>Mail</title><p>{text}</p>"

    async def events(_: Request) -> StreamingResponse:
        async def saves() -> AsyncIterator[str]:
            async for _ in awatch(file.parent, step=STEP, debounce=DEBOUNCE):
                yield f"data: {json.dumps(await to_thread.run_sync(mail))}\n\n"

        return StreamingResponse(saves(), media_type="text/event-stream")

    return Starlette(
        routes=[
            Route("/", lambda _: HTMLResponse(PAGE)),
            Route("/mail", lambda _: HTMLResponse(mail())),
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
