"""A whole week's work: now, or whatever part of it is due.

The store's record of an edition (drafted, sent) decides what is left to do, so that
calling again does nothing twice.
"""

from digest import due
from digest.errors import CheckError
from digest.pipeline.checking import check
from digest.pipeline.collect import collect, told
from digest.pipeline.compose import Draft, draft
from digest.pipeline.job import Job
from digest.pipeline.publish import render, send
from digest.progress import Remark


def run(job: Job, slug: str, remark: Remark) -> None:
    """Read the feeds, draft, render, check and send the edition `slug`."""
    _collect(job, remark)
    make_draft(job, slug, remark)
    deliver(job, slug, remark)


def run_due(job: Job, remark: Remark) -> bool:
    """Do what the schedule says is due; return whether anything was.

    A draft or a sending that is later than `max_late` is left alone.
    """
    drafting = due.drafting_slug(job)
    acted = False
    if drafting and not due.drafted_since(job, drafting):
        _collect(job, remark)
        make_draft(job, drafting, remark)
        acted = True
    sending = due.sending_slug(job)
    known = {record.slug: record for record in job.store.editions()}
    if sending and sending in known and not known[sending].sent_at:
        deliver(job, sending, remark)
        acted = True
    return acted


def _collect(job: Job, remark: Remark) -> None:
    """Read the feeds; that none is listed is for drafting to say."""
    if job.config.feeds:
        remark(told(collect(job, "draft")))


def make_draft(job: Job, slug: str, remark: Remark) -> None:
    """Draft and render the edition, saying what became of it."""
    remark(drafted(job, slug, draft(job, slug)))
    render(job, slug)


def deliver(job: Job, slug: str, remark: Remark) -> None:
    """Render, check and send; raise `CheckError` if the mail must not go out."""
    rendered = render(job, slug)
    findings = check(job, slug, rendered)
    for finding in findings:
        told = f"{finding.message}; {finding.remedy}"
        remark(f"{finding.place}: {finding.level}: {told} [{finding.code}]")
    errors = sum(finding.level == "error" for finding in findings)
    if errors:
        raise CheckError(
            f"{slug}: {errors} errors, nothing was sent; mend them and run it again"
        )
    page, _ = send(job, slug, rendered)
    remark(f"Sent {slug} to files; the archive is {page}")


def drafted(job: Job, slug: str, made: Draft) -> str:
    """Return what became of a draft, in words."""
    path = job.edition_folder(slug) / "edition.yaml"
    if made.kept:
        return (
            f"Kept {path}: it was edited; `digest draft --force` makes it anew"
            " and keeps a copy"
        )
    stories = len(made.edition.briefs)
    aside = f" (the edited one is kept as {made.copy})" if made.copy else ""
    done = f"Drafted {slug}: {stories} stories in {path}{aside}"
    return "; ".join((done, *made.remarks))
