"""feeds.yaml, templates, edition.yaml and the mail -> what is wrong with them.

feeds, templates, places.yaml --+
edition.yaml beside draft.json --+--> findings, errors first, without what is ignored
the mail, and with --links what its links answer --+
"""

from collections.abc import Iterator
from pathlib import Path

from digest import edition_file, places_file
from digest.config import NO_FEEDS
from digest.errors import ConfigError, TemplateError
from digest.findings import Finding, heeded, in_order
from digest.model import Edition
from digest.pipeline.job import Job
from digest.pipeline.link_check import link_findings
from digest.pipeline.publish import render, templates
from digest.pipeline.trials import trials
from digest.render import check as checking
from digest.render.check.edition import edition_checks
from digest.render.check.left_overs import placeholders
from digest.render.check.links import addresses
from digest.render.check.mail import taken_apart
from digest.render.check.size import by_rank, encoded_lines
from digest.render.email import email
from digest.render.missing_words import missing
from digest.render.trial import check_templates
from digest.rendered import Email
from digest.resources import sample_folder
from digest.specimens import specimen

LIVE = False
"""Whether mails go to subscribers; so far they go to files alone."""


def check(job: Job, slug: str, rendered: Email) -> tuple[Finding, ...]:
    """Return what is wrong with the edition and its mail as it would be sent."""
    folder = job.edition_folder(slug)
    edition = edition_file.read(folder, job.headings)
    written = edition_file.read_written(folder)
    places = written.places()
    ranks = {s.id: s.rank for s in written.week.stories} if written.week else {}
    sent = {record.slug for record in job.store.editions() if record.sent_at}
    found = (
        *checking.check(
            rendered,
            job.config.newsletter.address,
            edition,
            ranked=by_rank(edition, ranks),
            places=places,
            live=LIVE,
        ),
        *encoded_lines((folder / "digest.eml").read_bytes()),
        *placeholders(edition, places, _sample_notes(job), written.papers_words()),
        *edition_checks(written, sent),
        *_disagreements(folder, edition, places),
    )
    return in_order(heeded(found, job.config.check.ignore))


def check_all(job: Job, slug: str, *, links: bool = False) -> tuple[Finding, ...]:
    """Look at every template, places.yaml, and the mail of `slug`, if it is drafted.

    With `links` every link of the mail is asked for; the network is not needed else.
    Raises `ConfigError` for places.yaml, and `NoEditionError` for a damaged draft.json.
    """
    places_file.read(job.folder)
    unfed = () if job.config.feeds else (checking.no_feeds(NO_FEEDS),)
    drafted = (job.edition_folder(slug) / edition_file.EDITION).exists()
    try:
        found = _templates(job)
        if not any(finding.level == "error" for finding in found):
            of_mail = (
                _drafted(job, slug, links=links) if drafted else _undrafted(job, slug)
            )
            found = (*found, *of_mail)
    except TemplateError as error:
        found = (_broken(error, job.edition_folder(slug)),)
    except ConfigError as error:
        found = tuple(
            checking.broken_file(complaint.file, complaint.line, complaint.message)
            for complaint in error.complaints
        )
    return in_order(heeded((*unfed, *found), job.config.check.ignore))


def newest(job: Job) -> str | None:
    """Return the slug of the newest edition that lies in `out/`, if there is one."""
    drafted = job.out.glob(f"????-??-??/{edition_file.EDITION}")
    return max((path.parent.name for path in drafted), default=None)


def _drafted(job: Job, slug: str, *, links: bool) -> tuple[Finding, ...]:
    rendered = render(job, slug)
    found = check(job, slug, rendered)
    if not links:
        return found
    places = edition_file.read_written(job.edition_folder(slug)).places()
    asked = addresses(taken_apart(rendered, places))
    return (*found, *link_findings(job.web, asked))


def _templates(job: Job) -> tuple[Finding, ...]:
    """Return what is wrong with the templates, whatever stories they are filled with.

    Raises `TemplateError` for a theme that there is not, and for broken words.
    """
    env = templates(job)
    tried = trials(job.config.newsletter, job.headings)
    told = {"error": checking.template_finding, "warning": checking.odd_template}
    flaws = (
        told[flaw.level](flaw.file, flaw.line, flaw.message)
        for flaw in check_templates(env, tried)
    )
    words = (checking.missing_word(word.place, word.message) for word in missing(env))
    return (*flaws, *words)


def _undrafted(job: Job, slug: str) -> tuple[Finding, ...]:
    """Return what is wrong with the mail that the templates make of made-up stories."""
    newsletter, edition = job.config.newsletter, specimen("week")
    rendered = email(templates(job), edition, newsletter, job.headings)
    found = checking.check(rendered, newsletter.address, edition, live=LIVE)
    return (checking.no_edition(slug), *found)


def _broken(error: TemplateError, folder: Path) -> Finding:
    """Return the finding for a template, or for an address that none may link to."""
    message = str(error).removeprefix(f"{error.file}:").removeprefix(f"{error.line}:")
    if error.file != edition_file.EDITION:
        return checking.template_finding(error.file, error.line, message.strip())
    path = folder / edition_file.EDITION
    address = message.partition("'")[2].rpartition("'")[0]
    line = _line_of(path, address) if address else 0
    return checking.broken_file(str(path), line, message.strip())


def _line_of(path: Path, words: str) -> int:
    """Return the first line of a file that has these words, 0 if none has."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((n for n, line in enumerate(lines, start=1) if words in line), 0)


def _sample_notes(job: Job) -> tuple[str, ...]:
    """Return the notes that are shipped, unless this is the sample itself."""
    shipped = sample_folder()
    if job.folder.resolve() == shipped.resolve():
        return ()
    notes = sorted((shipped / "notes").glob("*.md"))
    return tuple(note.read_text(encoding="utf-8") for note in notes)


def _disagreements(
    folder: Path, edition: Edition, places: dict[str, str]
) -> Iterator[Finding]:
    """Yield a finding for each line under `check` that an editor has left there."""
    articles = edition_file.read_articles(folder)
    for brief in edition.briefs:
        for line in brief.check:
            quoted = edition_file.quoted(articles, line)
            place = places[brief.id]
            yield checking.disagreement(brief.headline, line, quoted, place)
