"""What screen readers go by: language, title, headings; and what mail may not hold."""

import itertools
from collections.abc import Iterator, Sequence

from digest.findings import Finding, Level, found
from digest.render.check.mail import HTML, Element, Mail, squeezed, text_of

_STYLE = 8192
"""Characters of a style element that Gmail reads."""
_ACTIVE = ("script", "form", "iframe", "object", "embed")


def structure(mail: Mail) -> Iterator[Finding]:
    """Yield what is wrong with the HTML as a document."""
    if mail.tree.get("lang") in (None, "", "und"):
        yield found("no-language", "<html> names no language", HTML)
    titles = mail.all("title")
    if not any(text_of(title) for title in titles):
        yield found("no-title", "<title> is missing or empty", HTML)
    yield from _headings(mail)
    yield from _active(mail)
    for style in mail.all("style"):
        length = len(style.text or "")
        if length > _STYLE:
            told = f"a style has {length} characters; Gmail drops those over 8,192"
            yield found("long-style", told, HTML)


def _headings(mail: Mail) -> Iterator[Finding]:
    headings = mail.headings()
    first = [heading for heading in headings if heading.tag == "h1"]
    if len(first) != 1:
        told = f"there should be exactly one <h1>, and there are {len(first)}"
        yield found("one-h1", told, HTML)
    for before, after in itertools.pairwise(headings):
        if _level(after) > _level(before) + 1:
            told = f"<{before.tag}> is followed by <{after.tag}>"
            yield found("heading-jump", told, mail.place_of(after))
    yield from _words_of(mail, headings)


def _words_of(mail: Mail, headings: Sequence[Element]) -> Iterator[Finding]:
    """Yield headings without words, and those that stand there twice.

    A headline that repeats another, or a region's name, is the papers': a warning.
    """
    met: set[str] = set()
    for heading in headings:
        words = squeezed(text_of(heading)).rstrip(".。")
        if not words:
            pictured = any(image.get("alt") for image in heading.iter("img"))
            if not pictured:
                yield found("empty-heading", f"<{heading.tag}> has no words", HTML)
        elif words in met:
            told = f"'{text_of(heading)}' is a heading twice"
            level: Level | None = "warning" if words in mail.headlines else None
            yield found("repeated-heading", told, mail.place_of(heading), level=level)
        met.add(words)


def _active(mail: Mail) -> Iterator[Finding]:
    sheets = [
        link for link in mail.all("link") if "stylesheet" in (link.get("rel") or "")
    ]
    for tag in sorted({str(one.tag) for one in (*mail.all(*_ACTIVE), *sheets)}):
        yield found("active-content", f"mail programs cut out <{tag}>", HTML)


def _level(heading: Element) -> int:
    return int(str(heading.tag)[1])
