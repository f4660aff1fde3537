"""What is meant by an id, an address or words of a headline."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digest.addresses import comparison_key
from digest.edition_file.shape import EntryLine, StoryPart, WeekPart

_STORY, _ENTRY = re.compile(r"s-\w+"), re.compile(r"a-\w+")
_ADDRESS = re.compile(r"\w+://\S+|(?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?/\S*")


@dataclass(frozen=True, slots=True)
class Hit:
    """A story by its id, perhaps found by one of its entries; or an entry in none."""

    story: str
    entry: str = ""


def find(what: str, week: WeekPart, shown: Mapping[str, StoryPart]) -> tuple[Hit, ...]:
    """Return what is meant, each story once; `shown` are the stories printed now."""
    hits: dict[str, Hit] = {}
    said = _plain(what).split()
    # `s-bahn` looks like an id, and is a word where no id begins so.
    found = tuple(_hits(what.strip(), week, shown)) or _saying(said, week, shown)
    for hit in found:
        hits.setdefault(hit.story or hit.entry, hit)
    exact = hits.get(what.strip())
    return (exact,) if exact else tuple(hits.values())


def is_address(what: str) -> bool:
    """Return whether words are an address, with or without its scheme."""
    return bool(_ADDRESS.fullmatch(what.strip()))


def _hits(what: str, week: WeekPart, shown: Mapping[str, StoryPart]) -> Iterator[Hit]:
    if _STORY.fullmatch(what):
        names = (*shown, *(line.id for line in (*week.stories, *week.others)))
        yield from (Hit(name) for name in names if name.startswith(what))
    elif _ENTRY.fullmatch(what):
        yield from (h for h, entry in _entries(week) if entry.id.startswith(what))
    elif is_address(what):
        yield from _at(what, week, shown)
    else:
        yield from _saying(_plain(what).split(), week, shown)


def _entries(week: WeekPart) -> Iterator[tuple[Hit, EntryLine]]:
    for line in (*week.stories, *week.others):
        yield from ((Hit(line.id, entry.id), entry) for entry in line.entries)
    yield from ((Hit("", entry.id), entry) for entry in week.left_out)


def _at(address: str, week: WeekPart, shown: Mapping[str, StoryPart]) -> Iterator[Hit]:
    full = address if "//" in address else f"//{address}"
    key = comparison_key(full)
    yield from (h for h, entry in _entries(week) if comparison_key(entry.url) == key)
    for name, story in shown.items():
        if comparison_key(story.url) == key:
            yield Hit(name)


def _plain(text: str) -> str:
    """Return text as people type it: small letters, no accents, straight marks."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _saying(
    words: list[str], week: WeekPart, shown: Mapping[str, StoryPart]
) -> Iterator[Hit]:
    titles = [
        *((Hit(name), story.headline) for name, story in shown.items()),
        *(
            (Hit(h.story, "" if h.story else h.entry), e.title)
            for h, e in _entries(week)
        ),
    ]
    for hit, title in titles:
        if words and all(word in _plain(title) for word in words):
            yield hit
