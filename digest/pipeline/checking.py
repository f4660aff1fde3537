"""feeds.yaml, templates, edition.yaml and the mail -> what is wrong with them.

feeds, templates, places.yaml --+
edition.yaml beside draft.json --+--> findings, errors first, without what is ignored
the mail, and with --links what its links answer --+
"""

from digest import edition_file, places_file
from digest.config import NO_FEEDS
from digest.errors import ConfigError, TemplateError
from digest.findings import Finding
from digest.pipeline.forms import MESSAGE
from digest.pipeline.inspecting import (
    check_edition,
    check_specimen,
    check_templates,
    complaints,
    heard,
)
from digest.pipeline.job import Job
from digest.pipeline.link_check import link_findings
from digest.pipeline.publish import render
from digest.render import check as checking
from digest.render.check.links import addresses
from digest.render.check.mail import taken_apart
from digest.render.context import joined
from digest.render.email import email
from digest.rendered import Email
from digest.specimens import specimen


def check(job: Job, slug: str, rendered: Email) -> tuple[Finding, ...]:
    """Return what is wrong with the edition and its mail as it was rendered."""
    message = (job.edition_folder(slug) / MESSAGE).read_bytes()
    sent = {record.slug for record in job.store.editions() if record.sent_at}
    return check_edition(job, slug, rendered, message, sent)


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
    except (TemplateError, ConfigError) as error:
        found = (*found, *complaints(error))
    return heard(job, (*unfed, *found))


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


def _undrafted(job: Job, slug: str) -> tuple[Finding, ...]:
    """Return what is wrong with the mail that the templates make of made-up stories."""
    newsletter, edition = job.config.newsletter, specimen("week")
    rendered = email(job.templates, edition, newsletter, job.headings)
    return (checking.no_edition(slug), *check_specimen(job, rendered, edition))
