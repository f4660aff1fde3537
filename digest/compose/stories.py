"""Entries into stories."""

import hashlib
from collections.abc import Mapping, Sequence

from digest import plain_text
from digest.compose.group import Document, group
from digest.model import Entry, Story

_SECONDS_A_DAY = 86_400

Texts = Mapping[str, tuple[str, ...]]
"""What the feeds say of entries, as `feed_text` gives it, by the entry's id."""


def stories(entries: Sequence[Entry], texts: Texts | None = None) -> tuple[Story, ...]:
    """Return the stories that the entries tell; each entry is in exactly one.

    `texts` are the entries' texts, where they are made already.
    """
    texts = texts or {}
    groups = group(
        [_document(entry, texts.get(entry.id) or feed_text(entry)) for entry in entries]
    )
    return tuple(_story([entries[i] for i in numbers]) for numbers in groups)


def feed_text(entry: Entry) -> tuple[str, ...]:
    """Return the longer of an entry's summary and content, by paragraphs."""
    given = max((entry.summary, entry.content), key=len)
    return plain_text.paragraphs(given)


def _document(entry: Entry, text: Sequence[str]) -> Document:
    return Document(
        title=entry.title,
        text=" ".join(text),
        day=entry.published.timestamp() / _SECONDS_A_DAY
        if entry.dated and entry.published
        else None,
        language=entry.language,
    )


def _story(entries: list[Entry]) -> Story:
    ordered = sorted(entries, key=lambda entry: (entry.when, entry.id))
    # The oldest entry stays the oldest when others join: the id is stable.
    seed = hashlib.sha256(ordered[0].id.encode()).hexdigest()
    return Story(id=f"s-{seed[:8]}", entries=tuple(ordered))
