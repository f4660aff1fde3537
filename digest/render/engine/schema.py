"""MJML's tags: what they take, what they hold, and what MRML makes of them.

schema.json is made by scripts/mjml_schema.mjs from npm `mjml`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

Holds = Literal["tags", "html", "text", "nothing"]
_TEXT_ALONE = frozenset({"mj-title", "mj-preview", "mj-style"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A tag of MJML: its attributes' types by name, and what may stand in it."""

    attributes: Mapping[str, tuple[str, ...]]
    children: frozenset[str]
    holds: Holds
    ignored: frozenset[str] = frozenset()


_SCHEMA: dict[str, Any] = json.loads(
    resources.files(__package__).joinpath("schema.json").read_text(encoding="utf-8")
)
_EVERYWHERE = {name: (kind,) for name, kind in _SCHEMA["everywhere"].items()}
COLORS = frozenset(_SCHEMA["colors"].split())
"""Names of colors."""
REFUSED: Mapping[str, str] = _SCHEMA["refused"]
"""Tags that cannot be used, with what to do instead."""
VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
"""Tags of HTML that are never closed."""


def _holds(name: str, found: Mapping[str, Any]) -> Holds:
    if name in _TEXT_ALONE:
        return "text"
    if found["children"]:
        return "tags"
    fillable = found["ending"] and name not in ("mj-breakpoint", "mj-carousel-image")
    return "html" if fillable else "nothing"


def _kinds() -> dict[str, Kind]:
    kinds = {
        name: Kind(
            attributes={
                **_EVERYWHERE,
                **{key: (kind,) for key, kind in found["attributes"].items()},
            },
            children=frozenset(found["children"]),
            holds=_holds(name, found),
            ignored=frozenset(_SCHEMA["ignored"].get(name, ())),
        )
        for name, found in _SCHEMA["tags"].items()
    }
    anything: dict[str, tuple[str, ...]] = {}
    for kind in kinds.values():
        for key, types in kind.attributes.items():
            anything[key] = (*anything.get(key, ()), *types)
    nothing: frozenset[str] = frozenset()
    kinds["mj-all"] = Kind(attributes=anything, children=nothing, holds="nothing")
    named = {**anything, "name": ("string",)}
    kinds["mj-class"] = Kind(attributes=named, children=nothing, holds="nothing")
    return kinds


KINDS: Mapping[str, Kind] = _kinds()
"""Every tag of MJML by its name."""
