"""edition.yaml -> the mail in all its forms -> the archive."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from digest import edition_file
from digest.files import write_whole
from digest.pipeline.forms import FORMS, KEPT, MAIL, PAGE, forms
from digest.pipeline.job import Job
from digest.render import archive as archiving
from digest.rendered import Email
from digest.schedule import EditionRecord

__all__ = ["FORMS", "MAIL", "PAGE", "render", "send"]


def render(job: Job, slug: str) -> Email:
    """Render the edition in its folder, and write all its forms there.

    Raises `NoEditionError`, `ConfigError` on a wrong edition.yaml, `TemplateError`.
    """
    made = forms(job, slug, _previous(job, slug))
    for name, body in made.files.items():
        write_whole(job.edition_folder(slug) / name, body)
    return made.email


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
        archiving.past(record, newsletter, _kept(job, slug))
        for slug, record in sorted(records.items(), reverse=True)
        if record.sent_at and (job.edition_folder(slug) / PAGE).exists()
    ]
    return archiving.archive(job.templates, newsletter, gone)


def _kept(job: Job, slug: str) -> archiving.Kept:
    """Return what the archive shows of an edition, without a picture that is gone."""
    folder = job.edition_folder(slug)
    try:
        kept = archiving.read_kept((folder / KEPT).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return archiving.NOTHING_KEPT
    if kept.picture and not (folder / kept.picture).is_file():
        return replace(kept, picture=None)
    return kept


def _previous(job: Job, slug: str) -> str | None:
    """Return the last edition before this one that was sent and is there."""
    sent = [
        record.slug
        for record in job.store.editions()
        if record.sent_at and (job.edition_folder(record.slug) / PAGE).exists()
    ]
    return max((other for other in sent if other < slug), default=None)
