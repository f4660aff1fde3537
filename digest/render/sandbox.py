"""Jinja2 for templates that may be wrong: no way out, no end of memory or time.

What would grow is looked at before it is made, or counted while it is: `*`, `+`, `%`,
`**` and `~`, the methods and filters that repeat, fill and join, and all that is
printed. Loops, blocks, macros and templates count their steps: a letter takes some
hundreds. Counting needs no clock, no signal and no thread, so that it works anywhere
and the same each time; the deadline is for the rest, and is looked at on each step.
"""

import dataclasses
import functools
import operator
import re
import time
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from typing_extensions import override

LARGEST = 5_000_000
"""Characters of one text, or items of one list: fifty times what Gmail shows."""
MOST = 50_000_000
"""Characters and items that one rendering may make altogether."""
STEPS = 100_000
"""How often loops, blocks, macros and templates may begin anew in one rendering."""
SECONDS = 30.0
_WORTH_COUNTING = 10_000
_MOST_BITS = 10_000
_WIDTH = re.compile(r"\d{5}|\*")
_GROWING = (
    "batch center format indent join pprint replace slice string sum tojson truncate"
    " urlize wordwrap"
).split()


class TooMuchError(TemplateRuntimeError):
    """A template that would not end, or not fit into memory."""


@dataclass(slots=True)
class _Meter:
    """What one rendering has used up."""

    clock: Callable[[], float]
    deadline: float
    steps: int = 0
    made: int = 0


_meter: ContextVar[_Meter | None] = ContextVar("meter", default=None)


