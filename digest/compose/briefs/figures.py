"""What sentences count, and whether two of them count the same thing differently.

    "killing at least nine people" -> 9 and more dead
    "toll rises to 23"             -> 23 dead: not what the first one says

A false alarm costs an editor's trust, so figures are compared only where they surely
count the same: the dead, injured and missing of an event, the strength of a quake, and
shares and sums about which the sentences use the same words. English only; another
language needs tables of its own here and in amounts.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.compose.briefs.amounts import Amount, amounts
from digest.compose.language.languages import stemmer, stop_words
from digest.compose.language.words import has_capital

LANGUAGES = frozenset({"en"})
PEOPLE = frozenset({"dead", "injured", "missing"})
"""Kinds of figures that grow from day to day."""

_N = "\ue000(?P<n>\\d+)\ue001"
_PEOPLE = "(?P<who>(?:[\\w'-]+ ){0,3}?)"
_BE = "(?:(?:have|has|had|are|were|was|is|be|been|being|reported|confirmed|also|now) )+"
_WHOM = "(?: (?P<who>[a-z]+))?"
_TOLL_OF_DEATHS = (
    "\\b(?:toll|deaths|(?:number|total) of (?:[a-z]+ )?(?:dead|deaths|killed))\\b"
    f"[^\ue000;:,]{{0,70}}? (?:to|at|was|is|reach\\w*|hits?|pass\\w*|of) {_N}"
)
_TOLD = {
    "dead": (
        f"{_N} {_PEOPLE}(?:{_BE})?(?:dead|died|dies|die|perished|drowned)\\b",
        f"{_N} {_PEOPLE}{_BE}killed\\b",
        f"{_N} {_PEOPLE}killed\\b(?! (?:\ue000|the |an? |his |her |their |people))",
        f"\\b(?:kill|kills|killed|killing) {_N}{_WHOM}",
        f"\\b(?:claim|claims|claimed|claiming) {_N} lives",
        _TOLL_OF_DEATHS,
        f"{_N} (?:confirmed )?(?:deaths|fatalities)\\b",
    ),
    "injured": (
        f"{_N} {_PEOPLE}(?:{_BE})?(?:injured|wounded|hurt)\\b",
        f"\\b(?:injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurting) {_N}{_WHOM}",
        f"{_N} injuries\\b",
    ),
    "missing": (f"{_N} {_PEOPLE}(?:{_BE})?(?:still )?(?:missing|unaccounted for)\\b",),
    "magnitude": (f"magnitude[- ](?:of )?{_N}", f"{_N}[- ]magnitude"),
    "percent": (f"{_N} ?(?:%|percent|per cent|pct)(?!\\w| points?)",),
    "$": (f"{_N} (?:US )?dollars\\b",),
    "€": (f"{_N} euros?\\b",),
    "£": (f"{_N} pounds\\b",),
    "¥": (f"{_N} yen\\b",),
}
_PATTERNS = {
    kind: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
    for kind, patterns in _TOLD.items()
}
_ANYBODY = frozenset("people persons person victims others residents bodies".split())
_PART_BEFORE = re.compile(
    r"\b(?:another|other|further|additional|including|of whom|among them|the) $",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r" (?:more|other|others|further|additional|of|in every)\b")
_ELSEWHERE = re.compile(
    # Another event, another year, nobody, or nobody knows.
    r"\b(?:1[89]|20)\d\d\b|\b(?:last|previous|earlier this) (?:year|month|decade)\b"
    r"|\b(?:years|decades|months) (?:ago|earlier|before)\b|\bsince\b|\bfeared\b"
    r"|\b(?:worst|deadliest|if|could|would|might)\b|\b(?:no|not) one\b",
    re.IGNORECASE,
)
_WHERE = re.compile(
    # Looked ahead for: "in the town of Lima" has two of these words.
    r"\b(?:in|at|near|across|outside|of|around)(?=((?: [\w'-]+){1,4}))"
)
_NO_PLACE = re.compile(r"I\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_AFTERSHOCK = re.compile(r"\b(?:after|fore)shocks?\b")
_CHANGE = frozenset(
    """rise rose risen fall fell fallen reach climb drop increase decrease grow grew
    gain lose lost jump slip hit stand stood put said say month year cost worth total
    week day percent cent per""".split()
)
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_NEAR = 8
_SHARED = 0.5
_LONGEST = 1000
"""Characters: a list or a page that was not cut into sentences is no sentence."""
_TOO_FAR, _TOO_FAR_OF_PEOPLE = 1.5, 5
"""Figures further apart than these factors are not of the same thing."""
_ROUNDED = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a sentence counts, in words and between bounds.

    `noun` is the stem of who is counted, empty for anybody; `places` are the names of
    places in the sentence, `near` the stems around the figure, `also` what the sentence
    counts of this kind besides.
    """

    kind: str
    amount: Amount
    written: str
    noun: str
    places: frozenset[str]
    near: frozenset[str]
    also: frozenset[float]


