"""What should never have got this far: marks of templates, texts not yet written."""

import re
from collections.abc import Collection, Iterable, Iterator

from digest.edition_file import Places
from digest.findings import Finding, Level, found
from digest.model import Brief, Edition
from digest.render.check.mail import HTML, TEXT, Mail, squeezed

_MARK = re.compile(r"\{\{|\{%|%\}|</?mj-|\\u\{[0-9a-f]+\}")
_STYLE = re.compile(r"<style.*?</style>", re.DOTALL | re.IGNORECASE)
_TO_DO = re.compile(
    r"^\W*(?:TODO|FIXME|TK|TKTK|XXX+)\b(?:\W*$|\s*[:(–—-])"
    r"|\b(?:FIXME|TKTK)\b|lorem ipsum|^\W*(?:…|\.\.\.)\W*$",
    re.MULTILINE,
)
_SAMPLE = 80
"""Letters; a shorter note may be like the sample's by chance."""
_LOREM = re.compile(r"\blorem ipsum\b", re.IGNORECASE)


def left_overs(mail: Mail) -> Iterator[Finding]:
    """Look for marks of engine and templates; a headline's own braces only warn."""
    seen = _STYLE.sub("", mail.email.html)
    own = set(_MARK.findall(mail.email.words))
    for part, text in ((HTML, seen), (TEXT, mail.email.text)):
        for mark in sorted(set(_MARK.findall(text))):
            told = f"'{mark}' is left in {part}"
            its_own: Level | None = "warning" if mark in own else None
            yield found("left-over", told, part, level=its_own)


def placeholders(
    edition: Edition,
    places: Places,
    samples: Iterable[str] = (),
    drafted: Collection[str] = (),
) -> Iterator[Finding]:
    """Yield where an editor has still to write something; papers' words are theirs.

    `samples` are notes that are shipped, to be replaced. What is as it was `drafted`
    is from papers, and only a warning.
    """
    note = squeezed(edition.note)
    if len(note) >= _SAMPLE and any(note in squeezed(sample) for sample in samples):
        told = "the note is the one that came with the sample"
        yield found("placeholder", told, places.key("note"))
    texts = [
        ("note", edition.note),
        ("by", edition.by or ""),
        ("subject", edition.subject or ""),
        ("quote", f"{edition.quote.text}\n{edition.quote.by}" if edition.quote else ""),
    ]
    asked = [(text, places.key(name)) for name, text in texts]
    for brief in edition.briefs:
        place = places.story(brief)
        asked += [(text, place) for text in _own_words(brief)]
    for text, place in asked:
        if mark := unwritten(text):
            level: Level | None = "warning" if text in drafted else None
            told = f"still to be written: '{mark}'"
            yield found("placeholder", told, place, level=level)


def unwritten(text: str) -> str:
    """Return the mark by which an unwritten text is known; empty if it is written."""
    match = _TO_DO.search(text) or _LOREM.search(text)
    return match.group().strip() if match else ""


def _own_words(brief: Brief) -> Iterator[str]:
    yield brief.headline
    yield from (bullet.text for bullet in brief.bullets if bullet.edited)
    if brief.picture:
        yield brief.picture.alt
        yield brief.picture.credit
