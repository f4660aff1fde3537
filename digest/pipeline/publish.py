"""edition.yaml -> the mail in all its forms -> the archive."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from digest import edition_file, schedule
from digest.deliver.message import Envelope, message
from digest.files import write_whole
from digest.pipeline.job import Job
from digest.render.email import archive, email, past
from digest.render.environment import Templates, environment
from digest.rendered import Email
from digest.resources import templates_folder
from digest.schedule import EditionRecord


def render(job: Job, slug: str) -> Email:
    """Render the edition in its folder, and write all its forms there.

    Raises `NoEditionError`, `ConfigError` on a wrong edition.yaml, `TemplateError`.
    """
    folder = job.edition_folder(slug)
    edition = edition_file.read(folder, job.headings)
    env, newsletter = templates(job), job.config.newsletter
    rendered = email(env, edition, newsletter, job.headings)
    named = [brief.picture.file for brief in edition.briefs if brief.picture]
    pictures = {file: (folder / file).read_bytes() for file in named}
    envelope = Envelope(
        slug=slug,
        sender=job.config.newsletter.sender,
        reply_to=job.config.newsletter.reply_to,
        date=_due(job, slug),
    )
    write_whole(folder / "digest.mjml", rendered.mjml)
    write_whole(folder / "digest.txt", rendered.text)
    write_whole(folder / "digest.eml", message(rendered, envelope, pictures))
    write_whole(folder / "index.html", rendered.html)
    return rendered


def send(job: Job, slug: str, rendered: Email) -> tuple[Path, Path]:
    """Publish `slug` as it was rendered: the archive and its feed grow by it.

    It counts as sent only when all is written. Safe to run again: an edition stands in
    the archive once.
    """
    known = {record.slug: record for record in job.store.editions()}
    if slug not in known:
        window = edition_file.read(job.edition_folder(slug), job.headings).window
        job.store.save_draft(slug, window, job.now)
        known = {record.slug: record for record in job.store.editions()}
    record = replace(
        known[slug],
        sent_at=known[slug].sent_at or job.now,
        subject=rendered.subject,
        preheader=rendered.preheader,
    )
    known[slug] = record
    page, feed = _archive(job, known)
    write_whole(job.out / "index.html", page)
    write_whole(job.out / "feed.xml", feed)
    job.store.save_sent(record)
    return job.out / "index.html", job.out / "feed.xml"


def _archive(job: Job, records: Mapping[str, EditionRecord]) -> tuple[str, str]:
    """Return the archive's page and feed, of the sent editions that are still there."""
    newsletter = job.config.newsletter
    gone = [
        past(record, newsletter)
        for slug, record in sorted(records.items(), reverse=True)
        if record.sent_at and (job.edition_folder(slug) / "index.html").exists()
    ]
    return archive(templates(job), newsletter, gone)


def templates(job: Job) -> Templates:
    """Return the templates of the newsletter: its own, and the shipped ones."""
    own, newsletter = job.folder / "templates", job.config.newsletter
    return environment(
        own if own.is_dir() else None,
        templates_folder(),
        language=newsletter.language,
        theme=newsletter.theme,
    )


def _due(job: Job, slug: str) -> datetime:
    zone = job.config.newsletter.timezone
    return schedule.instant(date.fromisoformat(slug), job.config.schedule.send, zone)
