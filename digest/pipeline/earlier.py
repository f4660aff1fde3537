"""out/<slug>/ of the last editions sent -> what they printed."""

from collections.abc import Iterator, Mapping

from digest import edition_file
from digest.compose.grouping.earlier import Printed
from digest.compose.language.spoken import spoken
from digest.edition_file import PastArticle
from digest.errors import DigestError
from digest.model import Brief, Edition
from digest.pipeline.job import Job

_EDITIONS = 2
"""How many sent editions are asked: an event of three weeks ago is another story."""


def printed_before(job: Job, slug: str) -> tuple[tuple[Printed, ...], tuple[str, ...]]:
    """Return what the last sent editions before `slug` printed, and what was damaged.

    They are read as the editor left them; one whose folder is gone says nothing.
    """
    found: list[Printed] = []
    remarks: list[str] = []
    sent = [r.slug for r in job.store.editions() if r.sent_at and r.slug < slug]
    for earlier in sent[-_EDITIONS:]:
        folder = job.edition_folder(earlier)
        if not folder.exists():
            continue
        try:
            edition = edition_file.read(folder, job.headings)
            articles = edition_file.read_articles(folder)
        except (DigestError, OSError) as error:
            remarks.append(f"what {earlier} printed is not known: {error}")
            continue
        found += _printed(edition, articles, job.config.newsletter.language)
    return tuple(found), tuple(remarks)


def _printed(
    edition: Edition, articles: Mapping[str, PastArticle], usual: str
) -> Iterator[Printed]:
    by_url = {article.url: article for article in articles.values()}
    for brief in edition.briefs:
        for url in dict.fromkeys(s.url for s in (brief.source, *brief.also)):
            article = by_url.get(url) or _as_told(brief, url)
            text = " ".join(article.sentences)
            yield Printed(
                slug=edition.slug,
                url=url,
                title=article.title,
                text=text,
                until=edition.window.end,
                language=article.language or spoken(f"{article.title}. {text}", usual),
            )


def _as_told(brief: Brief, url: str) -> PastArticle:
    """Return a story of the editor's own as if it were an article."""
    return PastArticle(
        url=url,
        title=brief.headline,
        sentences=tuple(bullet.text for bullet in brief.bullets),
    )
