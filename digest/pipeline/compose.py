"""store -> out/<slug>/edition.yaml, draft.json: the week's stories, for an editor."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from digest import edition_file, places_file, schedule
from digest.compose import edition as composing
from digest.compose.briefs.article_text import is_unread
from digest.compose.grouping.earlier import Printed
from digest.compose.language.segmenters import advice
from digest.compose.pages.pictures import picture
from digest.compose.pages.read import Means
from digest.compose.summarizers import Method
from digest.compose.summarizers.foreign import Steady
from digest.compose.terms import terms
from digest.config import NO_FEEDS
from digest.coverage_note import CoverageNote
from digest.errors import NoFeedError, TooFewStoriesError, UsageError
from digest.files import write_whole
from digest.model import Article, Edition, Entry
from digest.pipeline.collect import damaged, failed
from digest.pipeline.earlier import printed_before
from digest.pipeline.job import Job

_STALE = timedelta(days=2)
"""How much older than its window an entry may be: feeds are late at times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A drafted edition; `kept` if a person had changed it and it was left alone.

    `copy` is where the changed file was put aside before it was replaced; `remarks`
    name earlier editions that could not be read, a summarizer that failed, pages that
    were read otherwise than their feed says, and extras that would help.
    """

    edition: Edition
    kept: bool = False
    copy: Path | None = None
    remarks: tuple[str, ...] = ()


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
    printed, remarks = printed_before(job, slug)
    rated = Steady(job.config.edition.summarizer)
    edition, more = compose(job, slug, printed, rated)
    advised = filter(None, map(advice, job.config.languages))
    remarks = (*remarks, *rated.remarks, *more, *advised)
    return Draft(edition=edition, copy=copy, remarks=remarks)


def compose(
    job: Job, slug: str, printed: Sequence[Printed], method: Method
) -> tuple[Edition, tuple[str, ...]]:
    """Draft the edition `slug` from the store, and write it to its folder.

    Returns it with remarks on pages that were not read as they should be. Raises
    `NoFeedError` and `TooFewStoriesError` without writing anything.
    """
    if not job.config.feeds:
        raise NoFeedError(NO_FEEDS)
    window = schedule.window(slug, job.now, job.store.editions())
    names = places_file.read(job.folder)
    asked = terms(job.config, job.now, window.start - _STALE, names, method)
    means = Means(web=job.web, mapped=job.mapped, progress=job.progress)
    try:
        found = job.store.entries(window)
        composed = composing.compose(found, asked, means, printed)
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
        coverage=_coverage_note(job, composed.week.reports, composed.articles),
        note=note,
        by=by,
    )
    folder = job.edition_folder(slug)
    if lent:
        write_whole(folder / lent.picture.file, lent.body)
    edition_file.write(folder, edition, composed.record(edition.briefs))
    job.store.save_draft(slug, window, job.now)
    read = [article for c in composed.coverages.values() for article in c.articles]
    return edition, _amiss(read)


def _amiss(articles: Iterable[Article]) -> tuple[str, ...]:
    """Return what was amiss with pages that were read, by outlet."""
    found = Counter(
        (article.entry.outlet, article.remark) for article in articles if article.remark
    )
    return tuple(
        f"{outlet}, {pages} {'page' if pages == 1 else 'pages'}: {why}"
        for (outlet, why), pages in found.items()
    )


def _coverage_note(
    job: Job, entries: Iterable[Entry], articles: Iterable[Article]
) -> CoverageNote:
    states = job.store.feed_states()
    read, used = list(entries), list(articles)
    unread = failed(job.config, states)
    return CoverageNote(
        feeds=len(job.config.feeds) - len(unread),
        entries=len(read),
        outlets=len({entry.outlet for entry in read}),
        failed=unread,
        damaged=damaged(job.config, states),
        pages_read=sum(article.origin == "page" for article in used),
        pages_missed=sum(map(is_unread, used)),
    )
