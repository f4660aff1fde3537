"""An edition as it was drafted and as it is printed now, and what is asked of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from digest.edition_file import sentence
from digest.edition_file.shape import (
    EditionPart,
    EntryLine,
    FullStory,
    LeftOutLine,
    StoryLine,
    StoryPart,
    WeekPart,
)
from digest.explain.answers import (
    Answer,
    Edited,
    Explanation,
    LeftOutEntry,
    Overview,
    PrintedBullet,
    Row,
    Several,
    Told,
    Unknown,
)
from digest.explain.find import Hit, find, is_address
from digest.model import Bullet


@dataclass(frozen=True, slots=True)
class _Shown:
    """A story as it stands in edition.yaml."""

    section: str
    number: int
    story: StoryPart


def explain(week: WeekPart, edited: EditionPart | None, what: str | None) -> Answer:
    """Return what is known of `what`; without it, of the whole edition.

    `what` is the id of a story or an entry, or the beginning of one, an address, or
    words of a headline. `edited` is edition.yaml, if a person changed it.
    """
    desk = _Desk(week, edited)
    if what is None:
        return desk.overview()
    hits = find(what, week, {name: one.story for name, one in desk.shown.items()})
    if not hits:
        return Unknown(edition=week.slug, what=what, why=_unknown(what, week))
    if len(hits) == 1:
        return desk.answer(hits[0])
    return Several(
        edition=week.slug,
        what=what,
        stories=tuple(desk.row(hit.story) for hit in hits if hit.story),
        left_out=tuple(desk.left_out(hit.entry) for hit in hits if not hit.story),
    )


class _Desk:
    """Both states of an edition, with its stories by their ids."""

    def __init__(self, week: WeekPart, edited: EditionPart | None) -> None:
        self.week = week
        by_rank = sorted((*week.stories, *week.others), key=lambda line: line.rank)
        self.lines: dict[str, StoryLine] = {line.id: line for line in by_rank}
        self.drafted = _as_drafted(week)
        self.shown = self.drafted if edited is None else _as_edited(edited)
        self.out = [name for name in self.lines if name not in self.shown]

    def overview(self) -> Overview:
        full = {story.id for story in self.week.stories}
        return Overview(
            edition=self.week.slug,
            printed=tuple(map(self.row, self.shown)),
            next=tuple(self.row(name) for name in self.out if name in full),
            weighed=len(self.lines),
            left_out=len(self.week.left_out),
        )

    def answer(self, hit: Hit) -> Explanation | LeftOutEntry:
        if not hit.story:
            return self.left_out(hit.entry)
        name, line = hit.story, self.lines.get(hit.story)
        part = self._part(name)
        taken = part.headline_from if part else None
        number = self.out.index(name) + 1 if name in self.out else None
        return Explanation(
            edition=self.week.slug,
            row=self.row(name),
            place=line.place if line else None,
            candidate=number,
            candidates=len(self.out),
            weighed=len(self.lines),
            last_in=line.needed if line else None,
            reasons=line.reasons if line else {},
            articles=tuple(map(self._told, line.entries)) if line else (),
            bullets=tuple(self._bullets(name)),
            asked=hit.entry or None,
            headline_from=taken.outlet if taken else None,
            headline_why=line.headline_why if isinstance(line, FullStory) else None,
            check=part.check if part else (),
        )

    def left_out(self, name: str) -> LeftOutEntry:
        line = next(line for line in self.week.left_out if line.id == name)
        return LeftOutEntry(edition=self.week.slug, **LeftOutLine.model_dump(line))

    def row(self, name: str) -> Row:
        """Return a story in a line; as it is printed, or would be, if that is known."""
        line, shown, part = self.lines.get(name), self.shown.get(name), self._part(name)
        told = [entry.outlet for entry in line.entries] if line else []
        written = (
            [part.outlet, *(source.outlet for source in part.also)] if part else []
        )
        return Row(
            id=name,
            headline=part.headline if part else line.headline if line else name,
            rank=line.rank if line else None,
            score=line.score if line else None,
            section=shown.section if shown else None,
            number=shown.number if shown else None,
            outlets=len({*(told or written)}),
            cut=line.cut if line else "in",
            why=line.why if line else "written by an editor",
            edited=self._edited(name),
        )

    def _part(self, name: str) -> StoryPart | None:
        line, shown = self.lines.get(name), self.shown.get(name)
        if shown:
            return shown.story
        return line.brief if isinstance(line, FullStory) else None

    def _edited(self, name: str) -> Edited | None:
        """Return what an editor did with the story's place, if anything."""
        was, now = self.drafted.get(name), self.shown.get(name)
        if was is None or now is None:
            return "added" if now else "removed" if was else None
        if was.section != now.section:
            return "moved"
        # Others may have come or gone: the order among those that stayed counts.
        section = was.section
        stayed = [n for n in self.drafted if _is_in(section, self.drafted.get(n))]
        before = [n for n in stayed if _is_in(section, self.shown.get(n))]
        after = [n for n in self.shown if n in before]
        return None if before.index(name) == after.index(name) else "moved"

    def _told(self, entry: EntryLine) -> Told:
        article = self.week.articles.get(entry.id)
        first = self.week.articles.get(str(article.copy_of)) if article else None
        return Told(
            entry=entry.id,
            outlet=entry.outlet,
            title=entry.title,
            url=entry.url,
            published=entry.published,
            origin=article.origin if article else None,
            shortfall=article.shortfall if article else None,
            remark=article.remark if article else None,
            copy_of=first.outlet if first else None,
        )

    def _bullets(self, name: str) -> Iterator[PrintedBullet]:
        part = self._part(name)
        for bullet in part.bullets if part else ():
            known = sentence(self.week.articles, bullet.origin or "")
            article = self.week.articles[known.article] if known else None
            changed = Bullet(text=bullet.text, sentence=known).edited
            at = known.number if known else 0
            around = article.sentences if article else ()
            yield PrintedBullet(
                text=bullet.text,
                sentence=known.text if known else None,
                before=around[at - 1] if at else None,
                after=next(iter(around[at + 1 : at + 2]), None),
                outlet=article.outlet if article else None,
                url=article.url if article else None,
                edited="written" if not known else "changed" if changed else None,
            )


def _as_drafted(week: WeekPart) -> dict[str, _Shown]:
    """Return the stories as they were drafted, in the order of each section."""
    found = {
        story.id: _Shown(story.stands.section, story.stands.number, story.brief)
        for story in week.stories
        if story.stands and story.brief
    }
    order = {name: place for place, name in enumerate(week.sections)}
    return dict(
        sorted(
            found.items(),
            key=lambda pair: (order.get(pair[1].section, len(order)), pair[1].number),
        )
    )


def _as_edited(edition: EditionPart) -> dict[str, _Shown]:
    return {
        story.id: _Shown(section.id, number, story)
        for section in edition.sections
        for number, story in enumerate(section.stories, start=1)
    }


def _is_in(section: str, shown: _Shown | None) -> bool:
    return shown is not None and shown.section == section


def _unknown(what: str, week: WeekPart) -> str:
    """Return why nothing is known of it, and where to look."""
    start, end = week.window.start, week.window.end
    entries = sum(len(line.entries) for line in (*week.stories, *week.others))
    read = f"{entries + len(week.left_out)} entries from {start:%d %b} to {end:%d %b}"
    if is_address(what):
        return f"it was in no feed that was read in this window ({read})"
    return f"no headline of this window holds these words, and no id ({read})"
