"""The words that the rules for bullets ask for, by language.

    wordings.toml --lists of words--> a pattern a field, whole words only --> Wording

Patterns have no nested repetition: they take linear time on any text.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from digest.language_codes import one_code

NOTHING = re.compile(r"(?!)")
"""What no text matches."""

_OPENING_MARKS = r"\A[\"“”„‚‘’'«»(\[¿¡「『《]{0,2}\s?"
_APOSTROPHE = "['’]"
_COMMA = r"[,\u060c\u3001\uff0c]"  # Arabic, Japanese and Chinese, too
_VOWEL_SIGNS = "[\u064b-\u0652]?"  # Arabic writes them or does not


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A language's words as patterns; a list that it does not have matches nothing.

    These match where the sentence begins, after an opening quotation mark or bracket:
    `connectives` lean on the sentence before; `droppable` are those that can go without
    harm, with their comma and space, so that what follows the match is the sentence;
    `pointing` are pronouns and the like for what was named before; `unnamed` is what
    has a capital there and is no name (connectives and pointing words, too).

    These are searched for: `backward`, some of those named before (`two of them`);
    `persons`, pronouns of the third person; `first_person`, words for writer and
    reader; `says`, for who said it; `relative`, a day told from the day of writing;
    `weekdays`, with a group for each day from Monday; `no_single_day`, a weekday with
    the words that make it more than one or none past (`every Monday`); `past`, what
    has been; `future`, what is to come or may be; `another_week`, that it was
    longer ago.
    """

    connectives: re.Pattern[str] = NOTHING
    droppable: re.Pattern[str] = NOTHING
    pointing: re.Pattern[str] = NOTHING
    backward: re.Pattern[str] = NOTHING
    persons: re.Pattern[str] = NOTHING
    first_person: re.Pattern[str] = NOTHING
    says: re.Pattern[str] = NOTHING
    relative: re.Pattern[str] = NOTHING
    weekdays: re.Pattern[str] = NOTHING
    no_single_day: re.Pattern[str] = NOTHING
    past: re.Pattern[str] = NOTHING
    another_week: re.Pattern[str] = NOTHING
    future: re.Pattern[str] = NOTHING
    unnamed: re.Pattern[str] = NOTHING

    def single_days(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield each weekday that stands for one day: 0 for Monday, and where it ends.

        A weekday with a word of `no_single_day` beside it is passed over.
        """
        others = {
            position
            for found in self.no_single_day.finditer(text)
            for position in range(*found.span())
        }
        for found in self.weekdays.finditer(text):
            if found.end() - 1 not in others:
                yield (found.lastindex or 1) - 1, found.end()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Script:
    """Where words begin and end, and what stands between two.

    `prefix` is what may be written in one with a word: `and`, `in`.
    """

    start: str = r"(?<!\w)"
    end: str = r"(?!\w)"
    prefix: str = ""
    gap: str = r"\s"
    signs: str = ""


_SPACED = _Script()
_UNSPACED = _Script(start="", end="", gap="")
_SCRIPTS = {
    "ar": _Script(prefix="[وف]?", signs=_VOWEL_SIGNS),
    "he": _Script(prefix="[והבלמשכ]{0,2}"),
    "ja": _UNSPACED,
    "zh": _UNSPACED,
}


def wording(language: str) -> Wording:
    """Return the words of a language, given as ISO 639 code; none if it has no table.

    `nb` and `nn` are `no`.
    """
    return _compiled(one_code(language))


@cache
def tables() -> Mapping[str, Mapping[str, Any]]:
    """Return the lists as they were shipped, by language, read once."""
    table = files("digest.compose.language").joinpath("wordings.toml")
    return tomllib.loads(table.read_text(encoding="utf-8"))


@lru_cache(maxsize=32)
def _compiled(language: str) -> Wording:
    lists = tables().get(language)
    if lists is None:
        return Wording()
    made = _Lists(lists, _SCRIPTS.get(language, _SPACED))
    special = {
        "droppable": made.droppable(),
        "weekdays": made.weekdays(),
        "no_single_day": made.no_single_day(),
        "unnamed": made.opening("unnamed", "connectives", "pointing"),
        "connectives": made.opening("connectives"),
        "pointing": made.opening("pointing"),
    }
    plain = {
        field.name: made.anywhere(field.name)
        for field in fields(Wording)
        if field.name not in special
    }
    return Wording(**special, **plain)


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of a language, and how they become patterns."""

    lists: Mapping[str, Any]
    script: _Script

    def anywhere(self, field: str) -> re.Pattern[str]:
        """Return what finds a field's words wherever they stand."""
        return re.compile(self.script.start + self._words(field))

    def opening(self, *names: str) -> re.Pattern[str]:
        """Return what finds a word of any of these fields where the text begins."""
        if not self._has(names[0]):
            return NOTHING
        found = "|".join(self._words(name) for name in names if self._has(name))
        # What goes on with a hyphen is another word: So-called, She-wolf.
        end = r"(?!-\w)" if self.script.end else ""
        return re.compile(f"{_OPENING_MARKS}(?:{found}){end}")

    def droppable(self) -> re.Pattern[str]:
        """Return what finds words that may go, with the comma and the space."""
        listed = self._any(self.lists.get("droppable", ()))
        ways = list(self.lists.get("droppable_patterns", ()))
        if listed:
            ways.append(rf"(?:{listed})\s?{_COMMA}\s?")
        return re.compile(rf"\A(?:{'|'.join(ways)})(?=\w)") if ways else NOTHING

    def weekdays(self) -> re.Pattern[str]:
        """Return what finds a weekday, in the group of its number."""
        days = "|".join(f"({self._any(day)})" for day in self.lists["weekdays"])
        return re.compile(self._day(days))

    def no_single_day(self) -> re.Pattern[str]:
        """Return what finds a weekday with a word beside it that makes it no single."""
        script = self.script
        listed = [form for day in self.lists["weekdays"] for form in day]
        day = self._day(self._any(listed))
        before = self._any(self.lists["no_single_day"])
        after = self._any(self.lists["no_single_day_after"])
        ways = [
            f"{script.start}(?:{before}){script.gap}{day}",
            f"{day}{script.gap}(?:{after}){script.end}",
            *self.lists.get("no_single_day_patterns", ()),
        ]
        return re.compile("|".join(ways))

    def _day(self, days: str) -> str:
        """Return the pattern of a weekday that is not part of a longer word."""
        if not self.script.end:
            return f"(?:{days})"
        return rf"(?<![\w-]){self.script.prefix}(?:{days})(?![\w-]|['’]s\b)"

    def _has(self, field: str) -> bool:
        return field in self.lists or f"{field}_patterns" in self.lists

    def _words(self, field: str) -> str:
        """Return a pattern for a field's words where one may begin."""
        if not self._has(field):
            return NOTHING.pattern
        script = self.script
        words = self._either(field)
        excepted = self._either(f"not_{field}")
        refused = f"(?!{script.prefix}(?:{excepted}){script.end})" if excepted else ""
        return f"(?:{refused}{script.prefix}(?:{words}))"

    def _either(self, field: str) -> str:
        """Return the alternatives of a list and of its patterns."""
        end = self.script.end
        patterns = [
            f"(?:{pattern.replace('’', _APOSTROPHE)}){end}"
            for pattern in self.lists.get(f"{field}_patterns", ())
        ]
        listed = self._any(self.lists.get(field, ()), end)
        return "|".join([*([listed] if listed else []), *patterns])

    def _any(self, entries: list[str], end: str = "") -> str:
        """Return the alternatives of a list, the longest first."""
        longest_first = sorted(entries, key=len, reverse=True)
        return "|".join(
            self._entry(entry) + (end if entry[-1].isalnum() else "")
            for entry in longest_first
        )

    def _entry(self, entry: str) -> str:
        """Return the pattern of one entry, with a capital unless it has one."""
        first, *rest = (_LETTERS.get(letter, re.escape(letter)) for letter in entry)
        if entry[0].islower():
            first = f"[{entry[0]}{entry[0].upper()}]"
        return self.script.signs.join([first, *rest]) + self.script.signs


_LETTERS = {"'": _APOSTROPHE, "’": _APOSTROPHE, " ": r"\s"}
