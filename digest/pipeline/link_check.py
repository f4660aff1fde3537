"""Every link of a mail, asked for: the one check that needs the network.

    links --one GET each, hosts taking turns--> answers --> findings

GET and not HEAD: papers answer HEAD with 403, 405 or 404 for pages that are there.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from digest.findings import Finding, found
from digest.http import Answer, NoReply, Request, Web

_GONE = frozenset({400, 404, 410, 451})
"""What a server says of a page; 401, 403 and 429 it says of who asks."""
_BROKEN = 500


def link_findings(web: Web, links: Sequence[tuple[str, str]]) -> tuple[Finding, ...]:
    """Ask for every web address of `links`, address and place; return what is wrong.

    The order is that of the links, whichever answers first.
    """
    places = {address: place for address, place in links if _on_the_web(address)}
    asked = [Request(url=address) for address in places]
    answers = {answer.request.url: answer for answer in web(asked)} if asked else {}
    return tuple(
        finding
        for address, place in places.items()
        for finding in _verdict(answers[address], place)
    )


def _verdict(answer: Answer, place: str) -> Iterator[Finding]:
    address = answer.request.url
    if isinstance(answer, NoReply):
        yield found("failing-link", f"{address}: {answer.reason}", place)
    elif answer.status in _GONE:
        yield found("dead-link", f"{address} answers {answer.status}", place)
    elif answer.status >= _BROKEN:
        yield found("failing-link", f"{address} answers {answer.status}", place)
    elif _host(answer.url) != _host(address):
        yield found("moved-link", f"{address} leads on to {answer.url}", place)


def _on_the_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
