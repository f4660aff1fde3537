"""A whole week's work: now, or whatever part of it is due.

The store's record of an edition (drafted, sent) decides what is left to do, so that
calling again does nothing twice.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from digest import pipeline, schedule
from digest.config import NO_FEEDS
from digest.errors import CheckError
from digest.pipeline import Job

Remark = Callable[[str], None]


def current(job: Job) -> str:
    """Return the slug of the edition that is being worked on."""
    settings = job.config
    return schedule.current_slug(
        job.now,
        settings.schedule.send,
        settings.newsletter.timezone,
        job.store.editions(),
        settings.schedule.max_late,
    )


def run(job: Job, slug: str, remark: Remark) -> None:
    """Read the feeds, draft, render, check and send the edition `slug`."""
    _collect(job, remark)
    make_draft(job, slug, remark)
    deliver(job, slug, remark)


def run_due(job: Job, remark: Remark) -> bool:
    """Do what the schedule says is due; return whether anything was.

    A draft or a sending that is later than `max_late` is left alone.
    """
    due = _drafting_slug(job)
    acted = False
    if due and not _drafted_since(job, due):
        _collect(job, remark)
        make_draft(job, due, remark)
        acted = True
    sending = _sending_slug(job)
    known = {record.slug: record for record in job.store.editions()}
    if sending and sending in known and not known[sending].sent_at:
        deliver(job, sending, remark)
        acted = True
    return acted


def _collect(job: Job, remark: Remark) -> None:
    """Read the feeds; that none is listed is for drafting to say."""
    if job.config.feeds:
        remark(fetched(pipeline.collect(job)))


def make_draft(job: Job, slug: str, remark: Remark) -> None:
    """Draft and render the edition, saying what became of it."""
    drafted = pipeline.draft(job, slug)
    remark(told(job, slug, drafted))
    pipeline.render(job, slug)


def deliver(job: Job, slug: str, remark: Remark) -> None:
    """Render, check and send; raise `CheckError` if the mail must not go out."""
    rendered = pipeline.render(job, slug)
    findings = pipeline.check(job, rendered)
    for finding in findings:
        remark(f"{finding.level}: {finding.message} [{finding.code}]")
    errors = sum(finding.level == "error" for finding in findings)
    if errors:
        raise CheckError(
            f"{slug}: {errors} errors, nothing was sent; mend them and run it again"
        )
    page, _ = pipeline.send(job, slug, rendered)
    remark(f"Sent {slug} to files; the archive is {page}")


def fetched(summary: pipeline.FetchSummary) -> str:
    """Return a summary in words, a line a feed that was not read well."""
    if not summary.feeds:
        return f"Nothing was read: {NO_FEEDS}"
    failed, damaged = summary.failed, summary.damaged
    head = (
        f"Read {summary.feeds - len(failed)} of {summary.feeds} feeds"
        f" ({summary.unchanged} unchanged), {summary.new_entries} new entries"
    )
    lines = [f"  failed: {trouble.outlet}: {trouble.reason}" for trouble in failed]
    lines += [f"  damaged: {trouble.outlet}: {trouble.reason}" for trouble in damaged]
    return "\n".join([head, *lines])


def told(job: Job, slug: str, drafted: pipeline.Draft) -> str:
    """Return what became of a draft, in words."""
    path = job.edition_folder(slug) / "edition.yaml"
    if drafted.kept:
        return (
            f"Kept {path}: it was edited; `digest draft --force` makes it anew"
            " and keeps a copy"
        )
    stories = len(drafted.edition.briefs)
    aside = f" (the edited one is kept as {drafted.copy})" if drafted.copy else ""
    return f"Drafted {slug}: {stories} stories in {path}{aside}"


def _drafting_slug(job: Job) -> str | None:
    """Return the edition whose draft is due, if it is not too late for it."""
    settings, zone = job.config.schedule, job.config.newsletter.timezone
    day = schedule.last_due(job.now, settings.draft, zone)
    moment = schedule.instant(day, settings.draft, zone)
    if job.now - moment > settings.max_late:
        return None
    # A draft belongs to the first sending at or after it.
    before = moment - timedelta(seconds=1)
    return schedule.slug(schedule.next_due(before, settings.send, zone))


def _drafted_since(job: Job, slug: str) -> bool:
    """Return whether the edition was drafted at its time, or after, or is sent.

    One that was drafted earlier by hand lacks the news since then.
    """
    settings, zone = job.config.schedule, job.config.newsletter.timezone
    moment = schedule.instant(
        schedule.last_due(job.now, settings.draft, zone), settings.draft, zone
    )
    return any(
        record.slug == slug and (record.sent_at or record.drafted_at >= moment)
        for record in job.store.editions()
    )


def _sending_slug(job: Job) -> str | None:
    settings, zone = job.config.schedule, job.config.newsletter.timezone
    day = schedule.last_due(job.now, settings.send, zone)
    late: timedelta = job.now - schedule.instant(day, settings.send, zone)
    return schedule.slug(day) if late <= settings.max_late else None


def next_steps(job: Job) -> tuple[tuple[str, datetime], ...]:
    """Return what the schedule does next, with the moments in UTC."""
    settings, zone = job.config.schedule, job.config.newsletter.timezone
    return tuple(
        (what, schedule.instant(schedule.next_due(job.now, when, zone), when, zone))
        for what, when in (("draft", settings.draft), ("send", settings.send))
    )
