"""The words of the week, if an editor picks some."""

from dataclasses import dataclass

_PAIRS = frozenset("“” „“ „” ”” ‘’ ‚‘ ‚’ ’’ «» »« »» ‹› ›‹ 「」 『』 \"\" ''".split())
"""Quotation marks of the languages of CLDR, opening and closing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What somebody said: their words, their name, and the address of the article."""

    text: str
    by: str
    url: str | None = None


def unquoted(words: str) -> str:
    """Return `words` without the pair of quotation marks that is around all of them.

    Templates set their own.
    """
    bare = words.strip()
    inside = bare[1:-1].strip()
    around = bare[:1] + bare[-1:] in _PAIRS and inside and bare[0] not in inside
    return inside if around else words
