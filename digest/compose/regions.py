"""Where a story plays: place names in its words, weighed.

The longest match of names with a capital letter; title ×3, first 25 words ×1.5, the rest
×1; a country counts at most twice in a part; the outlet's own section breaks ties: .87 of
100 items right (docs/measured.md). The table is made by scripts/build_places.py
(GeoNames, CC BY 4.0).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from digest.model import ANYWHERE, Place

_LONGEST = 4
_OPENING_WORDS = 25
_TITLE, _OPENING, _REST = 3.0, 1.5, 1.0
_MOST_COUNTS = 2
_HINT = 1.0
_REGION = "region:"
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class _Country:
    region: str
    name: str


@dataclass(frozen=True, slots=True)
class _Table:
    """Names with the code of their country, or `region:` and a region."""

    codes: Mapping[str, str]
    countries: Mapping[str, _Country]

    def region(self, code: str) -> str:
        if code.startswith(_REGION):
            return code.removeprefix(_REGION)
        return self.countries[code].region


def place(texts: Iterable[tuple[str, str]], hints: Sequence[str | None] = ()) -> Place:
    """Return where the articles, each a title and a text, play together.

    `hints` are the regions their feeds mostly tell of; they decide where the words say
    nothing, and between regions that the words weigh alike.
    """
    table = _table()
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


def _named(region: str, codes: Counter[str], table: _Table) -> Place:
    inside = [code for code in codes if table.region(code) == region]
    best = min(inside, key=lambda code: (-codes[code], code), default=None)
    if best is None or best.startswith(_REGION):
        return Place(region=region)
    return Place(region=region, country=table.countries[best].name, code=best)


def _weigh(title: str, text: str, table: _Table) -> Counter[str]:
    words = text.split()
    opening = " ".join(words[:_OPENING_WORDS])
    rest = " ".join(words[_OPENING_WORDS:])
    weights: Counter[str] = Counter()
    for part, weight in ((title, _TITLE), (opening, _OPENING), (rest, _REST)):
        for code, count in Counter(_mentions(part, table)).items():
            weights[code] += weight * min(count, _MOST_COUNTS)  # type: ignore[assignment]  # fractions
    return weights


def _mentions(text: str, table: _Table) -> list[str]:
    """Return the code of each name in the text, the longest match first."""
    words = [_bare(word) for word in _WORD.findall(text)]
    found: list[str] = []
    at = 0
    while at < len(words):
        length, code = _longest(words, at, table)
        if code:
            found.append(code)
        at += length
    return found


def _longest(words: list[str], at: int, table: _Table) -> tuple[int, str | None]:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        name = " ".join(words[at : at + length])
        if not name[0].isupper():
            return 1, None
        code = table.codes.get(name) or _in_capitals(name, table)
        if code:
            return length, code
    return 1, None


def _in_capitals(name: str, table: _Table) -> str | None:
    """Return the code of `PORT HARCOURT`, as datelines are set."""
    if not name.isupper() or len(name) <= 3:  # noqa: PLR2004  abbreviations are in the table
        return None
    return table.codes.get(name.title())


def _bare(word: str) -> str:
    word = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    return word if "." in word[:-1] else word.rstrip(".")


@cache
def _table() -> _Table:
    countries = {
        code: _Country(region, name) for code, region, name in _rows("countries.tsv")
    }
    return _Table(dict(_rows("places.tsv")), countries)  # type: ignore[arg-type]  # rows of two


def _rows(name: str) -> list[tuple[str, ...]]:
    text = files("digest.compose").joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [tuple(line.split("\t")) for line in lines]
