"""Whom the reports of a story count: what later ones overtake, and where they disagree.

A toll grows from day to day: that is news, and no disagreement. An older report's toll
is not printed beside a newer one's.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from digest.compose.briefs.article_text import article_sentences, opening
from digest.compose.briefs.figures import LANGUAGES, PEOPLE, Figure, disagree, figures
from digest.model import Article, Bullet

_OPENING = 8
"""Sentences in which a report gives the figures of its event."""
_AT_ONCE = timedelta(hours=12)
"""Reports further apart do not disagree: the older one is out of date."""
_MOST_ARTICLES = 40
"""The newest, besides those that give bullets: every figure meets every other."""
_MOST_OUTLETS = 5
"""In a line: more help nobody to decide."""
_ANY_FIGURE = re.compile(r"\d")

Toll = Mapping[tuple[str, str], float]
"""The highest number of people counted, by kind and by the stem of who they are."""


def toll(article: Article) -> Toll:
    """Return whom an article counts in its title and its opening."""
    language = article.entry.language
    told = [figures(text, language) for text in opening(article, _OPENING)]
    return _toll(article, told)


class Tolls:
    """The tolls of a story's reports, and when each number was last reported."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._of: dict[str, Toll] = {}
        self._last: dict[tuple[str, str], dict[float, datetime]] = {}
        for article in articles:
            when, told = article.entry.when, toll(article)
            self._of[article.entry.id] = told
            for key, number in told.items():
                last = self._last.setdefault(key, {})
                last[number] = max(when, last.get(number, when))

    def is_overtaken(self, article: Article) -> bool:
        """Return whether a report later than one of these counts more people."""
        return self.overtake(self._of[article.entry.id], article.entry.when)

    def overtake(self, told: Toll, when: datetime) -> bool:
        """Return whether a report later than `when` counts more of the same people."""
        return any(
            number > own and last > when
            for key, own in told.items()
            for number, last in self._last.get(key, {}).items()
        )


class Freshness:
    """What is out of date in the reports of a story that is printed from `first`."""

    def __init__(self, first: Article, articles: Sequence[Article]) -> None:
        self._first = first
        self._tolls = Tolls(articles)

    def is_stale(self, article: Article, text: str) -> bool:
        """Return whether a later report counts more people than `text` of `article`.

        Of a report that is a day older than the first, what counts people is stale in
        any case; so is any figure in a language whose figures are not understood.
        """
        language, when = article.entry.language, article.entry.when
        told = _highest(figures(text, language))
        if when.date() < self._first.entry.when.date() and (
            told or (language not in LANGUAGES and _ANY_FIGURE.search(text))
        ):
            return True
        return self._tolls.overtake(told, when)


def disagreements(
    articles: Sequence[Article], bullets: Sequence[Bullet]
) -> tuple[str, ...]:
    """Return what outlets say differently of one thing, a line for each.

    `Courier says 6 dead (a-19c2/1), Ledger at least 8 (a-77aa/0)`: first what is
    printed. Looked at are the bullets, and whom each article's opening counts.
    """
    printed = {
        (bullet.sentence.article, bullet.sentence.number)
        for bullet in bullets
        if bullet.sentence
    }
    newest = sorted(articles, key=lambda article: article.entry.when)[-_MOST_ARTICLES:]
    own = [a for a in articles if a.entry.id in {name for name, _ in printed}]
    looked_at = {article.entry.id: article for article in (*own, *newest)}.values()
    said = [said for article in looked_at for said in _said(article, printed)]
    said.sort(key=lambda one: (not one.printed, one.article.entry.when))
    lines: dict[tuple[str, str], list[_Said]] = {}
    for one in said:
        for other in said:
            if one is not other and _is_worth_a_look(one, other):
                key = one.figure.kind, one.figure.noun
                lines.setdefault(key, [])
                lines[key] += [s for s in (one, other) if s not in lines[key]]
    return tuple(_line(of_a_kind) for of_a_kind in lines.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A figure in an article, and the sentence it stands in."""

    article: Article
    number: int
    figure: Figure
    printed: bool


def _said(article: Article, printed: Collection[tuple[str, int]]) -> Iterator[_Said]:
    """Yield an article's figures: those printed, and in its opening whom it counts."""
    entry = article.entry
    told = {
        number: figures(text, entry.language)
        for number, text in enumerate(article_sentences(article))
        if number < _OPENING or (entry.id, number) in printed
    }
    highest = _toll(article, told.values())
    for number, found in told.items():
        is_printed = (entry.id, number) in printed
        for figure in found:
            whole = highest.get((figure.kind, figure.noun)) == figure.amount.value
            if is_printed or whole or figure.kind not in PEOPLE:
                yield _Said(
                    article=article, number=number, figure=figure, printed=is_printed
                )


def _is_worth_a_look(one: _Said, other: _Said) -> bool:
    """Return whether two figures disagree, and the first is printed or both are new."""
    first, second = one.article.entry, other.article.entry
    if first.outlet == second.outlet or not disagree(one.figure, other.figure):
        return False
    people = one.figure.kind in PEOPLE
    if not one.printed:
        both_new = abs(first.when - second.when) <= _AT_ONCE
        return people and both_new and not other.printed
    if people and second.when < first.when - _AT_ONCE:
        return one.figure.amount.value < other.figure.amount.value
    return True


def _toll(article: Article, told: Iterable[Sequence[Figure]]) -> Toll:
    """Return whom a title and sentences, given by their figures, count."""
    title = figures(article.entry.title, article.entry.language)
    return _highest([*title, *chain.from_iterable(told)])


def _highest(found: Iterable[Figure]) -> Toll:
    highest: dict[tuple[str, str], float] = {}
    for figure in found:
        if figure.kind in PEOPLE:
            key = figure.kind, figure.noun
            highest[key] = max(highest.get(key, 0.0), figure.amount.value)
    return highest


def _line(said: Sequence[_Said]) -> str:
    """Return one line on figures of a kind; the first of an outlet stands for it."""
    by_outlet: dict[str, _Said] = {}
    for one in said:
        by_outlet.setdefault(one.article.entry.outlet, one)
    first, *others = list(by_outlet.values())[:_MOST_OUTLETS]
    what = f" {first.figure.kind}" if first.figure.kind.isalpha() else ""
    told = [_told(first, f"says {_written(first)}{what}")]
    return ", ".join([*told, *(_told(other, _written(other)) for other in others)])


def _told(said: _Said, what: str) -> str:
    entry = said.article.entry
    return f"{entry.outlet} {what} ({entry.id}/{said.number})"


def _written(said: _Said) -> str:
    """Return a figure as it is written: `at least 8`, `$62 million`."""
    words, kind = said.figure.written, said.figure.kind
    small = words[0].lower() if words[1:2].islower() or words[1:2] == " " else words[0]
    sign = "" if kind.isalpha() or kind in words else kind
    return f"{sign}{small}{words[1:]}"
