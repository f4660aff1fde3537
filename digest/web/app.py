"""The preview's addresses.

    /                    the page          /static/...           its styles and scripts
    /sets                what can be shown: editions and specimens
    /events/NAME         what is new, as server-sent events
    /see/NAME/CONDITION  the mail as it is seen; /see/NAME/pictures/... its pictures
    /source/NAME/KIND    its text, HTML or MJML
    /story/NAME/ID       why a story is in it; /story/NAME the whole edition

NAME is an edition's day or a specimen's. Nothing here acts: all is asked for by GET.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path
from typing import Any

import anyio
from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from digest.pipeline.proofs import Proof
from digest.render.conditions import CONDITIONS
from digest.web.bench import Bench
from digest.web.guard import MAIL_POLICY
from digest.web.live import Live
from digest.web.screen import found, screen, sets
from digest.web.seen import seen, stamp
from digest.web.sources import SOURCES, source_page
from digest.web.stories import story

STATIC = Path(__file__).with_name("static")
_MAIL = {"Content-Security-Policy": MAIL_POLICY}
_FOR_GOOD = {"Cache-Control": "private, max-age=31536000, immutable"}
_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def application(live: Live) -> Starlette:
    """Return the preview of what is on a bench; it watches while it runs."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with anyio.create_task_group() as group:
            group.start_soon(live.run)
            yield
            group.cancel_scope.cancel()

    app = Starlette(
        routes=[
            Route("/", _page),
            Route("/sets", _sets),
            Route("/events/{name}", _events),
            Route("/see/{name}/{file:path}", _see),
            Route("/source/{name}/{kind}", _source),
            Route("/story/{name}", _story),
            Route("/story/{name}/{id:path}", _story),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        lifespan=lifespan,
        exception_handlers={HTTPException: _told},
    )
    app.state.live = live
    return app


def _page(_request: Request) -> Response:
    return FileResponse(STATIC / "bench.html", media_type="text/html")


def _sets(request: Request) -> Response:
    return JSONResponse(sets(request.app.state.live.bench))


async def _events(request: Request) -> Response:
    live: Live = request.app.state.live
    name = await to_thread.run_sync(_name, request)

    async def events() -> AsyncIterator[str]:
        shown_version = found_version = 0
        async for _ in live.versions(name):
            shown = await to_thread.run_sync(live.bench.shown, name)
            if shown.version != shown_version:
                shown_version = shown.version
                told = await to_thread.run_sync(screen, live.bench, name, shown)
                yield _event("screen", told)
            over = live.bench.looked_over(name)
            if over and over.version != found_version:
                found_version = over.version
                told = await to_thread.run_sync(found, live.bench.project, name, over)
                yield _event("findings", told)

    return StreamingResponse(events(), media_type="text/event-stream")


def _see(request: Request) -> Response:
    """Return the mail in a condition, or a picture by the name that the mail uses."""
    file, proof = request.path_params["file"], _proof(request)
    if file in CONDITIONS:
        return HTMLResponse(seen(proof, file), headers=_MAIL)
    body = proof.pictures.get(file)
    if body is None:
        raise HTTPException(404, f"There is no condition or picture '{file}'")
    kind = _TYPES.get(Path(file).suffix.lower(), "application/octet-stream")
    # Another picture may have taken its place since the page was told of it.
    kept = _FOR_GOOD if request.url.query == stamp(body) else {}
    return Response(body, media_type=kind, headers=kept)


def _source(request: Request) -> Response:
    kind = request.path_params["kind"]
    if kind not in SOURCES:
        raise HTTPException(404, f"A mail has no '{kind}'")
    return HTMLResponse(source_page(_proof(request).email, kind), headers=_MAIL)


def _story(request: Request) -> Response:
    bench: Bench = request.app.state.live.bench
    return JSONResponse(
        story(bench.project, _name(request), request.path_params.get("id"))
    )


def _name(request: Request) -> str:
    name: str = request.path_params["name"]
    if not request.app.state.live.bench.knows(name):
        raise HTTPException(404, f"There is no edition '{name}'")
    return name


def _proof(request: Request) -> Proof:
    """Return the last good proof of what is asked for."""
    shown = request.app.state.live.bench.shown(_name(request))
    if shown.proof is None:
        raise HTTPException(404, "It was never rendered without an error")
    proof: Proof = shown.proof
    return proof


def _event(kind: str, data: dict[str, Any]) -> str:
    """Return a server-sent event (HTML Living Standard, section 9.2)."""
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _told(_request: Request, error: Exception) -> Response:
    """Return what is amiss as a page, which a frame may show until there is a mail."""
    assert isinstance(error, HTTPException)
    told = f"<!doctype html><title>{escape(error.detail)}</title>"
    return HTMLResponse(told, error.status_code, headers=_MAIL)
