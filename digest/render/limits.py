"""How much a template may make: looked at before it is made, or counted while it is.

Texts and lists are measured by what they would print. The measures are rough and cheap:
ten times too much passes here and there, a thousand times does not.
"""

import functools
import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sized
from contextvars import ContextVar
from dataclasses import dataclass
from string import Formatter
from typing import Any

from jinja2.exceptions import TemplateRuntimeError

LARGEST = 5_000_000
"""Characters of one text, or items of one list: fifty times what Gmail shows."""
MOST = 50_000_000
"""Characters and items that one rendering may make altogether."""
STEPS = 100_000
"""How often loops, blocks, macros and templates may begin anew in one rendering."""
SECONDS = 30.0
_WORTH_COUNTING = 10_000
_MOST_BITS = 10_000
_NUMBER = re.compile(r"\d{1,4}")
_MANY_DIGITS = re.compile(r"\d{5}")
_WIDTH = re.compile(r"[%)][-#0 +]*\d*\.?(?:\d{5}|\*)")
"""A width or precision of `%`, which a name in brackets may stand before."""


class TooMuchError(TemplateRuntimeError):
    """A template that would not end, or not fit into memory."""


@dataclass(slots=True)
class Meter:
    """What one rendering has used up."""

    clock: Callable[[], float]
    deadline: float
    steps: int = 0
    made: int = 0

    def step(self) -> None:
        """Count a step; raise `TooMuchError` where a template goes on for ever."""
        self.steps += 1
        if self.steps > STEPS:
            raise TooMuchError(f"loops without end: more than {STEPS} steps")
        if self.clock() > self.deadline:
            raise TooMuchError(f"takes more than {SECONDS:.0f} seconds")


METER: ContextVar[Meter | None] = ContextVar("meter", default=None)
"""That of the rendering which goes on, if one does."""


def weighed(value: Any) -> Any:
    """Return `value`; raise `TooMuchError` if it is, or all is, too large."""
    if isinstance(value, str):  # most of all, and quickly done
        size = len(value)
    elif isinstance(value, list | tuple | Mapping):
        size = deep(value)
    else:
        return value
    if size > LARGEST:
        raise TooMuchError(f"makes a value of more than {LARGEST} characters or items")
    meter = METER.get()
    if meter is not None and size > _WORTH_COUNTING:
        meter.made += size
        if meter.made > MOST:
            raise TooMuchError(f"makes more than {MOST} characters altogether")
    return value


def deep(value: Any, room: int = LARGEST) -> int:
    """Return about how long `value` is when printed; it stops looking beyond `room`."""
    if not isinstance(value, list | tuple | Mapping):
        return len(value) if isinstance(value, Sized) else 1
    inner = (*value, *value.values()) if isinstance(value, Mapping) else value
    size = 1
    for each in inner:
        size += 1 if isinstance(each, int) else max(deep(each, room - size), 1)
        if size > room:
            break
    return size


def check_operation(sign: str, left: Any, right: Any) -> None:
    """Raise `TooMuchError` for what would be too large if it were calculated."""
    if sign == "*" and isinstance(left, int) and isinstance(right, int):
        _check_bits(operator.index(left).bit_length() + right.bit_length())
    elif sign == "*":
        count = left if isinstance(left, int) else right
        repeated = right if isinstance(left, int) else left
        if isinstance(count, int) and isinstance(repeated, Sized):
            _check_size(deep(repeated) * count)
    elif sign == "**" and isinstance(right, int) and isinstance(left, int):
        _check_bits(left.bit_length() * abs(right))
    elif sign == "%" and isinstance(left, str):
        check_percent(left, (right,))


def check_percent(text: str, given: Iterable[Any]) -> None:
    """Raise `TooMuchError` if filling the `%` of `text` would make too much."""
    if "%" not in text:
        return
    if _WIDTH.search(text):
        raise TooMuchError("formats with a width of more than four digits")
    _check_size(text.count("%") * (_widest(text) + _longest(given)) + len(text))


def check_braces(text: str, given: Iterable[Any]) -> None:
    """Raise `TooMuchError` if filling the `{}` of `text` would make too much."""
    size, longest = len(text), _longest(given)
    for _, name, form, _ in Formatter().parse(text):
        if name is None:
            continue
        if "{" in (form or ""):
            raise TooMuchError("formats with a width that is not written out")
        if _MANY_DIGITS.search(form or ""):
            raise TooMuchError("formats with a width of more than four digits")
        size += longest + _widest(form or "")
    _check_size(size)


def check_filling(text: str, given: Iterable[Any], name: str) -> None:
    """Raise `TooMuchError` if a method or filter would make too much of `text`."""
    if name == "format":
        check_percent(text, given)
        return
    lines = len(text.splitlines()) + 1
    for value in given:
        if isinstance(value, int):
            _check_size(value * lines)
        elif isinstance(value, str):
            _check_size(len(value) * len(text) // 10)
        elif name == "join" and isinstance(value, Sized):
            _check_size(deep(value) + len(text) * len(value))


def bounded(found: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that refuses what would be too large."""
    aware = hasattr(found, "jinja_pass_arg")  # an environment or a context comes first

    @functools.wraps(found)
    def checked(*args: Any, **kwargs: Any) -> Any:
        given = list(args)
        value = given[int(aware)] = settled(given[int(aware)])
        rest = (*given[int(aware) + 1 :], *kwargs.values())
        name = found.__name__.removeprefix("do_")
        if isinstance(value, str):
            check_filling(value, rest, name)
        elif isinstance(value, Sized):
            texts = [len(each) for each in rest if isinstance(each, str)]
            _check_size(deep(value))
            _check_size(max(texts, default=1) * len(value))
        for each in rest:
            if isinstance(each, int) and name != "format":
                _check_size(each)
        return weighed(found(*given, **kwargs))

    return checked


def settled(value: Any) -> Any:
    """Return as a list what can be gone through once only, so that it has a size."""
    once = isinstance(value, Iterable) and not isinstance(value, str | Sized)
    return list(value) if once else value


def _widest(text: str) -> int:
    return max(map(int, _NUMBER.findall(text)), default=0)


def _longest(given: Iterable[Any]) -> int:
    return max(map(deep, given), default=0)


def _check_size(size: int) -> None:
    if size > LARGEST:
        raise TooMuchError(f"would make a value of {size} characters or items")


def _check_bits(bits: int) -> None:
    if bits > _MOST_BITS:
        raise TooMuchError("calculates with numbers of thousands of digits")
