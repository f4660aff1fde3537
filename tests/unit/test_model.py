import pytest

from digest.model import Bullet, Sentence

TOLD = "However, the port was shut on Monday, a minister said."


def _bullet(text: str, told: str = TOLD) -> Bullet:
    return Bullet(text=text, sentence=Sentence(article="a-1", number=0, text=told))


@pytest.mark.parametrize(
    "text",
    [
        TOLD,
        "The port was shut on Monday, a minister said.",
        "The port was shut on Monday [16 November], a minister said.",
        "The port was shut on Monday [16. November], a minister said.",
    ],
)
def test_what_is_cut_at_the_start_or_dated_is_not_edited(text: str) -> None:
    assert not _bullet(text).edited


@pytest.mark.parametrize(
    "text",
    [
        "The port was closed on Monday, a minister said.",
        "The port was shut on Monday.",
        "The port was shut on Monday [again], a minister said.",
        "The port was shut on Monday [12 killed], a minister said.",
        "The port was shut on Monday [a thief since 1999], a minister said.",
        "However, the port was shut on Monday",
    ],
)
def test_other_words_are_an_editors(text: str) -> None:
    assert _bullet(text).edited


def test_words_without_a_sentence_are_an_editors() -> None:
    assert Bullet(text=TOLD).edited


def test_brackets_of_the_papers_own_are_no_date_of_ours() -> None:
    told = "The port was shut [see page 3] on Monday, a minister said."

    assert not _bullet(told, told).edited
    assert not _bullet(told, told).dated


def test_a_date_beside_a_weekday_is_told() -> None:
    assert _bullet("The port was shut on Monday [16 November], a minister said.").dated
    assert not _bullet(TOLD).dated
