"""Jinja2's syntax errors: the right line, and what to write instead.

Jinja2 says where it stopped, which is often behind the mistake, and what it expected
there. What people forget is a quotation mark, a comma, the end of a block.
"""

import re
from collections.abc import Iterable

import jinja2

from digest.render.sandbox import Sandbox
from digest.yaml_file import suggest

_UNKNOWN = re.compile(r"No (filter|test) named '(\w+)'")
_TAG = re.compile(r"unknown tag '(\w+)'")
_CHARACTER = re.compile(r"unexpected char (['\"])(.+)\1 at (\d+)$", re.DOTALL)
_SIGN = re.compile(
    r"(?:unexpected|Expected an expression, got) '([^']+)'(?:, expected '(.+)')?$"
)
_TOKEN = re.compile(r"expected token '(.+?)', got '(.+)'$", re.DOTALL)
_CURLY = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb"
_TAGS = (
    "autoescape block call extends filter for from if import include macro raw set"
    " trans with"
).split()
_BRANCHES = ["elif", "else", "pluralize"]
_OPENING = frozenset(_TAGS) - {"extends", "from", "import", "include"}
_STATEMENT = re.compile(r"{%[-+]?\s*(\w+)(?:(?!%}).)*|{#.*?#}", re.DOTALL)

_UNPAIRED = "a quotation mark is missing on this line; begin and end text with one"
_ENDS = {"end of statement block": "%}", "end of print statement": "}}"}
_SIGNS = {
    "}": "{{ is closed by a single }; write }}",
    "%": "a ( or [ is not closed before %}; write ) or ]",
    ")": "this ) closes nothing; delete it",
    "]": "this ] closes nothing; delete it",
}
_IN_LISTS = {
    ":": "a : stands where a = belongs; write = between name and value",
    "=": "a name before = stands without quotation marks; delete them",
    ";": "a ; stands where a comma belongs; write ,",
    "px": "a number of pixels is written without px; delete px",
    "%}": "a ( is not closed; write )",
    "}}": "a ( is not closed; write )",
}

_Told = tuple[int, str]
"""A line, counted from 1, and what is wrong there."""


def near(name: str, known: Iterable[str]) -> str:
    """Return a hint at the nearest of `known`, if one is near, or at all of a few."""
    names = [one for one in known if not one.startswith("_")]
    hint = suggest(name, names)
    return hint if "did you mean" in hint or len(names) <= 12 else ""  # noqa: PLR2004  a line of names


def misspelt(env: Sandbox, error: jinja2.TemplateSyntaxError) -> _Told:
    """Return line and reason of a syntax error, with a near filter, test or tag."""
    told = error.message or "not valid"
    for words, sign in _ENDS.items():
        told = told.replace(words, sign)
    if found := _UNKNOWN.search(told):
        known = env.filters if found[1] == "filter" else env.tests
        hint = near(found[2], known)
        return error.lineno, f"no {found[1]} is called '{found[2]}'{hint}"
    if found := _TAG.search(told):
        return _unknown_tag(error, found[1])
    if found := _CHARACTER.search(told):
        return _odd_character(error, found[2], int(found[3]))
    if found := _TOKEN.search(told):
        return _other_token(error, found[1], found[2])
    return _unended(error, told)


def _unended(error: jinja2.TemplateSyntaxError, told: str) -> _Told:
    """Return line and reason where something is missing, or of anything else."""
    if found := _SIGN.search(told):
        if found[2]:
            return error.lineno, f"'{found[2]}' is missing; write it before the end"
        told = f"something is missing before '{found[1]}'; write it there"
        return error.lineno, _SIGNS.get(found[1], told)
    opened = _open_blocks(error)
    if told.startswith("Unexpected end of template") and opened:
        line, tag = opened[-1]
        return line, f"{{% {tag} %}} is never closed; write {{% end{tag} %}}"
    if told.startswith("unexpected end of template"):
        line = _lines_of_tag(error.source or "", error.lineno)[0][0]
        return line, "a {% or {{ is never closed; write %} or }}"
    if told.startswith("invalid syntax for function call"):
        return _unnamed(error)
    return error.lineno, told


def _unnamed(error: jinja2.TemplateSyntaxError) -> _Told:
    """Return line and reason where a value without a name stands behind one with."""
    rest = "\n".join((error.source or "").splitlines()[error.lineno - 1 :])
    tag = re.split("[%}]}", rest)[0]
    if tag.count("(") > tag.count(")"):
        return error.lineno, _IN_LISTS["%}"]
    told = "a value between ( and ) has no name"
    return error.lineno, f"{told}; write name=value, and text in quotation marks"


