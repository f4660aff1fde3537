import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.compose.bullets import candidates, overlap, printed

CLEAN = (
    "The port authority of Mombasa offered the dockers nine percent more pay on Monday."
)


def _penalty(sentence: str) -> float:
    (found,) = candidates([sentence])
    return found.penalty


@pytest.mark.parametrize(
    "dateline",
    [
        "MOMBASA — ",
        "MOMBASA – ",
        "MOMBASA - ",
        "MOMBASA, Kenya — ",
        "PORT HARCOURT, Nigeria - ",
        "MOMBASA: ",
        "MOMBASA (Courier) — ",
        "Mombasa (AB) - ",
        "Mombasa, Kenya (Courier News) — ",
        "(AB) — ",
        "(AB) ",
        "Mombasa, Nov. 15: ",
        "Mombasa, November 15: ",
        "Mombasa, Nov 15 (AB): ",
    ],
)
def test_a_dateline_is_not_printed(dateline: str) -> None:
    assert printed(dateline + CLEAN) == CLEAN


@pytest.mark.parametrize(
    "sentence",
    [
        CLEAN,
        "The talks - the third since May - ended without a deal for the dockers.",
        "Mombasa (population 1.2 million) is the largest port of Kenya.",
        "UN envoys flew to Mombasa on Monday to speak to the union.",
        "On Monday, Nov. 15, the port of Mombasa was shut.",
        "I have seen enough of the harbor, the chairman said.",
    ],
)
def test_a_sentence_without_dateline_is_printed_as_it_stands(sentence: str) -> None:
    assert printed(sentence) == sentence


def test_an_aside_after_a_name_in_capitals_is_no_dateline() -> None:
    sentence = "NATO – which has 32 members – said on Tuesday it would send two ships."

    assert printed(sentence) == sentence


@pytest.mark.parametrize(
    "connective",
    [
        *"However Meanwhile Moreover Furthermore Additionally Still Also Nevertheless"
        " Nonetheless Indeed Separately".split(),
        "In addition",
        "In fact",
    ],
)
def test_a_leading_connective_is_not_printed(connective: str) -> None:
    assert printed(f"{connective}, the port stayed shut.") == "The port stayed shut."


def test_a_dateline_and_a_connective_may_both_go() -> None:
    text = printed("MOMBASA — Meanwhile, the port stayed shut on Friday.")

    assert text == "The port stayed shut on Friday."


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr Still, who leads the union, said the port of Mombasa would stay shut.",
        "The minister said: “In fact, nothing has changed in the port of Mombasa.”",
    ],
)
def test_only_a_leading_connective_is_cut(sentence: str) -> None:
    assert printed(sentence) == sentence


def test_a_word_that_begins_with_a_small_letter_keeps_it() -> None:
    sentence = "eBay said it would close its office in Nairobi this year."

    assert printed(sentence) == sentence


def test_a_sentence_that_is_all_dateline_is_left_as_it_is() -> None:
    assert printed("MOMBASA — ") == "MOMBASA — "


PIECES = st.sampled_from(
    ["MOMBASA — ", "(AB) ", "However, ", "Still, ", "the port", " “In fact, no,”", ". "]
)


@given(st.lists(PIECES, min_size=1, max_size=6).map("".join))
@example("The port “In fact, no,”")
@settings(max_examples=60, deadline=None)
def test_what_is_printed_is_the_end_of_the_sentence(sentence: str) -> None:
    assert sentence.casefold().endswith(printed(sentence).casefold())


@given(st.lists(st.sampled_from([CLEAN, "Too short.", "What now?"]), max_size=6))
@settings(max_examples=30, deadline=None)
def test_candidates_are_numbered_as_the_articles_sentences(told: list[str]) -> None:
    found = candidates(told)

    assert [told[c.number] for c in found] == [c.sentence for c in found]
    assert [c.number for c in found] == sorted(c.number for c in found)


