"""What templates are given, without characters that no mail can hold."""

import dataclasses
import operator
from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from digest import plain_text


class Cleaned(dict[str, object]):
    """The variables of a template, freed of control characters."""


def cleaned(context: Mapping[str, object]) -> Cleaned:
    """Return `context` without control characters; it is gone through once only."""
    return context if isinstance(context, Cleaned) else Cleaned(printable(context))


def printable(value: Any) -> Any:
    """Return `value` with all its texts freed of control characters, deep inside.

    What has none is returned as it is, so that a letter costs next to nothing.
    """
    if isinstance(value, str):
        return value if value.isprintable() else _text(value)
    if isinstance(value, tuple):
        items = tuple(map(printable, value))
        return items if any(map(operator.is_not, items, value)) else value
    if isinstance(value, Mapping):
        return {key: printable(item) for key, item in value.items()}
    kind: type = type(value)
    names = _names(kind)
    new = {name: printable(getattr(value, name)) for name in names}
    changed = {n: item for n, item in new.items() if item is not getattr(value, n)}
    return dataclasses.replace(value, **changed) if changed else value


def _text(text: str) -> str:
    clean = plain_text.printable(text)
    if clean == text:
        return text
    return Markup(clean) if isinstance(text, Markup) else clean  # noqa: S704  only ever shorter


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the fields of a dataclass; of anything else there are none."""
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(field.name for field in dataclasses.fields(kind))
