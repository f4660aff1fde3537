"""The text of one tag -> its name, its attributes, and what is wrong with them.

A letter says the same tags over and over, so what was read is kept by its text.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.render.engine import values
from digest.render.engine.fault import Fault
from digest.render.engine.schema import KINDS, REFUSED, VOID, Kind
from digest.yaml_file import suggest

_TAG = r"""</?[A-Za-z][^<>"']*+(?:(?:"[^"<]*+"|'[^'<]*+')[^<>"']*+)*+>"""
# In a tag, `>` may stand in quoted values, and `<` nowhere. A lone `<` begins none.
_TOKEN = re.compile(rf"(<!--.*?-->|{_TAG}|<)", re.DOTALL)
_TOKEN_BUT_COMMENTS = re.compile(rf"({_TAG}|<)")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"""\s+([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?"""
)
_END = re.compile(r"\s*/?>$")
_WHOLE = re.compile(r"\d+(?:px)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag: what it is, and its faults, with offsets from its start.

    `meant` is `name`, or what it is most like if there is no such tag; `kind` is its.
    `lacks` are the faults of a tag that stands in a body, not among the defaults;
    `plain` is HTML without a fault.
    """

    name: str
    meant: str
    closing: bool = False
    alone: bool = False
    kind: Kind | None = None
    attributes: Mapping[str, str]
    faults: tuple[Fault, ...] = ()
    lacks: tuple[Fault, ...] = ()
    plain: bool = False


def pieces(mjml: str) -> list[str]:
    """Return `mjml` cut up: text, tag, text, tag ... text; a comment counts as a tag.

    Each tag is whole, or a lone `<` that begins none.
    """
    unclosed = mjml.find("<!--", mjml.rfind("-->") + 1)
    if unclosed < 0:
        return _TOKEN.split(mjml)
    # The end of a comment is not looked for, time and again, where there is none.
    *before, text = _TOKEN.split(mjml[:unclosed])
    more, *behind = _TOKEN_BUT_COMMENTS.split(mjml[unclosed:])
    return [*before, text + more, *behind]


def in_pairs(cut: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Return each text with the tag behind it; the last text has an empty one."""
    return zip(cut[::2], (*cut[1::2], ""), strict=True)


@lru_cache(maxsize=8192)
def read(text: str) -> Tag:
    """Return the tag that is written `text`, one of `pieces`."""
    found = _NAME.match(text)
    assert found, text
    name, faults = found[1], list[Fault]()
    if text[1] == "/":
        return Tag(name=name, meant=name, closing=True, attributes={})
    attributes: dict[str, str] = {}
    at = found.end()
    while attribute := _ATTRIBUTE.match(text, at):
        at = attribute.end()
        faults += _written(name, attribute, attributes)
        key, value = attribute[1], attribute[2] or attribute[3] or attribute[4] or ""
        attributes[key] = value
        faults += _meant(name, key, value, attribute.start(1))
    if not _END.match(text, at):
        faults.append(Fault(at, f"'{text[at : at + 20].strip()}' is no attribute"))
    faults = [*_named(name, found.start(1)), *faults]
    lacks = tuple(_lacking(name, attributes))
    meant = _nearest(name)
    return Tag(
        name=name,
        meant=meant,
        alone=text.endswith("/>") or name in VOID,
        kind=KINDS.get(meant),
        attributes=attributes,
        faults=tuple(faults),
        lacks=lacks,
        plain=not (faults or lacks or name.startswith("mj")),
    )


def _nearest(name: str) -> str:
    """Return the tag that is meant by a name: itself, if there is no other."""
    small = name.lower()
    if not small.startswith("mj") or small in KINDS or name in REFUSED:
        return small
    near = difflib.get_close_matches(small, KINDS, n=1)
    return near[0] if near else name


def _named(name: str, at: int) -> Iterator[Fault]:
    if name in REFUSED:
        yield Fault(at, f"<{name}> cannot be used here; {REFUSED[name]}")
    elif name != name.lower():
        yield Fault(at, f"<{name}> is written in capitals; write <{name.lower()}>")
    elif name.startswith("mj") and name not in KINDS:
        near = suggest(name, KINDS).replace("'", "<", 1).replace("'", ">")
        hint = near if "did you mean" in near else "; see documentation.mjml.io"
        yield Fault(at, f"<{name}> is no tag of MJML{hint}")


def _written(
    name: str, attribute: re.Match[str], earlier: Mapping[str, str]
) -> Iterator[Fault]:
    """Yield what is wrong with how an attribute is written."""
    key, at = attribute[1], attribute.start(1)
    if key in earlier:
        yield Fault(at, f"<{name}> has {key} twice; keep one")
    if attribute[4] is not None:
        yield Fault(at, f'quotation marks are missing; write {key}="{attribute[4]}"')
    elif attribute[2] is attribute[3] is None and name.startswith("mj"):
        yield Fault(at, f'{key} has no value; write {key}="…"')


def _meant(name: str, key: str, value: str, at: int) -> Iterator[Fault]:
    """Yield what is wrong with an attribute of MJML: its name, its value."""
    kind = KINDS.get(name)
    if kind is None:
        return
    if key not in kind.attributes:
        near = suggest(key, kind.attributes)
        hint = near if "did you mean" in near else "; delete it"
        yield Fault(at, f"<{name}> has no attribute '{key}'{hint}")
        return
    if key in kind.ignored:
        told = (
            f"the engine passes over {key} of <{name}>; delete it, it changes nothing"
        )
        yield Fault(at, told, level="warning")
    wrong = values.complaint(kind.attributes[key], value)
    if wrong:
        yield Fault(at, f'<{name} {key}="{value}">: {wrong}', value=value)
    if name == "mj-style" and key == "inline":
        told = "inline styles of <mj-style> are not inlined; write them into style"
        yield Fault(at, f'{told}="…"')
    if name == "mj-class" and key == "mj-class":
        yield Fault(at, "an <mj-class> cannot be built from others; write it out")


def _lacking(name: str, attributes: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what a picture lacks, or why mail programs would not show it."""
    if name == "mj-class" and not attributes.get("name"):
        yield Fault(1, '<mj-class> has no name; write name="…"')
    if name in ("mj-image", "img"):
        if "src" not in attributes:
            yield Fault(1, f'<{name}> has no src: there is no picture; write src="…"')
        if "alt" not in attributes:
            told = f"<{name}> has no alt; say in words what is seen"
            yield Fault(1, f'{told}, alt="…"')
        width = attributes.get("width", "1px")
        if not _WHOLE.match(width):
            told = f'<{name} width="{width}"> is not in whole pixels'
            remedy = "give whole pixels, which alone Outlook knows"
            yield Fault(1, f"{told}; {remedy}", value=width)
    for key in ("src", "background-url", "thumbnails-src"):
        if key in attributes and (wrong := values.picture(attributes[key])):
            yield Fault(1, f"<{name} {key}>: {wrong}", value=attributes[key])
