"""The whole way of the data, stage by stage.

    feeds.yaml --collect--> store                              all week
    store --compose--> out/<slug>/edition.yaml, draft.json     once a week
    edition.yaml --render--> index.html, digest.txt, .mjml, .eml    as often as wanted
    out/<slug>/ --send--> out/index.html, out/feed.xml         once, when it is right

Each stage can be run again: nothing counts as done before it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from digest import edition_file, schedule
from digest.collect.fetch import fetch
from digest.collect.reading import readings
from digest.compose import edition as composing
from digest.compose.kinds import is_report
from digest.compose.pictures import picture
from digest.compose.terms import terms
from digest.config import NO_FEEDS, Config
from digest.deliver.message import Envelope, message
from digest.errors import NoFeedError, NothingReadError, TooFewStoriesError, UsageError
from digest.files import write_whole
from digest.http import Web
from digest.model import (
    Article,
    CoverageNote,
    Edition,
    Email,
    Entry,
    FeedState,
    Trouble,
    Window,
)
from digest.progress import Progress
from digest.render import check as checking
from digest.render.email import archive, email, past
from digest.render.environment import Templates, check_syntax, environment
from digest.resources import templates_folder
from digest.schedule import EditionRecord
from digest.store import Store
from digest.workers import Map

_STALE = timedelta(days=2)
"""How much older than its window an entry may be: feeds are late at times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a run works with; the composition root fills it."""

    config: Config
    folder: Path
    out: Path
    store: Store
    web: Web
    mapped: Map
    now: datetime
    progress: Progress

    def edition_folder(self, slug: str) -> Path:
        return self.out / slug

    @property
    def headings(self) -> dict[str, str]:
        return {section.id: section.title for section in self.config.sections}


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSummary:
    """How a round of reading went."""

    feeds: int
    unchanged: int
    new_entries: int
    failed: tuple[Trouble, ...] = ()
    damaged: tuple[Trouble, ...] = ()


def collect(job: Job) -> FetchSummary:
    """Read the feeds, if any, into the store; raise `NothingReadError` if none answers.

    One feed's failure is recorded with it, and the others go on.
    """
    feeds, states = job.config.subscriptions, job.store.feed_states()
    language = job.config.newsletter.language
    outcomes = fetch(feeds, states, job.web, job.progress)
    read = readings(outcomes, states, job.mapped, language=language, now=job.now)
    new = sum(job.store.save_reading(one.state, one.entries) for one in read)
    after = {one.feed.url: one.state for one in read}
    summary = FetchSummary(
        feeds=len(feeds),
        unchanged=sum(one.unchanged for one in read),
        new_entries=new,
        failed=_failed(job.config, after),
        damaged=_damaged(job.config, after),
    )
    if feeds and len(summary.failed) == len(feeds):
        reasons = "; ".join(f"{t.outlet}: {t.reason}" for t in summary.failed[:3])
        raise NothingReadError(
            f"none of the {len(feeds)} feeds could be read ({reasons});"
            " check the network"
        )
    return summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A drafted edition; `kept` if a person had changed it and it was left alone.

    `copy` is where the changed file was put aside before it was replaced.
    """

    edition: Edition
    kept: bool = False
    copy: Path | None = None


def draft(job: Job, slug: str, *, force: bool = False) -> Draft:
    """Compose the edition `slug`, unless a person has changed it.

    With `force` a changed edition is put aside and replaced. Raises `UsageError` if it
    was sent already, and `TooFewStoriesError`; then the edition stays as it was.
    """
    folder = job.edition_folder(slug)
    if any(record.slug == slug and record.sent_at for record in job.store.editions()):
        raise UsageError(f"{slug} was sent already; an edition is not drafted again")
    changed = edition_file.is_changed(folder)
    if changed and not force:
        kept = edition_file.read(folder, job.headings)
        job.store.save_draft(slug, kept.window, job.now)
        return Draft(edition=kept, kept=True)
    copy = edition_file.keep_copy(folder, job.now) if changed else None
    return Draft(edition=compose(job, slug), copy=copy)


