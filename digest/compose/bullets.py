"""Which sentences can stand alone, and how they are printed.

Raw extracts are free of defects in half of the cases (docs/measured.md); these are the
rules that mend or refuse the others. Nothing is ever added to a sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.compose.boilerplate import is_boilerplate, is_prose
from digest.compose.words import count

_FEWEST_WORDS = 6
_SHORT_WORDS = 12
_LONG_WORDS = 30
_OVERLONG_WORDS = 40
SPOILT = 0.6
"""The penalty from which a sentence is printed only if nothing better is left."""

_DATELINE = re.compile(
    # CITY (Agency) — and (Agency) —
    r"(?:(?:[A-ZÄÖÜ][\w.'’/-]*+,? ){0,5}\((?:[A-Z][\w.& -]{1,30})\) ?[-–—]+ ?"
    # CITY — and CITY, Country - and CITY:
    # (possessive, as 50 capitals in a row would take a minute)
    r"|(?:[A-ZÄÖÜÉ]{2,}+[\w.'’-]*+,? ?){1,4}(?:[A-Z][a-z]++ ?){0,2}(?:\([\w ]+\))?"
    r" ?(?: [-–—]|:) ?"
    # City, Nov. 15:
    r"|(?:[A-ZÄÖÜ][\w'’-]++ ?){1,3}, [A-Z][a-z]{2,8}\.? \d{1,2}(?: \(\w+\))?: "
    r"|\([A-Z]{2,8}\) ?[-–—]? ?)"
    # The news after a dateline begins as a sentence does; an aside does not.
    r"(?=\W{0,2}[^\W_a-zäöüßéèà])"
)
_CONNECTIVE_COMMA = re.compile(
    r"(?:However|Meanwhile|Moreover|Furthermore|Additionally|In addition|Still|Also"
    r"|Nevertheless|Nonetheless|In fact|Indeed|Separately), (?=\w)"
)
_DANGLING = re.compile(
    r"[\"“„‘']?(?:But|And|So|Yet|Or|Nor|However|Still|Meanwhile|Also|Then|Instead|Moreover"
    r"|Furthermore|Nevertheless|Nonetheless|Therefore|Thus|Indeed|Hence|Otherwise|Besides"
    r"|Plus|In addition|As a result|For (?:example|instance)|On the other hand|In fact"
    r"|Additionally|Doch|Und|Aber|Denn|Auch|Zudem|Dennoch|Dabei|Dagegen|Damals|Danach|Dort"
    r"|Mais|Et|Pero|Y)\b"
)
_POINTING = re.compile(
    r"[\"“„‘']?(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|There|Here|Such"
    r"|Both|Neither|Another|Others|Er|Sie|Es|Dies\w*|Ihre?|Seine?|Il|Elle|Ils|Elles"
    r"|Él|Ella|Ellos)\b"
)
_BACKWARD = re.compile(
    r"\b(?:them|him)\b|\b(?:of|for|with|between) (?:these|those|both)\b"
    r"|^(?:While|As|When|If|Although|Though|After|Before|Since|Because)"
    r" (?:he|she|they|it)\b"
)
_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|them|his|their)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I’m|[Ww]e|[Mm]y|[Oo]ur|me|us|[Yy]ou|[Yy]our)\b")
_QUOTED = re.compile(r"[\"“„][^\"”“]*[\"”“]")
_SPEAKS = re.compile(
    r"\b(?:said|says|told|added|wrote|asked|according|explained|insisted|claimed|called"
    r"|announced|warned|argued|declared|replied|testified|sagte|erklärte|teilte"
    r"|betonte|schrieb|nannte|dit|déclaré|affirmé|dijo|afirmó)\b"
)
_RELATIVE_DAY = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|now)\b", re.IGNORECASE
)
_UNFINISHED = re.compile(r"(?:\?|\.\.\.|…)[\"”’')\]]*$")
_NAME = re.compile(r"\b[^\W\d_a-z]\w+")
_OPENING_SURNAME = re.compile(
    r"([A-Z][\w-]{2,})(?:'s|’s)?"
    r" (?:said|says|told|added|also|was|has|had|is|will|who)\b"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_COMMON = frozenset(
    """the a an of to in on at for and or but with by from as is are was were be been
    has have had will would that this it its their his her said after over into not
    more than""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be printed, with what counts against it (0 is nothing)."""

    number: int
    sentence: str
    text: str
    penalty: float


def printed(sentence: str) -> str:
    """Return the sentence as printed: without dateline or a leading connective."""
    dateline = _DATELINE.match(sentence)
    text = sentence[dateline.end() :] if dateline else sentence
    connective = _CONNECTIVE_COMMA.match(text)
    if connective:
        text = text[connective.end() :]
        text = text[:1].upper() + text[1:]
    return text or sentence


def candidates(sentences: Sequence[str]) -> tuple[Candidate, ...]:
    """Return the sentences of one article that may be printed, in their order."""
    article = " ".join(sentences)
    found = []
    for number, sentence in enumerate(sentences):
        text = printed(sentence)
        if not _is_unfit(sentence, text):
            penalty = _penalty(text, article)
            found.append(
                Candidate(number=number, sentence=sentence, text=text, penalty=penalty)
            )
    return tuple(found)


def overlap(first: str, second: str) -> float:
    """Return the share, 0 to 1, of the smaller text's telling words in the other."""
    one, two = _telling(first), _telling(second)
    smaller = min(len(one), len(two))
    return len(one & two) / smaller if smaller else 0.0


