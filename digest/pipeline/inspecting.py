"""A newsletter's files -> what is wrong with them; neither store nor network is asked.

templates, on made-up editions --+
edition.yaml beside draft.json --+--> findings; errors that stop rendering are some, too
the mail and its message --------+
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from digest import edition_file
from digest.edition_file import Written
from digest.errors import Complaint, ConfigError, DigestError, TemplateError
from digest.files import is_file
from digest.findings import Finding, found, heeded, in_order
from digest.model import Edition
from digest.pipeline.project import Project
from digest.pipeline.trials import trials
from digest.render import check as checking
from digest.render.check.edition import edition_checks
from digest.render.check.left_overs import placeholders
from digest.render.check.size import by_rank, encoded_lines
from digest.render.missing_words import missing
from digest.render.trial import Trial
from digest.render.trial import check_templates as templates_tried
from digest.rendered import Email
from digest.resources import sample_folder

LIVE = False
"""Whether mails go to subscribers; so far they go to files alone."""


def check_templates(
    project: Project, tried: Iterable[Trial] | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong with the templates, whatever stories they are filled with.

    They are `tried` on the usual trials if none are given. Raises `TemplateError` for
    broken words.
    """
    env = project.templates
    if tried is None:
        tried = trials(project.config.newsletter, project.headings)
    told = {"error": checking.template_finding, "warning": checking.odd_template}
    flaws = (
        told[flaw.level](flaw.file, flaw.line, flaw.message)
        for flaw in templates_tried(env, tried)
    )
    words = (
        checking.odd_word(word.place, word.message, broken=word.kind == "unusable")
        for word in missing(env)
    )
    return (*flaws, *words)


def check_specimen(
    project: Project, rendered: Email, edition: Edition
) -> tuple[Finding, ...]:
    """Return what is wrong with the mail of a made-up edition."""
    address = project.config.newsletter.address
    return checking.check(rendered, address, edition, live=LIVE)


def check_edition(
    project: Project,
    slug: str,
    rendered: Email,
    message: bytes,
    sent: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong with an edition, its mail, and the bytes of its message.

    `sent` are the editions that went out, `None` if nobody knows.
    """
    folder = project.edition_folder(slug)
    edition = edition_file.read(folder, project.headings)
    written = edition_file.read_written(folder)
    places = written.places()
    drafted = written.drafted_words(changed=edition_file.is_changed(folder))
    ranks = {s.id: s.rank for s in written.week.stories} if written.week else {}
    found = (
        *checking.check(
            rendered,
            project.config.newsletter.address,
            edition,
            ranked=by_rank(edition, ranks),
            places=places,
            live=LIVE,
        ),
        *encoded_lines(message),
        *placeholders(edition, places, _sample_notes(project), drafted),
        *edition_checks(written, sent),
        *_late_note(project, edition),
        *_disagreements(written, edition),
    )
    return heard(project, found)


def complaints(error: Exception) -> tuple[Finding, ...]:
    """Return an error that stops rendering as findings, each with its place.

    What is no `DigestError` is a mistake of Digest's own.
    """
    if isinstance(error, TemplateError):
        return (checking.template_finding(error.file, error.line, error.message),)
    if isinstance(error, ConfigError):
        return tuple(map(_complaint, error.complaints))
    if not isinstance(error, DigestError):
        return (checking.bug(error),)
    told, _, remedy = str(error).rpartition("; ")
    if not told:
        told, remedy = remedy, ""
    return (found("broken-edition", told, "the edition", remedy=remedy or None),)


def broken(error: ConfigError, folder: Path, here: Path) -> tuple[Finding, ...]:
    """Return what is wrong with feeds.yaml or places.yaml, as findings.

    `folder` is the newsletter's, `here` the one that places are told from.
    """
    return in_order(_placed(one, folder, here) for one in complaints(error))


def heard(project: Project, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are to be heard, placed as a terminal needs them."""
    told = heeded(found, project.config.check.ignore)
    return in_order(_placed(one, project.folder, project.here) for one in told)


def _complaint(one: Complaint) -> Finding:
    in_edition = Path(one.file).name == edition_file.EDITION
    told = checking.broken_file if in_edition else checking.broken_config
    return told(one.file, one.line, one.message)


def _placed(finding: Finding, folder: Path, here: Path | None) -> Finding:
    """Return a finding with its place as terminals make a link of it.

    That is a path from `here`, if it is known, or an absolute one for what lies
    elsewhere. A place is relative to the newsletter's `folder`; what is no file stays.
    """
    file, colon, line = finding.place.partition(":")
    path = folder / file
    if here is None or not is_file(path):
        return finding
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return replace(finding, place=f"{shown}{colon}{line}")


def _sample_notes(project: Project) -> tuple[str, ...]:
    """Return the notes that are shipped, unless this is the sample itself."""
    shipped = sample_folder()
    if project.folder.resolve() == shipped.resolve():
        return ()
    notes = sorted((shipped / "notes").glob("*.md"))
    return tuple(note.read_text(encoding="utf-8") for note in notes)


def _late_note(project: Project, edition: Edition) -> Iterator[Finding]:
    """Yield a finding if the note kept for the edition was saved after it, and differs.

    Whoever mended the note in edition.yaml, later, is not told.
    """
    slug = edition.slug
    ahead = project.folder / "notes" / f"{slug}.md"
    written = project.edition_folder(slug) / edition_file.EDITION
    if not ahead.is_file() or ahead.stat().st_mtime_ns <= written.stat().st_mtime_ns:
        return
    try:
        same = edition_file.read_note(project.folder, slug) == (
            edition.note.strip(),
            edition.by,
        )
    except ConfigError:  # it is not UTF-8, or too long: it cannot be what is printed
        same = False
    if not same:
        yield checking.late_note(slug)


def _disagreements(written: Written, edition: Edition) -> Iterator[Finding]:
    """Yield a finding for each line under `check` that an editor has left there.

    Where draft.json is of an early version the sentences are not quoted.
    """
    articles = written.week.articles if written.week else {}
    places = written.places()
    for brief in edition.briefs:
        for line in brief.check:
            quoted = edition_file.quoted(articles, line)
            place = places.story(brief)
            yield checking.disagreement(brief.headline, line, quoted, place)
