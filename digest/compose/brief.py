"""Coverage into a brief: headline, bullets, sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest import plain_text
from digest.compose.outlets import outlet
from digest.compose.overlap import overlap
from digest.compose.sentences import sentences
from digest.compose.summarize import summarize
from digest.compose.summarizers import Method
from digest.compose.words import count
from digest.methods import DEFAULT
from digest.model import Article, Brief, Bullet, Coverage, Feed, Sentence, Source

_SAME_BULLET = 0.6
_BY_LENGTH = ((6, 1), (13, 2), (31, 3))
"""Bullets by the article's sentences: 1 under 6, 2 up to 12, 3 up to 30, else 4."""
_MOST_BULLETS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How much of a story is printed."""

    bullets: int
    words_per_article: int


def lead(
    coverage: Coverage, feeds: Mapping[str, Feed], languages: Sequence[str]
) -> Article:
    """Return the article a story is printed from.

    The paper's own first, then one in the newsletter's language, one whose page could
    be read, the weightiest outlet among those of the story's last day, the longest.
    """

    def order(article: Article) -> tuple[object, ...]:
        entry = article.entry
        feed = feeds.get(entry.feed_url)
        return (
            not (feed and feed.own),
            entry.language not in languages,
            article.origin != "page" and bool(article.shortfall),
            -entry.when.toordinal(),
            -(feed.weight if feed else 1.0),
            -sum(map(len, article.paragraphs)),
            entry.id,
        )

    return min(coverage.articles, key=order)


def brief(
    coverage: Coverage,
    first: Article,
    length: Length,
    method: Method = DEFAULT,
    feeds: Mapping[str, Feed] | None = None,
) -> Brief | None:
    """Return the story as printed, or `None` if no sentence of it can stand alone.

    The lead article's bullets come first; the others add what it lacks. An older day's
    report is asked only if there is nothing else: its figures may have been overtaken.
    """
    others = [
        article
        for article in coverage.articles
        if article is not first and article.entry.language == first.entry.language
    ]
    day = first.entry.when.date()
    fresh = [article for article in others if article.entry.when.date() >= day]
    older = [article for article in others if article not in fresh]
    bullets: list[Bullet] = []
    for article in (first, *fresh, *older):
        room = length.bullets - len(bullets)
        if room > 0 and not (bullets and article in older):
            bullets += _bullets(article, room, length, bullets, method)
    if not bullets:
        return None
    entry = first.entry
    return Brief(
        id=coverage.ranked.story.id,
        headline=plain_text.fold(entry.title),
        source=Source(outlet=entry.outlet, url=entry.url),
        also=_also(coverage, first, feeds or {}),
        bullets=tuple(bullets),
        place=coverage.ranked.place.country,
        follows=told.slug if (told := coverage.ranked.story.follows) else None,
    )


def article_sentences(article: Article) -> tuple[str, ...]:
    """Return the article's sentences; a `Sentence.number` counts in these."""
    spoken = article.entry.language
    return tuple(s for text in article.paragraphs for s in sentences(text, spoken))


def _bullets(
    article: Article,
    room: int,
    length: Length,
    before: Sequence[Bullet],
    method: Method,
) -> list[Bullet]:
    entry = article.entry
    found = article_sentences(article)
    chosen = summarize(
        found,
        language=entry.language,
        count=min(room, _count(len(found))),
        title=entry.title,
        method=method,
    )
    bullets: list[Bullet] = []
    words = 0
    for candidate in chosen:
        said = [bullet.text for bullet in (*before, *bullets)]
        if any(overlap(candidate.text, text) > _SAME_BULLET for text in said):
            continue
        words += count(candidate.text)
        if words > length.words_per_article and bullets:
            break
        sentence = Sentence(
            article=entry.id, number=candidate.number, text=candidate.sentence
        )
        bullets.append(
            Bullet(
                text=candidate.text,
                sentence=sentence,
                outlet=entry.outlet,
                url=entry.url,
            )
        )
    return bullets


def _count(length: int) -> int:
    return next((n for under, n in _BY_LENGTH if length < under), _MOST_BULLETS)


def _also(
    coverage: Coverage, first: Article, feeds: Mapping[str, Feed]
) -> tuple[Source, ...]:
    """Return the other outlets, each or its family once, by its newest article."""
    newest = sorted(coverage.articles, key=lambda article: article.entry.when)
    sources = {
        outlet(article.entry, feeds): Source(
            outlet=article.entry.outlet, url=article.entry.url
        )
        for article in newest
    }
    sources.pop(outlet(first.entry, feeds), None)
    return tuple(sources.values())
