import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.bullets.candidates import candidates

CLEAN = (
    "The port authority of Mombasa offered the dockers nine percent more pay on Monday."
)


def _penalty(sentence: str, language: str = "en", title: str = "") -> float:
    (found,) = candidates([sentence], language, title)
    return found.penalty


@given(st.lists(st.sampled_from([CLEAN, "Too short.", "What now?"]), max_size=6))
@settings(max_examples=30, deadline=None)
def test_candidates_are_numbered_as_the_articles_sentences(told: list[str]) -> None:
    found = candidates(told, "en")

    assert [told[c.number] for c in found] == [c.sentence for c in found]
    assert [c.number for c in found] == sorted(c.number for c in found)


def test_a_candidate_keeps_its_sentence_word_for_word() -> None:
    (found,) = candidates([f"MOMBASA — {CLEAN}"], "en")

    assert (found.sentence, found.text) == (f"MOMBASA — {CLEAN}", CLEAN)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The port is shut today.", id="under six words"),
        pytest.param("and then the ministers left without a word.", id="torn"),
        pytest.param("🚢 🚢 🚢 🚢 🚢 🚢 🚢 !", id="no letters"),
        pytest.param("Will the port of Mombasa open again on Friday?", id="question"),
        pytest.param("“Will the port of Mombasa open on Friday?”", id="asked aloud"),
        pytest.param("The port of Mombasa will open again on...", id="three dots"),
        pytest.param("The port of Mombasa will open again on…", id="ellipsis"),
        pytest.param("“The port of Mombasa stays shut, he said.", id="opens a quote"),
        pytest.param("The port of Mombasa stays shut,” he said.", id="closes a quote"),
        pytest.param('The port of "Mombasa stays shut, he said.', id="straight quote"),
        pytest.param("„Der Hafen bleibt vorerst zu, sagte er.", id="German quote"),
        pytest.param("« Le port de Mombasa reste fermé, dit-il.", id="French quote"),
        pytest.param("Dockers wait at the gate of the port", id="no full stop"),
        pytest.param("THE PORT OF MOMBASA STAYS SHUT TODAY.", id="capitals"),
        pytest.param("Read more: why the port of Mombasa is shut.", id="boilerplate"),
        pytest.param(
            "MOMBASA — Sign up for our letter about the port today.",
            id="boilerplate after a dateline",
        ),
    ],
)
def test_a_sentence_that_cannot_stand_is_never_printed(sentence: str) -> None:
    assert candidates([sentence], "en") == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "„Der Hafen bleibt vorerst zu“, sagte die Sprecherin am Montag.",
        "« Le port de Mombasa reste fermé », a dit la porte-parole.",
        "“The port of Mombasa stays shut,” the minister said.",
        'The "largest port" of Kenya stays shut, the minister said.',
        pytest.param("„Port w Mombasie jest zamknięty”, powiedział minister.", id="pl"),
        pytest.param("”Hamnen i Mombasa är stängd i dag”, sade ministern.", id="sv"),
    ],
)
def test_a_quotation_that_is_closed_may_be_printed(sentence: str) -> None:
    assert len(candidates([sentence], "en")) == 1


def test_nothing_counts_against_a_clean_sentence() -> None:
    assert _penalty(CLEAN) == 0


