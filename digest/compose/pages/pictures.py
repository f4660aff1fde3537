"""The top story's picture: fetched, made small, and kept beside the edition.

Only from feeds marked `pictures: yes`: other papers' photographs are not ours to print.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from digest.darkroom import Developed, UnprintableError, developed
from digest.http import NoReply, Request, Web
from digest.model import Article, Coverage, Feed
from digest.picture import Picture, says_nothing

_OK = 200
_HEADERS = {"Accept": "image/jpeg, image/png, image/*;q=0.5"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A picture ready to be printed, with its bytes as JPEG or PNG."""

    picture: Picture
    body: bytes


def picture(
    coverage: Coverage, first: Article, feeds: Mapping[str, Feed], web: Web
) -> Print | None:
    """Return a picture for the story, from its lead article or else another.

    `None` if no outlet lends one, or none can be read.
    """
    others = [article for article in coverage.articles if article is not first]
    lent = [a for a in (first, *others) if _lends(a, feeds) and _address(a)]
    for article in lent:
        body = _fetch(str(_address(article)), web)
        try:
            made = developed(body) if body else None
        except UnprintableError:
            continue
        if made:
            return _print(coverage.ranked.story.id, article, made)
    return None


def _lends(article: Article, feeds: Mapping[str, Feed]) -> bool:
    feed = feeds.get(article.entry.feed_url)
    return bool(feed and feed.pictures)


def _address(article: Article) -> str | None:
    shown = article.image.url if article.image else None
    return shown or article.entry.image


def _fetch(url: str, web: Web) -> bytes | None:
    (answer,) = web([Request(url=url, headers=_HEADERS)])
    if isinstance(answer, NoReply) or answer.status != _OK or answer.damage:
        return None
    return answer.body


def _print(story: str, article: Article, made: Developed) -> Print:
    shown, outlet = article.image, article.entry.outlet
    return Print(
        picture=Picture(
            file=f"pictures/{story}.{made.kind}",
            alt=_alt(article),
            credit=shown.credit if shown and shown.credit else outlet,
        ),
        body=made.body,
    )


def _alt(article: Article) -> str:
    """Return what the page says is seen, or, where it says nothing, the headline.

    An empty one would hide from some readers that there is a picture at all.
    """
    said = article.image.alt.strip() if article.image else ""
    outlet = article.entry.outlet.casefold()
    if says_nothing(said) or said.casefold() == outlet:
        return article.entry.title
    return said
