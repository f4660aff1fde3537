"""The numbers in an English text, in digits and words, as spans between two bounds.

`at least eight` is 8 and more, `about 200` is near it, `dozens` are 24 to 99.
A language gets tables of its own beside these.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen
fourteen fifteen sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: n for n, word in enumerate(_ONES)} | {
    word: (n + 2) * 10 for n, word in enumerate(_TENS)
}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_SHORT = {"k": 1e3, "m": 1e6}
"""Of money only: 12m is a length as well."""
_VAGUE = {
    "a dozen": (12, 12),
    "two dozen": (24, 24),
    "three dozen": (36, 36),
    "dozens": (24, 99),
    "scores": (40, 199),
    "several": (3, 9),
    "hundreds": (200, 999),
    "thousands": (2000, 9999),
}
_HEDGES = {
    "at least": (1, 2),
    "no fewer than": (1, 2),
    "more than": (1, 1.5),
    "over": (1, 1.5),
    "about": (0.9, 1.1),
    "around": (0.9, 1.1),
    "some": (0.9, 1.1),
    "roughly": (0.9, 1.1),
    "approximately": (0.9, 1.1),
    "an estimated": (0.9, 1.1),
    "nearly": (0.9, 1),
    "almost": (0.9, 1),
    "close to": (0.9, 1),
    "fewer than": (0.5, 1),
    "less than": (0.5, 1),
    "under": (0.5, 1),
    "up to": (0.5, 1),
    "as many as": (0.5, 1),
}
"""By how much a number may be off, as factors of it: judged by how papers use them."""


def _any(words: Iterable[str]) -> str:
    """Return a pattern of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = rf"(?:{_any(_SMALL)})"
_WORDS = (
    rf"{_WORD}(?:-{_WORD})?"
    rf"(?: (?:hundred|thousand|million)(?: (?:and )?{_WORD}(?:-{_WORD})?\b)?)*"
)
_NUMBER = (
    rf"(?:(?P<vague>{_any(_VAGUE)})|(?:a )?(?P<one>hundred|thousand|million|billion)"
    rf"|(?P<words>{_WORDS})|(?P<digits>{_DIGITS}))"
)
_SCALE = rf"(?:[- ]?(?P<scale>{_any(_SCALES)})|(?P<short>(?<=\d)[km]))?"
_AMOUNT = re.compile(
    # What "went up to eight" is eight.
    rf"(?:(?<!went )(?<!gone )\b(?P<hedge>{_any(_HEDGES)}) )?(?<![\w.,:/])"
    r"(?P<money>[$€£¥]|US\$|A\$|(?:Rs ?|N)(?=\d))?"
    rf"{_NUMBER}{_SCALE}(?![\w:/]|[.,]\d)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r" ?(?:to|and|or|-|–) ?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number between `least` and `most`, and where it stands in its text.

    `value` is the number itself, `money` the sign before it.
    """

    value: float
    least: float
    most: float
    start: int
    end: int
    money: str = ""


def amounts(text: str) -> tuple[Amount, ...]:
    """Return the numbers of an English text in their order; a range is one of them."""
    found: list[Amount] = []
    for amount in map(_amount, _AMOUNT.finditer(text)):
        last = found[-1] if found else None
        if last and _is_range(text, last, amount):
            found[-1] = Amount(
                value=amount.value,
                least=min(last.value, amount.value),
                most=max(last.value, amount.value),
                start=last.start,
                end=amount.end,
                money=last.money,
            )
        else:
            found.append(amount)
    return tuple(found)


def _is_range(text: str, first: Amount, second: Amount) -> bool:
    """Return whether two numbers are the ends of one: `20 to 30`, `between 5 and 9`."""
    gap = text[first.end : second.start]
    if not _BETWEEN.fullmatch(gap) or first.value >= second.value:
        return False
    before = text[: first.start].rstrip().lower()
    if gap.strip() in ("and", "or"):
        return before.endswith("between")
    return not before.endswith("from")


def _amount(found: re.Match[str]) -> Amount:
    scale = _SCALES.get((found["scale"] or "").lower(), 1.0)
    if found["money"] and found["short"]:
        scale = _SHORT[found["short"].lower()]
    low, high = _bounds(found)
    under, over = _HEDGES.get((found["hedge"] or "").lower(), (1, 1))
    return Amount(
        value=low * scale,
        least=low * scale * under,
        most=high * scale * over,
        start=found.start(),
        end=found.end(),
        money=(found["money"] or "").strip().upper(),
    )


def _bounds(found: re.Match[str]) -> tuple[float, float]:
    if found["vague"]:
        return _VAGUE[found["vague"].lower()]
    if found["one"]:
        return (_SCALES[found["one"].lower()],) * 2
    if found["digits"]:
        return (float(found["digits"].replace(",", "")),) * 2
    return (float(sum(_in_words(found["words"]))),) * 2


def _in_words(words: str) -> Iterator[float]:
    """Yield the summands of a number in words: `two hundred and six`."""
    group = 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "hundred":
            group *= 100
        elif word in _SCALES:
            yield group * _SCALES[word]
            group = 0.0
        else:
            group += _SMALL.get(word, 0)
    yield group
