"""Jinja2's errors as `TemplateError`: file, line, and the nearest name that exists."""

import dataclasses
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
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
from digest.render.sandbox import Sandbox
from digest.yaml_file import suggest

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
_UNKNOWN = re.compile(r"No (filter|test) named '(\w+)'")
_TAG = re.compile(r"unknown tag '(\w+)'")
_UNEXPORTED = re.compile(
    r"template '([^']+)' \(imported on line (\d+) in '([^']+)'\)"
    r" does not export the requested name '(\w+)'"
)
_TAGS = (
    "autoescape block call extends filter for from if import include macro raw set"
    " trans with"
).split()
_HIDDEN = "attribute '_"
_BRANCHES = ["elif", "else", "pluralize"]
_OPENING = frozenset(_TAGS) - {"extends", "from", "import", "include"}
_STATEMENT = re.compile(r"{%[-+]?\s*(\w+)(?:(?!%}).)*|{#.*?#}", re.DOTALL)


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
        if isinstance(thing, Mapping):
            return f"there is no '{name}' here{_near(name, map(str, thing))}"
        return f"a {kind} has no '{name}'{_near(name, _attributes(thing))}"


@contextmanager
def plain_errors(env: Sandbox, name: str) -> Iterator[None]:
    """Raise `TemplateError` for whatever goes wrong in the template `name` inside."""
    loader = env.loader
    assert isinstance(loader, Folders)
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        file = loader.told(error.filename) if error.filename else error.name or name
        line, told = _misspelt(env, error)
        raise TemplateError(file, line, told) from error
    except jinja2.TemplateNotFound as error:
        file, line, _ = _place(error, loader, name)
        told = loader.missing(str(error.name))
        raise TemplateError(file, line, told) from error
    except RecursionError as error:
        file, line, _ = _place(error, loader, name)
        circle = " -> ".join(_circle(error, loader))
        told = f"goes round in a circle without end: {circle}"
        raise TemplateError(file, line, told) from error
    except _MISTAKES as error:
        file, line, seen = _place(error, loader, name)
        told = _reason(env, error, seen)
        if found := _UNEXPORTED.search(told):
            raise _unexported(env, loader, found) from error
        raise TemplateError(file, line, told) from error


def _near(name: str, known: Iterable[str]) -> str:
    """Return a hint at the nearest of `known`, if one is near, or at all of a few."""
    names = [one for one in known if not one.startswith("_")]
    hint = suggest(name, names)
    return hint if "did you mean" in hint or len(names) <= 12 else ""  # noqa: PLR2004  a line of names


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
    if found := _UNDEFINED.search(reason):
        known = {*seen, *env.globals} - {found[1]}
        return f"{reason}{_near(found[1], known)}"
    return reason


def _unexported(env: Sandbox, loader: Folders, found: re.Match[str]) -> TemplateError:
    """Return the error of a name that is imported from where it is not."""
    template, line, importer, name = found.groups()
    _, file, _ = loader.get_source(env, importer)
    told = f"'{template}' has no '{name}' to import"
    hint = _near(name, _exported(env, template))
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


def _misspelt(env: Sandbox, error: jinja2.TemplateSyntaxError) -> tuple[int, str]:
    """Return line and reason of a syntax error, with a near filter, test or tag."""
    told = error.message or "not valid"
    if found := _UNKNOWN.search(told):
        known = env.filters if found[1] == "filter" else env.tests
        return error.lineno, f"no {found[1]} is called '{found[2]}'" + _near(
            found[2], known
        )
    if found := _TAG.search(told):
        return _unknown_tag(error, found[1])
    if told.startswith("Unexpected end of template") and (
        opened := _open_blocks(error)
    ):
        line, tag = opened[-1]
        return line, f"{{% {tag} %}} is never closed; write {{% end{tag} %}}"
    return error.lineno, told


def _unknown_tag(error: jinja2.TemplateSyntaxError, tag: str) -> tuple[int, str]:
    """Return line and reason for a tag that Jinja2 does not expect where it stands."""
    known = [*_TAGS, *_BRANCHES, *(f"end{name}" for name in _TAGS)]
    if tag not in known:
        return error.lineno, f"no tag is called '{tag}'{_near(tag, known)}"
    blocks = _open_blocks(error)
    if not blocks:
        return error.lineno, f"{{% {tag} %}} closes nothing; delete it"
    line, inner = blocks[-1]
    if tag.removeprefix("end") in (name for _, name in blocks):
        told = f"{{% {inner} %}} is not closed before the {{% {tag} %}} of line"
        return line, f"{told} {error.lineno}; write {{% end{inner} %}}"
    told = f"{{% {tag} %}} closes nothing here: the {{% {inner} %}} of line {line}"
    return error.lineno, f"{told} is open"


def _open_blocks(error: jinja2.TemplateSyntaxError) -> list[tuple[int, str]]:
    """Return line and name of the blocks that are open where the error is."""
    source, opened = error.source or "", list[tuple[int, str]]()
    for found in _STATEMENT.finditer(source):
        tag, line = found[1] or "", source.count("\n", 0, found.start()) + 1
        if line > error.lineno:
            break
        if opened and tag == f"end{opened[-1][1]}":
            opened.pop()
        elif tag in _OPENING and not (tag == "set" and "=" in found[0]):
            opened.append((line, tag))
    return opened


def _frames(trace: TracebackType | None) -> Iterator[TracebackType]:
    """Yield the steps of a traceback that are a template's: Jinja2 marks them."""
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            yield trace
        trace = trace.tb_next


def _place(
    error: BaseException, loader: Folders, name: str
) -> tuple[str, int, Mapping[str, Any]]:
    """Return the template and line where it went wrong, and what was known there."""
    found = loader.told_name(name), 0, dict[str, Any]()
    for trace in _frames(error.__traceback__):
        file = loader.told(trace.tb_frame.f_code.co_filename)
        found = file, trace.tb_lineno, trace.tb_frame.f_locals
    return found


def _circle(error: BaseException, loader: Folders) -> list[str]:
    """Return the templates that lead back to one another, from the last one back."""
    circle: list[str] = []
    for trace in reversed(list(_frames(error.__traceback__))):
        file = loader.told(trace.tb_frame.f_code.co_filename)
        if circle and file == circle[0]:
            break
        circle.append(file)
    circle.reverse()
    return [*circle, circle[0]] if circle else ["itself"]
