"""Jinja2's errors as `TemplateError`: file, line, and the nearest name that exists."""

import dataclasses
import inspect
import itertools
import linecache
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.utils import missing
from typing_extensions import override

from digest.errors import TemplateError
from digest.render.folders import Folders
from digest.render.misspelt import misspelt, near
from digest.render.sandbox import Sandbox

# What a template can raise by calculating, looking up or looping too far.
_MISTAKES = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)
_UNDEFINED = re.compile(r"'(\w+)' is undefined$")
_UNEXPORTED = re.compile(
    r"template '([^']+)' \(imported on line (\d+) in '([^']+)'\)"
    r" does not export the requested name '(\w+)'"
)
_EMPTY = re.compile(r"nothing has no '(\w+)'$")
_HIDDEN = "attribute '_"


class Strict(jinja2.StrictUndefined):
    """What is not there; its error names what is."""

    @property
    @override
    def _undefined_message(self) -> str:
        thing, name = self._undefined_obj, self._undefined_name
        if self._undefined_hint or thing is missing or not isinstance(name, str):
            return str(super()._undefined_message)
        kind = type(thing).__name__
        kind = "text" if isinstance(thing, str) else kind
        if thing is None:
            return f"nothing has no '{name}'"
        if isinstance(thing, Mapping):
            return f"there is no '{name}' here{near(name, map(str, thing))}"
        return f"a {kind} has no '{name}'{near(name, _attributes(thing))}"


@contextmanager
def plain_errors(env: Sandbox, name: str) -> Iterator[None]:
    """Raise `TemplateError` for whatever goes wrong in the template `name` inside."""
    loader = env.loader
    assert isinstance(loader, Folders)
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        file = loader.told(error.filename) if error.filename else error.name or name
        line, told = misspelt(env, error)
        raise TemplateError(file, line, told) from error
    except jinja2.TemplateNotFound as error:
        file, line, _ = _place(error, loader, name)
        told = loader.missing(str(error.name))
        raise TemplateError(file, line, told) from error
    except RecursionError as error:
        file, line, names = _circle(error, loader)
        told = f"goes round in a circle without end: {names}; delete the way back"
        raise TemplateError(file, line, told) from error
    except _MISTAKES as error:
        file, line, seen = _place(error, loader, name)
        told = _reason(env, error, seen)
        if found := _UNEXPORTED.search(told):
            raise _unexported(env, loader, found) from error
        raise TemplateError(file, line, told) from error


def _attributes(thing: Any) -> list[str]:
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        own = [field.name for field in dataclasses.fields(thing)]
        return own + [key for key, _ in inspect.getmembers(type(thing), _is_property)]
    return [key for key in dir(thing) if not key.startswith("_")]


def _is_property(found: object) -> bool:
    return isinstance(found, property)


def _reason(env: Sandbox, error: BaseException, seen: Mapping[str, Any]) -> str:
    """Return in a line what went wrong, with a near name if a name is unknown."""
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    if isinstance(error, SecurityError) and "is unsafe" in reason:
        hidden = "templates cannot reach what begins with _"
        fixed = "templates cannot change what they are given"
        return f"{reason.rstrip('.')}; {hidden if _HIDDEN in reason else fixed}"
    if found := _EMPTY.search(reason):
        return _empty(error, found[1])
    if found := _UNDEFINED.search(reason):
        known = {*seen, *env.globals} - {found[1]}
        return f"{reason}{near(found[1], known)}"
    return reason


def _empty(error: BaseException, key: str) -> str:
    """Return what to say of a `{{ thing.key }}` whose thing is empty."""
    line = ""
    for trace in _frames(error.__traceback__):
        line = linecache.getline(_file_of(trace), trace.tb_lineno)
    found = re.search(rf"([A-Za-z_][\w.]*)\.{key}\b", line)
    if not found:
        return f"what should have a '{key}' is empty here; ask {{% if %}} before it"
    told = f"'{found[1]}' is empty here, as it may be in any week"
    return f"{told}; write {{% if {found[1]} %}} before it and {{% endif %}} behind it"


def _unexported(env: Sandbox, loader: Folders, found: re.Match[str]) -> TemplateError:
    """Return the error of a name that is imported from where it is not."""
    template, line, importer, name = found.groups()
    _, file, _ = loader.get_source(env, importer)
    told = f"'{template}' has no '{name}' to import"
    hint = near(name, _exported(env, template))
    return TemplateError(loader.told(file), int(line), told + hint)


def _exported(env: Sandbox, name: str) -> list[str]:
    """Return what a template defines: its macros and what it sets."""
    assert env.loader is not None
    source, _, _ = env.loader.get_source(env, name)
    tree = env.parse(source, name)
    targets = [assigned.target for assigned in tree.find_all(nodes.Assign)]
    return [
        *(macro.name for macro in tree.find_all(nodes.Macro)),
        *(target.name for target in targets if isinstance(target, nodes.Name)),
    ]


def _frames(trace: TracebackType | None) -> Iterator[TracebackType]:
    """Yield the steps of a traceback that are a template's: Jinja2 marks them."""
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            yield trace
        trace = trace.tb_next


def _place(
    error: BaseException, loader: Folders, name: str
) -> tuple[str, int, Mapping[str, Any]]:
    """Return the template and line where it went wrong, and what was known there.

    A macro knows what the template around it does.
    """
    frames = list(_frames(error.__traceback__))
    if not frames:
        return loader.told_name(name), 0, {}
    file = _file_of(frames[-1])
    seen: dict[str, Any] = {}
    for trace in frames:
        if _file_of(trace) == file:
            seen |= trace.tb_frame.f_locals
    return loader.told(file), frames[-1].tb_lineno, seen


def _file_of(trace: TracebackType) -> str:
    return trace.tb_frame.f_code.co_filename


def _circle(error: BaseException, loader: Folders) -> tuple[str, int, str]:
    """Return file and line where templates lead back to themselves, and their names.

    Any step in the middle is in the circle; where it broke need not be. It is told from
    the newsletter's own template on, if there is one in it.
    """
    places = [
        (loader.told(_file_of(trace)), trace.tb_lineno)
        for trace in _frames(error.__traceback__)
    ]
    places = places[len(places) // 2 :]
    again = places.index(places[0], 1) if places[0] in places[1:] else len(places)
    circle = places[:again]
    own = [n for n, (file, _) in enumerate(circle) if file.startswith("templates/")]
    start = own[0] if own else 0
    circle = [*circle[start:], *circle[:start]]
    file, line = circle[0]
    for other, at in circle:
        if other != file:
            break
        line = at
    names = [file for file, _ in itertools.groupby(name for name, _ in circle)]
    return file, line, " -> ".join([*names, names[0]])
