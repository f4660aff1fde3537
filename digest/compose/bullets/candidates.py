"""Which sentences can stand alone, and what counts against the others.

Raw extracts are free of defects in half of the cases (docs/measured.md); these are the
rules that refuse a sentence or put another before it. The words they look for stand in
wordings.toml, by language.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.compose.bullets.trim import trimmed
from digest.compose.language.wordings import Wording, wording
from digest.compose.language.words import count, has_capital
from digest.compose.pages.boilerplate import is_boilerplate, is_prose

_OPENING = 3
"""Sentences in which an article may have its dateline: a title may come first."""
_FEWEST_WORDS = 6
_SHORT_WORDS = 12
_LONG_WORDS, _OVERLONG_WORDS = 27, 33
_A_WORD = 0.06
SPOILT = 0.6
"""The penalty from which a sentence is printed only if nothing better is left."""

_OPENS_QUOTE = re.compile(r"[\"“„«»‘「『]")
_QUOTED = re.compile(
    r"[\"“„][^\"”“]*[\"”“]|«[^»]*»|»[^«]*«|‘[^’]*’(?!\w)|「[^」]*」|『[^』]*』"
)
_UNFINISHED = re.compile(r"(?:[?？؟;;]|\.\.\.|…)[\"”’»」』')\]]*$")
_WORD_INSIDE = re.compile(r"\b[^\W\d_]\w+")
_TWO_WORDS = re.compile(r"(?<![\w.'’-])([^\W\d_])[\w.'’-]+ (?=([^\W\d_][\w-]{2,}))")
_FIRST_WORD = re.compile(r"([^\W\d_][\w-]{2,})(?:['’]s)? (?=([^\W\d_]))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be printed, with what counts against it (0 is nothing)."""

    number: int
    sentence: str
    text: str
    penalty: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """What a sentence is judged by besides itself.

    `introduced` are the last words of names in the article: Odera of `Amina Odera`.
    """

    introduced: frozenset[str]
    title: str
    words: Wording


def candidates(
    sentences: Sequence[str], language: str, title: str = ""
) -> tuple[Candidate, ...]:
    """Return the sentences of one article that may be printed, in their order."""
    words = wording(language)
    article = _Article(introduced=_introduced(sentences), title=title, words=words)
    found = []
    for number, sentence in enumerate(sentences):
        text = trimmed(sentence, language, opens=number < _OPENING)
        if not _is_unfit(sentence, text):
            penalty = _penalty(text, article)
            found.append(
                Candidate(number=number, sentence=sentence, text=text, penalty=penalty)
            )
    return tuple(found)


def _is_unfit(sentence: str, text: str) -> bool:
    """Return whether a sentence must never be printed."""
    if count(text) < _FEWEST_WORDS or text[0].islower():
        return True
    if not any(map(str.isalpha, text)):
        return True
    if _UNFINISHED.search(text) or not _quotes_balance(text):
        return True
    return (text != sentence and is_boilerplate(sentence)) or not is_prose(text)


def _quotes_balance(text: str) -> bool:
    """Return whether every quotation that opens closes, in any of the usual marks."""
    low, high, closing = text.count("„"), text.count("“"), text.count("”")
    if low:
        curly = low == high + closing  # „German“ and „Polish”
    elif high:
        curly = high == closing
    else:
        curly = closing % 2 == 0  # ”Swedish”
    pairs = (("«", "»"), ("「", "」"), ("『", "』"))
    paired = all(text.count(opens) == text.count(ends) for opens, ends in pairs)
    return curly and paired and text.count('"') % 2 == 0


def _penalty(text: str, article: _Article) -> float:
    """Return the sum of what keeps the sentence from standing alone.

    The weights were chosen on 306 English articles (docs/measured.md): with .6 and more
    a sentence comes last, less puts a neighbor first.
    """
    words = article.words
    unquoted = _QUOTED.sub("", text)
    opens_quote = _OPENS_QUOTE.match(text) is not None
    defects = (
        (0.6, words.connectives.match(text)),
        (0.6, words.pointing.match(text)),
        (0.4, words.first_person.search(unquoted)),
        (0.6, opens_quote and not words.says.search(unquoted)),
        (0.3, opens_quote),
        (0.2, words.backward.search(unquoted)),
        (0.2, words.persons.search(unquoted) and _names_nobody(text, words)),
        (0.2, _is_bare_surname(text, article)),
        (0.05, words.relative.search(unquoted)),
        (0.1, count(text) < _SHORT_WORDS),
        (_excess(text), True),
    )
    return sum(points for points, found in defects if found)


def _excess(text: str) -> float:
    """Return what a sentence's length counts against it: from 28 words to 33."""
    return _A_WORD * max(0, min(count(text), _OVERLONG_WORDS) - _LONG_WORDS)


def _names_nobody(text: str, words: Wording) -> bool:
    """Return whether nothing in the sentence tells whom its pronoun means.

    Scripts without capitals cannot tell, and get the benefit of the doubt.
    """
    has_capitals = text.lower() != text.upper()
    others = _WORD_INSIDE.findall(words.weekdays.sub("", text[1:]))
    return has_capitals and not any(map(has_capital, others))


def _introduced(sentences: Sequence[str]) -> frozenset[str]:
    """Return every word with a capital that follows another one."""
    return frozenset(
        name
        for text in sentences
        for first, name in _TWO_WORDS.findall(text)
        if has_capital(first) and has_capital(name)
    )


def _is_bare_surname(text: str, article: _Article) -> bool:
    """Return whether a person is named by a surname that was introduced before.

    A surname that stands in the headline is known to who reads the bullet.
    """
    found = _FIRST_WORD.match(text)
    if not found or has_capital(found[2]) or article.words.unnamed.match(text):
        return False
    return found[1] in article.introduced and found[1] not in article.title