def compose(job: Job, slug: str) -> Edition:
    """Draft the edition `slug` from the store, and write it to its folder.

    Raises `NoFeedError` and `TooFewStoriesError` without writing anything.
    """
    if not job.config.feeds:
        raise NoFeedError(NO_FEEDS)
    window = schedule.window(slug, job.now, job.store.editions())
    entries = [e for e in job.store.entries(window) if _is_fresh(e, window)]
    reports = [entry for entry in entries if is_report(entry)]
    try:
        composed = composing.compose(reports, terms(job.config, job.now), _means(job))
    except TooFewStoriesError as error:
        since = window.start.astimezone(job.config.newsletter.timezone)
        raise TooFewStoriesError(f"{slug}: since {since:%d %b}, {error}") from None
    top, first = composed.top
    feeds = {feed.url: feed for feed in job.config.subscriptions}
    lent = picture(top, first, feeds, job.web)
    note, by = edition_file.read_note(job.folder, slug)
    edition = Edition(
        slug=slug,
        window=window,
        sections=composed.sections(job.headings, lent.picture if lent else None),
        quiet=composed.quiet(job.headings),
        coverage=_coverage_note(job, reports, composed.articles),
        note=note,
        by=by,
    )
    folder = job.edition_folder(slug)
    if lent:
        write_whole(folder / lent.picture.file, lent.body)
    edition_file.write(folder, edition, composed.verdicts, composed.texts())
    job.store.save_draft(slug, window, job.now)
    return edition


def render(job: Job, slug: str) -> Email:
    """Render the edition in its folder, and write all its forms there.

    Raises `NoEditionError`, `ConfigError` on a wrong edition.yaml, `TemplateError`.
    """
    folder = job.edition_folder(slug)
    edition = edition_file.read(folder, job.headings)
    env, newsletter = _templates(job), job.config.newsletter
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


def check(job: Job, rendered: Email) -> tuple[checking.Finding, ...]:
    """Return what is wrong with the mail as it would be sent."""
    return checking.check(rendered, job.config.newsletter.address)


def check_all(job: Job, slug: str) -> tuple[checking.Finding, ...]:
    """Look at the list, the templates, and the mail if drafted; raise as `render`."""
    check_syntax(_templates(job))
    unfed = () if job.config.feeds else (checking.no_feeds(NO_FEEDS),)
    if not (job.edition_folder(slug) / edition_file.EDITION).exists():
        return (*unfed, checking.no_edition(slug))
    return (*unfed, *check(job, render(job, slug)))


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
    return archive(_templates(job), newsletter, gone)


def _failed(config: Config, states: Mapping[str, FeedState]) -> tuple[Trouble, ...]:
    return tuple(
        Trouble(outlet=feed.title, reason=state.error)
        for feed in config.subscriptions
        if (state := states.get(feed.url)) and state.error
    )


def _damaged(config: Config, states: Mapping[str, FeedState]) -> tuple[Trouble, ...]:
    return tuple(
        Trouble(outlet=feed.title, reason=state.damage)
        for feed in config.subscriptions
        if (state := states.get(feed.url)) and state.damage and not state.error
    )


def _is_fresh(entry: Entry, window: Window) -> bool:
    return entry.when > window.start - _STALE


def _means(job: Job) -> composing.Means:
    return composing.Means(web=job.web, mapped=job.mapped, progress=job.progress)


def _coverage_note(
    job: Job, entries: Iterable[Entry], articles: Iterable[Article]
) -> CoverageNote:
    states = job.store.feed_states()
    read, used = list(entries), list(articles)
    failed = _failed(job.config, states)
    return CoverageNote(
        feeds=len(job.config.feeds) - len(failed),
        entries=len(read),
        outlets=len({entry.outlet for entry in read}),
        failed=failed,
        damaged=_damaged(job.config, states),
        pages_read=sum(article.origin == "page" for article in used),
        pages_missed=sum(bool(article.shortfall) for article in used),
    )


def _templates(job: Job) -> Templates:
    own = job.folder / "templates"
    return environment(own if own.is_dir() else None, templates_folder())


def _due(job: Job, slug: str) -> datetime:
    zone = job.config.newsletter.timezone
    return schedule.instant(date.fromisoformat(slug), job.config.schedule.send, zone)
