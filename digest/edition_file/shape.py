"""The shapes of edition.yaml and draft.json, and the names of an edition's files."""

from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from digest.addresses import link
from digest.coverage_note import CoverageNote
from digest.model import Window
from digest.yaml_file import Part

EDITION = "edition.yaml"
DRAFT = "draft.json"
TOP = "top"
VERSION = 2
"""Of draft.json; the first had no number, and knew less of the stories left out."""
LONGEST_NOTE = 20_000
"""Characters: a note is read in a minute or two, not in an hour."""


def _slug(text: str) -> str:
    date.fromisoformat(text)
    return text


def _note(text: str) -> str:
    if len(text) > LONGEST_NOTE:
        raise ValueError("too long for a note; keep it under 20,000 characters")
    return text


def _picture_file(name: str) -> str:
    path = PurePosixPath(name)
    inside = not path.is_absolute() and ".." not in path.parts
    if not inside or path.suffix.lower() not in _PICTURES:
        raise ValueError(
            f"'{name}' is no picture of the edition; write pictures/name.jpg or .png"
        )
    return name


_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")


Link = Annotated[str, AfterValidator(link)]
"""An address that a mail may link to."""


class SourcePart(Part):
    """An outlet and its article."""

    outlet: str
    url: Link
    paywalled: bool = False


class BulletPart(Part):
    """One sentence; `from` says where it stands."""

    text: Annotated[str, Field(min_length=1)]
    origin: str | None = Field(None, alias="from")


class PicturePart(Part):
    """A picture in the edition's folder; its sizes are read from the file."""

    file: Annotated[str, AfterValidator(_picture_file)]
    alt: str
    credit: str = ""
    width: int | None = None  # written by earlier versions
    height: int | None = None


class StoryPart(Part):
    """A story as it will be printed; `check` is for the editor, and never printed."""

    id: str
    headline: Annotated[str, Field(min_length=1)]
    headline_from: SourcePart | None = None
    check: tuple[str, ...] = ()
    place: str | None = None
    follows: Annotated[str, AfterValidator(_slug)] | None = None
    url: Link
    outlet: str
    paywalled: bool = False
    also: tuple[SourcePart, ...] = ()
    picture: PicturePart | None = None
    bullets: tuple[BulletPart, ...] = ()


class SectionPart(Part):
    """Stories under one heading."""

    id: str
    stories: tuple[StoryPart, ...] = ()


class QuotePart(Part):
    """What somebody said, who, and where it stands."""

    text: Annotated[str, Field(min_length=1)]
    by: Annotated[str, Field(min_length=1)]
    url: Link | None = None


class EditionPart(Part):
    """All of edition.yaml."""

    slug: Annotated[str, AfterValidator(_slug)]
    subject: str | None = None
    note: Annotated[str, AfterValidator(_note)] | None = None
    by: str | None = None
    quote: QuotePart | None = None
    sections: tuple[SectionPart, ...] = ()
    quiet: tuple[str, ...] = ()


class _Told(BaseModel):
    """A part of draft.json; what a command does not read costs it no start."""

    model_config = ConfigDict(defer_build=True)


class ArticlePart(_Told):
    """An article as draft.json keeps it."""

    outlet: str
    url: str
    sentences: tuple[str, ...]


class DraftPart(_Told):
    """What rendering needs of draft.json; the rest is for people and tools."""

    window: Window
    coverage: CoverageNote
    articles: dict[str, ArticlePart]


class EntryLine(_Told):
    """An entry; `published` is first sight where the feed's own date is wild."""

    id: str
    outlet: str
    title: str
    url: str
    published: datetime


class LeftOutLine(EntryLine):
    """An entry that is in no story: `cut` is `old`, `kind`, `muted` or `printed`."""

    cut: str
    why: str


class StoryLine(_Told):
    """A story that was weighed: `rank` counts from 1 at the best of the week.

    `cut` is `in` or what keeps it out, in a word that stays; `why` says it to people;
    `needed` is the score of the last story that has a place it would have wanted.
    """

    id: str
    rank: int
    headline: str
    section: str | None
    cut: str
    why: str
    region: str
    place: str | None
    score: float
    needed: float | None = None
    reasons: dict[str, float]
    entries: Annotated[tuple[EntryLine, ...], Field(min_length=1)]


class Stands(_Told):
    """Where a story is printed; `number` counts from 1 in its section."""

    section: str
    number: int


class FullStory(StoryLine):
    """A story that is in, or one of the next: with its `brief`, for edition.yaml.

    `headline_why` says why the headline is another outlet's than the main one's.
    """

    stands: Stands | None
    headline_why: str | None = None
    brief: StoryPart | None


class WholeArticle(ArticlePart):
    """An article of a `FullStory`: where its text came from, or why not from its page.

    `remark` is what was amiss with a page that was read all the same. `copy_of` is the
    id of the article whose words it repeats.
    """

    title: str
    published: datetime
    origin: Literal["page", "feed"]
    shortfall: str | None
    remark: str | None = None
    language: str = "en"
    copy_of: str | None


class WeekPart(_Told):
    """What draft.json tells of the week, by rank; `sections` are in printed order."""

    version: Literal[2]
    slug: str
    window: Window
    sections: tuple[str, ...]
    edition_sha256: str
    stories: tuple[FullStory, ...]
    others: tuple[StoryLine, ...]
    left_out: tuple[LeftOutLine, ...]
    articles: dict[str, WholeArticle]


class PastArticle(_Told):
    """What a later edition asks of an article in draft.json."""

    url: str
    title: str
    sentences: tuple[str, ...]
    language: str | None = None


class PastPart(_Told):
    """What a later edition asks of draft.json."""

    articles: dict[str, PastArticle]
