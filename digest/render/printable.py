"""What templates are given, without characters that no mail can hold."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from digest import plain_text


def printable(value: Any) -> Any:
    """Return `value` with all its texts freed of control characters, deep inside.

    What has none is returned as it is, so that a letter costs next to nothing.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple):
        items = tuple(printable(item) for item in value)
        return items if any(map(_differ, items, value)) else value
    if isinstance(value, Mapping):
        return {key: printable(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    return value


def _text(text: str) -> str:
    if text.isprintable():
        return text
    clean = plain_text.printable(text)
    if clean == text:
        return text
    return Markup(clean) if isinstance(text, Markup) else clean  # noqa: S704  only ever shorter


def _fields(value: Any) -> Any:
    old = {
        field.name: getattr(value, field.name) for field in dataclasses.fields(value)
    }
    new = {name: printable(item) for name, item in old.items()}
    changed = {name: item for name, item in new.items() if item is not old[name]}
    return dataclasses.replace(value, **changed) if changed else value


def _differ(new: object, old: object) -> bool:
    return new is not old
