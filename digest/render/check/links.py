"""Where links lead, what they say, and whether one can leave the list."""

import re
from collections.abc import Iterator
from itertools import pairwise

from digest.findings import Finding, found, live_level
from digest.render.check.mail import HTML, Element, Mail, squeezed, text_of

_LINK = re.compile(
    r"(?:https?://[^\s/]+|mailto:[^\s]+@|#[\w-]+$)",
    re.IGNORECASE,  # of schemes, RFC 3986 section 3.1
)
_BETWEEN = re.compile(r"[\s,;.·|\u2002\u2003()]*")


def links(mail: Mail, *, live: bool = False) -> Iterator[Finding]:
    """Yield what is wrong with the links, as far as it shows without the network."""
    anchors = mail.all("a")
    places = {element.get("id") for element in mail.elements}
    places |= {anchor.get("name") for anchor in anchors}
    for anchor in anchors:
        yield from _one(mail, anchor, places)
    for before, after in pairwise(anchors):
        if _same(before, after):
            told = f"'{text_of(after)}' stands twice, with the same link"
            yield found("repeated-link", told, mail.place_of(after))
    if not any("unsubscribe" in (anchor.get("href") or "") for anchor in anchors):
        level = live_level("no-unsubscribe", live=live)
        told = "there is no way to unsubscribe"
        yield found("no-unsubscribe", told, HTML, level=level)


def addresses(mail: Mail) -> list[tuple[str, str]]:
    """Return the links to the outside with the places where they stand first."""
    first: dict[str, str] = {}
    for anchor in mail.all("a"):
        address = anchor.get("href") or ""
        if _LINK.match(address) and address[:1] != "#":
            first.setdefault(address, mail.place_of(anchor))
    return list(first.items())


def _one(mail: Mail, anchor: Element, places: set[str | None]) -> Iterator[Finding]:
    address, place = anchor.get("href"), mail.place_of(anchor)
    if address is None and (anchor.get("id") or anchor.get("name")):
        return  # a place to jump to
    if not _LINK.match(address or ""):
        told = f"'{address or ''}' is no link that works in a mail"
        yield found("bad-link", told, place)
    elif address and address[:1] == "#" and address[1:] not in places:
        yield found("broken-jump", f"'{address}' leads to no place in the mail", place)
    pictured = anchor.find(".//img") is not None  # one without alt text has a code
    if not squeezed(text_of(anchor)) and not pictured:
        yield found("empty-link", f"the link to {address} has no text", place)


def _same(before: Element, after: Element) -> bool:
    """Return whether two links are one, with nothing but marks between them."""
    if before.getparent() is not after.getparent():
        return False
    between = before.tail or ""
    return (
        before.get("href") == after.get("href")
        and bool(text_of(after))
        and text_of(before) == text_of(after)
        and before.getnext() is after
        and bool(_BETWEEN.fullmatch(between))
    )
