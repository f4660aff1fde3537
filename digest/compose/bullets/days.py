"""The date beside a weekday: 'said on Tuesday [17 November]'.

Read a week later, 'on Tuesday' says nothing. A wrong date would be worse than none, so
it is added only where nothing else can be meant: the weekday's own clause tells of what
has been, nothing in it looks ahead, and the day is one of the last few.
"""

import re
from datetime import UTC, date, datetime, timedelta

from digest.brackets import LANGUAGES, with_date
from digest.compose.language.wordings import Wording, wording

_FURTHEST_EAST = timedelta(hours=14)
"""How far local clocks are ahead of UTC, at most."""
_MOST_DAYS = 3
"""Days back: 'talks resume on Friday', written on a Wednesday, means the next one."""
_DAYS_A_WEEK = 7
_LONGEST = 1_000
"""Characters: clauses are looked for anew at each weekday, and no bullet is so long."""
_FEW_WORDS = 4
"""In a clause that has no verb of its own: 'On Friday, the court ruled'."""

_CLAUSE_END = re.compile(r"[,;:](?=\s)|[()–—“”\"«»]")
_NEXT_CLAUSE = re.compile(
    r"\b(?:which|that|who|when|where|as|after|because|but|and"
    r"|der|die|das|als|weil|und|qui|que|quand|et|cuando|y)\b"
)
_INFINITIVE = re.compile(
    r"\bto (?!(?:an?|the|its|his|her|their|at|about|nearly|more|over|under|one|two"
    r"|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds)\b)[a-z]+"
)
_NUMBERED = re.compile(
    # Tuesday, Nov. 17 and Dienstag, den 17. and martes 17 and Dienstag (17.11.)
    r"\W{1,3}(?:(?:[^\W\d_a-z]\w{0,9}|the|den|dem|le|el)\.?,? ){0,2}"
    r"[0-3]?\d(?:\.\d|(?![\d%]|[.,:]\d))"
    r"| (?:in |en |im Jahr )?(?:19|20)\d\d\b"
)
_NAME_AFTER = re.compile(r"[’']?s? [^\W\d_a-z]")
"""A name goes on: the Sunday Times, the Tuesday Club. German capitals tell nothing."""
_NAME_BEFORE = re.compile(r"(?<=\w )[^\W\d_a-z][\w’'-]+ \w+\Z")
"""A name ends with the day: Ruby Tuesday, Bloody Sunday."""
_PART_OF_DAY = re.compile(
    r" (?:morning|afternoon|evening|night|matin|midi|après-midi|soir"
    r"|por la (?:mañana|tarde|noche))\b"
)


def dated(text: str, written: datetime, language: str) -> str:
    """Return `text` with the date beside each weekday whose date is certain.

    `written` is when the article was published, in UTC.
    """
    words = wording(language)
    if language not in LANGUAGES or len(text) > _LONGEST:
        return text
    for day, end in reversed(list(words.single_days(text))):
        when = _last(day, written)
        if when and _has_been(text, end, words) and _is_bare(text, end, language):
            part = _PART_OF_DAY.match(text, end)
            text = with_date(text, part.end() if part else end, when, language)
    return text


def _is_bare(text: str, end: int, language: str) -> bool:
    """Return whether the weekday that ends there has no date and is in no name."""
    if _NUMBERED.match(text, end) or _NAME_BEFORE.search(text, 0, end):
        return False
    return language == "de" or not _NAME_AFTER.match(text, end)


def _has_been(text: str, end: int, words: Wording) -> bool:
    """Return whether the weekday that ends there is in a clause on what has been."""
    ends = [found.end() for found in _CLAUSE_END.finditer(text)]
    start = max((at for at in ends if at < end), default=0)
    stop = next((at for at in ends if at >= end), len(text))
    if len(text[start:stop].split()) < _FEW_WORDS:
        start = max((at for at in ends if at < start), default=0)
        stop = next((at for at in ends if at > stop), len(text))
    if words.another_week.search(text, start, stop):
        return False
    before, after = text[start:end], text[end:stop]
    if words.future.search(before) or words.future.search(_NEXT_CLAUSE.split(after)[0]):
        return False
    told = [found.end() for found in words.past.finditer(before)]
    if told:
        return not _INFINITIVE.search(before, told[-1])
    return bool(words.past.search(after))


def _last(day: int, written: datetime) -> date | None:
    """Return the last such weekday, if it is one of the last days; else `None`.

    In the east it may be that day already; of two such days, a week apart, only one is
    recent enough.
    """
    for ahead in (timedelta(), _FURTHEST_EAST):
        here = (written.astimezone(UTC) + ahead).date()
        back = (here.weekday() - day) % _DAYS_A_WEEK
        if back <= _MOST_DAYS:
            return here - timedelta(days=back)
    return None
