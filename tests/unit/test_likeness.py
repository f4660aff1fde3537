"""How alike documents are: who repeats whom, and what days and countries do."""

import numpy as np
import pytest

from digest.compose.grouping.likeness import FLOOR, Likeness, likeness
from digest.compose.grouping.vectors import Bag

FERRY = "ferry cebu sank coast guard divers wreck captain held".split()
COURT = "court ruling spill creek payout villagers oil firm appeal".split()


def _bag(
    words: list[str], day: float | None = None, countries: str = "", weight: int = 1
) -> Bag:
    return Bag(
        terms=dict.fromkeys(words, weight),
        day=day,
        countries=frozenset(countries.split()),
    )


def _between(found: Likeness, one: int, other: int) -> float:
    graph = found.graph
    row = slice(graph.starts[one], graph.starts[one + 1])
    values = graph.values[row][graph.columns[row] == other]
    return float(values[0]) if len(values) else 0.0


def test_documents_with_no_word_in_common_are_not_alike() -> None:
    found = likeness([_bag(FERRY), _bag(COURT)])

    assert len(found.graph.values) == 0


def test_likeness_is_the_same_from_both_sides() -> None:
    found = likeness([_bag(FERRY), _bag(FERRY[:5] + COURT[:4]), _bag(COURT)])

    assert _between(found, 0, 1) == _between(found, 1, 0) > FLOOR
    assert _between(found, 1, 2) == _between(found, 2, 1) > FLOOR


def test_likeness_comes_in_steps_that_add_up_without_rounding() -> None:
    thirds = [_bag(FERRY[:n] + COURT[: 9 - n], day=n / 7) for n in range(3, 9)]

    values = likeness(thirds).graph.values

    assert len(values) > 6
    assert (values * 2**20 % 1 == 0).all()


def test_days_between_make_reports_less_alike() -> None:
    def after(days: float) -> float:
        words = FERRY[:5] + COURT[:4]
        return _between(likeness([_bag(FERRY, 0.0), _bag(words, days)]), 0, 1)

    assert after(0.0) > after(1.0) > after(3.0) > 0


def test_a_document_without_a_day_is_near_any_day() -> None:
    words = FERRY[:5] + COURT[:4]
    undated = likeness([_bag(FERRY, None), _bag(words, 9.0)])
    dated = likeness([_bag(FERRY, 9.0), _bag(words, 9.0)])

    assert _between(undated, 0, 1) == _between(dated, 0, 1) > 0


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("PE", "JP", "less"), ("PE", "PE JP", "as"), ("PE", "", "as"), ("", "", "as")],
)
def test_reports_from_different_countries_are_less_alike(
    one: str, other: str, alike: str
) -> None:
    words = FERRY[:5] + COURT[:4]
    plain = likeness([_bag(FERRY), _bag(words)])
    named = likeness([_bag(FERRY, countries=one), _bag(words, countries=other)])

    less = _between(named, 0, 1) < _between(plain, 0, 1)
    assert less == (alike == "less")


def test_reports_from_different_countries_do_not_borrow_from_each_other() -> None:
    words = FERRY[:5] + COURT[:4]
    others = [_bag(f"{n} alone entirely".split()) for n in "one two three".split()]
    apart = likeness([_bag(FERRY, None, "PE"), _bag(words, None, "JP"), *others])
    alone = likeness([_bag(FERRY, None, "PE"), _bag(words, None, "PE"), *others])

    # Had they borrowed, countries alone would make .6 of it.
    assert _between(apart, 0, 1) < 0.5 * _between(alone, 0, 1)


def test_two_reports_are_nearer_for_what_both_have_in_common_with_a_third() -> None:
    first = _bag("ferry cebu sank rough seas".split())
    last = _bag("ferry captain police detained negligence".split())
    between = _bag("ferry cebu sank captain police detained".split())
    others = [_bag([*COURT, f"case{n}"]) for n in range(3)]

    without = likeness([first, last, *others])
    helped = likeness([first, last, between, *others])

    assert _between(helped, 0, 1) > _between(without, 0, 1)


def test_prints_of_one_report_are_taken_as_one() -> None:
    found = likeness([_bag(FERRY), _bag(COURT), _bag(FERRY), _bag(FERRY)])

    assert found.leaders.tolist() == [0, 1, 0, 0]
    assert len(found.graph.values) == 0


def test_reports_that_are_only_alike_repeat_no_one() -> None:
    found = likeness([_bag(FERRY), _bag(FERRY[:6] + COURT[:3])])

    assert found.leaders.tolist() == [0, 1]


def test_a_week_full_of_one_story_is_taken_together() -> None:
    rng = np.random.default_rng(1)
    flood = [
        _bag([str(w) for w in rng.choice(60, size=30, replace=False)])
        for _ in range(60)
    ]
    week = [_bag(FERRY), _bag(COURT), *flood]

    found = likeness(week, most_pairs=300)

    assert len(set(found.leaders[2:].tolist())) < 40
    assert found.leaders[:2].tolist() == [0, 1]
    assert len(found.graph.values) <= 2 * 300
    led = np.arange(len(week)) != found.leaders
    assert not led[found.leaders].any()
    assert (found.graph.sizes[led] == 0).all()


def test_documents_without_a_word_are_alike_to_none() -> None:
    found = likeness([_bag([]), _bag(FERRY), _bag([])])

    assert found.leaders.tolist() == [0, 1, 2]
    assert len(found.graph.values) == 0


def test_no_documents_are_no_graph() -> None:
    assert len(likeness([]).graph) == 0