def news(text: str, title: str) -> int:
    """Return how many telling words of `text` the title lacks."""
    return len(_telling(text) - _telling(title))


def _telling(text: str) -> set[str]:
    plain = text.lower().replace("’", "'")
    words = (word.removesuffix("'s") for word in _WORD.findall(plain))
    return {word.rstrip("s") for word in words if word not in _COMMON}


def _is_unfit(sentence: str, text: str) -> bool:
    """Return whether a sentence must never be printed."""
    if is_boilerplate(sentence) or is_boilerplate(text) or not is_prose(text):
        return True
    if count(text) < _FEWEST_WORDS or text[0].islower():
        return True
    if _UNFINISHED.search(text):
        return True
    return not _quotes_balance(text)


def _quotes_balance(text: str) -> bool:
    """Return whether every quotation that opens closes, in any of the usual marks."""
    low, high, closing = text.count("„"), text.count("“"), text.count("”")
    if low:
        curly = low == high + closing  # „German“ and „Polish”
    elif high:
        curly = high == closing
    else:
        curly = closing % 2 == 0  # ”Swedish”
    return curly and text.count('"') % 2 == 0 and text.count("«") == text.count("»")


def _penalty(text: str, article: str) -> float:
    """Return the sum of what keeps the sentence from standing alone.

    A sentence with one strong defect (.6), or several, is printed only when nothing
    better is left.
    """
    unquoted = _QUOTED.sub("", text)
    words = count(text)
    defects = (
        (0.6, _DANGLING.match(text)),
        (0.6, _POINTING.match(text)),
        (0.6, _FIRST_PERSON.search(unquoted)),
        (0.6, text[0] in '"“„«' and not _SPEAKS.search(unquoted)),
        (0.3, text[0] in '"“„«'),
        (0.3, _BACKWARD.search(unquoted)),
        (0.5, _PRONOUN.search(unquoted) and not _NAME.search(text[1:])),
        (0.3, _is_bare_surname(text, article)),
        (0.3, _QUOTED.search(text) and not _SPEAKS.search(unquoted)),
        (0.1, _RELATIVE_DAY.search(unquoted)),
        (0.1, words < _SHORT_WORDS),
        (0.1, words > _LONG_WORDS),
        (0.3, words > _OVERLONG_WORDS),
    )
    return sum(points for points, found in defects if found)


def _is_bare_surname(text: str, article: str) -> bool:
    """Return whether a person is named by a surname that was introduced before."""
    found = _OPENING_SURNAME.match(text)
    if not found:
        return False
    return bool(re.search(rf"\b[A-Z][\w.'’-]+ {re.escape(found[1])}\b", article))
