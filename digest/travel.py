"""Values that go between processes by the thousand."""

from operator import attrgetter
from typing import Any, TypeVar

Value = TypeVar("Value")

_setters: dict[Any, tuple[Any, ...]] = {}


def travels(cls: type[Value]) -> type[Value]:
    """Let a frozen dataclass with slots be pickled in a third of the time.

    `dataclass` itself asks for its list of fields for every single value, both ways.
    """
    slots: Any = cls
    names = tuple(slots.__slots__)
    values = attrgetter(*names)
    _setters[cls] = tuple(getattr(cls, name).__set__ for name in names)

    def reduce(self: object) -> tuple[Any, ...]:
        return _rebuilt, (cls, *values(self))

    cls.__reduce__ = reduce  # type: ignore[method-assign]  # on purpose
    return cls


def _rebuilt(cls: type[Value], *values: object) -> Value:
    made = object.__new__(cls)
    for put, value in zip(_setters[cls], values, strict=True):
        put(made, value)
    return made
