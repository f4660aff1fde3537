import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.compose.briefs.figures import disagree, figures

DISAGREE = [
    ("Six people are dead.", "At least eight people were killed."),
    ("Six people are dead after the storm.", "The storm left 8 killed, police said."),
    ("Cyclone kills six in Odisha.", "The cyclone killed ten people in Odisha."),
    ("The death toll rose to 31 on Sunday.", "The toll has climbed to 28."),
    ("The number of people killed has gone up to eight.", "Six people died."),
    ("Flooding killed 12 people in Durban.", "Fifteen people died in Durban."),
    ("The attack claimed 14 lives.", "Gunmen killed 17 in the attack."),
    ("Three soldiers were killed on Friday.", "Five soldiers died on Friday."),
    ("The ministry put the toll at 45.", "Hospitals counted 60 deaths."),
    ("Two hundred people have died.", "The wave killed 340 people."),
    ("The blast wounded 40 people.", "At least 60 people were injured."),
    ("Some 40 people were hurt.", "The crash injured 75."),
    ("Twelve people were still missing.", "Twenty people are missing."),
    ("Nine crew are unaccounted for.", "Five crew are missing."),
    ("A magnitude 6.1 earthquake struck.", "A 6.3-magnitude quake shook Peru."),
    ("The quake had a magnitude of 7.4.", "A magnitude-7.1 earthquake struck."),
    (
        "The firm will pay $3bn for its rival.",
        "The rival firm will cost $2.8 billion, to be paid at once.",
    ),
    ("The fine is 62 million dollars.", "The court set the fine at $70m."),
    ("Inflation rose to 20 percent.", "Inflation reached 22% in October."),
    ("Turnout was 61 per cent.", "Turnout stood at 64 percent, the board said."),
    (
        "The parties agreed on a fund of €48bn.",
        "The fund that the parties agreed on holds 45 billion euros.",
    ),
]
AGREE = [
    ("No one was killed in Noto.", "The quake killed three people in Noto."),
    ("Not one person was killed.", "The quake killed three people."),
    # Different towns, people, events and years.
    ("Six people died in Digapahandi.", "Eight people were killed in Berhampur."),
    ("Six soldiers were killed.", "Eight civilians were killed."),
    ("The quake killed 31 people.", "A quake in 2007 killed 514 people."),
    ("The storm killed six people.", "A storm killed 90 people two years ago."),
    ("The storm killed 31.", "The war has killed 150,000 people."),
    ("Six people were killed.", "Eight people were injured."),
    # More, others, of them: no total.
    ("Six people died.", "Another two people died in hospital."),
    ("Rescuers found 14 more dead.", "The toll rose to 23."),
    ("Nine people died.", "Four of the dead were children."),
    ("Nine people died, including two soldiers.", "Nine people died."),
    # Spans that meet.
    ("About 200 people were killed.", "The storm killed 214 people."),
    ("Nearly 3,000 people were injured.", "The quake injured 2,950 people."),
    ("More than 3,000 were hurt.", "Some 3,400 people were hurt."),
    ("Between 20 and 30 people were killed.", "Police said 25 people died."),
    ("Dozens were killed.", "The blast killed 31 people."),
    ("At least six people died.", "Eight people were killed."),
    ("Six people died.", "6 people were killed."),
    # Rounded.
    ("Growth was 21.6 percent.", "Growth was 22 percent."),
    ("The deal is worth $2.8bn.", "The deal is worth $2.76 billion."),
    ("The storm injured 3,000 people.", "The storm injured 2,950 people."),
    # Shares and sums of different things.
    ("Inflation rose to 20 percent.", "Unemployment rose to 22 percent."),
    (
        "12 percent of workers joined the strike in Mombasa.",
        "14 percent of workers face dismissal in Mombasa.",
    ),
    ("The bridge will cost $48m.", "The ministry lends the bank $2m a year."),
    ("The fund holds $48bn.", "The fund holds €44bn."),
    ("The rate rose from 1.0 to 1.25 percent.", "The rate was 1.0 percent."),
    # Another quake, another reader of the same words.
    ("A magnitude 6.8 earthquake struck.", "An aftershock of magnitude 6.1 followed."),
    ("The fire in Évry killed six people.", "The fire in Nice killed eight people."),
    ("A fire in the town of Łódź killed six.", "A fire in Ürümqi killed eight."),
    ("A magnitude 7.4 quake struck.", "A magnitude 5.2 quake shook Chile."),
    ("Three officers killed eight people.", "Eight people died."),
    ("Twelve are feared dead.", "Six people died."),
    ("The crash could kill 40 people.", "The crash killed 12 people."),
]


def differ(one: str, other: str) -> bool:
    return any(
        disagree(first, second)
        for first in figures(one, "en")
        for second in figures(other, "en")
    )


@pytest.mark.parametrize(("one", "other"), DISAGREE)
def test_figures_of_one_thing_that_cannot_both_be_right_disagree(
    one: str, other: str
) -> None:
    assert differ(one, other)
    assert differ(other, one)


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_what_may_both_be_right_does_not_disagree(one: str, other: str) -> None:
    assert not differ(one, other)
    assert not differ(other, one)


def test_a_figure_is_kept_as_it_is_written() -> None:
    (figure,) = figures("At least eight people were killed.", "en")

    assert (figure.kind, figure.written) == ("dead", "At least eight")


@pytest.mark.parametrize(
    ("where", "places"),
    [
        ("in the town of Lima", {"Lima"}),
        ("in one part of the Lima valley", {"Lima"}),
        ("near Lima's harbor", {"Lima"}),
        ("in the floods of Monday", set()),
        ("at a dance on Lima Street", set()),
        ("at 12 Lima Street", set()),
    ],
)
def test_a_place_is_a_name_that_a_preposition_stands_before(
    where: str, places: set[str]
) -> None:
    (figure, *_) = figures(f"Six people died {where}.", "en")

    assert figure.places == places


def test_a_language_without_tables_has_no_figures() -> None:
    assert figures("Six people died.", "de") == ()


@given(
    st.lists(st.sampled_from("six 8 people dead killed toll to of $3bn % in".split()))
)
def test_no_sentence_disagrees_with_itself(words: list[str]) -> None:
    sentence = " ".join(words)

    assert not differ(sentence, sentence)
