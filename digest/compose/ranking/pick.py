"""Ranked stories into those that are printed, each with the reason why or why not.

pinned stories -> the paper's own -> two of each section -> the rest, by their score

What an order takes counts towards the quotas like any other story. Only a pinned one
may pass a quota; all others stay within.
"""

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digest.compose.ranking.outlets import outlet
from digest.compose.ranking.room import Candidate, Quotas, Room, Round, Use, section
from digest.compose.ranking.variety import Words, likeness, words
from digest.cuts import Cut
from digest.model import Feed, RankedStory, Verdict
from digest.steering import HOME

__all__ = ["Quotas", "pick"]

_BALANCE = 2
_ALIKE = 0.25
"""Stories are alike from here: a country's name in common is less."""
_LIKE = "like "


def pick(
    ranked: Iterable[RankedStory],
    quotas: Quotas,
    feeds: Mapping[str, Feed],
    leads: Mapping[str, str] | None = None,
) -> tuple[Verdict, ...]:
    """Return a verdict on every story, best first; those with a section are in.

    Every section gets its two best stories before any gets a third: the week's loudest
    region does not drown the others. A story that is like one taken before it steps
    back by `quotas.like`, which stands among its reasons.
    `leads` names the outlet each story would be printed from, by the story's id.
    """
    choice = _Choice(room=Room(quotas))
    candidates: list[Candidate] = []
    for story in sorted(ranked, key=lambda story: story.order):
        found = _candidate(story, quotas, feeds, leads or {})
        if isinstance(found, Verdict):
            choice.verdicts.append(found)
        else:
            candidates.append(found)
    rest = choice.pinned(candidates)
    rest = choice.take(rest, "order", [c for c in rest if c.own], quotas.own)
    rest = choice.take(rest, "balance")
    rest = choice.take(rest, "score")
    choice.refuse(rest)
    return tuple(sorted(choice.verdicts, key=lambda verdict: verdict.ranked.order))


def _candidate(
    ranked: RankedStory,
    quotas: Quotas,
    feeds: Mapping[str, Feed],
    leads: Mapping[str, str],
) -> Candidate | Verdict:
    """Return the story as a candidate, or why it cannot be one, whatever its score."""
    where = section(ranked, quotas, feeds)
    if ranked.pinned and quotas.sections:
        where = where or list(quotas.sections)[-1]
    elif quotas.at_home(ranked) and where != HOME:
        return _out(ranked, "home", "home country")
    elif not {e.language for e in ranked.story.entries} & set(quotas.languages):
        return _out(ranked, "language", "told in another language")
    if where is None:
        return _out(ranked, "no-section", f"no section for {ranked.place.region}")
    country = None if where == HOME else ranked.place.code
    entries = ranked.story.entries
    lead = leads.get(ranked.story.id, entries[0].outlet)
    printed = next((e for e in entries if e.outlet == lead), None)
    uses: list[Use] = [
        ("edition", ""),
        ("section", where),
        ("outlet", outlet(printed, feeds) if printed else lead),
    ]
    return Candidate(
        ranked=ranked,
        section=where,
        uses=(*uses, ("country", country)) if country else tuple(uses),
        own=any((feed := feeds.get(e.feed_url)) and feed.own for e in entries),
    )


