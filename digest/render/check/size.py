"""How large a mail is as it is sent, which stories to shed, how long its lines are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest import transfer
from digest.findings import Finding, found
from digest.model import Edition
from digest.render.check.mail import HTML, TEXT
from digest.rendered import Email

NEARLY_CLIPPED = 90_000
"""Bytes of the encoded HTML part, well before Gmail clips it."""
_ADDRESS = re.compile(r"https?:|mailto:")
"""What is never broken, so that lines with it may be long."""
_LONGEST = 998
_LONGEST_TEXT = 78
"""Octets and characters without the line's end, RFC 5322 section 2.1.1."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A printed story and its rank in the week; 1 is the best."""

    headline: str
    rank: int


def encoded_size(email: Email) -> int:
    """Return the bytes of the HTML part as it is sent, its lines ending in CR LF."""
    return transfer.encoded_size(email.html)


def size(email: Email, ranked: Sequence[Ranked] = ()) -> Iterator[Finding]:
    """Yield a finding if Gmail would cut the mail off, or nearly, and what to shed."""
    bytes_ = encoded_size(email)
    told = f"the HTML is {bytes_ / 1000:.0f} kB; Gmail cuts mails off at 102 kB"
    if bytes_ <= NEARLY_CLIPPED:
        return
    code = "too-large" if bytes_ > transfer.CLIPPED else "nearly-too-large"
    shed = to_shed(ranked, (bytes_ - NEARLY_CLIPPED) / bytes_)
    remedy = f"delete the lowest ranked: {', '.join(shed)}" if shed else None
    yield found(code, told, HTML, remedy=remedy)


def to_shed(ranked: Sequence[Ranked], share: float) -> list[str]:
    """Return the headlines to go, in quotes, lowest first, to save a share of the mail.

    Stories count as equally long; a few bytes of each mail are nobody's.
    """
    many = -int(-share * len(ranked) // 1)
    lowest = sorted(ranked, key=lambda story: -story.rank)
    return [f"'{story.headline}'" for story in lowest[:many]]


def by_rank(edition: Edition, ranks: dict[str, int]) -> list[Ranked]:
    """Return the printed stories whose rank is known; the top story is never shed."""
    return [
        Ranked(brief.headline, ranks[brief.id])
        for brief in edition.briefs[1:]
        if brief.id in ranks
    ]


def text_lines(email: Email) -> Iterator[Finding]:
    """Yield the lines of the text part that are too long to be read."""
    for number, line in enumerate(email.text.splitlines(), start=1):
        breakable = " " in line.lstrip(" *->0123456789.")
        if len(line) > _LONGEST_TEXT and breakable and not _ADDRESS.search(line):
            told = f"line {number} has {len(line)} characters: '{line[:40]}…'"
            yield found("long-text-line", told, TEXT)


def encoded_lines(message: bytes) -> Iterator[Finding]:
    """Yield a finding if a line of the message, as it is sent, is too long."""
    longest = max(map(len, message.splitlines()), default=0)
    if longest > _LONGEST:
        told = f"a line of the message has {longest} octets"
        yield found("long-line", told, "digest.eml")
