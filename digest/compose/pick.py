"""Ranked stories into those that are printed, each with the reason why or why not."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digest.model import ANYWHERE, Feed, RankedStory, Verdict

_BALANCE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotas:
    """How many stories there is room for; `sections` maps ids to places."""

    stories: int
    sections: Mapping[str, int]
    per_outlet: int
    home: str | None = None
    languages: Sequence[str] = ("en",)
    regions: Collection[str] = ()

    def doubled(self) -> "Quotas":
        """Return the room of the long list: twice what is printed."""
        return replace(
            self,
            stories=2 * self.stories,
            sections={name: 2 * places for name, places in self.sections.items()},
            per_outlet=2 * self.per_outlet,
        )


@dataclass(slots=True)
class _Room:
    """What is left of the quotas while stories are taken."""

    quotas: Quotas
    feeds: Mapping[str, Feed]
    leads: Mapping[str, str]
    stories: int = 0
    sections: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)

    def judge(self, ranked: RankedStory, most: int | None = None) -> Verdict:
        """Take the story if there is room, with at most `most` in its section."""
        section = _section(ranked, self.quotas, self.feeds)
        outlet = self.leads.get(ranked.story.id, ranked.story.outlets[0])
        places = self.quotas.sections.get(str(section), 0)
        full = self.sections[str(section)] >= min(places, most or places)
        objection = self._objection(ranked, section, outlet, full=full)
        if objection:
            cut, why = objection
            return Verdict(ranked=ranked, section=None, why=why, cut=cut)
        self.stories += 1
        self.sections[str(section)] += 1
        self.outlets[outlet] += 1
        return Verdict(ranked=ranked, section=section, why="in")

    def _objection(
        self, ranked: RankedStory, section: str | None, outlet: str, *, full: bool
    ) -> tuple[str, str] | None:
        """Return what cuts the story, for programs and for people."""
        quotas = self.quotas
        spoken = {entry.language for entry in ranked.story.entries}
        at_home = ranked.place.code == quotas.home and quotas.home
        spent = self.outlets[outlet] >= quotas.per_outlet
        objections = (
            (at_home, "home", "home country"),
            (
                spoken.isdisjoint(quotas.languages),
                "language",
                "told in another language",
            ),
            (section is None, "no-section", f"no section for {ranked.place.region}"),
            (self.stories >= quotas.stories, "edition", "edition is full"),
            (full, "section", f"section {section} is full"),
            (spent, "outlet", f"enough stories by {outlet}"),
        )
        return next(((cut, why) for applies, cut, why in objections if applies), None)


def pick(
    ranked: Iterable[RankedStory],
    quotas: Quotas,
    feeds: Mapping[str, Feed],
    leads: Mapping[str, str] | None = None,
) -> tuple[Verdict, ...]:
    """Return a verdict on every story, best first; those with a section are in.

    Every section gets its two best stories before any gets a third: the week's loudest
    region does not drown the others.
    `leads` names the outlet each story would be printed from, by the story's id.
    """
    room = _Room(quotas, feeds, leads or {})
    ordered = sorted(ranked, key=lambda story: story.order)
    early = {story.story.id: room.judge(story, _BALANCE) for story in ordered}
    return tuple(
        verdict if verdict.section else room.judge(verdict.ranked)
        for verdict in early.values()
    )


def _section(
    ranked: RankedStory, quotas: Quotas, feeds: Mapping[str, Feed]
) -> str | None:
    """Return where the story belongs: its region, or a section of its feeds' own.

    A section that is no region (climate, say) is filled by the feeds that name it.
    """
    named = {
        feed.section if (feed := feeds.get(entry.feed_url)) else None
        for entry in ranked.story.entries
    }
    own = named.pop() if len(named) == 1 else None
    if own and own not in quotas.regions and own in quotas.sections:
        return own
    region = ranked.place.region
    if region in quotas.sections:
        return region
    return ANYWHERE if ANYWHERE in quotas.sections else None
