"""What can be had from an article's text."""

from collections.abc import Mapping
from functools import lru_cache

from digest.compose.language.sentences import sentences
from digest.model import Article, Feed


@lru_cache(maxsize=512)
def article_sentences(article: Article) -> tuple[str, ...]:
    """Return the article's sentences; a `Sentence.number` counts in these."""
    spoken = article.entry.language
    return tuple(s for text in article.paragraphs for s in sentences(text, spoken))


def may_be_printed(article: Article, feeds: Mapping[str, Feed]) -> bool:
    """Return whether its feed lets the article's sentences be printed."""
    feed = feeds.get(article.entry.feed_url)
    return feed is None or feed.reprint == "sentences"


def is_unread(article: Article) -> bool:
    """Return whether the article's page was asked for and could not be used."""
    return article.shortfall is not None
