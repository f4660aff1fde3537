"""Documents into stories: one event, told by several outlets.

    document --terms--> TF-IDF vector --inverted index--> similar pairs
        --average link--> groups

Title and the first 60 words, average link, threshold .15: B-cubed F1 .833 on stories
not tuned on (docs/measured.md). With time decay `exp(-|days|/7)` the threshold is .13:
an event that moves on over a week is one story, one that returns after weeks is not.
One form for a country's name and adjective, and .6 for documents that name different
countries, gained .006 F1 and most of its precision.
"""

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from digest.compose.gazetteer import bare, gazetteer
from digest.compose.languages import stop_words
from digest.compose.regions import named_countries

THRESHOLD = 0.15
THRESHOLD_DATED = 0.13
_FLOOR = 0.06
_LEAD_WORDS = 60
_TITLE_WEIGHT = 3.0
_DECAY_DAYS = 7.0
_OPENING_WORDS = 25
_ELSEWHERE = 0.6
_SAME_WORD = {"quake": "earthquake", "tremor": "earthquake"}

_TOKEN = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*")
_STOP_WORDS = frozenset(
    """a about above across after again against ago all also am amid among an and
    another any are around as at away back be because been before behind being below
    between both but by can cannot could did do does doing don down during each either
    else even ever every few for from further get go had has have having he her here
    hers herself him himself his how if in into is it its itself just last least less
    let like made make many may me might more most much must my near never new next no
    nor not now of off on once one only or other our ours out over own per put rather
    same say saying says said she should since so some still such take than that the
    their theirs them themselves then there these they this those three through to too
    took toward two under until up upon us very via was way we well were what when where
    whether which while who whom whose why will with within without would yet you your

    according mr mrs ms dr year years day days week weeks month months today yesterday
    tomorrow monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december

    ap afp reuters news update updated live report reports reported video photos photo
    breaking exclusive analysis watch""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What grouping looks at: `day` counts from any fixed day, `None` if undated."""

    title: str
    text: str
    day: float | None = None
    language: str = "en"


Vector = dict[str, float]
Similar = list[dict[int, float]]


def group(documents: Sequence[Document]) -> tuple[tuple[int, ...], ...]:
    """Return the groups of documents that tell one event, as their numbers.

    Every document is in exactly one group. Documents in different languages share no
    words to go by and stay apart.
    """
    groups: list[tuple[int, ...]] = []
    for language in sorted({document.language for document in documents}):
        members = [i for i, d in enumerate(documents) if d.language == language]
        members.sort(key=lambda i: repr(documents[i]))
        same = [documents[i] for i in members]
        similar = _similar(same)
        dated = any(document.day is not None for document in same)
        threshold = THRESHOLD_DATED if dated else THRESHOLD
        groups += [
            tuple(sorted(members[i] for i in linked))
            for linked in _average_link(similar, threshold)
        ]
    return tuple(sorted(groups))


def terms(text: str, language: str = "en") -> list[str]:
    """Return the words that tell one event from another, each in one form.

    A country's name and its adjective are one term: `Kenyan`, `Kenya's`.
    """
    countries = gazetteer().forms
    silent = _STOP_WORDS if language == "en" else stop_words(language)
    words = (bare(match[0].lower()) for match in _TOKEN.finditer(text))
    return [
        countries.get(word) or _singular(word)
        for word in words
        if len(word) > 1 and word not in silent
    ]


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004  not "ties"
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:  # noqa: PLR2004  not "gas"
        word = word[:-1]
    return _SAME_WORD.get(word, word)


def _weights(document: Document) -> Counter[str]:
    found: Counter[str] = Counter()
    for term in terms(document.title, document.language):
        found[term] += _TITLE_WEIGHT  # type: ignore[assignment]  # counts may be fractions
    lead = " ".join(document.text.split()[:_LEAD_WORDS])
    found.update(terms(lead, document.language))
    return found


def _vectors(documents: Sequence[Document]) -> list[Vector]:
    """Return TF-IDF vectors of length one: (1 + ln tf)·(ln((n+1)/(df+1)) + 1)."""
    weights = [_weights(document) for document in documents]
    frequency = Counter(term for found in weights for term in found)
    total = len(documents) + 1
    rarity = {t: math.log(total / (n + 1)) + 1 for t, n in frequency.items()}
    return [
        _normalized({t: (1 + math.log(n)) * rarity[t] for t, n in found.items()})
        for found in weights
    ]


def _normalized(vector: Vector) -> Vector:
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {term: value / length for term, value in vector.items()}


def _similar(documents: Sequence[Document]) -> Similar:
    """Return, for each document, the others that share enough, with how much.

    That is the cosine, less by days between them, and less if they name countries
    and not one in common: two quakes in two countries are two stories.
    """
    vectors = _vectors(documents)
    days = [document.day for document in documents]
    named = [_countries(document) for document in documents]
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    similar: Similar = [{} for _ in vectors]
    for i, vector in enumerate(vectors):
        cosines: dict[int, float] = defaultdict(float)
        for term, value in vector.items():
            for j, other in index[term]:
                cosines[j] += value * other
            index[term].append((i, value))
        for j, cosine in cosines.items():
            likeness = cosine * _decay(days[i], days[j])
            if named[i] and named[j] and named[i].isdisjoint(named[j]):
                likeness *= _ELSEWHERE
            if likeness >= _FLOOR:
                similar[i][j] = similar[j][i] = likeness
    return similar


def _countries(document: Document) -> frozenset[str]:
    opening = document.text.split()[:_OPENING_WORDS]
    return named_countries(f"{document.title}. {' '.join(opening)}")


def _decay(first: float | None, second: float | None) -> float:
    if first is None or second is None:
        return 1.0
    return math.exp(-abs(first - second) / _DECAY_DAYS)


def _average_link(similar: Similar, threshold: float) -> list[list[int]]:
    """Join the two nearest groups until none are nearer than `threshold`.

    The nearness of two groups is the mean over all their pairs; a pair below the floor
    counts as nothing. `sums` holds the sums over pairs between living groups.
    """
    sums = [dict(row) for row in similar]
    members: list[list[int]] = [[i] for i in range(len(similar))]
    heap = [
        (-value, i, j)
        for i, row in enumerate(sums)
        for j, value in row.items()
        if i < j and value >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        nearness, i, j = heapq.heappop(heap)
        if nearness != -_mean(sums, members, i, j):
            continue  # one of the two has grown or gone since
        keep, gone = (i, j) if len(sums[i]) >= len(sums[j]) else (j, i)
        _join(sums, members, keep, gone)
        for other in sums[keep]:
            mean = _mean(sums, members, keep, other)
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(keep, other), max(keep, other)))
    return [sorted(linked) for linked in members if linked]


def _mean(sums: Similar, members: list[list[int]], i: int, j: int) -> float:
    pairs = len(members[i]) * len(members[j])
    return sums[i].get(j, 0.0) / pairs if pairs else 0.0


def _join(sums: Similar, members: list[list[int]], keep: int, gone: int) -> None:
    for other, value in sums[gone].items():
        del sums[other][gone]
        if other != keep:
            sums[keep][other] = sums[other][keep] = sums[keep].get(other, 0.0) + value
    sums[gone].clear()
    members[keep] += members[gone]
    members[gone] = []