@pytest.mark.parametrize(
    ("penalty", "language", "sentence"),
    [
        pytest.param(
            0.6,
            "en",
            "But the port authority of Mombasa offered the dockers nine percent more.",
            id="dangling",
        ),
        pytest.param(
            0.6,
            "en",
            "As a result the port authority of Mombasa offered the dockers nine"
            " percent.",
            id="dangling phrase",
        ),
        pytest.param(
            0.6,
            "de",
            "Doch die Hafenbehörde von Mombasa bot den Arbeitern neun Prozent mehr"
            " Lohn.",
            id="dangling German",
        ),
        pytest.param(
            0.6,
            "fr",
            "Mais l'autorité du port de Mombasa a offert neuf pour cent aux dockers"
            " lundi.",
            id="dangling French",
        ),
        pytest.param(
            0.6,
            "es",
            "Pero la autoridad del puerto de Mombasa ofreció nueve por ciento más el"
            " lunes.",
            id="dangling Spanish",
        ),
        pytest.param(
            0.6,
            "en",
            "This came after the port authority of Mombasa had offered the dockers"
            " more.",
            id="pointing",
        ),
        pytest.param(
            0.6,
            "de",
            "Dieser Vorschlag der Hafenbehörde von Mombasa kam am Montag auf den"
            " Tisch.",
            id="pointing German",
        ),
        pytest.param(
            0.4,
            "en",
            "The port authority of Mombasa let us wait at the gate until noon on"
            " Monday.",
            id="first person",
        ),
        pytest.param(
            0.3,
            "en",
            "“The port of Mombasa will not pay nine percent more,” the minister said.",
            id="opens with a quotation",
        ),
        pytest.param(
            0.9,
            "en",
            "“The port of Mombasa will not pay nine percent more to any of the"
            " dockers.”",
            id="a quotation by nobody",
        ),
        pytest.param(
            0.2,
            "en",
            "The chairman of the union told reporters that he would not give in to"
            " threats.",
            id="a pronoun for nobody",
        ),
        pytest.param(
            0.2,
            "en",
            "The port authority of Mombasa offered nine percent more to two of them.",
            id="of them",
        ),
        pytest.param(
            0.05,
            "en",
            "The port authority of Mombasa yesterday offered the dockers nine"
            " percent more.",
            id="relative day",
        ),
        pytest.param(
            0.1, "en", "The port authority of Mombasa offered nine percent.", id="short"
        ),
        pytest.param(0.06, "en", f"{CLEAN[:-1]} and" + " more" * 13 + ".", id="long"),
        pytest.param(
            0.36, "en", f"{CLEAN[:-1]} and" + " more" * 26 + ".", id="overlong"
        ),
    ],
)
def test_what_keeps_a_sentence_from_standing_alone_counts_against_it(
    penalty: float, language: str, sentence: str
) -> None:
    assert _penalty(sentence, language) == pytest.approx(penalty)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(
            "Amina Odera told dockers in Mombasa that she would not sign the new"
            " offer.",
            id="a pronoun with its name",
        ),
        pytest.param(
            "The minister of transport said “we will not pay” to dockers on Monday"
            " night.",
            id="first person inside a quotation",
        ),
        pytest.param(
            "The US offered the port authority of Mombasa help with the grain on"
            " Monday.",
            id="US",
        ),
        pytest.param(
            "Butchers in Mombasa offered the dockers nine percent off all meat on"
            " Monday.",
            id="begins with but",
        ),
        pytest.param(
            "Itinerant preachers in Mombasa offered the dockers shelter and soup"
            " on Monday.",
            id="begins with it",
        ),
        pytest.param(
            "Ella Odera of the port authority offered the dockers nine percent on"
            " Monday.",
            id="a name that is a pronoun in Spanish",
        ),
    ],
)
def test_what_only_looks_like_a_defect_counts_nothing(sentence: str) -> None:
    assert _penalty(sentence) == 0


SURNAME = "Odera said the dockers of Mombasa would not go back to work before Friday."


def test_a_surname_alone_counts_against_a_sentence_if_the_person_was_introduced() -> (
    None
):
    *_, found = candidates(
        ["The union is led by Amina Odera, a crane driver.", SURNAME], "en"
    )

    assert found.penalty == pytest.approx(0.2)


def test_a_surname_in_the_headline_is_known() -> None:
    told = ["The union is led by Amina Odera, a crane driver.", SURNAME]

    *_, found = candidates(told, "en", "Odera will not yield")

    assert found.penalty == 0


def test_a_name_of_one_word_that_was_never_longer_counts_nothing() -> None:
    assert _penalty(SURNAME) == 0


def test_a_dateline_is_cut_where_the_article_opens_and_nowhere_else() -> None:
    dated = f"MOMBASA, Kenya — {CLEAN}"

    found = candidates([dated] * 4, "en")

    assert [one.text for one in found] == [CLEAN] * 3 + [dated]


def test_what_counts_against_a_sentence_adds_up() -> None:
    both = "But the port authority of Mombasa offered the dockers nine percent today."

    assert _penalty(both) == pytest.approx(0.65)


def test_a_pronoun_in_a_script_without_capitals_counts_nothing() -> None:
    assert (
        _penalty(
            "港湾労働者の組合は月曜日に彼の提案を全員一致で退けたと発表した。", "ja"
        )
        == 0
    )


@pytest.mark.parametrize("words", range(12, 28))
def test_a_length_of_12_to_27_words_counts_nothing(words: int) -> None:
    sentence = "The port of Mombasa" + " far" * (words - 5) + " waits."

    assert _penalty(sentence) == 0
