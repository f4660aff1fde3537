"""What papers print between the paragraphs of an article, told from the article.

The words are in boilerplate.toml, by language; a paragraph that ends without a mark
that ends sentences is no prose in any language that has such marks.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from unicodedata import combining

from digest.compose.language.words import count

_LONGEST_LABEL = 60
_LONG_WORDS = 60
_LONG = 600
"""Characters from which a paragraph is too long for a notice, in any script."""

_STAMP = re.compile(
    r"\W{0,3}(?:(?:first |last |originally )?(?:published|updated|posted|modified)"
    r"|(?:zuletzt |erstmals )?(?:aktualisiert|veröffentlicht|stand)|publié|mis à jour"
    r"|publicado|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt"
    r"|опубликовано|обновлено|نشر|公開|更新)"
    r"(?:\W++(?>(?:\d[\dh]*+(?:st|nd|rd|th|am|pm)?|on|at|ago|am|pm|um|uhr|den|le|à|el|las"
    r"|em|às|il|alle|op|om|gmt|utc|[a-z]{1,2}[sd]t|an?|hours?|minutes?|days?|weeks?"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|today|yesterday"
    r"|jan\w*|feb\w*|mar\w*|mär\w*|apr\w*|may|mai|ma[yg]\w*|jun\w*|jul\w*|aug\w*|août"
    r"|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*|de)(?!\w)))++\W*"
)
"""When it was published, and no word more.

Here and below each word is read in one way only (`++`, `(?>`): with two ways each, a
hundred of them take for ever.
"""
_SMALL_WORDS = "in|and|by|for|with|at|from|additional|reporting|writing|editing|de|van"
_CREDIT = re.compile(
    r"\W{0,3}(?:(?:Additional )?[Rr]eporting(?: and [Ww]riting)?|Writing|Editing"
    r"|Compiled|Translated|Edited) by"
    rf"(?:\W++(?:[^\W\d_a-z](?:[.'’-]*+\w)*+|{_SMALL_WORDS}))++\W*"
)
"""Names alone: `Reporting by the BBC found …` goes on in small letters."""
_CAPTION = re.compile(r"\((?:left|right|above|below|centre|center)\b")
"""In small letters: (Left) is a party."""

_ENDS = (
    ".!?…‥"
    "。！？\uff0e\uff61"  # Chinese, Japanese
    "।॥"  # Hindi, Bengali and others of their family
    "؟\u06d4"  # Arabic, Urdu
    "\u0589"  # Armenian
    "።፧"  # Amharic
    "။"  # Burmese
    "។៕"  # Khmer
    "\u037e"  # Greek, where it has its own question mark
)
_CLOSERS = "\"'”’“‘»«\u203a\u2039)]\uff09\uff3d」』】〉》〗\uff02*†‡¹²³⁴⁵⁶⁷⁸⁹"
_NOTE = r"(?:\[\w{1,4}\]|\([^().!?]{1,40}\))"  # a footnote's mark; (Reuters)
_PROSE_END = re.compile(rf"[{_ENDS}][\s{re.escape(_CLOSERS)}]*(?:{_NOTE}\s*){{0,4}}")
_TAIL = 200
_GREEK_QUESTION = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]\W{0,3};[\s»”\"]*")
_INNER_END = re.compile(rf"[。！？]|[{_ENDS}][\s{re.escape(_CLOSERS)}]")
_UNMARKED = re.compile(r"[\u0e00-\u0eff]")
"""Thai and Lao end no sentence with a mark."""
_UNMARKED_FEWEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The lists of boilerplate.toml, which tells what each is for, as patterns.

    They are held against every sentence of a week: to look for the word of `anywhere`
    first costs a tenth of a search.
    """

    alone: frozenset[str]
    opening: re.Pattern[str]
    wall: re.Pattern[str]
    anywhere: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _words() -> _Words:
    """Return the words as they were shipped, read once."""
    text = files("digest.compose.pages").joinpath("boilerplate.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return _Words(
        alone=frozenset(_all(table["alone"])),
        opening=_beginning(_all(table["opening"])),
        wall=_beginning(_all(table["wall"])),
        anywhere=tuple(
            (word, re.compile("|".join(patterns)))
            for word, patterns in table["anywhere"].items()
        ),
    )


def _all(lists: Mapping[str, Iterable[str]]) -> Iterable[str]:
    """Return what is listed in all languages."""
    return chain.from_iterable(lists.values())


def _beginning(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"[^\w(©¿【]{{0,6}}(?:{'|'.join(patterns)})")


def is_boilerplate(text: str) -> bool:
    """Return whether a paragraph or sentence is none of the article's own prose."""
    words, small = _words(), text.lower().replace("’", "'")
    if len(small) <= _LONGEST_LABEL and " ".join(_bare(small).split()) in words.alone:
        return True
    if words.opening.match(small) or is_wall(text):
        return True
    if len(text) > _LONG or count(text) > _LONG_WORDS:
        return False
    if _STAMP.fullmatch(small) or _CREDIT.fullmatch(text) or _CAPTION.search(text):
        return True
    return any(word in small and found.search(small) for word, found in words.anywhere)


def is_wall(text: str) -> bool:
    """Return whether a paragraph or sentence is what a paywall says."""
    if len(text) > _LONG:
        return False
    return bool(_words().wall.match(text.lower().replace("’", "'")))


def is_prose(paragraph: str) -> bool:
    """Return whether a paragraph is the article's prose: sentences, not in capitals.

    What leads to a list or a quotation ends in a colon, as headings do: it counts only
    where a whole sentence stands before that, and is no sentence to print itself.
    """
    if paragraph.isupper() or not _ends_well(paragraph):
        return False
    return not is_boilerplate(paragraph)


def _ends_well(paragraph: str) -> bool:
    """Return whether a paragraph ends as sentences do."""
    text = paragraph.rstrip()
    tail = text[-_TAIL:]
    if any(
        _PROSE_END.fullmatch(tail, at)
        for at in range(len(tail) - 1, -1, -1)
        if tail[at] in _ENDS
    ):
        return True
    if text.endswith((":", "\uff1a")):
        return bool(_INNER_END.search(text))
    if text.endswith((";", "»", "”")) and _GREEK_QUESTION.search(tail):
        return True
    return len(_UNMARKED.findall(text)) >= _UNMARKED_FEWEST


def _bare(small: str) -> str:
    """Return a label without the marks around its words."""
    return "".join(
        letter if letter.isalnum() or letter == "'" or combining(letter) else " "
        for letter in small
    )