def _odd_character(error: jinja2.TemplateSyntaxError, character: str, at: int) -> _Told:
    """Return line and reason for a character that begins nothing."""
    source, line = error.source or "", error.lineno
    if character in _CURLY:
        told = f"the quotation mark {character} is curly"
        return line, f'{told}; write straight quotation marks: "'
    if unpaired := _unpaired(source, line):
        return unpaired, _UNPAIRED
    if character in "'\"":
        return line, _UNPAIRED
    if character == "#" and (color := re.match(r"#\w*", source[at:])):
        told = f"{color[0]} lacks quotation marks"
        return line, f'{told}; write "{color[0]}"'
    return line, f"'{character}' cannot stand here; put text in quotation marks"


def _unpaired(source: str, line: int) -> int | None:
    """Return the first line with a quotation mark too few, in the tag around `line`."""
    for number, text in _lines_of_tag(source, line):
        if re.sub(r"'[^'\"]*'", "", text).count('"') % 2:
            return number
    return None


def _lines_of_tag(source: str, line: int) -> list[tuple[int, str]]:
    """Return lines and their numbers, from the beginning of the tag around `line`."""
    lines = source.splitlines()[:line]
    first = len(lines)
    while first > 1 and not re.search(r"{[%{]", lines[first - 1]):
        first -= 1
    return [(number, lines[number - 1]) for number in range(max(first, 1), line + 1)]


def _other_token(error: jinja2.TemplateSyntaxError, wanted: str, got: str) -> _Told:
    """Return line and reason where something else stands than Jinja2 expected."""
    line = error.lineno
    if unpaired := _unpaired(error.source or "", line):
        return unpaired, _UNPAIRED
    if wanted != ",":
        told = f"'{got}' cannot stand here"
        remedy = (
            "write ==" if got == "=" else "delete it, or put text in quotation marks"
        )
        return line, f"{told}; {remedy}"
    if got in _IN_LISTS:
        return line, _IN_LISTS[got]
    before, begun = _before(error, got)
    told = "a comma is missing"
    if begun:
        return before, f"{told} at the end of line {before}; write one there"
    return line, f"{told} before '{got}', or a =; write it there"


def _before(error: jinja2.TemplateSyntaxError, got: str) -> tuple[int, bool]:
    """Return the last line with words before the error's, and if `got` begins that."""
    lines = (error.source or "").splitlines()
    begun = lines[error.lineno - 1].lstrip(" \t\"'").startswith(got)
    number = error.lineno - 1
    while number > 1 and not lines[number - 1].strip():
        number -= 1
    return number, begun and number > 0


def _unknown_tag(error: jinja2.TemplateSyntaxError, tag: str) -> _Told:
    """Return line and reason for a tag that Jinja2 does not expect where it stands."""
    known = [*_TAGS, *_BRANCHES, *(f"end{name}" for name in _TAGS)]
    blocks = _open_blocks(error)
    if tag == "end" and blocks:
        return error.lineno, f"no tag is called 'end'; write {{% end{blocks[-1][1]} %}}"
    if tag not in known:
        return error.lineno, f"no tag is called '{tag}'{near(tag, known)}"
    if not blocks:
        return error.lineno, f"{{% {tag} %}} closes nothing; delete it"
    line, inner = blocks[-1]
    if tag.removeprefix("end") in (name for _, name in blocks):
        told = f"{{% {inner} %}} is not closed before the {{% {tag} %}} of line"
        return line, f"{told} {error.lineno}; write {{% end{inner} %}}"
    told = f"{{% {tag} %}} closes nothing here: the {{% {inner} %}} of line {line}"
    return error.lineno, f"{told} is open"


def _open_blocks(error: jinja2.TemplateSyntaxError) -> list[tuple[int, str]]:
    """Return line and name of the blocks that are open where the error is."""
    source, opened = error.source or "", list[tuple[int, str]]()
    for found in _STATEMENT.finditer(source):
        tag, line = found[1] or "", source.count("\n", 0, found.start()) + 1
        if line > error.lineno:
            break
        if opened and tag == f"end{opened[-1][1]}":
            opened.pop()
        elif tag in _OPENING and not (tag == "set" and "=" in found[0]):
            opened.append((line, tag))
    return opened
