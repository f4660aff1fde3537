"""Which article a story is printed from: its headline, main link and first bullets."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from digest.compose.briefs.article_text import is_unread, may_be_printed
from digest.compose.briefs.headlines import faults, plain_headline
from digest.compose.briefs.tolls import Tolls
from digest.compose.language.words import count
from digest.model import Article, Coverage, Feed

_STUB = 40
"""Words under which what a feed says is too short to print a story from."""
_UNREAD_DAYS, _STUB_DAYS, _PAYWALL_DAYS = 1, 2, 1
"""How many days older an article counts of which there is little to read."""


def lead(
    coverage: Coverage, feeds: Mapping[str, Feed], languages: Sequence[str]
) -> Article:
    """Return the article a story is printed from.

    The paper's own first, then one in the newsletter's language, one whose sentences
    may be printed, one whose toll no later report has overtaken, the newest by days,
    where an unread page and a paywall count as older; then one whose page was read, one
    with a plain headline, the weightiest outlet, the longest.
    """
    newest = max(article.entry.when for article in coverage.articles)
    tolls = Tolls(coverage.articles)

    def order(article: Article) -> tuple[object, ...]:
        entry = article.entry
        feed = feeds.get(entry.feed_url)
        return (
            not (feed and feed.own),
            entry.language not in languages,
            not may_be_printed(article, feeds),
            tolls.is_overtaken(article),
            _age(article, newest),
            is_unread(article),
            bool(faults(plain_headline(entry))),
            -(feed.weight if feed else 1.0),
            -sum(map(len, article.paragraphs)),
            entry.id,
        )

    return min(coverage.articles, key=order)


def _age(article: Article, newest: datetime) -> int:
    """Return how many days older than the newest an article counts."""
    days = newest.toordinal() - article.entry.when.toordinal()
    if is_unread(article):
        short = sum(map(count, article.paragraphs)) < _STUB
        days += _STUB_DAYS if short else _UNREAD_DAYS
    return days + _PAYWALL_DAYS * article.paywalled