class _Generator(CodeGenerator):
    """Python of a template in which `~` is looked at, too."""

    @override
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.weighed(")
        super().visit_Concat(node, frame)
        self.write(")")

    @override
    def visit_Call(
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        if isinstance(node.node, nodes.EnvironmentAttribute):
            self.write("environment.step()")  # ours: nothing to ask the sandbox for
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose templates end, by themselves or by `TooMuchError`."""

    intercepted_binops = frozenset({"*", "+", "%", "**"})
    code_generator_class = _Generator

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.clock = time.monotonic
        self.globals.pop("lipsum")  # filler has no place in a letter, at any length
        for name in _GROWING:
            self.filters[name] = _bounded(self.filters[name])

    @contextmanager
    def metered(self) -> Iterator[None]:
        """Count what is rendered inside; a rendering inside another is part of it."""
        if _meter.get() is not None:
            yield
            return
        token = _meter.set(_Meter(self.clock, self.clock() + SECONDS))
        try:
            yield
        finally:
            _meter.reset(token)

    def step(self) -> str:
        """Count a step; raise `TooMuchError` where a template goes on for ever."""
        meter = _meter.get()
        if meter is not None:
            meter.steps += 1
            if meter.steps > STEPS:
                raise TooMuchError(f"loops without end: more than {STEPS} steps")
            if meter.clock() > meter.deadline:
                raise TooMuchError(f"takes more than {SECONDS:.0f} seconds")
        return ""

    def weighed(self, value: Any) -> Any:
        """Return `value`; raise `TooMuchError` if it is, or all is, too large."""
        return _weighed(value)

    # Jinja2 joins with it what a template, block or macro prints.
    @override
    def concat(self, pieces: Iterable[str]) -> str:
        kept = pieces if isinstance(pieces, list) else _as_long_as_fits(pieces)
        if sum(map(len, kept)) > LARGEST:
            raise TooMuchError(f"prints more than {LARGEST} characters")
        return str(_weighed("".join(kept)))

    # The sandbox asks a dozen questions of each attribute. A dataclass's own fields
    # and a theme's keys need none of them; that halves the time of a letter.
    @override
    def getattr(self, obj: Any, attribute: str) -> Any:
        kind: type = type(obj)
        if kind is dict:
            if attribute in obj and not hasattr(dict, attribute):
                return obj[attribute]
        elif attribute in _fields(kind):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    # Jinja2 looks through its chain of globals at each import, in Python; a dict does
    # it in C. What is added to `globals` must be there before templates are loaded.
    @override
    def make_globals(self, d: MutableMapping[str, Any] | None) -> dict[str, Any]:
        return {**self.globals, **(d or {})}

    @override
    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        _check_operation(operator, left, right)
        return _weighed(super().call_binop(context, operator, left, right))

    @override
    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        if type(called) is Macro:  # a template's own: nothing to ask the sandbox for
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return called(context.eval_ctx, *args, **kwargs)
        text = getattr(called, "__self__", None)
        if isinstance(text, str):
            _check_filling(text, (*args, *kwargs.values()), called.__name__)
            return _weighed(super().call(context, called, *args, **kwargs))
        return super().call(context, called, *args, **kwargs)

    @override
    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        wrapped = super().wrap_str_format(value)
        if wrapped is not None:
            _check_filling(str(value.__self__), (), "format")
        return wrapped

    @override
    def _generate(
        self, source: nodes.Template, *args: Any, **kwargs: Any
    ) -> str:  # Jinja2's own hook: the tree before it becomes Python
        repeated = (nodes.Block, nodes.Macro, nodes.For)
        found: Iterable[Any] = source.find_all(repeated)
        for node in (source, *found):
            attribute = nodes.EnvironmentAttribute("step", lineno=node.lineno)
            call = nodes.Call(attribute, [], [], None, None, lineno=node.lineno)
            node.body.insert(0, nodes.ExprStmt(call, lineno=node.lineno))
        return super()._generate(source, *args, **kwargs)


@functools.cache
def _fields(kind: type) -> frozenset[str]:
    """Return the names of a dataclass's fields; none for another type."""
    if not dataclasses.is_dataclass(kind):
        return frozenset()
    return frozenset(
        field.name
        for field in dataclasses.fields(kind)
        if not field.name.startswith("_")
    )


def _as_long_as_fits(pieces: Iterable[str]) -> list[str]:
    kept, size = [], 0
    for piece in pieces:
        kept.append(piece)
        size += len(piece)
        if size > LARGEST:
            break
    return kept


def _weighed(value: Any) -> Any:
    if not isinstance(value, str | bytes | list | tuple):
        return value
    size = len(value)
    if size > LARGEST:
        raise TooMuchError(f"makes a value of more than {LARGEST} characters or items")
    meter = _meter.get()
    if meter is not None and size > _WORTH_COUNTING:
        meter.made += size
        if meter.made > MOST:
            raise TooMuchError(f"makes more than {MOST} characters altogether")
    return value


def _check_operation(sign: str, left: Any, right: Any) -> None:
    """Raise `TooMuchError` for what would be too large if it were calculated."""
    if sign == "*" and isinstance(left, int) and isinstance(right, int):
        _check_bits(operator.index(left).bit_length() + right.bit_length())
    elif sign == "*":
        count = left if isinstance(left, int) else right
        repeated = right if isinstance(left, int) else left
        if isinstance(count, int) and isinstance(repeated, Sized):
            _check_size(_deep(repeated) * count)
    elif sign == "**" and isinstance(right, int) and isinstance(left, int):
        _check_bits(left.bit_length() * abs(right))
    elif sign == "%" and isinstance(left, str):
        _check_filling(left, (), "format")


def _check_filling(text: str, given: Iterable[Any], name: str) -> None:
    """Raise `TooMuchError` if a method or filter would make too much of `text`."""
    if name in ("format", "format_map") and _WIDTH.search(text):
        raise TooMuchError("formats with a width of more than four digits")
    lines = text.count("\n") + text.count("\t") + 1
    for value in given:
        if isinstance(value, int):
            _check_size(value * lines)
        elif isinstance(value, str):
            _check_size(len(value) * len(text) // 10)
    if name == "join":
        for value in given:
            _check_size(_deep(value))


def _bounded(found: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that refuses what would be too large."""
    aware = hasattr(found, "jinja_pass_arg")  # an environment or a context comes first

    @functools.wraps(found)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        given = list(args)
        value = given[int(aware)]
        rest = (*given[int(aware) + 1 :], *kwargs.values())
        if not isinstance(value, str | Sized) and isinstance(value, Iterable):
            value = given[int(aware)] = list(value)
        if isinstance(value, str):
            _check_filling(value, rest, found.__name__.removeprefix("do_"))
        elif isinstance(value, Sized):
            texts = [len(each) for each in rest if isinstance(each, str)]
            _check_size(_deep(value))
            _check_size(max(texts, default=1) * len(value))
        for each in rest:
            if isinstance(each, int):
                _check_size(each)
        return _weighed(found(*given, **kwargs))

    return bounded


def _deep(value: Any) -> int:
    """Return how long `value` is when printed, about; texts in a list count."""
    if isinstance(value, list | tuple):
        return sum(_deep(each) if isinstance(each, str) else 1 for each in value)
    return len(value) if isinstance(value, Sized) else 1


def _check_size(size: int) -> None:
    if size > LARGEST:
        raise TooMuchError(f"would make a value of {size} characters or items")


def _check_bits(bits: int) -> None:
    if bits > _MOST_BITS:
        raise TooMuchError("calculates with numbers of thousands of digits")
