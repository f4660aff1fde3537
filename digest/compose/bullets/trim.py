"""A sentence as it is printed: cut at its start, never rewritten.

What may go is what the paper set before its news: a dateline, an agency in brackets,
and a connective with its comma ('However, '). The first letter then is a capital.
Everything else stays, attribution above all: without 'police said' an allegation would
become the newsletter's own claim.
"""

import re

from digest.compose.language.wordings import Wording, wording
from digest.compose.places.gazetteer import PEOPLE, gazetteer

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪĮİŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽΑ-ΩА-ЯЁІЇЄҐ"
# Possessive throughout, as 50 capitals in a row would take a minute.
_CITY = rf"[{_UPPER}][\w.'’/-]*+"
_CAPITALS = rf"[{_UPPER}]{{2,}}+(?:[{_UPPER}]|[.'’-])*+"
_LAND = rf"(?:, {_CITY}(?: {_CITY}){{0,2}}+)"
_DAY = r"(?:,? (?:\d{1,2}\.? [^\W\d_]{3,10}+\.?|[A-Z][a-z]{2,8}\.? \d{1,2}))"
_PART = rf"(?:{_CITY}|\d{{1,2}}\.?(?: [^\W\d_]{{3,10}}+\.?)?),? "
_WIRE = (
    r"\((?:AAP|AFP|ANSA|AP|CNN|DPA|dpa|EFE|IANS|KNA|PA|PTI|Reuters|Xinhua|APA|SID)"
    r"[\w/ ]{0,20}\)"
)
_PARTY = "AfD|BSW|CDU|CSU|FDP|FPÖ|Grüne|GOP|Greens|Labour|Linke|ÖVP|PSOE|SPD|SPÖ|SVP"
_AGENCY = rf"\((?!(?:{_PARTY})\b)[^\W\d_][\w.,/& –-]{{1,30}}\)"
_DASH = r" ?\.?[-–—]+ ?"
_SHORTEST = 4
_SURE = re.compile(
    # City, Country, 17 nov (Reuters) – and (CNN) and (CNN)The news
    rf"(?:(?:{_PART}){{0,6}}+{_WIRE}(?:{_DASH}|: | ?)"
    # CITY, Country (Paper) — and City (Paper) — and City, Country (Paper) —
    rf"|(?:{_CAPITALS}(?: {_CAPITALS}){{0,3}}+|{_CITY}){_LAND}?{_DAY}? {_AGENCY}{_DASH}"
    # CITY, Country — and CITY, Nov. 15:
    rf"|{_CAPITALS}(?: {_CAPITALS}){{0,3}}+(?:{_LAND}{_DAY}?|{_DAY}) ?(?: [-–—]|:) ?"
    rf"|\([{_UPPER}]{{2,8}}\)(?:{_DASH}| ?)"
    # МОСКВА, 17 ноября. /ТАСС/. and 【東京＝名】 and 新华社北京11月17日电（记者名）
    rf"|(?:{_PART}){{1,5}}+/[{_UPPER}]{{2,8}}/\. ?"
    r"|[【（](?![^】）]*[ぁ-ん称说說警検察])[^】）。]{2,30}[】）] ?"
    r"|[^，。、（）]{2,5}社[^，。、]{2,12}[电電](?:（[^）]{1,30}）)?"
    # صور (المرسى) -
    rf"|(?:[\u0620-\u064a]{{2,15}}+ ){{1,2}}+\([\u0620-\u064a /]{{2,20}}\){_DASH})"
)
_PERHAPS = re.compile(
    rf"({_CAPITALS}(?: {_CAPITALS}){{0,3}}+)(?: [-–—] |: )"
    # City, Nov. 15: and City, Nov. 15 (Paper):
    rf"|({_CITY}(?: {_CITY}){{0,2}}+){_DAY}(?: {_AGENCY})?: "
)
"""A dateline if it is a town; `WHO: `, `US - China` and `Joe Biden, May 15: ` are none.
"""
_LIST_MARKS = "•‣◦▪■●* "
_NEWS = re.compile(r"\W{0,2}[^\W_a-zß-öø-ÿа-яё]")
"""The news after a dateline begins as a sentence does; an aside does not."""


def trimmed(sentence: str, language: str, *, opens: bool = True) -> str:
    """Return the sentence without dateline or a leading connective.

    It is the end of `sentence`, but for the case of its first letter. A dateline stands
    where an article `opens`; what looks like one further down may be a speaker.
    """
    sentence = sentence.lstrip(_LIST_MARKS)
    text = sentence[_dateline(sentence) :].lstrip() if opens else sentence
    words = wording(language)
    connective = words.droppable.match(text)
    if connective and not _leans(text[connective.end() :], words):
        text = text[connective.end() :]
        text = _capital(text[:1], language) + text[1:]
    return text or sentence


def _dateline(sentence: str) -> int:
    """Return where a dateline ends, 0 if there is none."""
    found = _SURE.match(sentence)
    if not found:
        found = _PERHAPS.match(sentence)
        if found and not _is_town(found[1] or found[2]):
            return 0
    return found.end() if found and _NEWS.match(sentence, found.end()) else 0


def _is_town(given: str) -> bool:
    """Return whether a name is that of a town: countries and peoples speak, too."""
    table, name = gazetteer(), given.title()
    code = table.codes.get(name)
    if code is None or table.kinds.get(name) == PEOPLE or len(name) < _SHORTEST:
        return False
    return code not in table.countries or table.countries[code].name != name


def _leans(rest: str, words: Wording) -> bool:
    """Return whether a connective cannot go: 'However, wrote the paper, it sank'."""
    first = rest.split(maxsplit=1)[0]
    return bool(words.says.match(first) or words.past.match(first))


def _capital(letter: str, language: str) -> str:
    """Return the capital of a letter, which in Turkish keeps the dot of its i."""
    dotted = letter == "i" and language in ("az", "tr")
    return "İ" if dotted else letter.upper()
