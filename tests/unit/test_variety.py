import pytest
from builders import make_entry, make_story
from hypothesis import given
from hypothesis import strategies as st

from digest.compose.ranking.variety import likeness, words
from digest.model import Story

titles = st.lists(
    st.text(alphabet="abc ", min_size=1, max_size=12), min_size=1, max_size=4
)


def _story(*given_titles: str) -> Story:
    return make_story(
        *(make_entry(id=f"a-{n}", title=t) for n, t in enumerate(given_titles))
    )


def _alike(one: Story, other: Story) -> float:
    return likeness(words(one), words(other))


def test_stories_with_the_same_headline_are_alike_in_full() -> None:
    one, other = (_story("Dockers strike in Mombasa") for _ in range(2))

    assert _alike(one, other) == pytest.approx(1)


def test_stories_without_a_word_in_common_are_not_alike() -> None:
    one, other = _story("Dockers strike in Mombasa"), _story("Quake shakes Peru")

    assert _alike(one, other) == 0


def test_words_without_a_meaning_of_their_own_do_not_count() -> None:
    assert _alike(_story("The day after the vote"), _story("After the flood")) == 0


def test_a_word_that_many_headlines_share_counts_for_more() -> None:
    told = _story("Dockers strike", "Dockers march", "Dockers win")

    assert _alike(told, _story("Dockers")) > _alike(told, _story("march"))


def test_a_country_and_its_adjective_are_one_word() -> None:
    assert _alike(_story("Kenyan dockers"), _story("Dockers of Kenya")) == (
        pytest.approx(1)
    )


def test_a_story_whose_headlines_say_nothing_is_like_no_other() -> None:
    assert _alike(_story("The"), _story("The")) == 0


@given(titles, titles)
def test_likeness_is_from_0_to_1_and_the_same_both_ways(
    one: list[str], other: list[str]
) -> None:
    first, second = _story(*one), _story(*other)

    assert _alike(first, second) == _alike(second, first)
    assert 0 <= _alike(first, second) <= 1 + 1e-9
