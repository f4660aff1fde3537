"""Entries into stories."""

import hashlib
from collections.abc import Sequence

from digest.compose.feed_text import Texts, feed_text
from digest.compose.grouping.earlier import Printed, Report, earlier, was_printed
from digest.compose.grouping.group import Document, group
from digest.model import Entry, Story

_SECONDS_A_DAY = 86_400


def stories(
    entries: Sequence[Entry],
    printed: Sequence[Printed] = (),
    texts: Texts | None = None,
) -> tuple[Story, ...]:
    """Return the stories that the entries tell; each entry is in one, at most.

    What earlier editions printed helps to find the stories that go on, and is in none
    of them; an entry that was itself printed is left out where there are others.
    `texts` are the entries' texts, where they are made already.
    """
    known = [_printed_document(article) for article in printed]
    told = {
        entry.id: (texts or {}).get(entry.id) or feed_text(entry) for entry in entries
    }
    groups = group([*(_document(entry, told[entry.id]) for entry in entries), *known])
    size = len(entries)
    parts = [
        (
            [entries[i] for i in g if i < size],
            [printed[i - size] for i in g if i >= size],
        )
        for g in groups
    ]
    return tuple(_story(new, old, told) for new, old in parts if new)


def _document(entry: Entry, text: Sequence[str]) -> Document:
    return Document(
        title=entry.title,
        text=" ".join(text),
        day=entry.published.timestamp() / _SECONDS_A_DAY
        if entry.dated and entry.published
        else None,
        language=entry.language,
    )


def _printed_document(article: Printed) -> Document:
    """Return it without its day: a week's distance would hide that a story goes on."""
    return Document(title=article.title, text=article.text, language=article.language)


def _story(entries: list[Entry], printed: list[Printed], texts: Texts) -> Story:
    unprinted = [entry for entry in entries if not was_printed(entry.url, printed)]
    kept = unprinted or entries
    ordered = sorted(kept, key=lambda entry: (entry.when, entry.id))
    # The oldest entry stays the oldest when others join: the id is stable.
    seed = hashlib.sha256(ordered[0].id.encode()).hexdigest()
    return Story(
        id=f"s-{seed[:8]}",
        entries=tuple(ordered),
        follows=earlier([_report(e, texts[e.id]) for e in ordered], printed),
    )


def _report(entry: Entry, paragraphs: Sequence[str]) -> Report:
    return Report(
        url=entry.url,
        title=entry.title,
        text=" ".join(paragraphs),
        when=entry.when,
        language=entry.language,
    )
