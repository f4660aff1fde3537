import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.compose.sentences import sentences

ENGLISH = [
    "Dr. Odera left. | She waved.",
    "Mr. and Mrs. Hall came. | They sat.",
    "The U.S. Senate voted. | It rose.",
    "He lives in the U.S. | She does not.",
    "Prices rose 3.5 percent. | Wages fell.",
    "At 5 p.m. the siren rang. | Crews ran.",
    "It began at 5 a.m. Monday. | It ended late.",
    "Acme Inc. sold its mine. | Shares fell.",
    "Acme Corp. and Beta Ltd. merged. | Both lost.",
    'He said: "No." | Then he left.',
    "“We stay,” she said. | “It is late.”",
    "“We stay.” | She left.",
    "“Go!” he cried. | She went.",
    "Why now? | Nobody knows! | Still they came.",
    "The No. 5 car won. | It broke.",
    "Gen. Kofi Mensah spoke. | Troops listened.",
    "Sen. Ruth Hall voted. | Gov. Ames did not.",
    "Lt. Col. Amos Reed resigned. | Others followed.",
    "Sgt. Lee fell. | Capt. Roy ran.",
    "Rev. Moss prayed. | All sang.",
    "Prof. Ames lectured. | Few came.",
    "On Nov. 15 the port shut. | It rained.",
    "J. K. Moss wrote it. | Fans cheered.",
    "Washington, D.C. is wet. | Rome is dry.",
    "See courier.example for more. | It is free.",
    "The vote was 5-4. | The court rose.",
    "He waited... | Then he left.",
    "It cost $3.2m. | Taxes rose.",
    "Forty ships wait. | 25 of them hold grain.",
    'The port is shut. | "25 ships wait," he said.',
    "The port is shut. | $3m was lost.",
    "(The port is shut.) | Ships wait.",
    "St. Louis flooded. | Crews came.",
    "He studied at Oxford, i.e. in England. | He left.",
    "Fruit, e.g. apples, rose. | Pears fell.",
    "The plan (see fig. 3) failed. | It cost jobs.",
    "Crews climbed Mt. Kenya. | It snowed.",
]
GERMAN = [
    "Dr. Meier kam. | Er sprach.",
    "Nach Angaben von Prof. Dr. Meier ist das falsch. | Er widersprach.",
    "Am 3. Mai kam er. | Sie ging.",
    "Am 24. Dezember schließt der Hafen. | Er öffnet am 2. Januar.",
    "Im 19. Jahrhundert war das anders. | Heute nicht.",
    "Der 1. FC Muster gewann. | Die Stadt jubelte.",
    "Das kostet ca. 3 Mio. Euro. | Die Bahn zahlt.",
    "Er sagte: „Nein.“ | Dann ging er.",
    "Der Hafen bleibt zu. | „Wir streiken weiter“, sagte Odera.",
    "Der Hafen bleibt zu. | »Wir streiken weiter«, sagte Odera.",
    "„Wir streiken“, sagte sie. | „Es ist spät.“ | Dann ging sie.",
    '"Wir bleiben", sagte sie. | "Es ist spät." | Dann ging sie.',
    "Sie sagte: «Wir bleiben.» | Er ging.",
    "Die Firma Müller GmbH & Co. KG schließt. | Das Werk bleibt.",
    "Das Haus usw. wurde verkauft. | Es war alt.",
    "Die Nr. 5 gewann. | Die Nr. 6 verlor.",
    "Am Mo. kam er. | Am Di. ging er.",
    "Botschafter a. D. Meier kam. | Er sprach.",
    "Was nun? | Niemand weiß es! | Alle warten.",
    "Er kam d. h. er war da. | Gut war das nicht.",
    "Die Kosten stiegen um 3,5 Prozent. | Das sind 1.200 Euro.",
    "St. Pauli feiert. | Hamburg nicht.",
    "Der sog. Rat tagte. | Er beriet.",
    "Vgl. Seite 3. | Dort steht es.",
    "Gegen 18.30 Uhr brannte es. | Die Feuerwehr kam.",
    "König Karl II. kam. | Er betete.",
    "Er wohnt in der Hauptstr. 5 in Bonn. | Sie auch.",
    "Die Seite courier.example ist gesperrt. | Niemand weiß, warum.",
    "Das gilt z. B. in Bremen. | In Kiel nicht.",
    "Über dem Hafen liegt Rauch. | Ärzte warnen.",
]


def _pieces(marked: str) -> tuple[str, ...]:
    return tuple(marked.split(" | "))


@pytest.mark.parametrize("marked", ENGLISH)
def test_english_is_cut_between_sentences(marked: str) -> None:
    assert sentences(marked.replace(" | ", " "), "en") == _pieces(marked)


@pytest.mark.parametrize("marked", GERMAN)
def test_german_is_cut_between_sentences(marked: str) -> None:
    assert sentences(marked.replace(" | ", " "), "de") == _pieces(marked)


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("fr", "M. Dupont dit oui. | Mme Petit dit non."),
        ("fr", "Mme. Petit dit non. | Elle part."),
        ("es", "El puerto cerró. | ¿Qué pasará ahora? | ¡Nadie lo sabe!"),
        ("pl", "Port jest zamknięty. | Statki czekają."),
        ("ar", "الميناء مغلق. | السفن تنتظر."),
        ("xx", "Mwo pa li. | Nou rete."),
    ],
)
def test_other_languages_are_cut_too(language: str, marked: str) -> None:
    assert sentences(marked.replace(" | ", " "), language) == _pieces(marked)


def test_chinese_is_cut_without_spaces() -> None:
    assert sentences("港口关闭了。船在等。", "zh") == ("港口关闭了。", "船在等。")


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_empty_paragraph_has_no_sentences(language: str) -> None:
    assert sentences(" \n\t ", language) == ()


def test_white_space_is_folded() -> None:
    assert sentences("The  port\nis shut.\u00a0Ships wait.", "en") == (
        "The port is shut.",
        "Ships wait.",
    )


PIECES = (
    "Dr. Odera left. The port is shut. “No,” she said. „Ja.“ 3. Mai U.S. $3m (it rose)"
    " z. B. why? Go! … 25 ships 港口。 e.g. no"
).split()
paragraphs = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)


@given(st.one_of(paragraphs, st.text()), st.sampled_from(["en", "de"]))
@example("Der Hafen ist zu.Die Leute gingen.", "de")
@settings(max_examples=120, deadline=None)
def test_joined_by_spaces_the_sentences_are_the_folded_paragraph(
    paragraph: str, language: str
) -> None:
    assert " ".join(sentences(paragraph, language)) == " ".join(paragraph.split())


@given(paragraphs, st.sampled_from(["en", "de", "fr", "xx"]))
@settings(max_examples=60, deadline=None)
def test_no_sentence_is_empty(paragraph: str, language: str) -> None:
    assert all(sentence.strip() for sentence in sentences(paragraph, language))
