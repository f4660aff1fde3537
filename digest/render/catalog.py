"""A file of words, such as `words/de.po`, into what it says for each message.

Read as it is written, without a step of compiling (GNU gettext manual, PO Files).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email import message_from_string
from functools import lru_cache
from gettext import c2py
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog as Messages
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import PoFileError, PoFileParser
from typing_extensions import override

from digest.errors import TemplateError
from digest.yaml_file import suggest

MessageId = str | tuple[str, ...]
"""A message in English, or a pair of them: for one thing, and for several."""

_LARGEST = 500_000
"""Bytes; the largest file that is shipped has 10,000."""
_LINE = re.compile(
    r"(?:(msgctxt|msgid|msgid_plural|msgstr|msgstr\[)(?:(?<=\[)[0-5]\])? )?"
    r'"(?:[^"\\]|\\.)*"'
)
_AFTER = {
    "msgctxt": ("", "msgstr", "msgstr["),
    "msgid": ("", "msgctxt", "msgstr", "msgstr["),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    "msgstr[": ("msgid_plural", "msgstr["),
}
"""Behind which words each may stand; the empty one is the file's beginning."""
_FORMS = re.compile(r"nplurals\s*=\s*(?![1-6]\s*(?:;|\\n|\"))")
"""A count of forms that no language has (six in Arabic, the most)."""
_PLACE = re.compile(r"%(?:\((\w+)\)s|(%))?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_RULES = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2"
    " : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;"
}
"""Where Babel's table has another order of the forms than CLDR and the GNU manual."""
_ORDER = 'write a line msgid "…", and below it msgstr "…" with the translation'


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A translation that cannot be used: its line, its message, and why."""

    file: str
    line: int
    message: MessageId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """What one file says.

    `forms` are the translations by message, as many as the language has forms, only
    those that are whole and safe to fill in; `plural` tells which form a number takes.
    """

    file: str
    forms: Mapping[MessageId, tuple[str, ...]]
    plural: Callable[[int], int]
    faults: tuple[Fault, ...] = ()

    def said(self, message: MessageId, number: int = 1) -> str | None:
        """Return the translation for `number` things, or `None` if there is none."""
        forms = self.forms.get(message, ())
        if isinstance(message, str):
            return forms[0] if forms else None
        try:
            at = self.plural(number)
        except ArithmeticError:  # a rule of one's own may divide by nothing
            return None
        return forms[at] if 0 <= at < len(forms) else None


def read(path: Path, file: str, language: str) -> Catalog | None:
    """Return what `path` says in `language`, or `None` if there is no such file.

    `file` is its name for people. Raises `TemplateError` with line and remedy.
    """
    try:
        with path.open("rb") as stream:
            body = stream.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        told = f"cannot be read: {error.strerror}; check what it is, and permissions"
        raise TemplateError(file, 0, told) from error
    if len(body) > _LARGEST:
        told = f"is larger than {_LARGEST // 1000} kB; keep the words of templates only"
        raise TemplateError(file, 0, told)
    return parse(body, file, language)


@lru_cache(maxsize=32)
def parse(body: bytes, file: str, language: str) -> Catalog:
    """Return what the file of that `body` says; raise `TemplateError`."""
    lines = _lines(body, file)
    messages = _Once(locale=language)
    rule = _RULES.get(language, messages.plural_forms)
    messages.mime_headers = [("Plural-Forms", rule)]  # until the file gives its own
    try:
        PoFileParser(messages, abort_invalid=True).parse(lines)
        plural = c2py(messages.plural_expr)
    except PoFileError as error:
        raise TemplateError(file, error.lineno + 1, _ORDER) from error
    except _TwiceError as error:
        told = "this message stands here twice; remove one of them"
        raise TemplateError(file, error.line, told) from error
    except (TypeError, ValueError) as error:  # of the plural rule: lines are in order
        line = next((n for n, text in enumerate(lines, 1) if "plural" in text), 0)
        told = "Plural-Forms is no rule; remove it, and the language's own holds"
        raise TemplateError(file, line, told) from error
    faults = tuple(_faults(messages, file))
    wrong = {fault.message for fault in faults}
    forms = {key: said for key, said in _whole(messages) if key not in wrong}
    return Catalog(file=file, forms=forms, plural=plural, faults=faults)


def places(text: str) -> frozenset[str] | None:
    """Return the names to fill in of `text`, or `None` if it has a `%` alone."""
    found = list(_PLACE.finditer(text))
    if any(match.group() == "%" for match in found):
        return None
    return frozenset(match[1] for match in found if match[1])


class _TwiceError(Exception):
    """A message that the file has already."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(line)


