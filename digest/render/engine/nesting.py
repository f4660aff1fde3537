"""Whether a tag may stand where it stands, and what was forgotten if it may not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from digest.render.engine.fault import Fault
from digest.render.engine.schema import KINDS
from digest.render.engine.tags import Tag

if TYPE_CHECKING:
    from digest.render.engine.lint import Open


class Misplaced(NamedTuple):
    """What is wrong, and how many of the open tags are really open."""

    fault: Fault
    keep: int


def misplaced(tag: Tag, start: int, stack: Sequence["Open"]) -> Misplaced | None:
    """Return why `tag` cannot stand at `start` inside `stack`, or `None`."""
    if not stack:
        told = f"<{tag.name}> stands outside <mjml>; begin with <mjml>"
        return Misplaced(Fault(start, told), 0)
    parent = stack[-1]
    if not tag.name.startswith("mj"):
        return None if parent.holds == "html" else _html(tag, start, stack)
    parent_kind = KINDS.get(parent.name)
    unknown = parent_kind is None and parent.name.startswith("mj")
    if unknown or tag.kind is None:  # told of already, and not again
        return None
    if parent_kind and tag.name in parent_kind.children:
        return None
    return _tag(tag, start, stack)


def _html(tag: Tag, start: int, stack: Sequence["Open"]) -> Misplaced:
    parent, name = stack[-1], tag.name
    if parent.holds == "text":
        told = f"<{name}> cannot stand in <{parent.name}>, which takes plain text"
    elif parent.holds == "nothing":
        told = f"<{name}> cannot stand in <{parent.name}>, which holds nothing"
    else:
        remedy = "put it into <mj-text>, or into <mj-raw>"
        told = f"<{name}> cannot stand in <{parent.name}>; {remedy}"
    return Misplaced(Fault(start, told), len(stack))


def _tag(tag: Tag, start: int, stack: Sequence["Open"]) -> Misplaced:
    """Say what is wrong with a tag of MJML: a tag before it is open, or it is lost."""
    name = tag.name
    for depth in range(len(stack) - 1, -1, -1):
        kind = KINDS.get(stack[depth].name)
        if kind and name in kind.children and _forgotten(stack, depth + 1, name):
            opened = stack[depth + 1]
            told = f"<{opened.name}> is still open where <{name}> begins; close it"
            return Misplaced(Fault(opened.offset, told, other=start), depth + 1)
    homes = [home for home, kind in KINDS.items() if name in kind.children]
    homes = [home for home in homes if home != "mj-attributes"] or homes
    where = " or ".join(f"<{home}>" for home in homes[:2])
    told = f"<{name}> cannot stand in <{stack[-1].name}>; put it into {where}"
    return Misplaced(Fault(start, told), len(stack))


def _forgotten(stack: Sequence["Open"], depth: int, name: str) -> bool:
    """Whether the tag at `depth` should have been closed before `name` begins."""
    if depth >= len(stack):
        return False
    opened = stack[depth]
    return opened.name == name or opened.holds in ("html", "text", "nothing")
