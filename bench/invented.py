"""Weeks of invented entries, as large as asked, and articles: what is timed on them.

Words come by rank as in any language, a story's own words from all over the list; 55 of
100 stories have one entry, the rest follow a power law, as counts of coverage do.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from digest.model import Entry, Feed

NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
WORDS = 45
"""Words of a summary: what a feed mostly carries."""
_SILENT = (
    "the of and to in a that is was for it with as his on be at by had not are from"
).split()
_PLACES = (
    "Kenya Peru Japan France Germany Nigeria Brazil India China Iran Israel Ukraine"
    " Russia Canada Mexico Egypt Turkey Spain Italy Poland Chile Sudan Mali Ghana Kyoto"
    " Lima Paris Mumbai Nairobi Lagos Toronto Sydney Jakarta Manila Tehran Ankara"
).split()
_HOSTS = 400


def feeds() -> tuple[Feed, ...]:
    """Return the feeds of as many outlets as carry the invented weeks."""
    return tuple(
        Feed(title=f"Paper {n}", url=f"https://paper{n}.example/rss")
        for n in range(_HOSTS)
    )


def week(count: int, seed: int = 1) -> list[Entry]:
    """Return `count` entries of a week before `NOW`; the same seed, the same week."""
    chance = random.Random(seed)  # noqa: S311  repeatable, and no secret
    vocabulary = _vocabulary(chance)
    weights = list(accumulate((rank + 20) ** -0.95 for rank in range(len(vocabulary))))
    outlets = feeds()
    found: list[Entry] = []
    while len(found) < count:
        story = _Story(chance, vocabulary, weights)
        for _ in range(min(story.size, count - len(found))):
            feed = chance.choice(outlets)
            found.append(_entry(len(found), feed, story, chance))
    chance.shuffle(found)
    return found


def articles(count: int, sentences: int, seed: int = 1) -> list[list[str]]:
    """Return articles of so many sentences of 8 to 34 words; a seed, the same ones."""
    chance = random.Random(seed)  # noqa: S311  repeatable, and no secret
    vocabulary = _vocabulary(chance)
    weights = list(accumulate((rank + 20) ** -0.95 for rank in range(len(vocabulary))))
    return [
        [story.sentence(chance.randint(8, 34), begun=n > 0) for n in range(sentences)]
        for story in (_Story(chance, vocabulary, weights) for _ in range(count))
    ]


class _Story:
    """What its reports have in common, and how one of them is put."""

    def __init__(
        self, chance: random.Random, vocabulary: list[str], weights: list[float]
    ) -> None:
        self._chance, self._vocabulary, self._weights = chance, vocabulary, weights
        alone = chance.random() < 0.55  # noqa: PLR2004  see above
        self.size = 1 if alone else min(200, int(chance.paretovariate(1.1)) + 1)
        self.begun = NOW - timedelta(days=7 * chance.random())
        self._place = chance.choice(_PLACES)
        self._own = [*self._common(10), *chance.choices(vocabulary, k=6)]

    def title(self) -> str:
        words = [*self._chance.sample(self._own, 4), *self._common(3)]
        return " ".join([self._place, *words])

    def text(self) -> str:
        told = [*self._chance.sample(self._own, 8), self._place]
        said = iter(self._common(WORDS))
        rest = [
            self._chance.choice(_SILENT) if self._chance.random() < 0.42 else next(said)  # noqa: PLR2004  as in prose
            for _ in range(WORDS - len(told))
        ]
        return " ".join((*told, *rest))

    def sentence(self, length: int, *, begun: bool) -> str:
        """Return words with a place among them; the first sentence names most."""
        own = self._chance.sample(self._own, 3 if begun else 8)
        said = [*own, self._place, *self._common(length)]
        words = [
            self._chance.choice(_SILENT) if self._chance.random() < 0.42 else word  # noqa: PLR2004  as in prose
            for word in said[:length]
        ]
        self._chance.shuffle(words)
        text = " ".join(words)
        return f"{text[:1].upper()}{text[1:]}."

    def _common(self, count: int) -> list[str]:
        return self._chance.choices(
            self._vocabulary, cum_weights=self._weights, k=count
        )


def _vocabulary(chance: random.Random) -> list[str]:
    heads = "b c d f g h k l m n p r s t v w br tr st".split()
    tails = "a e i o u ai or en".split()
    syllables = [head + tail for head in heads for tail in tails]

    def words() -> Iterator[str]:
        for _ in range(40_000):
            yield "".join(chance.choices(syllables, k=chance.randint(2, 4)))

    return list(words())


def _entry(number: int, feed: Feed, story: _Story, chance: random.Random) -> Entry:
    when = min(NOW, story.begun + timedelta(days=abs(chance.gauss(0, 0.7))))
    return Entry(
        id=f"a-{number:016x}",
        feed_url=feed.url,
        outlet=feed.title,
        url=f"https://{feed.url.split('/')[2]}/2026/{number}",
        title=story.title(),
        summary=f"<p>{story.text()}</p>",
        published=when,
        first_seen=when,
        position=chance.randint(1, 30),
    )