class _Once(Messages):
    """Messages that are there once; of the header only the plural rule is heeded."""

    @override
    def __setitem__(self, id: MessageId | list[str], message: Entry) -> None:
        if id == "":
            headers = message_from_string(str(message.string)).items()
            self.mime_headers = [
                (name, value)
                for name, value in headers
                if name.lower() == "plural-forms"
            ]
            return
        if self.get(id, message.context):
            raise _TwiceError(message.lineno or 0)
        super().__setitem__(id, message)


def _lines(body: bytes, file: str) -> list[str]:
    """Return the lines that say something, the others empty; raise `TemplateError`."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise TemplateError(file, line, "is not in UTF-8; save it so") from error
    given = [line.strip() for line in re.split(r"\r\n|\r|\n", text)]
    # Of comments only flags matter: `#, fuzzy` marks what nobody has looked at yet.
    lines = [line if line[:1] != "#" or line[:2] == "#," else "" for line in given]
    _in_order(lines, file)
    return lines


def _in_order(lines: list[str], file: str) -> None:
    """Raise `TemplateError` for the first line that is none, or stands out of place.

    Babel reads over quotes that are missing, and takes lines for other messages'.
    """
    before = ""
    for number, text in enumerate(lines, 1):
        if text[:1] in ("", "#"):
            continue
        line = _LINE.fullmatch(text)
        word = line[1] if line else None
        if not line or (word and before not in _AFTER[word]):
            told = f"'{text[:30]}' is out of place, or a word or quote is wrong"
            raise TemplateError(file, number, f"{told}; {_ORDER}")
        if _FORMS.search(text):
            told = "nplurals is no number of forms; write 1 to 6, or remove the line"
            raise TemplateError(file, number, told)
        before = word or before


def _entries(messages: Messages) -> Iterator[tuple[Entry, MessageId, tuple[str, ...]]]:
    for entry in messages:
        said: Any = entry.string
        key: Any = entry.id
        if key and not entry.context and not entry.fuzzy:
            forms = (said,) if isinstance(said, str) else tuple(said)
            yield entry, key if isinstance(key, str) else tuple(key), forms


def _whole(messages: Messages) -> Iterator[tuple[MessageId, tuple[str, ...]]]:
    """Yield the messages all of whose forms are there."""
    for _, key, forms in _entries(messages):
        if all(forms):
            yield key, forms


def _faults(messages: Messages, file: str) -> Iterator[Fault]:
    """Yield what could not be filled in, or would lose what should be filled in."""
    for entry, key, forms in _entries(messages):
        why = next(filter(None, (_why_not(key, said) for said in forms if said)), None)
        if why:
            yield Fault(file=file, line=entry.lineno or 0, message=key, why=why)


def _why_not(message: MessageId, said: str) -> str | None:
    """Return why a form of `message` cannot be used; a form may leave out the number.

    One thing, or two, are told in words in some languages.
    """
    one_or_more = (message,) if isinstance(message, str) else message
    wanted = frozenset[str]().union(*(places(text) or () for text in one_or_more))
    free = frozenset() if isinstance(message, str) else frozenset({"num"})
    given = places(said)
    if given is None:
        return "has a % alone; write %% for a percent sign, or %(name)s to fill in"
    for name in sorted(given - wanted):
        hint = suggest(name, wanted) if wanted else "; remove it"
        return f"%({name})s is nothing that the message fills in{hint}"
    for name in sorted(wanted - given - free):
        return f"%({name})s is left out; put it in"
    return "has a control character; remove it" if _CONTROL.search(said) else None
