"""Jinja2 for templates that may be wrong: no way out, no end of memory or time.

Templates call what `_METHODS` names, macros, loops and the environment's own functions;
nothing else that they are given. What would grow is measured (see `limits`): `*`, `+`,
`%`, `**` and `~`, the methods and filters that repeat, fill and join, and all that is
printed. Loops, blocks, macros and templates count their steps: a letter takes some
hundreds. Counting needs no clock, no signal and no thread, so that it works anywhere
and the same each time; the deadline is for the rest, and is looked at on each step.
"""

import dataclasses
import functools
import time
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner
from typing_extensions import override

from digest.picture import Picture
from digest.render.limits import (
    LARGEST,
    METER,
    SECONDS,
    Meter,
    TooMuchError,
    bounded,
    check_braces,
    check_filling,
    check_operation,
    check_percent,
    settled,
    weighed,
)

_GROWING = (
    "batch capitalize center e escape forceescape format indent join list lower"
    " replace slice string striptags sum title trim truncate urlencode urlize wordcount"
    " wordwrap"
).split()
_TEXTS = (
    "capitalize casefold center count endswith find format index isalnum isalpha"
    " isdecimal isdigit islower isnumeric isspace istitle isupper join ljust lower"
    " lstrip partition removeprefix removesuffix replace rfind rindex rjust rpartition"
    " rsplit rstrip split splitlines startswith strip striptags swapcase title unescape"
    " upper zfill"
)
_METHODS = {
    kind: frozenset(names.split())
    for kind, names in (
        (str, _TEXTS),
        (list, "count index"),
        (tuple, "count index"),
        (Mapping, "get items keys values"),
        (LoopContext, "changed cycle"),
        (Cycler, "next reset"),
        (Picture, "across"),
    )
}
"""Whose methods a template may call, and which: none that makes bytes or reads files.

Texts have no `expandtabs`, `format_map` and `translate`, as their size is not foreseen.
"""
_FRAME = ("_block_vars", "_loop_vars")
"""What Jinja2 hands to each call besides."""
_CALLED = (BlockReference, Joiner, LoopContext, Macro, Undefined)


class _Generator(CodeGenerator):
    """Python of a template in which `~` is looked at, too."""

    @override
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        node.nodes = [_asked("weighed", each) for each in node.nodes]
        self.write("environment.weighed(")
        super().visit_Concat(node, frame)
        self.write(")")

    @override
    def visit_Call(
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        if isinstance(node.node, nodes.EnvironmentAttribute):
            self.write(f"environment.{node.node.name}(")  # ours: not the sandbox's
            for given in node.args:
                self.visit(given, frame)
            self.write(")")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose templates end, by themselves or by `TooMuchError`."""

    intercepted_binops = frozenset({"*", "+", "%", "**"})
    code_generator_class = _Generator

    def __init__(self, **given: Any) -> None:
        super().__init__(finalize=_measured, **given)
        self.clock = time.monotonic
        self.globals.pop("lipsum")  # filler has no place in a letter, at any length
        del self.filters["pprint"], self.filters["tojson"]  # nor what programs read
        for name in _GROWING:
            self.filters[name] = bounded(self.filters[name])

    @contextmanager
    def metered(self) -> Iterator[None]:
        """Count what is rendered inside; a rendering inside another is part of it."""
        if METER.get() is not None:
            yield
            return
        token = METER.set(Meter(self.clock, self.clock() + SECONDS))
        try:
            yield
        finally:
            METER.reset(token)

    def step(self) -> str:
        """Count a step; raise `TooMuchError` where a template goes on for ever."""
        meter = METER.get()
        if meter is not None:
            meter.step()
        return ""

    def weighed(self, value: Any) -> Any:
        """Return `value`; raise `TooMuchError` if it is, or all is, too large."""
        return weighed(value)

    # Jinja2 joins with it what a template, block or macro prints.
    @override
    def concat(self, pieces: Iterable[str]) -> str:
        kept = pieces if isinstance(pieces, list) else _as_long_as_fits(pieces)
        if sum(map(len, kept)) > LARGEST:
            raise TooMuchError(f"prints more than {LARGEST} characters")
        return str(weighed("".join(kept)))

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
        check_operation(operator, left, right)
        return weighed(super().call_binop(context, operator, left, right))

    @override
    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        if type(called) is Macro:  # a template's own: nothing to ask the sandbox for
            for key in _FRAME:
                kwargs.pop(key, None)
            return called(context.eval_ctx, *args, **kwargs)
        given = (*args, *(kwargs[key] for key in kwargs if key not in _FRAME))
        if any(called is known for known in self.globals.values()):
            for message in args:
                if isinstance(message, str):
                    check_percent(message, given)
        elif callable(called) and not isinstance(called, _CALLED):
            args = tuple(map(settled, args))
            _check_method(called, (*args, *given[len(args) :]))
        return weighed(super().call(context, called, *args, **kwargs))

    @override
    def _generate(
        self, source: nodes.Template, *args: Any, **kwargs: Any
    ) -> str:  # Jinja2's own hook: the tree before it becomes Python
        repeated = (nodes.Block, nodes.Macro, nodes.For)
        found: Iterable[Any] = source.find_all(repeated)
        for node in (source, *found):
            node.body.insert(0, nodes.ExprStmt(_asked("step"), lineno=node.lineno))
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


def _asked(name: str, *given: nodes.Expr) -> nodes.Call:
    """Return the call of one of the environment's own methods."""
    attribute = nodes.EnvironmentAttribute(name)
    return nodes.Call(attribute, list(given), [], None, None)


def _measured(value: Any) -> Any:
    """Return what is to be printed; a text was measured when it was made."""
    return value if isinstance(value, str) else weighed(value)


def _check_method(called: Any, given: tuple[Any, ...]) -> None:
    """Raise `SecurityError` for what no template calls, `TooMuchError` for too much."""
    method = getattr(called, "__wrapped__", called)  # Jinja2 wraps `format`
    owner, name = getattr(method, "__self__", None), getattr(method, "__name__", "this")
    names = (names for kind, names in _METHODS.items() if isinstance(owner, kind))
    if name not in next(names, ()):
        raise SecurityError(f"templates cannot call '{name}'")
    if name == "format":
        check_braces(str(owner), given)
    elif isinstance(owner, str):
        check_filling(str(owner), given, name)
