import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.bullets.overlap import news, overlap


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("Dockers strike in Mombasa", "Dockers strike in Mombasa", 1.0),
        ("Dockers strike in Mombasa", "Mombasa dockers on strike", 1.0),
        ("Dockers strike", "Dockers strike in Mombasa over pay", 1.0),
        ("Kenya’s dockers", "Kenya's docker", 1.0),
        ("Kenya’s dockers", "Kenya docker", 1.0),
        ("Dockers march", "Dockers strike", 0.5),
        ("Dockers strike", "Ferry sinks", 0.0),
        ("The and of", "The and of", 0.0),
        ("", "Dockers strike", 0.0),
    ],
)
def test_overlap_is_the_share_of_telling_words(
    one: str, other: str, share: float
) -> None:
    assert overlap(one, other) == pytest.approx(share)


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_overlap_is_the_same_both_ways(one: str, other: str) -> None:
    assert overlap(one, other) == overlap(other, one)
    assert 0 <= overlap(one, other) <= 1


def test_in_scripts_without_spaces_shared_words_are_found_too() -> None:
    one, other = "港の労働者がストライキを始めた", "労働者のストライキで港が閉鎖"

    assert 0.3 < overlap(one, other) < 1
    assert overlap(one, "首相が辞任を表明した") == 0


def test_news_is_what_a_title_does_not_tell() -> None:
    assert news("Dockers strike in Mombasa over pay", "Dockers strike") == 2
    assert news("Dockers strike", "The dockers’ strike") == 0
