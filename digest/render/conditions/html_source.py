r"""HTML as it is written: tags and style sheets changed in place, and all else kept.

    html --tokens--> tags, comments, raw text     --rewritten--> html
    tag  --with_attributes--> tag with other values

A tree would have to be written anew, and would not be the mail that is sent: quotes,
mistakes and Outlook's conditional comments have to stay. Tokens end where browsers end
them (HTML, section 13.2.5, Tokenization). Patterns are possessive: none goes back, so
that five megabytes of brackets take no longer than five of words.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Literal, NamedTuple

_GAP = r"[ \t\n\f\r]*+"
_NAME = r"(?:=[^ \t\n\f\r/>=]*+|[^ \t\n\f\r/>=]++)"
_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+)"""
_TAG = (
    r"<(?P<name>/?[a-zA-Z][^ \t\n\f\r/>]*+)"
    rf"(?:[ \t\n\f\r/]++|{_NAME}(?:{_GAP}={_GAP}{_VALUE}?+)?+)*+(?:>|\Z)"
)
_COMMENT = r"<!--(?:-?>|.*?(?:--!?>|\Z))"
_DECLARATION = r"<[!?/][^>]*+(?:>|\Z)"
_TOKEN = re.compile(f"{_TAG}|{_COMMENT}|{_DECLARATION}", re.DOTALL)
_ATTRIBUTE = re.compile(
    rf"(?P<gap>[ \t\n\f\r/]*+)"
    rf"(?P<name>{_NAME})(?:{_GAP}={_GAP}(?P<value>{_VALUE})?+)?+|[ \t\n\f\r/]++"
)
"""An attribute, or a gap without one, lest each of its characters be tried."""
_BEGIN = re.compile(r"<[^ \t\n\f\r/>]++")
RAW_TEXT = frozenset("style script title textarea xmp iframe noembed noframes".split())
"""Elements that hold text only, whatever it looks like."""
_ENDS = {
    name: re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE) for name in RAW_TEXT
}
_BEFORE_HEAD = re.compile(
    rf"(?:[ \t\n\f\r\ufeff]++|{_COMMENT}|<[!?][^>]*+(?:>|\Z)"
    rf"|(?=<(?:html|head)[ \t\n\f\r/>]){_TAG})*+",
    re.DOTALL | re.IGNORECASE,
)

Kind = Literal["tag", "comment", "raw"]


class Token(NamedTuple):
    """A tag, a comment or an element's raw text, from `start` to `end`.

    The name is that of the tag in small letters, `/` before that of an end tag, or that
    of the element whose text it is. What lies between tokens is text.
    """

    kind: Kind
    name: str
    start: int
    end: int


def tokens(html: str) -> Iterator[Token]:
    """Yield the tokens of any text, in their order."""
    at = 0
    while found := _TOKEN.search(html, at):
        at = found.end()
        if found["name"] is None:
            yield Token("comment", "", found.start(), at)
            continue
        name = found["name"].lower()
        yield Token("tag", name, found.start(), at)
        if name in RAW_TEXT:
            closed = _ENDS[name].search(html, at)
            start, at = at, closed.start() if closed else len(html)
            yield Token("raw", name, start, at)


def rewritten(
    html: str, tags: Callable[[str, str], str], sheets: Callable[[str], str]
) -> str:
    """Return `html` with start tags and style sheets put through two functions.

    `tags` gets a tag's name in small letters and its source, `sheets` the CSS.
    """
    pieces: list[str] = []
    at = 0
    for token in tokens(html):
        source = html[token.start : token.end]
        if token.kind == "tag" and token.name[0] != "/":
            changed = tags(token.name, source)
        elif token.kind == "raw" and token.name == "style":
            changed = sheets(source)
        else:
            continue
        if changed != source:
            pieces += html[at : token.start], changed
            at = token.end
    return "".join([*pieces, html[at:]])


def with_attributes(tag: str, change: Callable[[str, str], str | None]) -> str:
    """Return a tag with each value put through `change`; `None` takes it away.

    `change` gets the attribute's name in small letters, and its value without quotes
    and entities. An attribute whose value stays is not touched.
    """

    def changed(found: re.Match[str]) -> str:
        if found["name"] is None:
            return found[0]
        written = found["value"] or ""
        value = _read(written)
        new = change(found["name"].lower(), value)
        if new == value:
            return found[0]
        if new is None:
            return ""
        return f"{found['gap']}{found['name']}={_written(new, written[:1])}"

    begin = _BEGIN.match(tag)
    start = begin.end() if begin else 0
    return tag[:start] + _ATTRIBUTE.sub(changed, tag[start:])


def attributes(tag: str) -> dict[str, str]:
    """Return the values of a tag by name; of a name told twice the first."""
    begin = _BEGIN.match(tag)
    told: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(tag, begin.end() if begin else 0):
        name = (found["name"] or "").lower()
        told.setdefault(name, _read(found["value"] or ""))
    return told


def with_sheet(html: str, css: str) -> str:
    """Return `html` with a style sheet before all others, and its doctype first."""
    found = _BEFORE_HEAD.match(html)
    at = found.end() if found else 0
    return f"{html[:at]}<style>{css}</style>{html[at:]}"


def _read(written: str) -> str:
    quote = written[:1]
    bare = written[1:].removesuffix(quote) if quote in ("'", '"') else written
    return unescape(bare) if "&" in bare else bare


def _written(value: str, quote: str) -> str:
    escaped = value.replace("&", "&amp;")
    if quote == "'":
        return f"'{escaped.replace(quote, '&#39;')}'"
    return f'"{escaped.replace(chr(34), "&quot;")}"'
