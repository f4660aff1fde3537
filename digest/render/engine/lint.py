"""Mistakes in MJML, in the order in which they are met; after a hundred it is enough.

MRML takes nearly all of them in silence. tests/unit/test_lint.py lists what is looked
for.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from digest.render.engine.fault import Fault
from digest.render.engine.nesting import misplaced
from digest.render.engine.schema import KINDS, VOID, Holds
from digest.render.engine.tags import Tag, in_pairs, pieces, read
from digest.yaml_file import suggest

DEEPEST = 100
"""How deep tags may nest; at 12,000 MRML ends the process (docs/measured.md)."""
_ENOUGH = 100
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};)(\w*;?)")
_UNREAD = re.compile(r"<!--.*?(?:-->|\Z)|<mj-style.*?(?:</mj-style>|\Z)", re.DOTALL)
_LOOSE = re.compile(r"\S[^\n<]{0,29}")


class Open(NamedTuple):
    """A tag that is not closed yet: what it is meant to be, and as it is written."""

    name: str
    offset: int
    holds: Holds
    written: str


@dataclass(slots=True)
class _Letter:
    """What is known of a letter up to some tag."""

    open: list[Open] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    uses: list[tuple[int, str]] = field(default_factory=list)
    classes: dict[str, Tag] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


def lint(mjml: str, cut: Sequence[str] | None = None) -> tuple[Fault, ...]:
    """Return the mistakes in `mjml`: what is wrong, and what to do about it.

    `cut` are its `pieces`, where somebody has them already.
    """
    letter, end = _Letter(), 0
    stack = letter.open
    for text, tag in in_pairs(cut or pieces(mjml)):
        start = end + len(text)
        if text and not text.isspace() and not (stack and stack[-1].holds in _FILLED):
            _loose(letter, mjml, end, start)
        end = start + len(tag)
        if len(tag) > 1 and tag[1] != "!":
            _meet(letter, read(tag), start)
        elif tag:
            letter.faults += _no_tag(mjml, tag, start)
        if len(stack) > DEEPEST or len(letter.faults) > _ENOUGH:
            return (*letter.faults, *_too_deep(letter))
    return (*_characters(mjml), *letter.faults, *_left_open(letter), *_used(letter))


_FILLED = frozenset({"html", "text"})


def _meet(letter: _Letter, tag: Tag, start: int) -> None:
    """Note a tag; most are HTML in a text, or close what opened last: these first."""
    stack = letter.open
    if tag.closing:
        if stack and tag.name in (stack[-1].name, stack[-1].written):
            stack.pop()
        else:
            _close(letter, tag, start)
    elif tag.plain and stack and stack[-1].holds == "html":
        if not tag.alone:
            stack.append(Open(tag.name, start, "html", tag.name))
    else:
        _enter(letter, tag, start)


def _enter(letter: _Letter, tag: Tag, start: int) -> None:
    """Note a tag that opens, or stands alone."""
    for fault in tag.faults:
        letter.faults.append(_moved(fault, start))
    known = tag.name == tag.meant  # where others may stand is not told of
    if (letter.open or tag.name != "mjml") and (
        found := known and misplaced(tag, start, letter.open)
    ):
        letter.faults.append(found.fault)
        del letter.open[found.keep :]
    among_defaults = bool(letter.open) and letter.open[-1].name == "mj-attributes"
    if not among_defaults or tag.name == "mj-class":
        for fault in tag.lacks:
            letter.faults.append(_moved(fault, start))
    if "mj-class" in tag.attributes:
        letter.uses.append((start, tag.attributes["mj-class"]))
    if tag.name == "mj-class":
        letter.classes[tag.attributes.get("name", "")] = tag
    letter.seen.add(tag.meant)
    if not tag.alone:
        holds: Holds = tag.kind.holds if tag.kind else "html"
        letter.open.append(Open(tag.meant, start, holds, tag.name))


def _moved(fault: Fault, start: int) -> Fault:
    return fault._replace(offset=start + fault.offset)


def _close(letter: _Letter, tag: Tag, start: int) -> None:
    """Note a tag that closes; what it leaves open inside it was forgotten."""
    stack, name = letter.open, tag.name
    if name in VOID:
        letter.faults.append(
            Fault(start, f"<{name}> is never closed; delete </{name}>")
        )
    elif any(opened.name == name for opened in stack):
        forgotten = stack[-1]
        told = f"<{forgotten.written}> is not closed before </{name}>; close it"
        letter.faults.append(Fault(forgotten.offset, told, other=start))
        while stack.pop().name != name:
            pass
    else:
        letter.faults.append(_stray(stack, name, start))
        if stack and name not in KINDS:  # misspelt, most likely: it was to close
            stack.pop()


def _stray(stack: list[Open], name: str, start: int) -> Fault:
    told = f"</{name}> closes nothing"
    if not stack:
        return Fault(start, f"{told}; delete it")
    opened = stack[-1]
    return Fault(start, f"{told}: <{opened.written}> is open", other=opened.offset)


def _loose(letter: _Letter, mjml: str, start: int, end: int) -> None:
    """Note text where only tags may stand."""
    found = _LOOSE.search(mjml, start, end)
    if not found:
        return
    at, text = found.start(), found[0].strip()
    if not letter.open:
        where = "before <mjml> or after it"
        letter.faults.append(Fault(at, f"'{text}' stands {where}; delete it"))
        return
    name, _, holds, _ = letter.open[-1]
    remedy = "it holds nothing" if holds == "nothing" else "put it into <mj-text>"
    letter.faults.append(Fault(at, f"'{text}' stands loose in <{name}>; {remedy}"))


def _too_deep(letter: _Letter) -> Iterator[Fault]:
    for opened in letter.open[DEEPEST:]:
        told = f"nested more than {DEEPEST} deep; close some tags"
        yield Fault(opened.offset, told)


def _no_tag(mjml: str, written: str, start: int) -> Iterator[Fault]:
    """Yield what is wrong with a comment, or with a `<` that begins no tag."""
    if written == "<":
        yield _broken(mjml, start)
    elif "--" in written[4:-3]:
        yield Fault(start, "'--' cannot stand in a comment; write one -")


def _broken(mjml: str, start: int) -> Fault:
    """Return why no tag can be read at a `<`."""
    rest = mjml[start : start + 9]
    if rest.startswith("<!--"):
        return Fault(start, "the comment is not closed; write -->")
    if rest.startswith("<![CDATA["):
        return Fault(start, "CDATA cannot be used; write &lt; and &amp; instead")
    if rest.lower().startswith("<!doctype"):
        return Fault(
            start, "a DOCTYPE cannot be used; delete it, the engine writes its own"
        )
    if rest.startswith("<?"):
        return Fault(start, "<?xml?> cannot be used; begin with <mjml>")
    if re.match(r"</?[A-Za-z]", rest):
        name = re.split(r"[\s>/]", rest[1:].lstrip("/"))[0]
        told = f"the tag <{name} is not whole; is a quotation mark or > missing?"
        return Fault(start, f"{told} (a < inside it is written &lt;)")
    return Fault(start, "a bare '<' begins no tag; write &lt;")


def _characters(mjml: str) -> Iterator[Fault]:
    """Yield characters that no letter can hold, and `&` that begins no entity."""
    for found in _CONTROL.finditer(mjml):
        told = f"a control character, U+{ord(found[0]):04X}, cannot be mailed"
        yield Fault(found.start(), f"{told}; delete it")
    wrong = [found for found in _AMPERSAND.finditer(mjml) if not _known(found[1])]
    if not wrong:
        return
    unread = [found.span() for found in _UNREAD.finditer(mjml)]
    for found in wrong:
        at = found.start()
        if any(start <= at < end for start, end in unread):
            continue
        told = f"'&{found[1]}' is no entity; a bare & is written &amp;"
        yield Fault(at, told)


def _known(entity: str) -> bool:
    return entity.endswith(";") and entity in html.entities.html5


def _left_open(letter: _Letter) -> Iterator[Fault]:
    for opened in letter.open[-1:]:
        yield Fault(opened.offset, f"<{opened.written}> is never closed; close it")
    for name in ("mjml", "mj-body"):
        if name not in letter.seen:
            yield Fault(0, f"there is no <{name}>; see base.mjml")
            return


def _used(letter: _Letter) -> Iterator[Fault]:
    """Yield classes that are not defined, and pairs that say the same twice."""
    for start, value in letter.uses:
        told: dict[str, str] = {}
        for name in value.split():
            if name not in letter.classes:
                hint = suggest(name, letter.classes)
                message = f"mj-class '{name}' is not defined{hint}"
                yield Fault(start, message, value=value)
                continue
            for key in letter.classes[name].attributes:
                if key != "name" and told.setdefault(key, name) != name:
                    pair = f"'{told[key]}' and '{name}'"
                    message = f"mj-classes {pair} both set {key}; use one of them"
                    yield Fault(start, message, value=value)
