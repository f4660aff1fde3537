"""edition.yaml as it was written, with its lines, beside what draft.json knew."""

from dataclasses import dataclass
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

    def papers_words(self) -> frozenset[str]:
        """Return the headlines, alt texts and credits that were drafted."""
        stories = self.week.stories if self.week else ()
        briefs = [story.brief for story in stories if story.brief]
        pictures = [brief.picture for brief in briefs if brief.picture]
        shown = {text for picture in pictures for text in (picture.alt, picture.credit)}
        return frozenset({brief.headline for brief in briefs} | shown)

    def places(self) -> dict[str, str]:
        """Return where stories stand, by id and by headline, and the other keys."""
        places = {
            key: self.at(key)
            for key in ("subject", "note", "by", "quote")
            if getattr(self.part, key)
        }
        for i, section in enumerate(self.part.sections):
            for j, story in enumerate(section.stories):
                place = self.at("sections", i, "stories", j, "headline")
                places |= {story.headline: place, story.id: place}
        return places


def read_written(folder: Path) -> Written:
    """Return edition.yaml of `folder` with its lines; raise `ConfigError`."""
    document = yaml_file.read(folder / EDITION)
    part = yaml_file.validate(document, EditionPart)
    try:
        week = read_week(folder)
    except NoEditionError:
        week = None
    return Written(part=part, document=document, week=week)
