"""A week's stories into an edition.

Week --read the long list's pages--> Coverage, ranked again: copies and stubs are known
    --pick again, for good--> briefs -> sections
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from digest.compose.briefs.article_text import article_sentences, is_unread
from digest.compose.briefs.brief import brief, tellers
from digest.compose.briefs.headlines import why_passed_over
from digest.compose.briefs.lead import lead
from digest.compose.bullets.pool import Length, can_tell
from digest.compose.grouping.earlier import Printed
from digest.compose.pages.copies import copies
from digest.compose.pages.read import Means, read, unread
from digest.compose.ranking.pick import pick
from digest.compose.ranking.rank import Scale, rank
from digest.compose.terms import Terms
from digest.compose.week import Week, consider, where
from digest.config import REGIONS
from digest.edition_file import TOP, Record, SourceText
from digest.errors import TooFewStoriesError
from digest.model import (
    ANYWHERE,
    Article,
    Brief,
    Coverage,
    Entry,
    RankedStory,
    Section,
    Verdict,
)
from digest.picture import Picture

_TOP_BULLETS, _FIRST_BULLETS, _BULLETS = 4, 3, 2
_NEXT = 30
"""How many stories that are out are kept in full, for an editor to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The stories of an edition: a verdict on each, and what was read of the best.

    `bare` are those whose feeds let nothing but their headlines be printed, by id.
    """

    week: Week
    terms: Terms
    verdicts: tuple[Verdict, ...]
    coverages: Mapping[str, Coverage]
    leads: Mapping[str, Article]
    bare: frozenset[str]

    @property
    def printed(self) -> tuple[Verdict, ...]:
        """The stories that are in, best first, but those without bullets last."""
        inside = (verdict for verdict in self.verdicts if verdict.section)
        return tuple(sorted(inside, key=lambda v: v.ranked.story.id in self.bare))

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

    def record(self, printed: Sequence[Brief]) -> Record:
        """Return what draft.json keeps: the stories `printed` and the next in full."""
        out = [verdict for verdict in self.verdicts if not verdict.section]
        best = sorted(out, key=lambda verdict: verdict.ranked.order)[:_NEXT]
        following = {v.ranked.story.id: self._covered(v.ranked) for v in best}
        full = {story.id: self.coverages[story.id] for story in printed} | following
        leads = {name: self._lead(coverage) for name, coverage in full.items()}
        briefs: dict[str, Brief | None] = {story.id: story for story in printed}
        for name, coverage in following.items():
            briefs[name] = self._as_printed(coverage, leads[name], _BULLETS)
        return Record(
            verdicts=self.verdicts,
            left_out=self.week.left_out,
            briefs=briefs,
            headline_whys={
                name: why_passed_over(leads[name])
                for name, made in briefs.items()
                if made and made.headline_from
            },
            texts={
                a.entry.id: _source_text(a) for c in full.values() for a in c.articles
            },
        )

    def _covered(self, ranked: RankedStory) -> Coverage:
        known = self.coverages.get(ranked.story.id)
        return known or unread(ranked, self.week.texts)

    def _briefs(self, ids: Sequence[str]) -> tuple[Brief, ...]:
        counts = [_FIRST_BULLETS] + [_BULLETS] * (len(ids) - 1)
        return tuple(self._brief(*pair) for pair in zip(ids, counts, strict=True))

    def _brief(self, story: str, bullets: int) -> Brief:
        made = self._as_printed(self.coverages[story], self.leads[story], bullets)
        assert made is not None, "a story without bullets is never picked"
        return made

    def _lead(self, coverage: Coverage) -> Article:
        return self.leads.get(coverage.ranked.story.id) or _lead(coverage, self.terms)

    def _as_printed(
        self, coverage: Coverage, first: Article, bullets: int
    ) -> Brief | None:
        words = self.terms.words_per_article
        length = Length(bullets=bullets, words_per_article=words)
        feeds, method = self.terms.scale.feeds, self.terms.method
        return brief(coverage, first, length, method, feeds)


def compose(
    entries: Sequence[Entry],
    terms: Terms,
    means: Means,
    printed: Sequence[Printed] = (),
) -> Composed:
    """Return the edition's stories; raise `TooFewStoriesError` if they are too few."""
    week = consider(entries, terms, printed)
    feeds = terms.scale.feeds
    covered = read(week.wanted, week.texts, feeds, means)
    repeated = {name: of for c in covered for name, of in copies(c.articles).items()}
    coverages = {c.ranked.story.id: _weighed(c, terms.scale, repeated) for c in covered}
    leads = {name: _lead(coverage, terms) for name, coverage in coverages.items()}
    told = {name: tellers(c, leads[name], feeds) for name, c in coverages.items()}
    bare = frozenset(name for name, articles in told.items() if not articles)
    mute = {
        name
        for name, articles in told.items()
        if articles and not can_tell(articles, terms.method)
    }
    final = pick(
        [c.ranked for name, c in coverages.items() if name not in mute],
        terms.quotas,
        feeds,
        {name: article.entry.outlet for name, article in leads.items()},
    )
    rest = [
        *(verdict for verdict in week.long_list if not verdict.section),
        *(_without_a_sentence(coverages[name].ranked) for name in mute),
    ]
    composed = Composed(
        week=week,
        terms=terms,
        verdicts=(*final, *sorted(rest, key=lambda verdict: verdict.ranked.order)),
        coverages=coverages,
        leads=leads,
        bare=bare,
    )
    _check(len(composed.printed), terms.min_stories)
    return composed


def _check(stories_found: int, least: int) -> None:
    if stories_found < least:
        raise TooFewStoriesError(
            f"{stories_found} stories found, edition.min_stories asks for"
            f" {least}: no edition. Read more feeds, or lower it."
        )


def _lead(coverage: Coverage, terms: Terms) -> Article:
    return lead(coverage, terms.scale.feeds, terms.quotas.languages)


def _weighed(coverage: Coverage, scale: Scale, copied: Mapping[str, str]) -> Coverage:
    """Return the coverage ranked and placed by what its articles say, copies marked."""
    texts = [(article.entry, article.paragraphs) for article in coverage.articles]
    stub = all(map(is_unread, coverage.articles))
    story, here = coverage.ranked.story, where(texts, scale)
    ranked = rank(story, here, scale, copies=copied.keys(), stub=stub)
    articles = (
        replace(article, copy_of=copied.get(article.entry.id))
        for article in coverage.articles
    )
    return replace(coverage, ranked=ranked, articles=tuple(articles))


def _without_a_sentence(ranked: RankedStory) -> Verdict:
    why = "no sentence stands alone"
    return Verdict(ranked=ranked, section=None, why=why, cut="no-sentence")


def _source_text(article: Article) -> SourceText:
    entry = article.entry
    return SourceText(
        outlet=entry.outlet,
        url=entry.url,
        title=entry.title,
        published=entry.when,
        origin=article.origin,
        shortfall=article.shortfall,
        remark=article.remark,
        sentences=article_sentences(article),
        language=entry.language,
        copy_of=article.copy_of,
    )
