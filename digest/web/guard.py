"""Who may ask: another host's name, another page or a missing token ends here.

    our Host? -> the token in front of the path? -> our page that asks?

Without a cookie: browsers give a host's cookies to all its ports, and with them to
whatever else is served on this machine.
"""

import ipaddress
import secrets
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OURS = ("same-origin", "none")
"""Values of Sec-Fetch-Site (W3C Fetch Metadata): our own page, and the address bar."""
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
MAIL_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'self';"
    " sandbox allow-same-origin"
)
"""Content Security Policies: of the bench, and of a mail, in which no script runs."""
_HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_LOST = (
    "This address belongs to a preview that was started anew, or lacks its token.\n"
    "Open the whole address that `digest preview` printed.\n"
)
_FOREIGN = "Only pages of this preview may ask for this.\n"


class Guard:
    """Lets through what our own page asks for with the token, and nothing else.

    The token is the first part of every path. `ticket` stands for it once: programs'
    arguments, of which a browser's address is one, can be seen by all of a machine.
    """

    def __init__(
        self, app: ASGIApp, *, token: str, ticket: str, hosts: Collection[str]
    ) -> None:
        self._app, self._token, self._ticket = app, token, ticket
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if scope["type"] == "http":
            answer = self._answer(Request(scope))
            scope = {**scope, "root_path": f"/{self._token}"}
            await (answer or self._app)(scope, receive, secured)
        else:
            await self._app(scope, receive, send)

    def _answer(self, request: Request) -> Response | None:
        """Return what to say instead of passing a request on, `None` to pass it."""
        if not self._is_host(request.headers.get("host", "")):
            return PlainTextResponse(_FOREIGN, 403)
        first, slash, _ = request.url.path.removeprefix("/").partition("/")
        if self._ticket and _same(first, self._ticket):
            self._ticket = ""
            return RedirectResponse(f"/{self._token}/", 303)
        if not _same(first, self._token):
            return PlainTextResponse(_LOST, 403)
        if not _is_ours(request.headers):
            return PlainTextResponse(_FOREIGN, 403)
        return None if slash else RedirectResponse(f"/{self._token}/", 303)

    def _is_host(self, host: str) -> bool:
        """Return whether a Host is an address, or a name that is known to be ours.

        Any other name may have been made to lead here (DNS rebinding).
        """
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name in self._hosts
        return True


def _same(given: str, right: str) -> bool:
    return secrets.compare_digest(given.encode(), right.encode())


def _is_ours(headers: Headers) -> bool:
    """Return whether a page of ours asks, or a person who follows a link to it."""
    origin = headers.get("origin")
    return (
        headers.get("sec-fetch-site", "none") in _OURS
        or (
            headers.get("sec-fetch-mode") == "navigate"
            and headers.get("sec-fetch-dest") == "document"
        )
    ) and (origin is None or urlsplit(origin).netloc == headers.get("host"))