def figures(sentence: str, language: str) -> tuple[Figure, ...]:
    """Return what a sentence counts; nothing in a language without tables."""
    if language not in LANGUAGES or len(sentence) > _LONGEST:
        return ()
    plain = sentence.replace("’", "'")
    known = amounts(plain)
    if not known:
        return ()
    marked, spans = _marked(plain, known)
    places = frozenset(filter(None, map(_place, _WHERE.findall(plain))))
    elsewhere = bool(_ELSEWHERE.search(plain))
    found = [f for f in _found(marked, known) if f[0] not in PEOPLE or not elsewhere]
    everything = frozenset(amount.value for amount in known)
    counted = {
        kind: frozenset(known[n].value for of, n, _ in found if of == kind)
        for kind in PEOPLE
    }
    return tuple(
        Figure(
            kind=kind,
            amount=known[number],
            written=plain[known[number].start : known[number].end],
            noun=noun,
            places=places,
            near=_near(marked, spans[number]),
            also=counted[kind] if kind in PEOPLE else everything,
        )
        for kind, number, noun in found
    )


def _place(words: str) -> str | None:
    """Return the name among the words after a preposition: `the town of Lima`."""
    for word in words.split():
        if has_capital(word):
            return None if _NO_PLACE.match(word) else word.removesuffix("'s")
        if word == "on" or not word.isalpha():
            return None
    return None


def disagree(one: Figure, other: Figure) -> bool:
    """Return whether two figures are of the same thing and cannot both be right."""
    if one.kind != other.kind or _may_be_equal(one.amount, other.amount):
        return False
    if one.amount.value in other.also or other.amount.value in one.also:
        return False
    low, high = sorted((one.amount.value, other.amount.value))
    if one.kind in PEOPLE:
        apart = one.places and other.places and not one.places & other.places
        near = high <= low * _TOO_FAR_OF_PEOPLE
        return near and one.noun == other.noun and not apart
    if one.kind == "magnitude":
        return high - low <= 1
    return high <= low * _TOO_FAR and _are_of_one_thing(one, other)


def _may_be_equal(one: Amount, other: Amount) -> bool:
    """Return whether the spans meet, or one number is the other in fewer digits."""
    if one.least <= other.most and other.least <= one.most:
        return True
    low, high = sorted((one.value, other.value))
    if high - low > _ROUNDED * high:
        return False
    coarse, fine = sorted((one.value, other.value), key=_digits)
    return float(f"{fine:.{_digits(coarse)}g}") == coarse


def _digits(value: float) -> int:
    """Return how many digits a number is given in: two for 2,800, three for 21.6."""
    return max(1, len(f"{value:.15g}".replace(".", "").strip("0")))


def _are_of_one_thing(one: Figure, other: Figure) -> bool:
    """Return whether the words around two shares or sums are mostly the same."""
    shared, fewer = one.near & other.near, min(len(one.near), len(other.near))
    return bool(shared) and len(shared) >= _SHARED * fewer


def _marked(
    text: str, known: tuple[Amount, ...]
) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return the text with a mark for each amount, and where the marks stand."""
    pieces, spans, at, length = [], {}, 0, 0
    for number, amount in enumerate(known):
        before, mark = text[at : amount.start], f"\ue000{number}\ue001"
        pieces += [before, mark]
        spans[number] = (length + len(before), length + len(before) + len(mark))
        length, at = spans[number][1], amount.end
    return "".join([*pieces, text[at:]]), spans


def _found(marked: str, known: tuple[Amount, ...]) -> Iterator[tuple[str, int, str]]:
    """Yield kind, the amount's number and who is counted, each amount once."""
    met: set[int] = set()
    for number, amount in enumerate(known):
        if amount.money in _PATTERNS:
            met.add(number)
            yield amount.money, number, ""
    for kind, patterns in _PATTERNS.items():
        for found in (f for pattern in patterns for f in pattern.finditer(marked)):
            number = int(found["n"])
            whole = kind not in PEOPLE or not _is_part(marked, found)
            shaken = kind == "magnitude" and _AFTERSHOCK.search(marked)
            if number not in met and whole and not shaken:
                met.add(number)
                yield kind, number, _noun(kind, found)


def _is_part(marked: str, found: re.Match[str]) -> bool:
    """Return whether a number is of some of the people: more, others, including."""
    before, after = marked[: found.start("n") - 1], marked[found.end("n") + 1 :]
    return bool(_PART_BEFORE.search(before) or _PART_AFTER.match(after))


def _noun(kind: str, found: re.Match[str]) -> str:
    """Return the stem of who is counted, empty for people in general."""
    words = (found.groupdict().get("who") or "").split()
    told = [word.lower() for word in words if word not in stop_words("en")]
    if kind not in PEOPLE or not told or _ANYBODY & set(told):
        return ""
    return stemmer("en")(told[-1])


def _near(marked: str, span: tuple[int, int]) -> frozenset[str]:
    """Return the stems of the words around a mark that tell what is counted.

    Names of places and people, and words of change, tell only of the whole story.
    """
    before = _WORD.findall(marked[:1].lower() + marked[1 : span[0]])[-_NEAR:]
    after = _WORD.findall(marked[span[1] :])[:_NEAR]
    stem, stops = stemmer("en"), stop_words("en")
    return frozenset(
        stem(word)
        for word in (*before, *after)
        if word.islower() and word not in stops and word not in _CHANGE
    )
