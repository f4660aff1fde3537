"""edition.yaml -> the mail in all its forms -> the archive."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from digest import edition_file, schedule
from digest.deliver.message import Envelope, linked, message
from digest.files import write_whole
from digest.pipeline.job import Job
from digest.pipeline.pictures import drawn, illustrated
from digest.render import archive as archiving
from digest.render import web
from digest.render.context import joined
from digest.render.email import email
from digest.rendered import Email
from digest.schedule import EditionRecord

MAIL, PAGE = "digest.html", "index.html"
FORMS = (MAIL, PAGE, "digest.txt", "digest.mjml", "digest.eml")
"""The files of an edition, all made from edition.yaml."""
_KEPT = "archive.json"
_TEMPLATES = "templates"


def render(job: Job, slug: str) -> Email:
    """Render the edition in its folder, and write all its forms there.

    Raises `NoEditionError`, `ConfigError` on a wrong edition.yaml, `TemplateError`.
    """
    folder = job.edition_folder(slug)
    written = edition_file.read(folder, job.headings)
    ready = illustrated(written, folder)
    env, newsletter, edition = job.templates, job.config.newsletter, ready.edition
    rendered = email(env, edition, newsletter, job.headings)
    seen = web.seen_on_the_web(
        env, edition, newsletter, job.headings, _previous(job, slug)
    )
    page, own = web.page(env, seen), job.folder / _TEMPLATES
    mailed = drawn(rendered.html, own, written)
    forms: dict[str, bytes | str] = {
        **mailed,
        **drawn(page, own, written),
        MAIL: rendered.html,
        PAGE: page,
        "digest.txt": rendered.text,
        "digest.mjml": rendered.mjml,
        "digest.eml": _message(job, slug, rendered, {**ready.pictures, **mailed}),
        _KEPT: archiving.kept(edition, web.entry(env, seen)).to_json(),
    }
    for name, body in forms.items():
        write_whole(folder / name, body)
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


def _message(
    job: Job, slug: str, rendered: Email, pictures: Mapping[str, bytes]
) -> bytes:
    """Return the mail as it is sent, its pictures inside it or linked to."""
    newsletter = job.config.newsletter
    envelope = Envelope(
        slug=slug,
        language=newsletter.language,
        sender=newsletter.sender,
        recipient=newsletter.sender,  # nobody's name stands in the file
        reply_to=newsletter.reply_to,
        date=_due(job, slug),
    )
    if newsletter.pictures == "inline":
        return message(rendered, envelope, pictures)
    base = joined(newsletter.url, f"{slug}/") or ""
    html = linked(rendered.html, pictures, base)
    return message(replace(rendered, html=html), envelope, {})


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
        kept = archiving.read_kept((folder / _KEPT).read_text(encoding="utf-8"))
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


def _due(job: Job, slug: str) -> datetime:
    zone = job.config.newsletter.timezone
    return schedule.instant(date.fromisoformat(slug), job.config.schedule.send, zone)
