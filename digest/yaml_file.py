"""The one YAML dialect of feeds.yaml and edition.yaml.

YAML 1.2, and a plain scalar is the text that was typed: `no` stays a word, `17:30` a
time, `1.10` keeps its nought; `null`, `~` and nothing are `None`. Whoever asks for a
number or a switch decides what a word means. Every value knows its line and column.
"""

import difflib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLStreamError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from digest.errors import Complaint, ConfigError
from digest.yaml_quotes import has_comment, quoted

Shape = TypeVar("Shape", bound=BaseModel)
Location = tuple[int | str, ...]
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_FOLD = "\a"  # what ruamel marks the folds of a folded text with
_DEEPEST = 50
_MOST_VALUES = 200_000  # an alias counts each time: files can grow when read


class Part(BaseModel):
    """A group of keys: no others are known, and a key left blank means its default."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _nothing_means_the_default(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {key: value for key, value in given.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: `data` in plain Python, `root` with the positions."""

    file: str
    data: Any
    root: Node | None
    repeated: tuple[Complaint, ...]

    def complaint(self, location: Location, message: str) -> Complaint:
        """Return `message` with the line and column of the deepest known part."""
        line, column = _position(self.root, location)
        return Complaint(self.file, line, column, message)


def read(path: Path, name: str | None = None) -> Document:
    """Return the document in `path`; raise `ConfigError` if it is missing or no YAML.

    `name` is what complaints call the file.
    """
    return parse(typed(path, name), name or str(path))


