import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.compose.bullets.alike import tell_the_same, telling

SAME = [
    # In other verbs, with the same names and figures.
    (
        (
            "Iraq has promised 10,000 barrels of crude a day and will rebuild the line"
            " between Ruwaished, in the far east of Jordan, and the Trebil crossing."
        ),
        (
            "Baghdad is to deliver 10,000 barrels of oil a day and to rebuild the line"
            " that runs from Ruwaished in Jordan to the border at Trebil."
        ),
    ),
    (
        (
            "Justice Ngozi Ekwueme also told the company to clean up 780 hectares of"
            " mangrove within 30 months, under the eye of a monitor."
        ),
        (
            "The court gave the company 30 months to clean up 780 hectares of mangrove,"
            " said Justice Ngozi Ekwueme."
        ),
    ),
    (
        "Waves of up to 1.3 metres were measured at Mollendo and Camaná.",
        (
            "The navy measured waves of 1.3 meters at Mollendo and Camaná and ended the"
            " warning at dawn."
        ),
    ),
    # The one inside the other.
    (
        "The union called off its strike at public hospitals on Saturday.",
        (
            "After six weeks the union of doctors called off its strike at the public"
            " hospitals on Saturday, to the relief of patients."
        ),
    ),
    # In other forms of the words.
    (
        "Ministers agreeing on the fund created grids for power across borders.",
        "The ministers agreed to create a funded power grid across the border.",
    ),
]
DIFFERENT = [
    (
        "The union of dock workers in Mombasa asked for nine percent more pay.",
        "A court in Mombasa told the union of dock workers to talk by Friday.",
    ),
    (
        "Jordan will send 400 megawatts across the border from the summer of 2028.",
        "Jordan had bought almost all its fuel abroad for two decades.",
    ),
    (
        "The wind touched 155 kilometers an hour between Gopalpur and Chhatrapur.",
        "Flights at the airport of Bhubaneswar were suspended until noon on Sunday.",
    ),
    # Two names alone do not make them the same.
    (
        "President Elena Vargas of Peru flew to Camaná on Saturday with two ministers.",
        "Families in Camaná ask President Elena Vargas for tents, water and blankets.",
    ),
    # Nor do names and a figure, if everything else is different.
    (
        (
            "Painters from Lima and Cusco hung 40 pictures of birds in a disused bank"
            " that children had swept and whitewashed."
        ),
        (
            "Growers near Lima told Cusco's mayor that frost cost them 40 truckloads"
            " of potatoes, onions, maize and beans."
        ),
    ),
]


def same(one: str, other: str, language: str) -> bool:
    return tell_the_same(telling(one, language), telling(other, language))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_is_told_in_other_words_is_the_same(one: str, other: str) -> None:
    assert same(one, other, "en")


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_shares_a_subject_is_not_the_same(one: str, other: str) -> None:
    assert not same(one, other, "en")


def test_names_and_figures_tell_more_than_words() -> None:
    told = telling("On Monday the court of Nairobi's port heard 3,800 claims.", "en")

    assert told.marks == {"monday", "nairobi", "3800"}
    assert "claim" in told.stems


def test_names_are_told_by_their_stems_like_all_words() -> None:
    told = telling(
        "Envoys of Ukraine's Zelensky met Israeli ones at the Nations.", "en"
    )

    assert len(told.marks) == 4
    assert told.marks <= told.stems


def test_an_apostrophe_is_one_however_it_is_written() -> None:
    text = "On Monday Nairobi's port wasn't open."

    told, curly = telling(text, "en"), telling(text.replace("'", "’"), "en")

    assert (curly.stems, curly.marks) == (told.stems, told.marks)


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Рабочие порта в Момбасе объявили забастовку.", "ru", {"момбас"}),
        ("عمال الميناء في مومباسا يعلنون الإضراب.", "ar", set()),
        ("Sie fuhr über Ürümqi öfter heim.", "de", {"urumqi"}),
        ("Le soutien des alliés à l’Ukraine faiblit.", "fr", {"ukrain"}),
    ],
)
def test_only_what_has_a_capital_is_a_name(
    text: str, language: str, names: set[str]
) -> None:
    assert telling(text, language).marks == names


def test_text_in_an_unknown_language_is_compared_all_the_same() -> None:
    one = "Lorem ipsum dolor sit amet consectetur"

    assert same(one, one, "xx")


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_order_of_two_sentences_does_not_matter(one: str, other: str) -> None:
    assert same(one, other, "en") == same(other, one, "en")