@dataclass(slots=True)
class _Choice:
    """Stories being taken: only those that there is room for are compared."""

    room: Room
    verdicts: list[Verdict] = field(default_factory=list)
    _words: dict[str, Words] = field(default_factory=dict)
    _compared: dict[str, int] = field(default_factory=dict)

    def pinned(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Take all that are pinned; return the others."""
        for candidate in candidates:
            if candidate.ranked.pinned:
                self.verdicts.append(self.room.take(candidate, "order"))
        return [c for c in candidates if not c.ranked.pinned]

    def take(
        self,
        candidates: Sequence[Candidate],
        by: Round,
        among: Sequence[Candidate] | None = None,
        most: int | None = None,
    ) -> list[Candidate]:
        """Take up to `most` of those `among` the candidates; return the others.

        The best is taken first. What it might lose by likeness is counted when its turn
        comes, and then it queues again: points are only ever lost, so this is the order
        that comparing everything with everything would give.
        """
        left = {c.ranked.story.id: c for c in candidates}
        free = [
            candidate
            for candidate in (candidates if among is None else among)
            if not self._has_no_room(candidate, by)
        ]
        queue = [(candidate.ranked.order, candidate) for candidate in free]
        heapq.heapify(queue)
        while queue and most != 0:
            candidate = heapq.heappop(queue)[1]
            if self._has_no_room(candidate, by):
                continue
            weighed = self._weighed(candidate)
            name = weighed.ranked.story.id
            if weighed.ranked.score < candidate.ranked.score:
                left[name] = weighed
                heapq.heappush(queue, (weighed.ranked.order, weighed))
                continue
            del left[name]
            self.verdicts.append(self.room.take(candidate, by))
            most = None if most is None else most - 1
        return list(left.values())

    def refuse(self, candidates: Sequence[Candidate]) -> None:
        """Give each its verdict, now that it is known who has the places."""
        last: dict[Use, float | None] = {}
        for candidate in candidates:
            spent = self.room.spent(candidate)
            assert spent, "what there is room for is taken"
            last |= {use: self.room.last_in(use) for use in spent if use not in last}
            # All of them bar its way: the highest bar is the one that keeps it out.
            use = max(spent, key=lambda use: _bar(last[use]))
            self.verdicts.append(self._refusal(candidate.ranked, use, last[use]))

    def _has_no_room(self, candidate: Candidate, by: Round) -> bool:
        balanced = by == "balance" and self.room.has_in(candidate.section) >= _BALANCE
        return balanced or bool(self.room.spent(candidate))

    def _refusal(self, ranked: RankedStory, use: Use, needed: float | None) -> Verdict:
        cut, name = use
        full = {
            "edition": "edition is full",
            "section": f"section {name} is full",
            "outlet": f"enough stories by {name}",
            "country": f"enough stories from {ranked.place.country or name}",
        }[cut]
        where = "" if self.room.quotas.final else "not on the long list: "
        why = f"{where}{full}: {self.room.used(use)} of {self.room.limit(use)}"
        last = "by order" if needed is None else f"the last one in scores {needed:g}"
        lost = {n: points for n, points in ranked.reasons if n.startswith(_LIKE)}
        if lost and needed is not None and ranked.score - sum(lost.values()) > needed:
            other, points = next(iter(lost.items()))
            return _out(ranked, "like", f"{other}: {points:g}; {why}, {last}", needed)
        return _out(ranked, cut, f"{why}, {last}", needed)

    def _weighed(self, candidate: Candidate) -> Candidate:
        """Return the candidate with what it loses to the stories that are in by now."""
        ranked = candidate.ranked
        name, rate = ranked.story.id, self.room.quotas.like
        plain = tuple(r for r in ranked.reasons if not r[0].startswith(_LIKE))
        loss, most = next(
            (r for r in ranked.reasons if r[0].startswith(_LIKE)), ("", 0.0)
        )
        for taken in self.room.taken[self._compared.get(name, 0) :]:
            alike = likeness(self._said(ranked), self._said(taken.ranked))
            points = round(rate * alike, 2) if alike >= _ALIKE else 0.0
            if points < most:
                loss, most = f"{_LIKE}{taken.ranked.story.id}", points
        self._compared[name] = len(self.room.taken)
        if not most:
            return candidate
        return replace(
            candidate, ranked=replace(ranked, reasons=(*plain, (loss, most)))
        )

    def _said(self, ranked: RankedStory) -> Words:
        name = ranked.story.id
        if name not in self._words:
            self._words[name] = words(ranked.story)
        return self._words[name]


def _bar(needed: float | None) -> float:
    """Return what a score has to beat; places given by order are not to be had."""
    return math.inf if needed is None else needed


def _out(
    ranked: RankedStory, cut: Cut, why: str, needed: float | None = None
) -> Verdict:
    return Verdict(ranked=ranked, section=None, why=why, cut=cut, needed=needed)
