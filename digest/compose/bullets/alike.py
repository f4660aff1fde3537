"""What a sentence tells, by its words, and when two sentences tell the same.

"killing at least six people"  and  "Six people were killed" share figures and words
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digest.compose.language.languages import stemmer, stop_words
from digest.compose.language.words import has_capital, split

_SAME_WORDS = 0.6
_SAME_MARKS, _SOME_WORDS = 0.75, 0.4
_FEWEST_MARKS, _FEWEST_WORDS = 3, 4
_INSIDE = re.compile(r"(?<=[\w,;’'\")] )[^\W\d_][\w’'-]+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Telling:
    """A text's stems without stop words, and those of its names and figures."""

    stems: frozenset[str]
    marks: frozenset[str]


def telling(text: str, language: str) -> Telling:
    """Return what a text tells; names are the capital words inside its sentences."""
    words = list(_small(split(text, language)))
    inside = split(" ".join(_INSIDE.findall(text)), language)
    stem, stops = stemmer(language), stop_words(language)
    full = [word for word in words if word not in stops]
    stems = {stem(word) for word in full or words}
    names = {stem(word) for word in _small(filter(has_capital, inside))}
    figures = {figure.replace(",", "") for figure in _FIGURE.findall(text)}
    return Telling(frozenset(stems | figures), frozenset(names | figures))


def tell_the_same(one: Telling, other: Telling) -> bool:
    """Return whether two sentences say the same, be it in other words.

    They do if most words of the shorter stand in the longer, or nearly all its names
    and figures, three and a figure among them, with some of its words.
    """
    words = shared(one.stems, other.stems)
    if words > _SAME_WORDS and len(one.stems & other.stems) >= _FEWEST_WORDS:
        return True
    marks = one.marks & other.marks
    return (
        len(marks) >= _FEWEST_MARKS
        and any(mark[0].isdigit() for mark in marks)
        and shared(one.marks, other.marks) >= _SAME_MARKS
        and words >= _SOME_WORDS
    )


def _small(words: Iterable[str]) -> Iterator[str]:
    return (word.lower().replace("’", "'") for word in words)


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share, 0 to 1, of the smaller set that stands in the other."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
