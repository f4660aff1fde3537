"""The room in an edition: quotas, and what is left of them while stories are taken."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from digest.model import ANYWHERE, Feed, RankedStory, Verdict
from digest.steering import HOME

_MANY = 1_000

Use = tuple[Literal["edition", "section", "outlet", "country"], str]
"""A quota, and whose it is: of the section `africa`, of the outlet `Courier`."""

Round = Literal["order", "balance", "score"]
"""By what a story was taken: an editor's order, a section's first, or its score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotas:
    """How many stories there is room for; `sections` maps ids to places.

    They are `final` unless they are those of the long list;
    `own` places are for stories of the paper's own feeds; `like` are the points that a
    story loses to one that is in and has the same headline.
    """

    stories: int
    sections: Mapping[str, int]
    per_outlet: int
    per_country: int = _MANY
    final: bool = True
    own: int = 0
    like: float = 0.0
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
            per_country=2 * self.per_country,
            own=2 * self.own,
            final=False,
        )

    def at_home(self, ranked: RankedStory) -> bool:
        """Return whether a story plays in the newsletter's own country."""
        return self.home is not None and ranked.place.code == self.home


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A story that may be printed, and the quotas that it counts towards."""

    ranked: RankedStory
    section: str
    uses: tuple[Use, ...]
    own: bool = False


def section(
    ranked: RankedStory, quotas: Quotas, feeds: Mapping[str, Feed]
) -> str | None:
    """Return where the story belongs: home, its region, or a section of its feeds' own.

    A section that is no region (climate, say) is filled by the feeds that name it.
    """
    if HOME in quotas.sections and quotas.at_home(ranked):
        return HOME
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


@dataclass(slots=True)
class Room:
    """What is left of the quotas while stories are taken; `taken` are in, in order."""

    quotas: Quotas
    taken: list[Candidate] = field(default_factory=list)
    _used: Counter[Use] = field(default_factory=Counter)
    _rounds: dict[str, Round] = field(default_factory=dict)

    def take(self, candidate: Candidate, by: Round) -> Verdict:
        """Take the story, whatever the quotas say; it counts towards them."""
        self.taken.append(candidate)
        self._used.update(candidate.uses)
        self._rounds[candidate.ranked.story.id] = by
        return Verdict(ranked=candidate.ranked, section=candidate.section, why="in")

    def has_in(self, section: str) -> int:
        """Return how many stories the section has."""
        return self._used["section", section]

    def spent(self, candidate: Candidate) -> tuple[Use, ...]:
        """Return the quotas that are used up for the story."""
        used = self._used
        return tuple(use for use in candidate.uses if used[use] >= self.limit(use))

    def limit(self, use: Use) -> int:
        """Return how many stories the quota allows."""
        cut, name = use
        if cut == "section":
            return self.quotas.sections.get(name, 0)
        return {
            "edition": self.quotas.stories,
            "outlet": self.quotas.per_outlet,
            "country": self.quotas.per_country,
        }[cut]

    def used(self, use: Use) -> int:
        """Return how many stories count towards the quota."""
        return self._used[use]

    def last_in(self, use: Use) -> float | None:
        """Return the lowest score that has a place of the quota, and could lose it.

        Orders are not to be beaten; and where an edition is full, neither are the first
        stories of a section, which are there for balance, while there are others.
        """
        scores: dict[Round, list[float]] = {"order": [], "balance": [], "score": []}
        for held in self.taken:
            if use in held.uses:
                by = self._rounds[held.ranked.story.id]
                scores[by].append(held.ranked.score)
        rest = scores["score"] or scores["balance"]
        open_to_all = (
            rest if use[0] == "edition" else scores["score"] + scores["balance"]
        )
        return round(min(open_to_all), 2) if open_to_all else None
