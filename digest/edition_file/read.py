"""edition.yaml and draft.json into an `Edition`."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from digest import yaml_file
from digest.edition_file.shape import (
    DRAFT,
    EDITION,
    TOP,
    BulletPart,
    EditionPart,
    StoryPart,
)
from digest.errors import Complaint, ConfigError, NoEditionError
from digest.model import (
    Brief,
    Bullet,
    CoverageNote,
    Edition,
    Picture,
    Section,
    Sentence,
    Source,
    Trouble,
    Window,
)


def read(folder: Path, titles: Mapping[str, str]) -> Edition:
    """Return the edition in `folder`; `titles` are the sections' headings by id.

    Raises `NoEditionError` if there is none, `ConfigError` with every complaint if
    edition.yaml is wrong.
    """
    if not (folder / EDITION).exists():
        raise NoEditionError(f"{folder}: no edition here; `digest draft` makes one")
    draft = _read_draft(folder)
    document = yaml_file.read(folder / EDITION)
    part = yaml_file.validate(document, EditionPart)
    complaints = _loose_ends(document, part, draft, titles)
    if complaints:
        raise ConfigError(complaints)
    return _edition(part, draft, titles)


def _read_draft(folder: Path) -> dict[str, Any]:
    path = folder / DRAFT
    try:
        draft = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoEditionError(
            f"{path}: missing; `digest draft --force` makes the edition anew"
        ) from None
    except ValueError as error:
        raise NoEditionError(
            f"{path}: damaged ({error}); `digest draft --force` makes it anew"
        ) from None
    if not isinstance(draft, dict):
        raise NoEditionError(f"{path}: damaged; `digest draft --force` makes it anew")
    return draft


def _loose_ends(
    document: yaml_file.Document,
    part: EditionPart,
    draft: Mapping[str, Any],
    titles: Mapping[str, str],
) -> tuple[Complaint, ...]:
    """Return complaints about names that lead nowhere."""
    found: list[Complaint] = []
    for i, section in enumerate(part.sections):
        if section.id != TOP and section.id not in titles:
            hint = yaml_file.suggest(section.id, [TOP, *titles])
            message = f"section '{section.id}' is not listed in feeds.yaml{hint}"
            found.append(document.complaint(("sections", i, "id"), message))
        for j, story in enumerate(section.stories):
            for k, bullet in enumerate(story.bullets):
                if bullet.origin and _sentence(draft, bullet.origin) is None:
                    message = (
                        f"'{bullet.origin}' is no sentence in draft.json;"
                        " remove `from` if the words are yours"
                    )
                    where = ("sections", i, "stories", j, "bullets", k, "from")
                    found.append(document.complaint(where, message))
    return tuple(found)


def _edition(
    part: EditionPart, draft: Mapping[str, Any], titles: Mapping[str, str]
) -> Edition:
    window = draft["window"]
    return Edition(
        slug=part.slug,
        window=Window(
            start=datetime.fromisoformat(window["start"]),
            end=datetime.fromisoformat(window["end"]),
        ),
        sections=tuple(
            Section(
                id=section.id,
                title=titles.get(section.id, ""),
                briefs=tuple(_brief(story, draft) for story in section.stories),
            )
            for section in part.sections
            if section.stories
        ),
        quiet=part.quiet,
        coverage=_coverage(draft["coverage"]),
        subject=part.subject,
        note=part.note or "",
        by=part.by,
    )


def _coverage(data: Mapping[str, Any]) -> CoverageNote:
    troubles = {
        name: tuple(Trouble(**trouble) for trouble in data[name])
        for name in ("failed", "damaged")
    }
    return CoverageNote(**{**data, **troubles})


def _brief(story: StoryPart, draft: Mapping[str, Any]) -> Brief:
    return Brief(
        id=story.id,
        headline=story.headline,
        source=Source(outlet=story.outlet, url=story.url),
        also=tuple(Source(outlet=s.outlet, url=s.url) for s in story.also),
        bullets=tuple(_bullet(bullet, draft) for bullet in story.bullets),
        place=story.place,
        picture=Picture(**story.picture.model_dump()) if story.picture else None,
    )


def _bullet(part: BulletPart, draft: Mapping[str, Any]) -> Bullet:
    sentence = _sentence(draft, part.origin) if part.origin else None
    if sentence is None:
        return Bullet(text=part.text)
    article = draft["articles"][sentence.article]
    return Bullet(
        text=part.text,
        sentence=sentence,
        outlet=article["outlet"],
        url=article["url"],
    )


def _sentence(draft: Mapping[str, Any], origin: str) -> Sentence | None:
    """Return the sentence that `a-19c2/4` names, if draft.json has it."""
    name, _, number = origin.partition("/")
    article = draft.get("articles", {}).get(name)
    if not article or not number.isdecimal():
        return None
    if int(number) >= len(article["sentences"]):
        return None
    return Sentence(
        article=name, number=int(number), text=article["sentences"][int(number)]
    )