def test_a_candidate_keeps_its_sentence_word_for_word() -> None:
    (found,) = candidates([f"MOMBASA — {CLEAN}"])

    assert (found.sentence, found.text) == (f"MOMBASA — {CLEAN}", CLEAN)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The port is shut today.", id="under six words"),
        pytest.param("and then the ministers left without a word.", id="torn"),
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
    assert candidates([sentence]) == ()


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
    assert len(candidates([sentence])) == 1


def test_nothing_counts_against_a_clean_sentence() -> None:
    assert _penalty(CLEAN) == 0


@pytest.mark.parametrize(
    ("penalty", "sentence"),
    [
        pytest.param(
            0.6,
            "But the port authority of Mombasa offered the dockers nine percent more.",
            id="dangling",
        ),
        pytest.param(
            0.6,
            "As a result the port authority of Mombasa offered the dockers nine"
            " percent.",
            id="dangling phrase",
        ),
        pytest.param(
            0.6,
            "Doch die Hafenbehörde von Mombasa bot den Arbeitern neun Prozent mehr"
            " Lohn.",
            id="dangling German",
        ),
        pytest.param(
            0.6,
            "This came after the port authority of Mombasa had offered the dockers"
            " more.",
            id="pointing",
        ),
        pytest.param(
            0.6,
            "Dieser Vorschlag der Hafenbehörde von Mombasa kam am Montag auf den"
            " Tisch.",
            id="pointing German",
        ),
        pytest.param(
            0.6,
            "The port authority of Mombasa let us wait at the gate until noon on"
            " Monday.",
            id="first person",
        ),
        pytest.param(
            0.3,
            "“The port of Mombasa will not pay nine percent more,” the minister said.",
            id="opens with a quotation",
        ),
        pytest.param(
            1.2,
            "“The port of Mombasa will not pay nine percent more to any of the"
            " dockers.”",
            id="a quotation by nobody",
        ),
        pytest.param(
            0.3,
            "The port authority of Mombasa offered nine percent more to two of them.",
            id="points backward",
        ),
        pytest.param(
            0.3,
            "While they waited, the authority of Mombasa offered the dockers nine"
            " percent.",
            id="points backward at the start",
        ),
        pytest.param(
            0.5,
            "The chairman of the union told reporters that he would not give in to"
            " threats.",
            id="a pronoun for nobody",
        ),
        pytest.param(
            0.3,
            "The “final” offer of the port authority of Mombasa split the dockers"
            " on Monday.",
            id="quoted words by nobody",
        ),
        pytest.param(
            0.1,
            "The port authority of Mombasa yesterday offered the dockers nine"
            " percent more.",
            id="relative day",
        ),
        pytest.param(
            0.1, "The port authority of Mombasa offered nine percent.", id="short"
        ),
        pytest.param(0.1, f"{CLEAN[:-1]} and" + " more" * 16 + ".", id="long"),
        pytest.param(0.4, f"{CLEAN[:-1]} and" + " more" * 26 + ".", id="overlong"),
    ],
)
def test_what_keeps_a_sentence_from_standing_alone_counts_against_it(
    penalty: float, sentence: str
) -> None:
    assert _penalty(sentence) == pytest.approx(penalty)


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
    ],
)
def test_what_only_looks_like_a_defect_counts_nothing(sentence: str) -> None:
    assert _penalty(sentence) == 0


SURNAME = "Odera said the dockers of Mombasa would not go back to work before Friday."


def test_a_surname_alone_counts_against_a_sentence_if_the_person_was_introduced() -> (
    None
):
    *_, found = candidates(
        ["The union is led by Amina Odera, a crane driver.", SURNAME]
    )

    assert found.penalty == pytest.approx(0.3)


def test_a_name_of_one_word_that_was_never_longer_counts_nothing() -> None:
    assert _penalty(SURNAME) == 0


def test_one_strong_defect_weighs_as_much_as_two_light_ones() -> None:
    both = "But the port authority of Mombasa offered the dockers nine percent today."

    assert _penalty(both) == pytest.approx(0.7)


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


def test_a_word_of_many_capitals_is_read_at_once() -> None:
    # Without possessive quantifiers this takes longer than anyone would wait.
    sentence = "A" * 5_000 + " kommt nach Mombasa und bleibt dort."

    assert printed(sentence) == sentence
