"""edition.yaml as it was written, with its lines, beside what draft.json knew."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from digest import yaml_file
from digest.edition_file.read import read_week
from digest.edition_file.shape import (
    EDITION,
    EditionPart,
    FullStory,
    StoryLine,
    WeekPart,
)
from digest.errors import NoEditionError
from digest.model import Brief


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where an edition's parts stand, as `file:line`.

    `keys` are those of edition.yaml itself, `stories` go by id, `headlines` by their
    words; a place that is not known is named by what should stand there.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    stories: Mapping[str, str] = field(default_factory=dict)
    headlines: Mapping[str, str] = field(default_factory=dict)

    def key(self, name: str) -> str:
        return self.keys.get(name) or f"`{name}`"

    def story(self, brief: Brief) -> str:
        return self.stories.get(brief.id) or f"'{brief.headline}'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An edition as people left it; `week` is `None` where draft.json is too old."""

    part: EditionPart
    document: yaml_file.Document
    week: WeekPart | None

    def at(self, *location: int | str) -> str:
        """Return `file:line` of a part of edition.yaml."""
        complaint = self.document.complaint(location, "")
        return f"{complaint.file}:{complaint.line}"

    def drafted(self, story_id: str) -> FullStory | None:
        """Return what was drafted of a story."""
        stories = self.week.stories if self.week else ()
        return next((story for story in stories if story.id == story_id), None)

    def known(self, story_id: str) -> StoryLine | None:
        """Return what draft.json knows of a story, told in full or not."""
        others = self.week.others if self.week else ()
        found = (story for story in others if story.id == story_id)
        return self.drafted(story_id) or next(found, None)

    def places(self) -> Places:
        """Return where the stories and the keys stand."""
        stories = [
            (story, self.at("sections", i, "stories", j, "headline"))
            for i, section in enumerate(self.part.sections)
            for j, story in enumerate(section.stories)
        ]
        return Places(
            keys={
                key: self.at(key)
                for key in ("subject", "note", "by", "quote")
                if getattr(self.part, key)
            },
            stories={story.id: place for story, place in stories},
            headlines={story.headline: place for story, place in stories},
        )

    def drafted_words(self, *, changed: bool) -> frozenset[str]:
        """Return the headlines, alt texts and credits that papers wrote.

        Those are all of edition.yaml, unless somebody `changed` it.
        """
        stories = self.week.stories if self.week else ()
        briefs = [story.brief for story in stories if story.brief]
        if not changed:
            briefs += [one for part in self.part.sections for one in part.stories]
        pictures = [brief.picture for brief in briefs if brief.picture]
        return frozenset(
            (
                *(brief.headline for brief in briefs),
                *(picture.alt for picture in pictures),
                *(picture.credit for picture in pictures),
            )
        )


def read_written(folder: Path) -> Written:
    """Return edition.yaml of `folder` with its lines; raise `ConfigError`."""
    document = yaml_file.read(folder / EDITION)
    part = yaml_file.validate(document, EditionPart)
    try:
        week = read_week(folder)
    except NoEditionError:
        week = None
    return Written(part=part, document=document, week=week)
