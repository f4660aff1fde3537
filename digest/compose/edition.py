"""A week's entries into the stories of an edition.

entries -> stories -> place, rank, pick a long list -> read its pages
-> rank and pick again, for good -> briefs -> sections
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from digest.compose.brief import Length, article_sentences, brief, lead
from digest.compose.copies import copies
from digest.compose.earlier import Printed
from digest.compose.pick import pick
from digest.compose.rank import Scale, is_muted, rank
from digest.compose.read import read
from digest.compose.regions import place
from digest.compose.spoken import believed
from digest.compose.stories import feed_text, stories
from digest.compose.terms import Terms
from digest.config import REGIONS
from digest.edition_file import TOP, SourceText
from digest.errors import TooFewStoriesError
from digest.http import Web
from digest.model import (
    ANYWHERE,
    Article,
    Brief,
    Coverage,
    Entry,
    Picture,
    Place,
    RankedStory,
    Section,
    Story,
    Verdict,
)
from digest.progress import Progress
from digest.workers import Map

_TOP_BULLETS, _FIRST_BULLETS, _BULLETS = 4, 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What it is made with."""

    web: Web
    mapped: Map
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The stories of an edition: a verdict on each, and what was read of those in."""

    verdicts: tuple[Verdict, ...]
    coverages: Mapping[str, Coverage]
    leads: Mapping[str, Article]
    words_per_article: int

    @property
    def printed(self) -> tuple[Verdict, ...]:
        """The stories that are in, best first."""
        return tuple(verdict for verdict in self.verdicts if verdict.section)

    @property
    def top(self) -> tuple[Coverage, Article]:
        """The best story, and the article it is printed from."""
        best = self.printed[0].ranked.story.id
        return self.coverages[best], self.leads[best]

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article of the stories that are in."""
        ids = [verdict.ranked.story.id for verdict in self.printed]
        return tuple(a for name in ids for a in self.coverages[name].articles)

    def sections(
        self, headings: Mapping[str, str], picture: Picture | None
    ) -> tuple[Section, ...]:
        """Return the top story's section and the others, in the headings' order."""
        by_section: dict[str, list[str]] = defaultdict(list)
        best, *others = self.printed
        for verdict in others:
            by_section[str(verdict.section)].append(verdict.ranked.story.id)
        top = replace(self._brief(best.ranked.story.id, _TOP_BULLETS), picture=picture)
        below = (
            Section(id=name, title=title, briefs=self._briefs(by_section[name]))
            for name, title in headings.items()
            if by_section[name]
        )
        return (Section(id=TOP, title="", briefs=(top,)), *below)

    def quiet(self, headings: Mapping[str, str]) -> tuple[str, ...]:
        """Return the regions that have headings but no story."""
        told = {verdict.section for verdict in self.printed} | {ANYWHERE}
        return tuple(n for n in headings if n in REGIONS and n not in told)

    def texts(self) -> dict[str, SourceText]:
        """Return every article of the stories that are in, by its entry's id."""
        return {article.entry.id: _source_text(article) for article in self.articles}

    def _briefs(self, ids: Sequence[str]) -> tuple[Brief, ...]:
        counts = [_FIRST_BULLETS] + [_BULLETS] * (len(ids) - 1)
        return tuple(self._brief(*pair) for pair in zip(ids, counts, strict=True))

    def _brief(self, story: str, bullets: int) -> Brief:
        length = Length(bullets=bullets, words_per_article=self.words_per_article)
        made = brief(self.coverages[story], self.leads[story], length)
        assert made is not None, "a story without bullets is never picked"
        return made


def compose(
    entries: Sequence[Entry],
    terms: Terms,
    means: Means,
    printed: Sequence[Printed] = (),
) -> Composed:
    """Return the edition's stories; raise `TooFewStoriesError` if they are too few."""
    feeds, quotas = terms.scale.feeds, terms.quotas
    found = stories(believed(entries, feeds), printed)
    muted = [story for story in found if is_muted(story, terms.scale.orders)]
    ranked = [_ranked(story, terms.scale) for story in found]
    loud = [story for story in ranked if story.story not in muted]
    heard = [story for story in loud if not _is_old(story)]
    long_list = pick(heard, quotas.doubled(), feeds)
    wanted = [verdict.ranked for verdict in long_list if verdict.section]
    covered = read(wanted, feeds, means.web, means.mapped, means.progress)
    coverages = {c.ranked.story.id: _weighed(c, terms.scale) for c in covered}
    leads = {
        name: lead(coverage, feeds, quotas.languages)
        for name, coverage in coverages.items()
    }
    mute = {
        name for name, c in coverages.items() if brief(c, leads[name], _ONE) is None
    }
    final = pick(
        [c.ranked for name, c in coverages.items() if name not in mute],
        quotas,
        feeds,
        {name: article.entry.outlet for name, article in leads.items()},
    )
    rest = [
        *(verdict for verdict in long_list if not verdict.section),
        *_out([coverages[name].ranked for name in mute], "no sentence stands alone"),
        *_out([r for r in ranked if r.story in muted], "muted"),
        *_told_before(loud),
    ]
    composed = Composed(
        verdicts=(*final, *sorted(rest, key=lambda verdict: verdict.ranked.order)),
        coverages=coverages,
        leads=leads,
        words_per_article=terms.words_per_article,
    )
    _check(len(composed.printed), terms.min_stories)
    return composed


_ONE = Length(bullets=1, words_per_article=400)


def _check(stories_found: int, least: int) -> None:
    if stories_found < least:
        raise TooFewStoriesError(
            f"{stories_found} stories found, edition.min_stories asks for"
            f" {least}: no edition. Read more feeds, or lower it."
        )


def _is_old(ranked: RankedStory) -> bool:
    told = ranked.story.follows
    return told is not None and not told.moved_on


def _told_before(ranked: Sequence[RankedStory]) -> list[Verdict]:
    return [
        Verdict(
            ranked=story,
            section=None,
            why=f"printed on {told.slug}, has not moved on",
        )
        for story in ranked
        if (told := story.story.follows) and not told.moved_on
    ]


def _ranked(story: Story, scale: Scale) -> RankedStory:
    return rank(story, _place([(e, feed_text(e)) for e in story.entries], scale), scale)


def _weighed(coverage: Coverage, scale: Scale) -> Coverage:
    """Return the coverage ranked and placed by what its articles say."""
    texts = [(article.entry, article.paragraphs) for article in coverage.articles]
    repeated = copies(coverage.articles)
    stub = all(article.shortfall for article in coverage.articles)
    story = coverage.ranked.story
    where = _place(texts, scale)
    ranked = rank(story, where, scale, copies=repeated, stub=stub)
    return replace(coverage, ranked=ranked)


def _place(texts: Sequence[tuple[Entry, Sequence[str]]], scale: Scale) -> Place:
    feeds = [scale.feeds.get(entry.feed_url) for entry, _ in texts]
    return place(
        [(entry.title, " ".join(paragraphs)) for entry, paragraphs in texts],
        [feed.section for feed in feeds if feed and feed.section in REGIONS],
    )


def _out(ranked: Sequence[RankedStory], why: str) -> list[Verdict]:
    return [Verdict(ranked=story, section=None, why=why) for story in ranked]


def _source_text(article: Article) -> SourceText:
    entry = article.entry
    return SourceText(
        outlet=entry.outlet,
        url=entry.url,
        title=entry.title,
        published=entry.when,
        origin=article.origin,
        shortfall=article.shortfall,
        sentences=article_sentences(article),
    )
