"""What the schedule asks for at a moment; the store's record says what is done."""

from datetime import datetime, timedelta

from digest import schedule
from digest.pipeline.job import Job


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


def drafting_slug(job: Job) -> str | None:
    """Return the edition whose draft is due, if it is not too late for it."""
    settings, zone = job.config.schedule, job.config.newsletter.timezone
    day = schedule.last_due(job.now, settings.draft, zone)
    moment = schedule.instant(day, settings.draft, zone)
    if job.now - moment > settings.max_late:
        return None
    # A draft belongs to the first sending at or after it.
    before = moment - timedelta(seconds=1)
    return schedule.slug(schedule.next_due(before, settings.send, zone))


def drafted_since(job: Job, slug: str) -> bool:
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


def sending_slug(job: Job) -> str | None:
    """Return the edition whose sending is due, if it is not too late for it."""
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
