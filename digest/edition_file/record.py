"""What was known of an edition when it was drafted: what draft.json keeps of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from digest.model import Brief, Entry, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """An article as draft.json keeps it: what its bullets are taken from.

    `copy_of` is the id of the article whose words it repeats.
    """

    outlet: str
    url: str
    title: str
    published: datetime
    origin: str
    shortfall: str | None
    sentences: tuple[str, ...]
    language: str = "en"
    copy_of: str | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An entry that is in no story of the week; `why` is for people.

    `cut` is for programs: `old`, `kind` (no report), `muted` or `printed`.
    """

    entry: Entry
    why: str
    cut: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A verdict on every story of the week, and the best of them in full.

    `briefs` are the stories told in full, by id, as they are or would be printed;
    `None` where not a sentence stands alone. `headline_whys` say why a headline is not
    the main article's, where it is not. `texts` are their articles, by entry.
    """

    verdicts: tuple[Verdict, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    briefs: Mapping[str, Brief | None] = field(default_factory=dict)
    headline_whys: Mapping[str, str | None] = field(default_factory=dict)
    texts: Mapping[str, SourceText] = field(default_factory=dict)
