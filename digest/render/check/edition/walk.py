"""The stories of edition.yaml with the way to their lines."""

from collections.abc import Iterator

from digest.edition_file import Written
from digest.edition_file.shape import BulletPart, StoryPart

Way = tuple[int | str, ...]


def told(written: Written) -> Iterator[tuple[Way, StoryPart]]:
    """Yield every story with its way in edition.yaml, from top to bottom."""
    for i, section in enumerate(written.part.sections):
        for j, story in enumerate(section.stories):
            yield ("sections", i, "stories", j), story


def bullets(written: Written) -> Iterator[tuple[Way, StoryPart, BulletPart]]:
    """Yield every bullet with its way and its story."""
    for way, story in told(written):
        for k, bullet in enumerate(story.bullets):
            yield (*way, "bullets", k), story, bullet
