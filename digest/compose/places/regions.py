"""Where a story plays: place names in its words, weighed.

The longest match of names with a capital letter; title ×3, first 25 words ×1.5, the
rest ×1; a country counts at most twice in a part. An adjective names who acts and
weighs half, a place after `in` or `near` half as much again: `French hostage freed in
Mali` plays in Mali. The outlet's own section breaks ties. Figures: docs/measured.md.
The table is made by scripts/build_places.py (GeoNames, CC BY 4.0).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from digest.compose.places.gazetteer import (
    PEOPLE,
    REGION,
    TWIN,
    Gazetteer,
    bare,
    gazetteer,
    words,
)
from digest.model import ANYWHERE, Place

_OPENING_WORDS = 25
_TITLE, _OPENING, _REST = 3.0, 1.5, 1.0
_MOST_COUNTS = 2.0
_HINT = 1.0
_NEAR = 0.75
_PEOPLE = 0.5
_THERE = 1.5
_PLACE_WORDS = frozenset("in at near off outside inside across around into to".split())
_BETWEEN = frozenset(
    "the northern southern eastern western central north south east west".split()
)


@dataclass(frozen=True, slots=True)
class Mentions:
    """The places that an article names.

    `weights` are by code, in the order in which the codes are met, from 0; `countries`
    are the codes of the countries in the title and the first 25 words.
    """

    weights: Mapping[str, float]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in a text: its code or codes, what kind of name, how much it counts."""

    code: str
    kind: str | None
    weight: float


def place(
    texts: Iterable[tuple[str, str]],
    hints: Sequence[str | None] = (),
    table: Gazetteer | None = None,
) -> Place:
    """Return where the articles, each a title and a text, play together.

    `hints` are the regions their feeds mostly tell of; they decide where the words say
    nothing, and between regions that the words weigh alike; otherwise the region named
    first does. The country is, of those in the region that weigh at least .75 of the
    heaviest, the one named first: `Australia warns Indonesia` is Australian news.
    """
    table = table or gazetteer()
    return place_of([mentions(*text, table) for text in texts], hints, table)


def place_of(
    articles: Iterable[Mentions], hints: Sequence[str | None], table: Gazetteer
) -> Place:
    """Return where the articles play together by the places that they name."""
    codes: Counter[str] = Counter()
    for article in articles:
        codes.update(article.weights)
    regions: Counter[str] = Counter()
    for code, weight in codes.items():
        regions[table.region(code)] += weight
    for hint in sorted({hint for hint in hints if hint}):
        regions[hint] += _HINT  # type: ignore[assignment]  # weights are fractions
    if not regions:
        return Place(region=ANYWHERE)
    region = max(regions, key=regions.__getitem__)  # of equals the first one named
    return _named(region, codes, table)


def mentions(title: str, text: str, table: Gazetteer) -> Mentions:
    """Return the places that an article of this title and text names."""
    running = words(text)
    parts = [
        (_TITLE, list(_names(words(title), table))),
        (_OPENING, list(_names(running[:_OPENING_WORDS], table))),
        (_REST, list(_names(running[_OPENING_WORDS:], table))),
    ]
    company = [name for _, names in parts for name in names]
    named = {name.code for name in company}
    visited = {name.code for name in company if name.kind is None}
    weights: Counter[str] = Counter()
    early: set[str] = set()
    for part, names in parts:
        counts: Counter[str] = Counter()
        for name in names:
            counts[_one(name.code, named, visited)] += name.weight  # type: ignore[assignment]  # fractions
        counts.pop("", None)
        for code, count in counts.items():
            weights[code] += part * min(count, _MOST_COUNTS)  # type: ignore[assignment]  # fractions
        if part != _REST:
            early.update(counts)
    return Mentions(
        weights, frozenset(code for code in early if not code.startswith(REGION))
    )


def named_countries(text: str, table: Gazetteer | None = None) -> frozenset[str]:
    """Return the codes of the countries that `text` names, by whatever place."""
    return mentions(text, "", table or gazetteer()).countries


def _one(code: str, named: AbstractSet[str], visited: AbstractSet[str]) -> str:
    """Return the code that a name stands for beside the countries `named`.

    It is the one it has alone, unless only another is `visited`: named by a place.
    `Georgia` beside Atlanta is a state; beside the United States it may be a country.
    """
    alone, *others = code.split(TWIN)
    if alone in named:
        return alone
    return next((other for other in others if other in visited), alone)


def _named(region: str, codes: Counter[str], table: Gazetteer) -> Place:
    inside = [code for code in codes if table.region(code) == region]
    most = max((codes[code] for code in inside), default=0)
    # Of those that weigh about as much, the first one named: titles come first.
    best = next((code for code in inside if codes[code] >= _NEAR * most), None)
    if best is None or best.startswith(REGION):
        return Place(region=region)
    return Place(region=region, country=table.countries[best].name, code=best)


def _names(run: Sequence[str], table: Gazetteer) -> Iterator[_Name]:
    """Yield the names in the words, the longest match first."""
    past = 0
    for at, word in enumerate(run):
        if at < past or word.islower():
            continue
        past, name, whole = _longest(run, at, table)
        if name is not None:
            kind = table.kinds.get(name) if whole else PEOPLE
            weight = _PEOPLE if kind == PEOPLE else 1.0
            weight *= _THERE if _is_there(run, at) else 1.0
            yield _Name(table.codes[name], kind, weight)


def _longest(
    run: Sequence[str], at: int, table: Gazetteer
) -> tuple[int, str | None, bool]:
    """Return where the name at `at` ends, the name, and if it is all of its words."""
    first = bare(run[at])
    longest = table.lengths.get(first, 0)
    if first.isupper():
        longest = max(longest, table.lengths.get(first.title(), 0))
    for end in range(min(at + longest, len(run)), at, -1):
        name = first if end == at + 1 else " ".join(map(bare, run[at:end]))
        if name in table.codes:
            return end, name, True
        # `PORT HARCOURT`, as datelines are set; abbreviations are in the table.
        if name.isupper() and len(name) > 3 and name.title() in table.codes:  # noqa: PLR2004
            return end, name.title(), True
    return at + 1, _in_part(first, table), False


def _in_part(word: str, table: Gazetteer) -> str | None:
    """Return the first part that is a name: `US` in `US-led`."""
    if "-" not in word:
        return None
    return next((part for part in word.split("-") if part in table.codes), None)


def _is_there(run: Sequence[str], at: int) -> bool:
    """Return whether a word such as `in` leads to the name: `in the northern`."""
    before = at - 1
    while before > 0 and run[before] in _BETWEEN:
        before -= 1
    return before >= 0 and run[before].lower() in _PLACE_WORDS
