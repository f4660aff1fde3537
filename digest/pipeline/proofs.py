"""An edition, real or made up, as it would be sent: for the eye, and for the checks.

    edition.yaml with its pictures, or a specimen --email--> Proof --checks--> findings

Nothing is written, and neither the store nor the network is asked.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from os import stat_result
from pathlib import Path

from digest import edition_file, places_file, specimens
from digest.config import NO_FEEDS
from digest.errors import DigestError
from digest.findings import Finding
from digest.model import Edition
from digest.pipeline.forms import forms
from digest.pipeline.inspecting import (
    check_edition,
    check_specimen,
    check_templates,
    complaints,
    heard,
)
from digest.pipeline.pictures import Illustrated, drawn, illustrated
from digest.pipeline.project import Project
from digest.pipeline.trials import trials
from digest.render import check as checking
from digest.render.context import in_printed_order, letter
from digest.render.email import email
from digest.render.trial import Trial
from digest.rendered import Email
from digest.resources import specimen_picture

Signature = tuple[tuple[str | int, ...], ...]
"""Files by name, with numbers that change when they do."""


class SupersededError(Exception):
    """Something was saved meanwhile: the work on what was there before is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A mail with what it was made of; `pictures` by the names that its HTML uses.

    `edition` is in printed order, `minutes` are those of reading.
    """

    edition: Edition
    email: Email
    pictures: Mapping[str, bytes]
    words: int
    minutes: int


def proof(project: Project, name: str) -> Proof:
    """Return the proof of the edition of a day, or of the specimen of that name.

    A specimen in another language is set in its language. Raises `NoEditionError`,
    `ConfigError` on a wrong edition.yaml, `TemplateError`.
    """
    written, ready = _edition(project, name)
    project = in_language_of(project, name)
    newsletter, headings = project.config.newsletter, project.headings
    rendered = email(project.templates, ready.edition, newsletter, headings)
    own = drawn(rendered.html, project.own_templates, written)
    told = letter(ready.edition, newsletter, headings)
    return Proof(
        edition=in_printed_order(ready.edition),
        email=rendered,
        pictures={**ready.pictures, **own},
        words=told.words,
        minutes=told.minutes,
    )


def in_language_of(project: Project, name: str) -> Project:
    """Return the project; with the language of the specimen `name`, if it needs one."""
    language = specimens.language(name)
    if language == "en":
        return project
    newsletter = project.config.newsletter.model_copy(update={"language": language})
    config = project.config.model_copy(update={"newsletter": newsletter})
    return replace(project, config=config)


def findings(
    project: Project, name: str, made: Proof, superseded: Callable[[], bool]
) -> tuple[Finding, ...]:
    """Return what `digest check` finds in the templates and in the edition `name`.

    Whether something was sent before is not asked. Raises `SupersededError` soon after
    `superseded` turns true.
    """
    unfed = () if project.config.feeds else (checking.no_feeds(NO_FEEDS),)
    tried = trials(project.config.newsletter, project.headings)
    told = [*unfed]
    try:
        places_file.read(project.folder)
        told += check_templates(project, _unless(superseded, tried))
        told += _of_mail(project, name, made)
    except DigestError as error:
        told += complaints(error)
    return heard(project, told)


def _of_mail(project: Project, name: str, made: Proof) -> tuple[Finding, ...]:
    if name in specimens.names():
        return check_specimen(project, made.email, made.edition)
    whole = forms(project, name)
    return check_edition(project, name, whole.email, whole.message)


def _unless(superseded: Callable[[], bool], tried: Iterable[Trial]) -> Iterator[Trial]:
    for trial in tried:
        if superseded():
            raise SupersededError
        yield trial


def _edition(project: Project, name: str) -> tuple[Edition, Illustrated]:
    """Return an edition as it was written, and with its pictures as printed."""
    if name in specimens.names():
        edition = specimens.specimen(name)
        return edition, Illustrated(edition=edition, pictures=_pictures(name), made={})
    folder = project.edition_folder(name)
    headings = tuple(project.headings.items())
    # A picture may lie anywhere in the folder.
    return _read(folder, headings, signature(sorted(folder.rglob("*"))))


@lru_cache(maxsize=1)  # reading YAML with its lines takes longer than all the rest
def _read(
    folder: Path, headings: tuple[tuple[str, str], ...], _signature: Signature
) -> tuple[Edition, Illustrated]:
    written = edition_file.read(folder, dict(headings))
    return written, illustrated(written, folder)


def signature(files: Iterable[Path]) -> Signature:
    """Return what tells files from what they were before, whoever wrote them."""
    return tuple(
        (str(path), stat.st_ino, stat.st_ctime_ns, stat.st_mtime_ns, stat.st_size)
        for path in files
        if (stat := _stat(path))
    )


def _stat(path: Path) -> stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


@lru_cache(maxsize=len(specimens.names()))
def _pictures(name: str) -> Mapping[str, bytes]:
    briefs = specimens.specimen(name).briefs
    files = {brief.picture.file for brief in briefs if brief.picture}
    return {file: specimen_picture(file).read_bytes() for file in files}