def typed(path: Path, name: str | None = None) -> str:
    """Return the text of `path` with its line ends as they are; raise `ConfigError`."""
    shown = name or str(path)
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        hint = "file not found; `digest init` makes one, --config names another"
        raise ConfigError((Complaint(shown, 1, 1, hint),)) from None
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        at = (before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        hint = "not UTF-8; save the file as UTF-8"
        raise ConfigError((Complaint(shown, *at, hint),)) from None
    except OSError as error:
        hint = f"cannot be read: {error.strerror}"
        raise ConfigError((Complaint(shown, 1, 1, hint),)) from None


def parse(text: str, name: str) -> Document:
    """Return the document in `text`; raise `ConfigError` where it is no YAML."""
    try:
        root = YAML(typ="rt").compose(text.removeprefix("\ufeff"))
    except ReaderError as error:
        raise ConfigError((_odd_character(error, text, name),)) from None
    except (MarkedYAMLError, YAMLStreamError) as error:
        raise ConfigError((_syntax_complaint(error, text, name),)) from None
    except RecursionError:
        message = f"nested more than {_DEEPEST} deep"
        raise ConfigError((Complaint(name, 1, 1, message),)) from None
    plain = _Plain(name)
    data = plain.value(root) if root is not None else None
    return Document(name, data, root, tuple(plain.repeated))


def validate(document: Document, shape: type[Shape], **context: Any) -> Shape:
    """Return `document` as a `shape`; raise `ConfigError` with every complaint."""
    complaints = list(document.repeated)
    try:
        value = shape.model_validate(document.data or {}, context=context)
    except ValidationError as error:
        complaints += [
            document.complaint(detail["loc"], _explain(detail, shape))
            for detail in _causes(error.errors())
        ]
        raise ConfigError(tuple(complaints)) from None
    if complaints:
        raise ConfigError(tuple(complaints))
    return value


def dump(data: Mapping[str, Any]) -> str:
    """Return `data` as YAML in block style, in the order given."""
    yaml = YAML(typ="rt")
    yaml.width = 88
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def suggest(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the nearest of `known`, or the whole list."""
    names = sorted(set(known))
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.62)
    if near:
        return f"; did you mean '{near[0]}'?"
    return f"; known are: {', '.join(names)}" if names else ""


def _syntax_complaint(error: Exception, text: str, name: str) -> Complaint:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    # What begins with a quote is often noticed at its end, or on the line below.
    for number in (line, line - 1):
        if right := quoted(text, number):
            told = f"not valid YAML: the value has to be in quotes; write {right}"
            return Complaint(name, number, column if number == line else 1, told)
    if has_comment(text, line - 1):
        told = (
            "not valid YAML: from # on it is a comment; put all of the text in quotes"
        )
        return Complaint(name, line - 1, 1, told)
    remedy = "check indentation, quotes and colons here"
    return Complaint(name, line, column, f"not valid YAML: {problem}; {remedy}")


def _odd_character(error: ReaderError, text: str, name: str) -> Complaint:
    before = text[: error.position]
    line, column = before.count("\n") + 1, error.position - before.rfind("\n")
    message = f"the character #x{ord(str(error.character)[:1]):04x} may not stand here"
    return Complaint(name, line, column, f"{message}; remove it")


class _Plain:
    """Nodes into plain values, with a complaint for each key given twice."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0
        self.repeated: list[Complaint] = []

    def value(self, node: Node, depth: int = 0) -> Any:
        self._count += 1
        if depth > _DEEPEST or self._count > _MOST_VALUES:
            message = f"nested more than {_DEEPEST} deep, or far too large"
            raise ConfigError((self._complaint(node, message),))
        if isinstance(node, ScalarNode):
            plain = node.style in (None, "")
            text = (
                str(node.value).replace(_FOLD, "") if node.style == ">" else node.value
            )
            return None if plain and text in _NOTHING else text
        if isinstance(node, SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        assert isinstance(node, MappingNode)
        values: dict[str, Any] = {}
        for key, value in node.value:
            word = str(key.value)
            if word in values:
                message = f"'{word}' is given twice; keep one of them"
                self.repeated.append(self._complaint(key, message))
            values[word] = self.value(value, depth + 1)
        return values

    def _complaint(self, node: Node, message: str) -> Complaint:
        mark = node.start_mark
        return Complaint(self._name, mark.line + 1, mark.column + 1, message)


def _position(root: Node | None, location: Location) -> tuple[int, int]:
    """Return line and column, from 1, of the deepest node on `location`."""
    if root is None:
        return 1, 1
    node, mark = root, root.start_mark
    for step in location:
        if isinstance(node, MappingNode):
            found = [(k, v) for k, v in node.value if k.value == str(step)]
            if not found:
                break
            mark, node = found[-1][0].start_mark, found[-1][1]
        elif isinstance(node, SequenceNode) and isinstance(step, int):
            node = node.value[step]
            mark = node.start_mark
    return mark.line + 1, mark.column + 1


def _causes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out what only follows: a list is `too_short` as its items are wrong."""
    places = [detail["loc"] for detail in details]
    return [
        detail
        for detail in details
        if detail["type"] != "too_short"
        or not any(
            place != detail["loc"] and place[: len(detail["loc"])] == detail["loc"]
            for place in places
        )
    ]


_WANTED = {
    "bool_parsing": "yes or no",
    "bool_type": "yes or no",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "float_parsing": "a number",
    "string_type": "a text",
    "tuple_type": "a list",
    "model_type": "a group of keys",
    "dict_type": "a group of keys",
    "too_short": "a list with at least one item",
    "string_too_short": "a text",
}


def _explain(detail: ErrorDetails, shape: type[BaseModel]) -> str:
    """Return one complaint in words: what is wrong, and the remedy."""
    location, kind = detail["loc"], detail["type"]
    steps = [step for step in location if step != "[key]"]  # how pydantic marks a key
    key = _named(steps) if steps else "the file"
    if kind == "extra_forbidden":
        return f"unknown key '{key}'{suggest(key, _known_keys(shape, location[:-1]))}"
    if kind == "missing":
        return f"'{key}' is missing; add it here"
    if kind == "value_error":
        return f"'{key}': {detail['msg'].removeprefix('Value error, ')}"
    wanted = _WANTED.get(kind) or detail["msg"].replace("Input should be ", "")
    given = detail["input"]
    shown = "nothing" if given is None else _shorten(given)
    return f"'{key}' is {shown}; it should be {wanted}"


def _named(steps: Sequence[int | str]) -> str:
    """Return what the last of some steps is called: a key, or an item of a list."""
    *before, last = steps
    if isinstance(last, str) or not before:
        return str(last)
    keys = takewhile(lambda step: isinstance(step, str), reversed(before))
    return f"{'.'.join(map(str, reversed([*keys])))}, item {last + 1}"


def _shorten(given: object) -> str:
    if isinstance(given, Mapping):
        return "a group of keys"
    if isinstance(given, Sequence) and not isinstance(given, str):
        return "a list"
    text = str(given)
    return f"'{text if len(text) <= 60 else text[:57] + '...'}'"  # noqa: PLR2004  a screen line


def _known_keys(shape: type[BaseModel], location: Location) -> tuple[str, ...]:
    """Return the keys allowed at `location`, following the models' fields."""
    model: type[BaseModel] | None = shape
    for step in location:
        if isinstance(step, int) or model is None:
            continue
        fields = {info.alias or name: info for name, info in model.model_fields.items()}
        model = _model_in(fields[step].annotation) if step in fields else None
    if model is None:
        return ()
    return tuple(info.alias or name for name, info in model.model_fields.items())


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that an annotation is, or holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model), None)
