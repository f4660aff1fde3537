"""What the feeds themselves say of entries, without markup."""

from collections.abc import Mapping

from digest import plain_text
from digest.model import Entry

Texts = Mapping[str, tuple[str, ...]]
"""What the feeds say of entries, as `feed_text` gives it, by the entry's id."""


def feed_text(entry: Entry) -> tuple[str, ...]:
    """Return the longer of an entry's summary and content, by paragraphs."""
    given = max((entry.summary, entry.content), key=len)
    return plain_text.paragraphs(given)
