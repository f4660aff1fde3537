"""What `digest check` can find: a table of codes, and a finding with its place.

findings.toml holds the table; docs/reference/findings.md is made from it.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Level = Literal["error", "warning"]
DOCS = "docs/reference/findings.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A line of the table; `why` says why it matters, and by what source.

    `live` is the level where mails go to subscribers, if that is another.
    """

    level: Level
    live: Level | None = None
    means: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing `check` saw; an error stops sending, a warning does not.

    `place` is `file:line` where there is one, else a story, an address or a part.
    """

    level: Level
    code: str
    message: str
    place: str
    remedy: str

    @property
    def docs(self) -> str:
        """Where the docs tell more of it."""
        return f"{DOCS}#{self.code}"

    def as_dict(self) -> dict[str, str]:
        """Return it for programs, in an order that stays."""
        return {
            "level": self.level,
            "code": self.code,
            "place": self.place,
            "message": self.message,
            "remedy": self.remedy,
            "docs": self.docs,
        }


@cache
def codes() -> Mapping[str, Code]:
    """Return the table, in the order of the docs."""
    text = (files("digest") / "findings.toml").read_text(encoding="utf-8")
    return {code: Code(**line) for code, line in tomllib.loads(text).items()}


def found(
    code: str,
    message: str,
    place: str,
    *,
    remedy: str | None = None,
    level: Level | None = None,
) -> Finding:
    """Return a finding; level and remedy are the table's unless they are given."""
    line = codes()[code]
    return Finding(
        level=level or line.level,
        code=code,
        message=message,
        place=place,
        remedy=remedy or line.remedy,
    )


def live_level(code: str, *, live: bool) -> Level:
    """Return the level of a code where mails do, or do not yet, go to subscribers."""
    line = codes()[code]
    return (line.live or line.level) if live else line.level


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return errors first, each once, and otherwise in the order given."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: f.level != "error"))


def heeded(findings: Iterable[Finding], ignored: Iterable[str]) -> tuple[Finding, ...]:
    """Return the findings without the warnings whose codes are `ignored`."""
    unwanted = frozenset(ignored)
    return tuple(f for f in findings if f.level == "error" or f.code not in unwanted)
