"""The shapes of edition.yaml and draft.json, and the names of an edition's files."""

import re
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from digest import plain_text
from digest.addresses import link
from digest.coverage_note import CoverageNote
from digest.model import Window
from digest.quote import unquoted
from digest.yaml_file import Part

EDITION = "edition.yaml"
DRAFT = "draft.json"
TOP = "top"
VERSION = 2
"""Of draft.json; the first had no number, and knew less of the stories left out."""
LONGEST_NOTE = 20_000
"""Characters: a note is read in a minute or two, not in an hour."""


TEXTS = ("headline", "text", "note", "subject", "by", "outlet", "alt", "credit")
LISTS = ("bullets", "check")
"""Keys of texts and of lists of texts, off which a ` #` takes words, unless quoted."""


def _slug(text: str) -> str:
    if not _DAY.fullmatch(text):
        raise ValueError(f"'{text}' is no day; write one such as 2026-11-12")
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"there is no {text}; look at a calendar") from None
    return text


def _note(text: str) -> str:
    if len(text) > LONGEST_NOTE:
        raise ValueError("too long for a note; keep it under 20,000 characters")
    return text


def _picture_file(name: str) -> str:
    if "://" in name:
        raise ValueError(
            f"'{name}' is an address; save the picture into pictures/,"
            " and write pictures/name.jpg"
        )
    path = PurePosixPath(name)
    inside = not path.is_absolute() and ".." not in path.parts
    if not inside or path.suffix.lower() not in _PICTURES:
        raise ValueError(
            f"'{name}' is no picture of the edition; write pictures/name.jpg or .png"
        )
    return name


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")


def _group(right: str) -> BeforeValidator:
    """Return a validator that says how to write a group where a text was written."""

    def validator(given: Any) -> Any:
        if isinstance(given, str):
            raise ValueError(f"wants a group of keys; write {right}")  # noqa: TRY004  pydantic wants ValueError
        return given

    return BeforeValidator(validator)


def _own_words(given: Any) -> Any:
    """Return a bullet that is a text alone as the group it stands for."""
    return {"text": given} if isinstance(given, str) else given


Words = Annotated[str, AfterValidator(plain_text.visible)]
"""A text without characters that turn it around, or are not seen at its ends."""
_Needed = Annotated[str, Field(min_length=1), AfterValidator(plain_text.visible)]
Link = Annotated[str, AfterValidator(link)]
"""An address that a mail may link to."""


class SourcePart(Part):
    """An outlet and its article."""

    outlet: Words
    url: Link
    paywalled: bool = False


class BulletPart(Part):
    """One sentence; `from` says where it stands."""

    text: _Needed
    origin: str | None = Field(None, alias="from")


class PicturePart(Part):
    """A picture in the edition's folder; its sizes are read from the file."""

    file: Annotated[str, AfterValidator(_picture_file)]
    alt: Words
    credit: Words = ""
    width: int | None = None  # written by earlier versions
    height: int | None = None


class StoryPart(Part):
    """A story as it will be printed; `check` is for the editor, and never printed."""

    id: str
    headline: _Needed
    headline_from: SourcePart | None = None
    check: tuple[str, ...] = ()
    place: str | None = None
    follows: Annotated[str, AfterValidator(_slug)] | None = None
    url: Link
    outlet: Words
    paywalled: bool = False
    also: tuple[SourcePart, ...] = ()
    picture: (
        Annotated[PicturePart, _group("{file: pictures/name.jpg, alt: what is seen}")]
        | None
    ) = None
    bullets: tuple[Annotated[BulletPart, BeforeValidator(_own_words)], ...] = ()


class SectionPart(Part):
    """Stories under one heading."""

    id: str
    stories: tuple[StoryPart, ...] = ()


class QuotePart(Part):
    """What somebody said, who, and where it stands."""

    text: Annotated[_Needed, AfterValidator(unquoted)]
    by: _Needed
    url: Link | None = None


class EditionPart(Part):
    """All of edition.yaml."""

    slug: Annotated[str, AfterValidator(_slug)]
    subject: Words | None = None
    note: Annotated[Words, AfterValidator(_note)] | None = None
    by: Words | None = None
    quote: (
        Annotated[QuotePart, _group("{text: the words, by: who said them, url: where}")]
        | None
    ) = None
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
