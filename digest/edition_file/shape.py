"""The shape of edition.yaml, and the names of an edition's files."""

from datetime import date
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from digest.model import CoverageNote, Window
from digest.yaml_file import Part

EDITION = "edition.yaml"
DRAFT = "draft.json"
TOP = "top"
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
    if not inside or path.suffix not in (".jpg", ".png"):
        raise ValueError(
            f"'{name}' is no picture of the edition; write pictures/name.jpg or .png"
        )
    return name


class SourcePart(Part):
    """An outlet and its article."""

    outlet: str
    url: str


class BulletPart(Part):
    """One sentence; `from` says where it stands."""

    text: Annotated[str, Field(min_length=1)]
    origin: str | None = Field(None, alias="from")


class PicturePart(Part):
    """A picture in the edition's folder."""

    file: Annotated[str, AfterValidator(_picture_file)]
    alt: str
    credit: str
    width: int
    height: int


class StoryPart(Part):
    """A story as it will be printed."""

    id: str
    headline: Annotated[str, Field(min_length=1)]
    place: str | None = None
    follows: Annotated[str, AfterValidator(_slug)] | None = None
    url: str
    outlet: str
    also: tuple[SourcePart, ...] = ()
    picture: PicturePart | None = None
    bullets: tuple[BulletPart, ...] = ()


class SectionPart(Part):
    """Stories under one heading."""

    id: str
    stories: tuple[StoryPart, ...] = ()


class EditionPart(Part):
    """All of edition.yaml."""

    slug: Annotated[str, AfterValidator(_slug)]
    subject: str | None = None
    note: Annotated[str, AfterValidator(_note)] | None = None
    by: str | None = None
    sections: tuple[SectionPart, ...] = ()
    quiet: tuple[str, ...] = ()


class ArticlePart(BaseModel):
    """An article as draft.json keeps it."""

    outlet: str
    url: str
    sentences: tuple[str, ...]


class DraftPart(BaseModel):
    """What rendering needs of draft.json; the rest is for people and tools."""

    window: Window
    coverage: CoverageNote
    articles: dict[str, ArticlePart]


class PastArticle(BaseModel):
    """What a later edition asks of an article in draft.json."""

    url: str
    title: str
    sentences: tuple[str, ...]


class PastPart(BaseModel):
    """What a later edition asks of draft.json."""

    articles: dict[str, PastArticle]
