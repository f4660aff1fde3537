"""How much there is to read, and whether the editor says anything that can be read."""

import re
from collections.abc import Iterator

from digest.edition_file import Written
from digest.findings import Finding, found
from digest.render.check.edition.walk import told

_LINK = re.compile(r"\]\(\s*<?((?!https?://|mailto:)(?:[^\s()>]|\([^\s()]*\))+)")
_LONG_NOTE = 200
_LONG_EDITION = 1600
"""Words: a third and a quarter above what the models of this kind of mail print."""


def length(written: Written) -> Iterator[Finding]:
    """Yield a finding for a note that is missing or leads nowhere, and for length."""
    note = (written.part.note or "").split()
    if not note:
        yield found("no-note", "there is no editor's note", written.at("note"))
    if len(note) > _LONG_NOTE:
        message = f"the note has {len(note)} words; 60 to 150 are read"
        yield found("long-note", message, written.at("note"))
    for address in _LINK.findall(written.part.note or ""):
        message = f"'{address}' is no link that works in a mail"
        yield found("bad-link", message, written.at("note"))
    words = len(note)
    for _, story in told(written):
        texts = (story.headline, *(bullet.text for bullet in story.bullets))
        words += sum(len(text.split()) for text in texts)
    if words > _LONG_EDITION:
        message = f"the edition has {words} words; readers finish 900 to 1,300"
        yield found("long-edition", message, written.at("sections"))
