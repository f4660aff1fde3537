"""A story's bullets from all its articles: the lead's, and what others add to them.

    the lead's sentences, best first    one by one, unless
    the others' sentences               one of theirs is worth more

    worth = .5/√place + .5·news - told - penalty - .6/n if it is another article's

with `place` from 1 in the article's own order (others from 2), `news` what recurs in
the story and was not said yet, `told` the share of the words that were, `penalty` what
counts against the sentence beyond .18, and n the bullets so far: others have to earn
their place, the second bullet's most of all. The weights are judgement, set by reading
the sample week and 97 stories of three and more outlets: of three bullets a story, a
quarter is another's than the lead's.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from digest.compose.briefs.article_text import article_sentences
from digest.compose.briefs.tolls import Freshness
from digest.compose.bullets.alike import Telling, tell_the_same, telling
from digest.compose.bullets.candidates import SPOILT, Candidate
from digest.compose.bullets.summarize import best_first
from digest.compose.language.words import count
from digest.compose.summarizers import Method
from digest.model import Article

_BY_LENGTH = ((6, 1), (13, 2), (31, 3))
"""Bullets by the article's sentences: 1 under 6, 2 up to 12, 3 up to 30, else 4."""
_MOST_BULLETS = 4
_PLACE, _NEWS = 0.5, 0.5
_ANOTHERS = 0.6
_CENTRAL = 0.25
"""The least share of another's words that the story's articles use, on average."""
_SLIGHT = 0.18
"""The most that may count against another's sentence, which stands among strangers: 30
words, but no surname that was introduced before.
"""
_BEST = 3
_FULL_NEWS = 10.0
_MARK = 2.0
"""How much more a name or a figure tells than a word."""
_LOOKED_AT = 12
"""How many of an article's sentences may become bullets, the best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How much of a story is printed."""

    bullets: int
    words_per_article: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A sentence of an article that is or may be a bullet.

    `place` counts from 0 at the article's best; it gives `most` bullets at most.
    """

    article: Article
    candidate: Candidate
    place: int
    most: int
    telling: Telling

    @property
    def words(self) -> int:
        return count(self.candidate.text)


def choose(
    articles: Sequence[Article], length: Length, method: Method, fresh: Freshness
) -> tuple[Choice, ...]:
    """Return the sentences that tell a story: of the first article, then by time.

    All articles are of one language, and none repeats another. Of none more words are
    chosen than `length` allows, but for a single sentence where there is no other.
    """
    pool = _Pool(articles, method, fresh)
    chosen: list[Choice] = []
    left = list(pool.choices)
    while len(chosen) < length.bullets:
        left = [c for c in left if _is_open(c, chosen, length)]
        best = _best(left, chosen, pool)
        if best is None:
            break
        chosen.append(best)
    if not chosen and length.bullets:
        chosen += sorted(pool.choices, key=lambda choice: choice.words)[:1]
    return tuple(sorted(chosen, key=lambda choice: _reading_order(choice, pool.first)))


def can_tell(articles: Sequence[Article], method: Method) -> bool:
    """Return whether any sentence may be chosen, without choosing."""
    return any(True for article in articles for _ in _choices(article, method))


class _Pool:
    """Every sentence that may be printed, and how often the story tells each word."""

    def __init__(
        self, articles: Sequence[Article], method: Method, fresh: Freshness
    ) -> None:
        by_text: dict[str, Choice] = {}
        for article in articles:
            for choice in _choices(article, method):
                by_text.setdefault(choice.candidate.text, choice)
        found = by_text.values()
        new = [c for c in found if not fresh.is_stale(c.article, c.candidate.text)]
        # Old news is better than none, and is flagged.
        self.choices = new or list(found)
        self.first = articles[0]
        self._articles = len(articles)
        self._told: Counter[str] = Counter()
        for article in articles:
            self._told.update(
                telling(" ".join(article.paragraphs), article.entry.language).stems
            )

    def worth(self, choice: Choice, chosen: Sequence[Choice]) -> float:
        """Return what a sentence is worth when others are chosen, about 0 to 1."""
        own = choice.article is self.first
        stems = choice.telling.stems
        said = frozenset(stem for other in chosen for stem in other.telling.stems)
        points = _PLACE / math.sqrt(choice.place + (1 if own else 2))
        points += _NEWS * self._news(choice, said)
        points -= len(stems & said) / max(1, len(stems))
        points -= max(0.0, choice.candidate.penalty - _SLIGHT)
        return points if own or not chosen else points - _ANOTHERS / len(chosen)

    def may_add(self, choice: Choice, *, fill: bool) -> bool:
        """Return whether another's sentence stands well enough among strangers.

        It has to be central to the story, or to `fill` a place for which the lead has
        nothing sound: one of its article's best.
        """
        if choice.article is self.first or choice.candidate.penalty > _SLIGHT:
            return False
        central = self._centrality(choice) >= _CENTRAL
        return central or (fill and choice.place < _BEST)

    def _news(self, choice: Choice, said: frozenset[str]) -> float:
        """Return how much of what recurs in the story is new, 0 to 1."""
        marks = choice.telling.marks
        points = sum(
            self._recurrence(stem) * (_MARK if stem in marks else 1)
            for stem in choice.telling.stems - said
        )
        return min(1.0, points / _FULL_NEWS)

    def _centrality(self, choice: Choice) -> float:
        """Return how much of a sentence's words the other articles use, 0 to 1."""
        stems = choice.telling.stems
        return sum(map(self._recurrence, stems)) / max(1, len(stems))

    def _recurrence(self, stem: str) -> float:
        """Return the share of the other articles that have a word of this one."""
        return (self._told[stem] - 1) / max(1, self._articles - 1)


def _choices(article: Article, method: Method) -> Iterator[Choice]:
    entry, told = article.entry, article_sentences(article)
    found = best_first(told, language=entry.language, title=entry.title, method=method)
    for place, candidate in enumerate(islice(found, _LOOKED_AT)):
        yield Choice(
            article=article,
            candidate=candidate,
            place=place,
            most=_most(len(told)),
            telling=telling(candidate.text, entry.language),
        )


def _is_open(choice: Choice, chosen: Sequence[Choice], length: Length) -> bool:
    """Return whether a sentence may still be chosen: quotas, and nothing twice."""
    same = [c for c in chosen if c.article is choice.article]
    words = choice.words + sum(c.words for c in same)
    if len(same) >= choice.most or words > length.words_per_article:
        return False
    # What says the same as an earlier one has gone already.
    return not any(tell_the_same(choice.telling, o.telling) for o in chosen[-1:])


def _best(
    left: Sequence[Choice], chosen: Sequence[Choice], pool: _Pool
) -> Choice | None:
    """Return what to print next: the lead's next best, or what is worth more."""
    own = next((choice for choice in left if choice.article is pool.first), None)
    sound = own is not None and own.candidate.penalty < SPOILT
    if sound and not chosen:
        return own
    others = [choice for choice in left if pool.may_add(choice, fill=not sound)]
    ranked = [own, *others] if own else others
    return max(ranked, key=lambda choice: pool.worth(choice, chosen), default=None)


def _reading_order(choice: Choice, first: Article) -> tuple[object, ...]:
    entry = choice.article.entry
    own = choice.article is first
    return not own, entry.when, entry.id, choice.candidate.number


def _most(length: int) -> int:
    return next((n for under, n in _BY_LENGTH if length < under), _MOST_BULLETS)
