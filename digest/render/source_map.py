r"""Where in the templates each piece of a rendered text was written.

    {% extends %}, {% include %} ... --marked--> text with marks --stripped--> Mapped

A mark, `\x02 17 \x03`, stands before each line of a template's own text and before each
value that it prints. It costs a second rendering, and a template can notice it (the
length of what a macro printed, say): so it is made only to find the place of a mistake
that is known already.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from typing_extensions import override

from digest.render.folders import Folders
from digest.render.mistakes import plain_errors
from digest.render.printable import cleaned
from digest.render.sandbox import Sandbox

_MARK = re.compile("\x02(\\d+)\x03")


class Place(NamedTuple):
    """A line of a template; `expression` is what printed there, if a value did."""

    file: str
    line: int
    expression: str | None = None


class Marks(Extension):
    """Marks what templates print, and remembers the words in their expressions."""

    def __init__(self, environment: Sandbox) -> None:
        super().__init__(environment)
        self.places: list[Place] = []
        self.literals: dict[str, set[Place]] = {}

    @override
    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        loader = self.environment.loader
        assert isinstance(loader, Folders)
        file = loader.told(stream.filename or stream.name or "")
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", self._marked(file, token))
            elif token.type == "variable_begin":
                yield from self._value(file, token, stream)
            else:
                self._remember(file, token)
                yield token

    def _value(self, file: str, begin: Token, stream: TokenStream) -> Iterator[Token]:
        """Yield a mark and the tokens of a `{{ value }}`."""
        tokens = [begin]
        while tokens[-1].type not in ("variable_end", "eof"):
            tokens.append(next(stream))
        for token in tokens:
            self._remember(file, token)
        inner = "".join(_written(token) for token in tokens[1:-1])
        yield Token(begin.lineno, "data", self._mark(Place(file, begin.lineno, inner)))
        yield from tokens

    def _marked(self, file: str, token: Token) -> str:
        lines = str(token.value).split("\n")
        return "\n".join(
            self._mark(Place(file, token.lineno + number)) + line
            for number, line in enumerate(lines)
        )

    def _mark(self, place: Place) -> str:
        self.places.append(place)
        return f"\x02{len(self.places) - 1}\x03"

    def _remember(self, file: str, token: Token) -> None:
        if token.type == "string":
            place = Place(file, token.lineno)
            self.literals.setdefault(str(token.value), set()).add(place)


def _written(token: Token) -> str:
    if token.type == "string":
        return f'"{token.value}"'
    word = str(token.value)
    return f" {word} " if word in ("if", "else", "and", "or", "in", "~") else word


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """A rendered text, and the place of each of its pieces, by where they begin."""

    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]
    marks: Marks

    def place(self, offset: int) -> Place | None:
        """Return where the character at `offset` was written."""
        index = bisect_right(self.starts, offset) - 1
        return self.places[index] if index >= 0 else None

    def values(self, start: int, end: int) -> Iterator[tuple[Place, str]]:
        """Yield what expressions printed between two offsets, and where they stand."""
        ends = (*self.starts[1:], len(self.text))
        for index in range(max(bisect_right(self.starts, start) - 1, 0), len(ends)):
            if self.starts[index] >= end:
                return
            if self.places[index].expression is not None:
                yield self.places[index], self.text[self.starts[index] : ends[index]]

    def literal(self, text: str) -> Place | None:
        """Return the one place in an expression where `text` is written, if any."""
        found = self.marks.literals.get(text, set())
        return next(iter(found)) if len(found) == 1 else None


def mapped(env: Sandbox, name: str, context: dict[str, object]) -> Mapped:
    """Return the rendered template with its map; raise `TemplateError`."""
    marking = env.overlay(extensions=[Marks], bytecode_cache=None)
    marks = marking.extensions[Marks.identifier]
    assert isinstance(marks, Marks)
    with plain_errors(env, name), env.metered():
        rendered = marking.get_template(name).render(cleaned(context))
    pieces, starts, places = [], [], []
    end = size = 0
    for mark in _MARK.finditer(rendered):
        pieces.append(rendered[end : mark.start()])
        size += len(pieces[-1])
        starts.append(size)
        places.append(marks.places[int(mark[1])])
        end = mark.end()
    text = "".join([*pieces, rendered[end:]])
    return Mapped(text=text, starts=tuple(starts), places=tuple(places), marks=marks)
