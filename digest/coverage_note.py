"""What an edition says of its own reading."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A feed that could not be read, or only in part, and why."""

    outlet: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageNote:
    """The numbers behind an edition, from the store; `feeds` are those read."""

    feeds: int
    entries: int
    outlets: int
    failed: tuple[Trouble, ...] = ()
    damaged: tuple[Trouble, ...] = ()
    pages_read: int = 0
    pages_missed: int = 0
