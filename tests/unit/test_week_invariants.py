"""What holds of any week, whatever its entries are."""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from builders import NOW, make_entry
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from digest.compose.terms import Terms, terms
from digest.compose.week import Week, consider
from digest.config import Config
from digest.model import Entry

NAMES = "harbor strike quake vote ferry Kenya Peru Japan union dam flood court".split()
SAID = (
    "The {} was closed on Monday, the ministry said.",
    "Officials in {} told of the vote after a night of talks.",
    "Nobody was hurt when the {} gave way, the police said.",
)
MUTED, PINNED = "golf", "election"
words = st.lists(st.sampled_from([*NAMES, MUTED, PINNED]), min_size=1, max_size=5)


@st.composite
def weeks(draw: st.DrawFn) -> list[Entry]:
    """Return the entries of a week, ids and addresses all different."""
    count = draw(st.integers(1, 10))
    return [
        make_entry(
            id=f"a-{number}",
            outlet=draw(st.sampled_from(["Courier", "Herald", "Post"])),
            url=f"http://courier.example/{number}",
            title=" ".join(draw(words)).capitalize(),
            summary=draw(st.sampled_from(SAID)).format(draw(st.sampled_from(NAMES))),
            published=NOW - timedelta(hours=draw(st.integers(1, 150))),
        )
        for number in range(count)
    ]


def _terms(**edition: int) -> Terms:
    ranking = {"mute": [MUTED], "pin": [PINNED]}
    part = {"min_stories": 1, **edition}
    config = Config.model_validate({"ranking": ranking, "edition": part})
    return terms(config, NOW)


def _told(week: Week) -> set[frozenset[str]]:
    return {frozenset(e.id for e in ranked.story.entries) for ranked in week.ranked}


@given(weeks())
@settings(max_examples=50, deadline=None)
def test_every_entry_is_in_one_story_or_left_out(entries: list[Entry]) -> None:
    week = consider(entries, _terms())

    places = Counter(
        [entry.id for ranked in week.ranked for entry in ranked.story.entries]
        + [out.entry.id for out in week.left_out]
    )
    assert places == Counter(entry.id for entry in entries)
    judged = [verdict.ranked.story.id for verdict in week.long_list]
    assert sorted(judged) == sorted(ranked.story.id for ranked in week.ranked)


@given(weeks().flatmap(lambda week: st.tuples(st.just(week), st.permutations(week))))
@settings(max_examples=50, deadline=None)
def test_the_order_of_the_entries_does_not_matter(
    two_orders: tuple[list[Entry], list[Entry]],
) -> None:
    one, other = (consider(entries, _terms()) for entries in two_orders)

    assert one.ranked == other.ranked
    assert one.long_list == other.long_list


@given(weeks(), st.data())
@settings(max_examples=50, deadline=None)
def test_a_copy_joins_its_originals_story(
    entries: list[Entry], data: st.DataObject
) -> None:
    original = data.draw(st.sampled_from(entries))
    assume(MUTED not in original.title.lower())
    copied = replace(
        original, id="a-copy", outlet="Echo", url="http://echo.example/copied"
    )

    told = _told(consider([*entries, copied], _terms()))

    assert any({original.id, "a-copy"} <= story for story in told)


@given(weeks(), st.integers(1, 4), st.integers(1, 3))
@settings(max_examples=50, deadline=None)
def test_quotas_hold_pins_are_in_and_muted_words_are_nowhere(
    entries: list[Entry], stories: int, per_outlet: int
) -> None:
    asked = _terms(stories=stories, per_outlet=per_outlet)

    week = consider(entries, asked)

    room = asked.quotas.doubled()
    by_score = [v.ranked for v in week.long_list if v.section and not v.ranked.pinned]
    outlets = Counter(ranked.story.outlets[0] for ranked in by_score)
    assert len(by_score) <= room.stories
    assert max(outlets.values(), default=0) <= room.per_outlet
    pins = [ranked for ranked in week.ranked if ranked.pinned]
    assert {r.story.id for r in pins} <= {r.story.id for r in week.wanted}
    titles = [e.title for ranked in week.ranked for e in ranked.story.entries]
    assert not [title for title in titles if re.search(MUTED, title, re.IGNORECASE)]
    for entry in entries:
        if PINNED in entry.title.lower() and MUTED not in entry.title.lower():
            assert any(entry in ranked.story.entries for ranked in pins)
