"""feeds.yaml, templates, edition.yaml and the mail -> what is wrong with them."""

from collections.abc import Iterator

from digest import edition_file, places_file
from digest.config import NO_FEEDS
from digest.pipeline.job import Job
from digest.pipeline.publish import render, templates
from digest.render import check as checking
from digest.render.environment import check_syntax
from digest.rendered import Email


def check(job: Job, rendered: Email) -> tuple[checking.Finding, ...]:
    """Return what is wrong with the mail as it would be sent."""
    return checking.check(rendered, job.config.newsletter.address)


def check_all(job: Job, slug: str) -> tuple[checking.Finding, ...]:
    """Look at every template, places.yaml, and the mail of `slug`, if it is drafted.

    Figures that disagree, and that no editor has looked at, are warnings.

    Raises what `render` raises, and `ConfigError` for places.yaml.
    """
    check_syntax(templates(job))
    places_file.read(job.folder)
    unfed = () if job.config.feeds else (checking.no_feeds(NO_FEEDS),)
    if not (job.edition_folder(slug) / edition_file.EDITION).exists():
        return (*unfed, checking.no_edition(slug))
    found = check(job, render(job, slug))
    return (*unfed, *found, *_disagreements(job, slug))


def _disagreements(job: Job, slug: str) -> Iterator[checking.Finding]:
    """Yield a finding for each line under `check` that an editor has left there."""
    folder = job.edition_folder(slug)
    articles = edition_file.read_articles(folder)
    for brief in edition_file.read(folder, job.headings).briefs:
        for line in brief.check:
            quoted = edition_file.quoted(articles, line)
            yield checking.disagreement(brief.headline, line, quoted)
