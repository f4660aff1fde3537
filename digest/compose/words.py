"""How many words a text has, and which, in any script."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def count(text: str) -> int:
    """Return how many words a reader would say that `text` has."""
    return len(text.split())


def split(text: str, language: str) -> tuple[str, ...]:
    """Return the words of `text`, as they stand; numbers and marks are none.

    `language` is an ISO 639 code.
    """
    del language
    return tuple(_WORD.findall(text))
