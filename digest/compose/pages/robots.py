"""Which pages their hosts ask programs not to read: robots.txt, RFC 9309.

Each host is asked once a draft, all of them at the same time, by the client that asks
for the pages. Feeds are listed by a person, and not asked about. Crawl-delay is no part
of the RFC, and not kept: the client takes two pages of a host at a time.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from protego import Protego

from digest.http import Answer, NoReply, Reply, Request, Web
from digest.workers import Lost, Map

PRODUCT = "Digest"
"""The name that robots.txt may speak to: how our User-Agent begins."""
ASKED_NOT_TO = "robots.txt asks not to read it"
_MOST_BYTES = 500 * 1024  # RFC 9309 section 2.5: a parser reads as much, and may stop
_UNREAD = "its robots.txt cannot be read"
"""Then nothing may be, says section 2.3.1.4; a host that has none (2.3.1.3) is open."""
_VERSION = re.compile(r"(?mi)^([ \t]*user-agent[ \t]*:[ \t]*[a-z_-]+)/[^\r\n]*")
"""Names in robots.txt have no version (2.2.1), but people copy them from their logs."""
_OK = 200
_SERVER_ERRORS = range(500, 600)

Rules = tuple[bytes, tuple[str, ...]]
"""A host's robots.txt, and the addresses of its pages."""


def refused(urls: Sequence[str], web: Web, mapped: Map) -> dict[str, str]:
    """Return which of these pages may not be read, and why.

    Rules come from strangers: they are read by `mapped`, where time and memory end.
    """
    pages: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        if place := _place(url):
            pages[place].append(url)
    found: dict[str, str] = {}
    sent: deque[list[str]] = deque()

    def rules() -> Iterator[Rules]:
        for answer in web([Request(url=place) for place in pages]):
            told = pages[answer.request.url]
            if why := _silence(answer):
                found.update(dict.fromkeys(told, why))
            elif isinstance(answer, Reply) and answer.status == _OK:
                sent.append(told)
                yield answer.body, tuple(told)

    for kept in mapped(disallowed, rules()):
        found |= _judged(sent.popleft(), kept)
    return found


def _judged(urls: Sequence[str], kept: tuple[str, ...] | Lost) -> dict[str, str]:
    """Return which of a host's pages may not be read, and why."""
    if isinstance(kept, Lost):
        return dict.fromkeys(urls, f"{_UNREAD}: it {kept.reason}")
    return dict.fromkeys(kept, ASKED_NOT_TO)


def _silence(answer: Answer) -> str | None:
    """Return why a host's rules are unknown, if they are."""
    if isinstance(answer, NoReply):
        return f"{_UNREAD}: {answer.reason}"
    if answer.status in _SERVER_ERRORS:
        return f"{_UNREAD}: it answers {answer.status}"
    return None


def disallowed(rules: Rules) -> tuple[str, ...]:
    """Return the addresses that robots.txt asks programs of our name not to read.

    What cannot be understood forbids nothing.
    """
    body, urls = rules
    # The last line may be cut, and half a rule forbids too much.
    whole = (
        body if len(body) <= _MOST_BYTES else body[:_MOST_BYTES].rpartition(b"\n")[0]
    )
    parsed = Protego.parse(_VERSION.sub(r"\1", whole.decode("utf-8-sig", "replace")))
    return tuple(url for url in urls if not parsed.can_fetch(url, PRODUCT))


def _place(url: str) -> str | None:
    """Return where the rules for a page are (RFC 9309 section 2.3); `None` for none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None  # the client refuses it, and says why
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}/robots.txt"
