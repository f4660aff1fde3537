"""edition.yaml and draft.json into an `Edition`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from digest import yaml_file
from digest.edition_file.shape import (
    DRAFT,
    EDITION,
    LISTS,
    TEXTS,
    TOP,
    ArticlePart,
    BulletPart,
    DraftPart,
    EditionPart,
    PastArticle,
    PastPart,
    PicturePart,
    SourcePart,
    StoryPart,
    WeekPart,
)
from digest.errors import Complaint, ConfigError, NoEditionError
from digest.model import (
    Brief,
    Bullet,
    Edition,
    Section,
    Sentence,
    Source,
)
from digest.picture import Picture
from digest.quote import Quote
from digest.yaml_quotes import cut_off

Shape = TypeVar("Shape", bound=BaseModel)
_MOST_DIGITS = 9  # int() refuses thousands of them with an error of its own
_ORIGIN = re.compile(r"\b(a-\w+/\d+)\b")
_REMEDY = "`digest draft --force` makes the edition anew and keeps a copy"


def read(folder: Path, titles: Mapping[str, str]) -> Edition:
    """Return the edition in `folder`; `titles` are the sections' headings by id.

    Raises `NoEditionError` if there is none, `ConfigError` with every complaint if
    edition.yaml is wrong.
    """
    if not (folder / EDITION).exists():
        raise NoEditionError(f"{folder}: no edition here; `digest draft` makes one")
    draft = _read_draft(folder, DraftPart)
    document = _whole(folder / EDITION)
    part = yaml_file.validate(document, EditionPart)
    problems = list(_loose_ends(part, draft, titles, folder))
    if problems:
        raise ConfigError(tuple(document.complaint(*problem) for problem in problems))
    return _edition(part, draft, titles)


def _whole(path: Path) -> yaml_file.Document:
    """Return edition.yaml; raise `ConfigError` where a ` #` takes words off a text.

    Comments behind headlines are rare, and lost words are not seen.
    """
    document = yaml_file.read(path)
    cut = tuple(
        Complaint(
            document.file,
            line,
            column,
            "the words from # on would not be printed;"
            f" write {right}, or the comment on a line of its own",
        )
        for line, column, right in cut_off(
            document.root, yaml_file.typed(path), TEXTS + LISTS
        )
    )
    if cut:
        raise ConfigError(cut)
    return document


def wrong_picture(folder: Path, story: str, words: str) -> ConfigError:
    """Return the complaint about the picture of a story in `folder`, with its line."""
    document = yaml_file.read(folder / EDITION)
    sections = yaml_file.validate(document, EditionPart).sections
    places = (
        ("sections", i, "stories", j, "picture", "file")
        for i, section in enumerate(sections)
        for j, one in enumerate(section.stories)
        if one.id == story
    )
    return ConfigError((document.complaint(next(places, ()), words),))


def read_articles(folder: Path) -> dict[str, PastArticle]:
    """Return the articles by id; raise `NoEditionError` if draft.json is damaged."""
    return _read_draft(folder, PastPart).articles


def read_week(folder: Path) -> WeekPart:
    """Return what was known of the week when the edition was drafted.

    Raises `NoEditionError` if there is none, or an earlier version drafted it.
    """
    if not (folder / DRAFT).exists() and not (folder / EDITION).exists():
        raise NoEditionError(f"{folder}: no edition here; `digest draft` makes one")
    return _read_draft(folder, WeekPart)


def printed(folder: Path, week: WeekPart) -> EditionPart | None:
    """Return edition.yaml if a person changed it; raise `ConfigError` if it is wrong.

    It is `None` where it is missing or as it was drafted, and need not be read.
    """
    path = folder / EDITION
    try:
        same = sha256(path.read_bytes()).hexdigest() == week.edition_sha256
    except FileNotFoundError:
        return None
    return None if same else yaml_file.validate(yaml_file.read(path), EditionPart)


def _read_draft(folder: Path, shape: type[Shape]) -> Shape:
    path = folder / DRAFT
    try:
        return shape.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise NoEditionError(f"{path}: missing; {_REMEDY}") from None
    except OSError as error:
        told = f"{path}: cannot be read: {error.strerror}; check its permissions"
        raise NoEditionError(told) from None
    except ValidationError as error:
        detail = error.errors()[0]
        where = ".".join(map(str, detail["loc"])) or "the file"
        if where == "version":
            told = f"{path}: made by another version of Digest; {_REMEDY}"
            raise NoEditionError(told) from None
        told = f"{path}: damaged ({where}: {detail['msg']}); {_REMEDY}"
        raise NoEditionError(told) from None


Problem = tuple[yaml_file.Location, str]


def _loose_ends(
    part: EditionPart, draft: DraftPart, titles: Mapping[str, str], folder: Path
) -> Iterator[Problem]:
    """Yield where a name leads nowhere, and what to do about it."""
    if part.slug != folder.name:
        name = folder.name
        yield (
            ("slug",),
            f"slug is '{part.slug}', but the folder is {name}; write {name}",
        )
    met: set[str] = set()
    for i, section in enumerate(part.sections):
        if section.id != TOP and section.id not in titles:
            hint = yaml_file.suggest(section.id, [TOP, *titles])
            message = f"section '{section.id}' is not listed in feeds.yaml{hint}"
            yield ("sections", i, "id"), message
        if section.id == TOP and len(section.stories) > 1:
            message = "the section 'top' holds one story; move this one to another"
            yield ("sections", i, "stories", 1, "id"), message
        for j, story in enumerate(section.stories):
            if story.id in met:
                message = f"story '{story.id}' stands here twice; remove one of them"
                yield ("sections", i, "stories", j, "id"), message
            met.add(story.id)
            for where, message in _story_ends(story, draft, folder):
                yield ("sections", i, "stories", j, *where), message
    yield from _quiet_ends(part.quiet, titles)


def _quiet_ends(quiet: Iterable[str], titles: Mapping[str, str]) -> Iterator[Problem]:
    for i, region in enumerate(quiet):
        if region not in titles:
            hint = yaml_file.suggest(region.lower(), titles)
            yield ("quiet", i), f"'{region}' is not listed in feeds.yaml{hint}"


def _story_ends(story: StoryPart, draft: DraftPart, folder: Path) -> Iterator[Problem]:
    if story.follows and story.follows >= folder.name:
        yield ("follows",), f"'{story.follows}' is no earlier edition; name its day"
    picture = story.picture
    if picture and not (folder / picture.file).is_file():
        beside = f"pictures/{picture.file}"
        found = (folder / beside).is_file()
        remedy = f"did you mean {beside}?" if found else "put it there"
        message = f"'{picture.file}' is not in {folder.name}/; {remedy}"
        yield ("picture", "file"), message
    for k, bullet in enumerate(story.bullets):
        if bullet.origin and sentence(draft.articles, bullet.origin) is None:
            message = (
                f"'{bullet.origin}' is no sentence in draft.json;"
                " remove `from` if the words are yours"
            )
            yield ("bullets", k, "from"), message


def _edition(part: EditionPart, draft: DraftPart, titles: Mapping[str, str]) -> Edition:
    return Edition(
        slug=part.slug,
        window=draft.window,
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
        coverage=draft.coverage,
        subject=part.subject,
        note=part.note or "",
        by=part.by,
        quote=Quote(**part.quote.model_dump()) if part.quote else None,
    )


def _brief(story: StoryPart, draft: DraftPart) -> Brief:
    return Brief(
        id=story.id,
        headline=story.headline,
        headline_from=_source(story.headline_from) if story.headline_from else None,
        source=_source(story),
        also=tuple(map(_source, story.also)),
        bullets=tuple(_bullet(bullet, draft) for bullet in story.bullets),
        place=story.place,
        follows=story.follows,
        picture=_picture(story.picture) if story.picture else None,
        check=story.check,
    )


def _picture(part: PicturePart) -> Picture:
    return Picture(file=part.file, alt=part.alt, credit=part.credit)


def _source(part: SourcePart | StoryPart) -> Source:
    return Source(outlet=part.outlet, url=part.url, paywalled=part.paywalled)


def _bullet(part: BulletPart, draft: DraftPart) -> Bullet:
    known = sentence(draft.articles, part.origin) if part.origin else None
    if known is None:
        return Bullet(text=part.text)
    article = draft.articles[known.article]
    return Bullet(
        text=part.text, sentence=known, outlet=article.outlet, url=article.url
    )


def quoted(articles: Mapping[str, ArticlePart], line: str) -> tuple[str, ...]:
    """Return the sentences that a line of `check` names, word for word.

    What an editor wrote there names none.
    """
    found = (sentence(articles, origin) for origin in _ORIGIN.findall(line))
    return tuple(known.text for known in found if known)


def sentence(
    articles: Mapping[str, ArticlePart | PastArticle], origin: str
) -> Sentence | None:
    """Return the sentence that `a-19c2/4` names, if draft.json has it."""
    name, _, number = origin.partition("/")
    article = articles.get(name)
    counts = number.isascii() and number.isdecimal() and len(number) <= _MOST_DIGITS
    if article is None or not counts:
        return None
    if int(number) >= len(article.sentences):
        return None
    text = article.sentences[int(number)]
    return Sentence(article=name, number=int(number), text=text)
