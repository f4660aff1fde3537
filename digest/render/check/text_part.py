"""The text part beside the HTML: the same stories in the same order, the same links."""

import re
from collections.abc import Iterable, Iterator

from digest.findings import Finding, found
from digest.model import Edition
from digest.render.check.links import addresses
from digest.render.check.mail import HTML, TEXT, Mail, squeezed, text_of
from digest.render.context import in_printed_order

_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_AFTER = "\"'.,;:!?>])"
"""Marks that a text sets after an address, though an address may end in some."""


def text_part(mail: Mail, edition: Edition | None = None) -> Iterator[Finding]:
    """Yield where one of the two parts tells less than the other."""
    yield from _links(mail)
    if edition is None:
        return
    headlines = [brief.headline for brief in in_printed_order(edition).briefs]
    shown = "\n".join(squeezed(text_of(heading)) for heading in mail.headings())
    read = squeezed(mail.email.text)
    for code, part, words in (
        ("html-stories", HTML, shown),
        ("text-part-stories", TEXT, read),
    ):
        for told in _out_of_order(headlines, words):
            yield found(code, told, part)


def _out_of_order(headlines: Iterable[str], words: str) -> Iterator[str]:
    """Yield what is missing, and the first that stands too early, if any does."""
    at = 0
    ordered = True
    for headline in headlines:
        wanted = squeezed(headline)
        here = words.find(wanted, at)
        if here >= 0:
            at = here + len(wanted)
        elif wanted not in words:
            yield f"the story '{headline}' is missing"
        elif ordered:
            ordered = False
            yield f"the story '{headline}' stands before the one that it should follow"


def _links(mail: Mail) -> Iterator[Finding]:
    linked = [address for address, _ in addresses(mail)]
    written = _addresses(mail.email.text)
    said = {address for readings in written for address in readings}
    missing = [address for address in linked if address not in said]
    if missing:
        told = f"{_many(missing)} not in the text part, first {missing[0]}"
        yield found("text-part-links", told, TEXT)
    seen = str(mail.tree.text_content())
    more = [
        readings[-1]
        for readings in written
        if not any(address in linked or address in seen for address in readings)
    ]
    if more:
        told = f"{_many(more)} not in the HTML, first {more[0]}"
        yield found("text-part-more", told, TEXT)


def _addresses(text: str) -> list[tuple[str, ...]]:
    """Return the addresses in a text, each once, in all their readings."""
    found = (_readings(match.group()) for match in _ADDRESS.finditer(text))
    return list(dict.fromkeys(found))


def _readings(word: str) -> tuple[str, ...]:
    """Return what address a word may be: with each mark at its end, and with none.

    `https://a.example/Nigeria_(state)).` may end in `state`, in a bracket or two, or
    in a full stop; what is linked decides.
    """
    least = len(word.rstrip(_AFTER))
    return tuple(word[:end] for end in range(len(word), least - 1, -1))


def _many(links: list[str]) -> str:
    return f"{len(links)} links are" if len(links) > 1 else "1 link is"
