"""Where a story plays: place names in its words, weighed.

The longest match of names with a capital letter; title ×3, first 25 words ×1.5, the
rest ×1; a country counts at most twice in a part; the outlet's own section breaks ties:
.87 of 100 items right (docs/measured.md). The table is made by scripts/build_places.py
(GeoNames, CC BY 4.0).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from digest.compose.gazetteer import REGION, Gazetteer, bare, gazetteer
from digest.model import ANYWHERE, Place

_LONGEST = 4
_OPENING_WORDS = 25
_TITLE, _OPENING, _REST = 3.0, 1.5, 1.0
_MOST_COUNTS = 2
_HINT = 1.0
_NEAR = 0.75
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?")


def place(texts: Iterable[tuple[str, str]], hints: Sequence[str | None] = ()) -> Place:
    """Return where the articles, each a title and a text, play together.

    `hints` are the regions their feeds mostly tell of; they decide where the words say
    nothing, and between regions that the words weigh alike.
    """
    table = gazetteer()
    codes: Counter[str] = Counter()
    for title, text in texts:
        codes.update(_weigh(title, text, table))
    regions: Counter[str] = Counter()
    for code, weight in codes.items():
        regions[table.region(code)] += weight
    for hint in {hint for hint in hints if hint}:
        regions[hint] += _HINT  # type: ignore[assignment]  # weights are fractions
    if not regions:
        return Place(region=ANYWHERE)
    region = min(regions, key=lambda name: (-regions[name], name))
    return _named(region, codes, table)


def named_countries(text: str) -> frozenset[str]:
    """Return the codes of the countries that `text` names, by whatever place."""
    codes = _mentions(text, gazetteer())
    return frozenset(code for code in codes if not code.startswith(REGION))


def _named(region: str, codes: Counter[str], table: Gazetteer) -> Place:
    inside = [code for code in codes if table.region(code) == region]
    most = max((codes[code] for code in inside), default=0)
    # Of those that weigh about as much, the first one named: titles come first.
    best = next((code for code in inside if codes[code] >= _NEAR * most), None)
    if best is None or best.startswith(REGION):
        return Place(region=region)
    return Place(region=region, country=table.countries[best].name, code=best)


def _weigh(title: str, text: str, table: Gazetteer) -> Counter[str]:
    words = text.split()
    opening = " ".join(words[:_OPENING_WORDS])
    rest = " ".join(words[_OPENING_WORDS:])
    weights: Counter[str] = Counter()
    for part, weight in ((title, _TITLE), (opening, _OPENING), (rest, _REST)):
        for code, count in Counter(_mentions(part, table)).items():
            weights[code] += weight * min(count, _MOST_COUNTS)  # type: ignore[assignment]  # fractions
    return weights


def _mentions(text: str, table: Gazetteer) -> list[str]:
    """Return the code of each name in the text, the longest match first."""
    words = [bare(word) for word in _WORD.findall(text)]
    found: list[str] = []
    at = 0
    while at < len(words):
        length, code = _longest(words, at, table)
        if code:
            found.append(code)
        at += length
    return found


def _longest(words: list[str], at: int, table: Gazetteer) -> tuple[int, str | None]:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        name = " ".join(words[at : at + length])
        if not name[0].isupper():
            return 1, None
        code = table.codes.get(name) or _in_capitals(name, table)
        if code:
            return length, code
    return 1, _in_part(words[at], table)


def _in_part(word: str, table: Gazetteer) -> str | None:
    """Return the code of the first part that has one: `US` in `US-led`."""
    parts = word.split("-") if "-" in word else []
    return next((table.codes[part] for part in parts if part in table.codes), None)


def _in_capitals(name: str, table: Gazetteer) -> str | None:
    """Return the code of `PORT HARCOURT`, as datelines are set."""
    if not name.isupper() or len(name) <= 3:  # noqa: PLR2004  abbreviations are in the table
        return None
    return table.codes.get(name.title())
