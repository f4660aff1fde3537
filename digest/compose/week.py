"""A week's entries into ranked stories and a long list, without a page being read.

entries --sift--> reports --group--> stories --place, rank--> RankedStory
    --pick--> the long list: twice what will be printed
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest import values
from digest.compose.feed_text import Texts, feed_text
from digest.compose.grouping.earlier import Printed
from digest.compose.grouping.stories import stories
from digest.compose.language.spoken import believed
from digest.compose.places.regions import place
from digest.compose.ranking.kinds import kind
from digest.compose.ranking.pick import pick
from digest.compose.ranking.rank import Scale, muting, rank
from digest.compose.terms import Terms
from digest.config import REGIONS
from digest.edition_file import LeftOut
from digest.model import Entry, Place, RankedStory, Story, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What a week's entries tell, before any page is read.

    `ranked` are the stories, best first; `long_list` has a verdict on each of them;
    `left_out` the entries that are in none, with why. `texts` are what the feeds say.
    """

    reports: tuple[Entry, ...]
    ranked: tuple[RankedStory, ...]
    long_list: tuple[Verdict, ...]
    left_out: tuple[LeftOut, ...]
    texts: Texts

    @property
    def wanted(self) -> tuple[RankedStory, ...]:
        """The stories of the long list that may be printed: their pages are read."""
        return tuple(v.ranked for v in self.long_list if v.section)


def consider(
    entries: Sequence[Entry], terms: Terms, printed: Sequence[Printed] = ()
) -> Week:
    """Return the stories that `entries` tell, and the long list of an edition.

    `printed` are the articles of earlier editions: what they told comes back only if
    it has moved on.
    """
    unfit = [out for entry in entries if (out := _unfit(entry, terms))]
    gone = {out.entry.id for out in unfit}
    fit = [entry for entry in entries if entry.id not in gone]
    # Markup is taken off once; grouping, placing and reading all look at this text.
    texts = {entry.id: feed_text(entry) for entry in fit}
    reports = believed(fit, terms.scale.feeds, texts)
    found = stories(reports, printed, texts)
    ranked = [_ranked(story, texts, terms.scale) for story in found]
    fresh = [story for story in ranked if not _is_old(story)]
    return Week(
        reports=reports,
        ranked=tuple(sorted(ranked, key=lambda story: story.order)),
        long_list=(
            *pick(fresh, terms.quotas.doubled(), terms.scale.feeds),
            *(_told_before(story) for story in ranked if _is_old(story)),
        ),
        left_out=(*unfit, *_reprinted(reports, found)),
        texts=texts,
    )


def where(texts: Sequence[tuple[Entry, Sequence[str]]], scale: Scale) -> Place:
    """Return where the articles, each an entry and its paragraphs, play together."""
    feeds = [scale.feeds.get(entry.feed_url) for entry, _ in texts]
    return place(
        [(entry.title, " ".join(paragraphs)) for entry, paragraphs in texts],
        [feed.section for feed in feeds if feed and feed.section in REGIONS],
        scale.gazetteer,
    )


def _unfit(entry: Entry, terms: Terms) -> LeftOut | None:
    """Return why an entry is not looked at, if it is not."""
    if entry.when <= terms.since:
        why = f"too old: of {entry.when:%d %b %Y}"
        return LeftOut(entry=entry, why=why, cut="old")
    if (found := kind(entry)) in terms.leave_out:
        return LeftOut(entry=entry, why=f"no report: {found}", cut="kind")
    if pattern := muting(entry, terms.scale.orders):
        why = f"muted: '{values.as_typed(pattern)}' in feeds.yaml"
        return LeftOut(entry=entry, why=why, cut="muted")
    return None


def _is_old(ranked: RankedStory) -> bool:
    told = ranked.story.follows
    return told is not None and not told.moved_on and not ranked.pinned


def _told_before(ranked: RankedStory) -> Verdict:
    told = ranked.story.follows
    assert told, "only what was told before is old"
    why = f"printed on {told.slug}, has not moved on"
    return Verdict(ranked=ranked, section=None, why=why, cut="printed")


def _reprinted(reports: Sequence[Entry], found: Sequence[Story]) -> Iterator[LeftOut]:
    """Yield the entries that stories which go on leave behind: they were printed."""
    told = {entry.id for story in found for entry in story.entries}
    for entry in reports:
        if entry.id not in told:
            why = "printed in an earlier edition"
            yield LeftOut(entry=entry, why=why, cut="printed")


def _ranked(story: Story, texts: Texts, scale: Scale) -> RankedStory:
    told = [(entry, texts[entry.id]) for entry in story.entries]
    return rank(story, where(told, scale), scale)
