"""What can be said of a story, an entry or an edition: the answers of `explain`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

Edited = Literal["added", "removed", "moved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A story in a line.

    `rank` counts from 1 over the week, and is `None` for a story written by hand;
    `section` and `number`, from 1, say where it is printed, if it is.
    """

    id: str
    headline: str
    rank: int | None
    score: float | None
    section: str | None
    number: int | None
    outlets: int
    cut: str
    why: str
    edited: Edited | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """An edition: what is printed, in its order, and the best of what is not."""

    kind: Literal["edition"] = "edition"
    edition: str
    printed: tuple[Row, ...]
    next: tuple[Row, ...]
    weighed: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An article of a story; `copy_of` is the outlet whose words it repeats.

    `origin` is where its text is from, `None` if nobody asked for it. `shortfall` says
    why it is not from its page, `remark` what was amiss with a page that was read.
    """

    entry: str
    outlet: str
    title: str
    url: str
    published: datetime
    origin: Literal["page", "feed"] | None
    shortfall: str | None
    remark: str | None
    copy_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBullet:
    """A bullet as printed, and the sentence it is; none if an editor wrote it.

    `before` and `after` are the sentences around it in its article.
    """

    text: str
    sentence: str | None
    before: str | None
    after: str | None
    outlet: str | None
    url: str | None
    edited: Literal["changed", "written"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Where a story stands, and all that was known of it.

    `reasons` are the parts of its score; `last_in` is the score of the last story that
    got the place it missed; `asked` the entry that led to it; `bullets` are what is
    printed, or would be; `headline_from` is the outlet of its headline, if that is not
    the main one, and `headline_why` the reason; `check` are figures that disagree.
    """

    kind: Literal["story"] = "story"
    edition: str
    row: Row
    place: str | None
    candidate: int | None
    candidates: int
    weighed: int
    last_in: float | None
    reasons: Mapping[str, float]
    articles: tuple[Told, ...]
    bullets: tuple[PrintedBullet, ...]
    asked: str | None
    headline_from: str | None = None
    headline_why: str | None = None
    check: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutEntry:
    """An entry that is in no story, and why."""

    kind: Literal["left out"] = "left out"
    edition: str
    id: str
    outlet: str
    title: str
    url: str
    published: datetime
    cut: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """More than one thing is meant by the words."""

    kind: Literal["several"] = "several"
    edition: str
    what: str
    stories: tuple[Row, ...]
    left_out: tuple[LeftOutEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Nothing of the week is meant by the words."""

    kind: Literal["unknown"] = "unknown"
    edition: str
    what: str
    why: str


Answer = Overview | Explanation | LeftOutEntry | Several | Unknown


def values(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON knows values; moments are texts like RFC 3339 has."""
    return asdict(answer, dict_factory=_plain)


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {
        name: f"{value:%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, datetime) else value
        for name, value in pairs
    }
