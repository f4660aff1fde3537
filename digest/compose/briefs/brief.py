"""Coverage into a brief: headline, bullets, sources."""

from collections.abc import Mapping

from digest.compose.briefs.article_text import may_be_printed
from digest.compose.briefs.headlines import headline
from digest.compose.briefs.tolls import Freshness, disagreements
from digest.compose.bullets.days import dated
from digest.compose.bullets.pool import Choice, Length, choose
from digest.compose.ranking.outlets import outlet
from digest.compose.summarizers import Method
from digest.methods import DEFAULT
from digest.model import Article, Brief, Bullet, Coverage, Entry, Feed, Sentence, Source

_MOST_ARTICLES = 20
"""That give bullets: a story may have hundreds, and the newest say what there is."""


def brief(
    coverage: Coverage,
    first: Article,
    length: Length,
    method: Method = DEFAULT,
    feeds: Mapping[str, Feed] | None = None,
) -> Brief | None:
    """Return the story as printed, or `None` if no sentence of it can stand alone.

    Bullets are of the lead article, and of others where they add what it lacks; there
    are none where there are no `tellers`.
    """
    listed = feeds or {}
    fresh = Freshness(first, coverage.articles)
    told = tellers(coverage, first, listed)
    chosen = choose(told, length, method, fresh) if told else ()
    if told and not chosen:
        return None
    bullets = tuple(map(_bullet, chosen))
    head, before = headline(first, coverage.articles), coverage.ranked.story.follows
    return Brief(
        id=coverage.ranked.story.id,
        headline=head.text,
        headline_from=None if head.article is first else _source(head.article),
        source=_source(first),
        also=_also(coverage, first, listed),
        bullets=bullets,
        place=coverage.ranked.place.country,
        follows=before.slug if before else None,
        check=disagreements(coverage.articles, bullets),
    )


def tellers(
    coverage: Coverage, first: Article, feeds: Mapping[str, Feed]
) -> tuple[Article, ...]:
    """Return the articles that may give bullets; `first`, if it may, leads them.

    Copies of others give none, nor do feeds that let their headlines alone be printed.
    """

    def order(article: Article) -> tuple[object, ...]:
        day = article.entry.when.toordinal()
        return article is not first, -day, -sum(map(len, article.paragraphs))

    texts: dict[str, Article] = {}
    for article in sorted(coverage.articles, key=order):
        same = article.entry.language == first.entry.language
        if same and may_be_printed(article, feeds):
            texts.setdefault(article.copy_of or article.entry.id, article)
    return tuple(texts.values())[:_MOST_ARTICLES]


def _bullet(choice: Choice) -> Bullet:
    entry, candidate = choice.article.entry, choice.candidate
    sentence = Sentence(
        article=entry.id, number=candidate.number, text=candidate.sentence
    )
    return Bullet(
        text=_with_dates(candidate.text, entry),
        sentence=sentence,
        outlet=entry.outlet,
        url=entry.url,
    )


def _with_dates(text: str, entry: Entry) -> str:
    """Return what is printed: read a week later, a weekday alone says nothing."""
    return dated(text, entry.when, entry.language) if entry.dated else text


def _source(article: Article) -> Source:
    entry = article.entry
    return Source(outlet=entry.outlet, url=entry.url, paywalled=article.paywalled)


def _also(
    coverage: Coverage, first: Article, feeds: Mapping[str, Feed]
) -> tuple[Source, ...]:
    """Return the other outlets, each or its family once, by its newest article."""
    newest = sorted(coverage.articles, key=lambda article: article.entry.when)
    sources = {outlet(article.entry, feeds): _source(article) for article in newest}
    sources.pop(outlet(first.entry, feeds), None)
    return tuple(sources.values())
