"""What should never have got this far: marks of templates, texts not yet written."""

import re
from collections.abc import Collection, Iterable, Iterator

from digest.edition_file import Places
from digest.findings import Finding, found
from digest.model import Brief, Edition
from digest.render.check.mail import HTML, TEXT, Mail, squeezed

_MARK = re.compile(r"\{\{|\{%|%\}|</?mj-|\\u\{[0-9a-f]+\}")
_STYLE = re.compile(r"<style.*?</style>", re.DOTALL | re.IGNORECASE)
_TO_DO = re.compile(
    r"^\W*(?:TODO|FIXME|TK|TKTK|XXX+)\b(?:\W*$|\s*[:(–—-])|^\W*TODO\s"
    r"|[(\[](?:TODO|TK|XXX+)[)\]]"
    r"|\b(?:FIXME|TKTK)\b|lorem ipsum|^\W*(?:…|\.\.\.)\W*$",
    re.MULTILINE,
)
_PERHAPS = re.compile(r"\b(?:TODO|TK|XXX+)\b")
"""Words that may be meant: TODO is Spanish, TK an airline, XXX a number."""
_SAMPLE = 80
"""Letters; a shorter note may be like the sample's by chance."""
_MEANT = "make sure that it is meant"
_LOREM = re.compile(r"\blorem ipsum\b", re.IGNORECASE)


def left_overs(mail: Mail, edition: Edition | None = None) -> Iterator[Finding]:
    """Look for marks of engine and templates; what people wrote only warns, once."""
    seen = _STYLE.sub("", mail.email.html)
    own = set(_MARK.findall(mail.email.words))
    for part, text in ((HTML, seen), (TEXT, mail.email.text)):
        for mark in sorted(set(_MARK.findall(text)) - own):
            yield found("left-over", f"'{mark}' is left in {part}", part)
    placed: set[str] = set()
    for place, text in _written(mail, edition):
        marks = set(_MARK.findall(text)) & own
        yield from _meant(marks, place)
        placed |= marks
    yield from _meant(own - placed, HTML)


def _meant(marks: set[str], place: str) -> Iterator[Finding]:
    if marks:
        told = f"{' and '.join(sorted(map(repr, marks)))} will be seen"
        yield found("left-over", told, place, level="warning", remedy=_MEANT)


def _written(mail: Mail, edition: Edition | None) -> Iterator[tuple[str, str]]:
    """Yield the texts that are no template's, with their places."""
    if edition is None:
        return
    yield mail.places.keys.get("subject", "the subject"), edition.subject or ""
    yield mail.places.keys.get("note", "the note"), edition.note
    for brief in edition.briefs:
        known = mail.places.headlines.get(squeezed(brief.headline))
        place = known or f"'{brief.headline}'"
        lines = (bullet.text for bullet in brief.bullets)
        yield place, "\n".join((brief.headline, *lines))


def placeholders(
    edition: Edition,
    places: Places,
    samples: Iterable[str] = (),
    papers: Collection[str] = (),
) -> Iterator[Finding]:
    """Yield where an editor has still to write something; papers' words are theirs.

    `samples` are notes that are shipped, to be replaced; `papers` the texts that were
    drafted.
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
        if text not in papers:
            yield from _unwritten(text, place)


def _unwritten(text: str, place: str) -> Iterator[Finding]:
    """Yield a finding for the mark by which an unwritten text is known, if it has one.

    It is an error where it can be nothing else.
    """
    match = _TO_DO.search(text) or _LOREM.search(text)
    if match:
        told = f"still to be written: '{match.group().strip()}'"
        yield found("placeholder", told, place)
    elif match := _PERHAPS.search(text):
        told = f"still to be written? it has the word '{match.group()}'"
        yield found("placeholder", told, place, level="warning")


def _own_words(brief: Brief) -> Iterator[str]:
    yield brief.headline
    yield from (bullet.text for bullet in brief.bullets if bullet.edited)
    if brief.picture:
        yield brief.picture.alt
        yield brief.picture.credit
