"""A template that is saved, and when the save is seen.

expect(mark) --> Template.save(mark) --> seen() --> milliseconds from save to sight
"""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

MARK = "saved-0000"
"""Stands in a template where each save writes a mark of its own, equally long."""
PATIENCE = 30
"""Seconds after which a save that is not seen never will be."""


class UnseenError(Exception):
    """A save was not seen; says by what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """When a save was found in the document, and when it was seen.

    Both in milliseconds of the clock that `time.time` reads.
    """

    found: float
    at: float


class Sight(Protocol):
    """Where a save is seen."""

    def expect(self, mark: str) -> None:
        """Begin to look for a mark."""

    def seen(self) -> Seen:
        """Return when the mark was seen; raise `UnseenError` after `PATIENCE`."""


@dataclass(frozen=True, slots=True)
class Template:
    """A file with `MARK` in its text."""

    file: Path
    text: str

    def save(self, mark: str, *, renamed: bool) -> float:
        """Save it with a mark; return the milliseconds since 1970 right before that.

        Some editors overwrite a file, others write a new one and give it the name.
        """
        text = self.text.replace(MARK, mark).encode()
        beside = self.file.with_name(f".{self.file.name}.new")
        start = time.time()
        if renamed:
            beside.write_bytes(text)
            beside.replace(self.file)
        else:
            self.file.write_bytes(text)
        return 1000 * start


@dataclass(slots=True)
class Candidate:
    """Something that shows saves, with what was counted of it.

    Milliseconds from each save until its page had it, and until it was seen.
    """

    name: str
    template: Template
    sight: Sight
    spent: list[float] = field(default_factory=list)
    found: list[float] = field(default_factory=list)

    def measure(self, mark: str, *, renamed: bool, counted: bool) -> None:
        """Save once and see; raise `UnseenError` naming the candidate."""
        self.sight.expect(mark)
        start = self.template.save(mark, renamed=renamed)
        try:
            seen = self.sight.seen()
        except UnseenError as error:
            way = "renamed" if renamed else "overwritten"
            raise UnseenError(f"{self.name}: {error} ({mark}, {way})") from None
        if counted:
            self.found.append(seen.found - start)
            self.spent.append(seen.at - start)
