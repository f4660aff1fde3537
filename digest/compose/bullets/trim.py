"""A sentence as it is printed: cut at its start, never rewritten.

What may go is what the paper set before its news: a dateline, an agency in brackets,
and a connective with its comma ('However, '). The first letter then is a capital.
Everything else stays, attribution above all: without 'police said' an allegation would
become the newsletter's own claim.
"""

import re

from digest.compose.language.wordings import wording

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪĮİŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽΑ-ΩА-ЯЁІЇЄҐ"
# Possessive throughout, as 50 capitals in a row would take a minute.
_CITY = rf"[{_UPPER}][\w.'’/-]*+"
_PART = rf"(?:{_CITY}|\d{{1,2}}\.?(?: [^\W\d_]{{3,10}}+\.?)?),? "
_CAPITALS = rf"[{_UPPER}]{{2,}}+(?:[^\W\d_]|[.'’-])*+"
_AGENCY = r"\([^\W\d_][\w.,/& –-]{1,30}\)"
_WIRE = r"(?:AAP|AFP|ANSA|AP|CNN|DPA|dpa|EFE|PA|PTI|Reuters|Xinhua)"
_DATELINE = re.compile(
    # CITY (Agency) — and City, Country, 17 nov (Agency) – and (Agency) .-
    rf"(?:(?:{_PART}){{0,6}}+{_AGENCY} ?(?:\.?[-–—]+ ?|: )"
    # City, Country (CNN)The news: nothing but a dateline is set without a space.
    rf"|(?:{_PART}){{0,6}}+\([{_UPPER}]{{2,8}}+[\w ]{{0,20}}\)(?=[\"“{_UPPER}])"
    # City (Reuters) The news; (AFP) The news
    rf"|(?:{_PART}){{1,6}}+\({_WIRE}\) |\([{_UPPER}]{{2,8}}\) ?"
    # CITY — and CITY, Country - and CITY:
    rf"|(?:{_CAPITALS},? ?){{1,4}}(?:[{_UPPER}][^\W\d_A-Z]++ ?){{0,2}}(?:\([\w ]+\))?"
    r" ?(?: [-–—]|:) ?"
    # City, Nov. 15:
    rf"|(?:[{_UPPER}][\w'’-]++ ?){{1,3}}, [A-Z][a-z]{{2,8}}\.? \d{{1,2}}(?: \(\w+\))?: "
    # МОСКВА, 17 ноября. /ТАСС/. and 【東京＝名】 and 新华社北京11月17日电（记者名）
    rf"|(?:{_PART}){{1,5}}+/[{_UPPER}]{{2,8}}/\. ?"
    r"|[【（][^】）。]{2,30}[】）] ?"
    r"|[^，。、（）]{2,5}社[^，。、]{2,12}[电電](?:（[^）]{1,30}）)?"
    # صور (المرسى) -
    r"|(?:[\u0620-\u064a]{2,15}+[،,]? ){1,4}+\([\u0620-\u064a /]{2,20}\) ?[-–—:]+ ?)"
    # The news after a dateline begins as a sentence does; an aside does not.
    r"(?=\W{0,2}[^\W_a-zß-öø-ÿа-яё])"
)


def trimmed(sentence: str, language: str) -> str:
    """Return the sentence without dateline or a leading connective.

    It is the end of `sentence`, but for the case of its first letter.
    """
    dateline = _DATELINE.match(sentence)
    text = sentence[dateline.end() :].lstrip() if dateline else sentence
    connective = wording(language).droppable.match(text)
    if connective:
        text = text[connective.end() :]
        text = _capital(text[:1], language) + text[1:]
    return text or sentence


def _capital(letter: str, language: str) -> str:
    """Return the capital of a letter, which in Turkish keeps the dot of its i."""
    dotted = letter == "i" and language in ("az", "tr")
    return "İ" if dotted else letter.upper()
