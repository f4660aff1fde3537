"""What travels through Digest, in the order in which it comes to be.

    Feed -> Entry -> Story -> RankedStory -> Coverage
        -> Brief -> Section -> Edition (-> Email, in rendered.py)

No field means "not yet"; all moments are aware `datetime`s in UTC.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from digest.brackets import without_dates
from digest.coverage_note import CoverageNote
from digest.cuts import Cut
from digest.page_selectors import NO_SELECTORS, Selectors
from digest.picture import Picture
from digest.quote import Quote
from digest.travel import travels


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A subscription, as feeds.yaml lists it; `title` is the outlet's name.

    `weight` is 0 to 3; `section` an id, or `None` to decide by the text; feeds of one
    `family` are one outlet; `reprint` is what may be printed; `max_body` is in bytes;
    `password_env` names the variable with `user`'s password.
    """

    title: str
    url: str
    weight: float = 1.0
    section: str | None = None
    family: str | None = None
    language: str | None = None
    own: bool = False
    pictures: bool = False
    full_text: Literal["auto", "yes", "no"] = "auto"
    reprint: Literal["sentences", "headline"] = "sentences"
    user: str | None = None
    password_env: str | None = None
    max_body: int | None = None
    article: Selectors = NO_SELECTORS


GRACE = timedelta(hours=1)
"""How far a feed's clock may be ahead of ours before its dates count as wrong."""


@travels
@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed.

    `published` is the feed's word, `first_seen` when we first met it; `position` counts
    from 1 at the top of the feed; `content` is HTML or text.
    """

    id: str
    feed_url: str
    outlet: str
    url: str
    title: str
    summary: str = ""
    content: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = "en"
    image: str | None = None
    published: datetime | None = None
    first_seen: datetime
    position: int = 1

    @property
    def dated(self) -> bool:
        """Whether the feed's date can be believed: there, and not in the future."""
        return self.published is not None and self.published <= self.first_seen + GRACE

    @property
    def when(self) -> datetime:
        """The feed's date, or first sight, which is kept, where that is wild."""
        return self.published if self.published and self.dated else self.first_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The span an edition covers: later than `start`, up to and including `end`."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The earlier edition that told of an event, and if there is more to tell."""

    slug: str
    moved_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Entries on one event, oldest first; the id follows from the oldest entry."""

    id: str
    entries: tuple[Entry, ...]
    follows: Earlier | None = None

    @property
    def outlets(self) -> tuple[str, ...]:
        """Distinct outlets, in the order in which they came to the story."""
        return tuple(dict.fromkeys(entry.outlet for entry in self.entries))


ANYWHERE = "world"
"""The region of what plays nowhere in particular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a story plays: a region's id, and the country's printed name, if known."""

    region: str
    country: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedStory:
    """A story with its place and its score; `reasons` names every part of the score."""

    story: Story
    place: Place
    reasons: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        return sum(value for _, value in self.reasons)

    @property
    def pinned(self) -> bool:
        return any(name == "pinned" for name, _ in self.reasons)

    @property
    def order(self) -> tuple[bool, float, float, str]:
        """Sort key: pinned, then best first, then the newer, then by id: ties hold."""
        newest = max(entry.when for entry in self.story.entries)
        return (not self.pinned, -self.score, -newest.timestamp(), self.story.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Why a story is in or out; `why` is for people, `cut` for programs.

    `needed` is the score of the last story that has the place it would have wanted.
    """

    ranked: RankedStory
    section: str | None
    why: str
    cut: Cut = "in"
    needed: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page's main picture, with what the page says of it."""

    url: str
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An entry with its text by paragraphs, and where that text came from.

    `shortfall` says why the page was not used, if it was asked for, `remark` what was
    amiss when it was read; `paywalled` if it shows readers only its beginning;
    `copy_of` is the id of the entry whose words it repeats.
    """

    entry: Entry
    paragraphs: tuple[str, ...]
    origin: Literal["page", "feed"]
    image: Shown | None = None
    shortfall: str | None = None
    remark: str | None = None
    paywalled: bool = False
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A story on the long list with its articles' text, one article per entry."""

    ranked: RankedStory
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of an article, word for word; `number` counts from 0."""

    article: str
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet:
    """One sentence with its source.

    `text` is as printed: without what was cut at its start, with dates in brackets;
    `sentence` as it stands in the article; without it the words are an editor's.
    """

    text: str
    sentence: Sentence | None = None
    outlet: str | None = None
    url: str | None = None

    @property
    def dated(self) -> bool:
        """Whether a date was added beside a weekday."""
        told = self.sentence.text if self.sentence else ""
        return not self.edited and not told.endswith(self.text[1:])

    @property
    def edited(self) -> bool:
        """Whether an editor wrote or changed it: it is no part of its sentence."""
        told = self.sentence.text if self.sentence else ""
        return not without_dates(told).endswith(without_dates(self.text)[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet and the address of its article, for subscribers if `paywalled`."""

    outlet: str
    url: str
    paywalled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A story as printed; `place` is its locator, `follows` an earlier edition.

    `headline_from` is there if not `source`'s; `check` is for the editor alone.
    """

    id: str
    headline: str
    source: Source
    headline_from: Source | None = None
    also: tuple[Source, ...] = ()
    bullets: tuple[Bullet, ...] = ()
    place: str | None = None
    picture: Picture | None = None
    follows: str | None = None
    check: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Briefs under one heading."""

    id: str
    title: str
    briefs: tuple[Brief, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One newsletter. The section `top` comes first and holds the top story."""

    slug: str
    window: Window
    sections: tuple[Section, ...]
    quiet: tuple[str, ...]
    coverage: CoverageNote
    subject: str | None = None
    note: str = ""
    by: str | None = None
    quote: Quote | None = None

    @property
    def briefs(self) -> tuple[Brief, ...]:
        return tuple(brief for section in self.sections for brief in section.briefs)
