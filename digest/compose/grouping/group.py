"""Documents into stories: one event, told by several outlets.

    document --terms--> bag --likeness--> graph --average link--> groups

Title and as many as 300 words, average link, threshold .34: B-cubed F1 of .89 on
summaries and .93 on whole texts, on stories not tuned on (docs/measured.md). With time
decay the threshold is lower: an event that moves on over a week is one story, one that
returns after weeks is not.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from digest.compose.grouping.likeness import likeness
from digest.compose.grouping.linkage import average_link
from digest.compose.grouping.vectors import Bag
from digest.compose.grouping.vocabulary import terms
from digest.compose.places.regions import named_countries

THRESHOLD = 0.34
THRESHOLD_DATED = 0.20
_TITLE_WEIGHT = 4
_LONGEST = 300
_OPENING_WORDS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What grouping looks at: `day` counts from any fixed day, `None` if undated."""

    title: str
    text: str
    day: float | None = None
    language: str = "en"


def group(documents: Sequence[Document]) -> tuple[tuple[int, ...], ...]:
    """Return the groups of documents that tell one event, as their numbers.

    Every document is in exactly one group. Documents in different languages share no
    words to go by and stay apart.
    """
    groups: list[tuple[int, ...]] = []
    for language in sorted({document.language for document in documents}):
        members = [i for i, d in enumerate(documents) if d.language == language]
        groups += [
            tuple(sorted(members[i] for i in linked))
            for linked in _linked([documents[i] for i in members])
        ]
    return tuple(sorted(groups))


def _linked(documents: Sequence[Document]) -> list[list[int]]:
    """Return the groups of documents of one language."""
    # In an order of their own, so that ties do not hang on how the documents came.
    order = sorted(range(len(documents)), key=lambda i: repr(documents[i]))
    bags = [_bag(documents[i]) for i in order]
    dated = any(bag.day is not None for bag in bags)
    alike = likeness(bags)
    prints: dict[int, list[int]] = defaultdict(list)
    for i, leader in enumerate(alike.leaders.tolist()):
        prints[leader].append(order[i])
    linked = average_link(alike.graph, THRESHOLD_DATED if dated else THRESHOLD)
    groups = [[n for one in found for n in prints.get(one, ())] for found in linked]
    return [found for found in groups if found]


def _bag(document: Document) -> Bag:
    words = document.text.split(maxsplit=_LONGEST)
    weights = Counter(terms(" ".join(words[:_LONGEST]), document.language))
    for term in terms(document.title, document.language):
        weights[term] += _TITLE_WEIGHT
    opening = f"{document.title}. {' '.join(words[:_OPENING_WORDS])}"
    return Bag(terms=weights, day=document.day, countries=named_countries(opening))
