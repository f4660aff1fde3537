"""Exceptions of a request into reasons for people, without the program's innards."""

import os

import aiohttp

from digest.http.exchange import NoReply, Request
from digest.http.guard import RefusedError
from digest.http.unpack import UnpackError

EXPECTED = (aiohttp.ClientError, OSError, UnicodeError, UnpackError)
"""What goes wrong on the network; every other exception is a bug."""

_GATEWAY_DOWN = frozenset({502, 503, 504})
# In this order: the first that fits is told, and whether the network may be at fault.
_REASONS: tuple[tuple[type[Exception], str, bool], ...] = (
    (aiohttp.ClientConnectorDNSError, "host not found", True),
    (aiohttp.ClientConnectorCertificateError, "its certificate is not valid", False),
    (aiohttp.ClientConnectorSSLError, "no secure connection", False),
    (aiohttp.ServerDisconnectedError, "the server hung up", True),
    (aiohttp.InvalidURL, "not a valid address", False),
    (UnicodeError, "not a valid address", False),
)


def no_reply(request: Request, error: Exception) -> NoReply:
    """Return what `error`, one of `EXPECTED`, means for `request`."""
    reason, unreachable = _reason(error)
    return NoReply(request=request, reason=reason, unreachable=unreachable)


def too_late(request: Request, seconds: float) -> NoReply:
    """Return that the answer to `request` did not come within `seconds`."""
    reason = f"no answer within {seconds:g} s"
    return NoReply(request=request, reason=reason, unreachable=True)


def _reason(error: Exception) -> tuple[str, bool]:
    cause = getattr(error, "os_error", None) or error
    if isinstance(cause, RefusedError | UnpackError):
        return str(cause), False
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return f"the proxy answers {error.status}", error.status in _GATEWAY_DOWN
    for kind, words, unreachable in _REASONS:
        if isinstance(error, kind):
            return words, unreachable
    if isinstance(cause, OSError):
        return _system_reason(error, cause), True
    return f"broken answer ({type(error).__name__})", False


def _system_reason(error: Exception, cause: OSError) -> str:
    """Return what the system says, by its number: its text may hold addresses."""
    why = f" ({os.strerror(cause.errno)})" if cause.errno else ""
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        return f"cannot connect to the proxy{why}"
    if isinstance(error, aiohttp.ClientConnectorError):
        return f"cannot connect{why}"
    return f"connection lost{why}"
