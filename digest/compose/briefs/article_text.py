"""What can be had from an article's text."""

from collections.abc import Iterator, Mapping
from itertools import islice

from digest.compose.language.sentences import sentences
from digest.model import Article, Feed


def article_sentences(article: Article) -> tuple[str, ...]:
    """Return the article's sentences; a `Sentence.number` counts in these."""
    return tuple(_sentences(article))


def opening(article: Article, count: int) -> tuple[str, ...]:
    """Return the article's first `count` sentences, without cutting up the others."""
    return tuple(islice(_sentences(article), count))


def may_be_printed(article: Article, feeds: Mapping[str, Feed]) -> bool:
    """Return whether its feed lets the article's sentences be printed."""
    feed = feeds.get(article.entry.feed_url)
    return feed is None or feed.reprint == "sentences"


def is_unread(article: Article) -> bool:
    """Return whether the article's page was asked for and could not be used."""
    return article.shortfall is not None


def _sentences(article: Article) -> Iterator[str]:
    for text in article.paragraphs:
        yield from sentences(text, article.entry.language)
