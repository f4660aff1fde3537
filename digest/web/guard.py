"""Who may ask: another host's name, another page or a missing token ends here.

Host is ours? -> the page that asks is ours? -> the token, from the address or cookie
"""

import ipaddress
import secrets
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "token"  # noqa: S105  the name of it
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


class Guard:
    """Lets through what our own page asks for with the token, and nothing else.

    Whoever opens the address with the token gets it as a cookie, which is named after
    the port: browsers show a host's cookies to all its ports.
    """

    def __init__(
        self, app: ASGIApp, *, token: str, hosts: Collection[str], port: int
    ) -> None:
        self._app, self._token, self._hosts = app, token, frozenset(hosts)
        self._cookie = f"digest-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        ends = self._answer(Request(scope)) if scope["type"] == "http" else None
        await (ends or self._app)(scope, receive, secured)

    def _answer(self, request: Request) -> Response | None:
        """Return what to say instead of passing a request on, `None` to pass it."""
        if not self._is_ours(request.headers):
            told = "Only pages of this preview may ask for this.\n"
            return PlainTextResponse(told, 403)
        given = request.query_params.get(TOKEN)
        if given is not None and self._is_token(given):
            # The address without it is what stands in the browser's history. Two
            # slashes would name another host.
            here = f"/{request.url.path.lstrip('/')}"
            welcome = RedirectResponse(here, 303)
            welcome.set_cookie(
                self._cookie, self._token, httponly=True, samesite="strict"
            )
            return welcome
        if not self._is_token(request.cookies.get(self._cookie, "")):
            return PlainTextResponse(_LOST, 403)
        return None

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self._token.encode())

    def _is_ours(self, headers: Headers) -> bool:
        host = headers.get("host", "")
        origin = headers.get("origin")
        return (
            self._is_host(host)
            and headers.get("sec-fetch-site", "none") in _OURS
            and (origin is None or urlsplit(origin).netloc == host)
        )

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
