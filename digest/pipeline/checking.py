"""feeds.yaml, templates, edition.yaml and the mail -> what is wrong with them.

feeds, templates, places.yaml --+
edition.yaml beside draft.json --+--> findings, errors first, without what is ignored
the mail, and with --links what its links answer --+
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from digest import edition_file, places_file
from digest.config import NO_FEEDS
from digest.edition_file import Written
from digest.errors import Complaint, ConfigError, TemplateError
from digest.findings import Finding, heeded, in_order
from digest.model import Edition
from digest.pipeline.forms import MESSAGE
from digest.pipeline.job import Job
from digest.pipeline.link_check import link_findings
from digest.pipeline.project import Project
from digest.pipeline.publish import render
from digest.pipeline.trials import trials
from digest.render import check as checking
from digest.render.check.edition import edition_checks
from digest.render.check.left_overs import placeholders
from digest.render.check.links import addresses
from digest.render.check.mail import taken_apart
from digest.render.check.size import by_rank, encoded_lines
from digest.render.context import joined
from digest.render.email import email
from digest.render.missing_words import missing
from digest.render.trial import Trial
from digest.render.trial import check_templates as templates_tried
from digest.rendered import Email
from digest.resources import sample_folder
from digest.specimens import specimen

LIVE = False
"""Whether mails go to subscribers; so far they go to files alone."""


def check(job: Job, slug: str, rendered: Email) -> tuple[Finding, ...]:
    """Return what is wrong with the edition and its mail as it was rendered."""
    message = (job.edition_folder(slug) / MESSAGE).read_bytes()
    sent = {record.slug for record in job.store.editions() if record.sent_at}
    return check_edition(job, slug, rendered, message, sent)


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


def check_all(job: Job, slug: str, *, links: bool = False) -> tuple[Finding, ...]:
    """Look at every template, places.yaml, and the mail of `slug`, if it is drafted.

    With `links` every link of the mail is asked for; the network is not needed else.
    Raises `ConfigError` for places.yaml and the theme that feeds.yaml names, and
    `NoEditionError` for a damaged draft.json.
    """
    places_file.read(job.folder)
    job.templates  # noqa: B018  an unknown theme is found before anything else
    unfed = () if job.config.feeds else (checking.no_feeds(NO_FEEDS),)
    drafted = (job.edition_folder(slug) / edition_file.EDITION).exists()
    found: tuple[Finding, ...] = ()
    try:
        found = check_templates(job)
        if not any(finding.level == "error" for finding in found):
            of_mail = (
                _drafted(job, slug, links=links) if drafted else _undrafted(job, slug)
            )
            found = (*found, *of_mail)
    except TemplateError as error:
        found = (checking.template_finding(error.file, error.line, error.message),)
    except ConfigError as error:
        wrong = (checking.broken_file(*_parts(one)) for one in error.complaints)
        found = (*found, *wrong)
    return heard(job, (*unfed, *found))


def broken(error: ConfigError, folder: Path, here: Path) -> tuple[Finding, ...]:
    """Return what is wrong with feeds.yaml or places.yaml, as findings.

    `folder` is the newsletter's, `here` the one that places are told from.
    """
    found = (checking.broken_config(*_parts(one)) for one in error.complaints)
    return in_order(_placed(one, folder, here) for one in found)


def _drafted(job: Job, slug: str, *, links: bool) -> tuple[Finding, ...]:
    rendered = render(job, slug)
    found = check(job, slug, rendered)
    if not links:
        return found
    places = edition_file.read_written(job.edition_folder(slug)).places()
    linked = addresses(taken_apart(rendered, places))
    # The newsletter's own pages are there once it is sent, and not before.
    own = joined(job.config.newsletter.url, "")
    asked = [link for link in linked if not (own and link[0].startswith(own))]
    return (*found, *link_findings(job.web, asked))


def check_templates(
    project: Project, tried: Iterable[Trial] | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong with the templates, whatever stories they are filled with.

    They are `tried` on the usual trials if none are given. Raises `TemplateError` for
    broken words.
    """
    env = project.templates
    tried = tried or trials(project.config.newsletter, project.headings)
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


def _undrafted(job: Job, slug: str) -> tuple[Finding, ...]:
    """Return what is wrong with the mail that the templates make of made-up stories."""
    newsletter, edition = job.config.newsletter, specimen("week")
    rendered = email(job.templates, edition, newsletter, job.headings)
    return (checking.no_edition(slug), *check_specimen(job, rendered, edition))


def check_specimen(
    project: Project, rendered: Email, edition: Edition
) -> tuple[Finding, ...]:
    """Return what is wrong with the mail of a made-up edition."""
    address = project.config.newsletter.address
    return checking.check(rendered, address, edition, live=LIVE)


def _parts(complaint: Complaint) -> tuple[str, int, str]:
    return complaint.file, complaint.line, complaint.message


def heard(project: Project, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are to be heard, placed as a terminal needs them."""
    told = heeded(found, project.config.check.ignore)
    return in_order(_placed(one, project.folder, project.here) for one in told)


def _placed(finding: Finding, folder: Path, here: Path | None) -> Finding:
    """Return a finding with its place as terminals make a link of it.

    That is a path from `here`, if it is known, or an absolute one for what lies
    elsewhere. A place is relative to the newsletter's `folder`; what is no file stays.
    """
    file, colon, line = finding.place.partition(":")
    path = folder / file
    if here is None or not path.is_file():
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
    text, by = edition_file.read_note(project.folder, slug)
    if (text, by) != (edition.note.strip(), edition.by):
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
