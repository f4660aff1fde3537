"""The words of the week, if an editor picks some."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What somebody said: their words, their name, and the address of the article."""

    text: str
    by: str
    url: str | None = None
