import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.compose.bullets.trim import trimmed

CLEAN = (
    "The port authority of Mombasa offered the dockers nine percent more pay on Monday."
)


def _trimmed(sentence: str, language: str = "en") -> str:
    return trimmed(sentence, language)


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
        "Seoul, South Korea (CNN)",
        "(CNN)",
        "(CNN Student News)",
        "Washington (CNN) ",
        "Mombasa (Reuters) ",
        "MOSCOW, Nov 17 (Reuters) - ",
        "Madrid, 17 nov (EFE).- ",
        "PARIS, 17 nov (Reuters) – ",
        "Berlin (dpa) - ",
        "Berlin (dpa/tmn) – ",
        "St. Louis (AP) — ",
        "São Paulo (AFP) - ",
        "KOŠICE - ",
        "МОСКВА, 17 ноября. /ТАСС/. ",
    ],
)
def test_a_dateline_is_not_printed(dateline: str) -> None:
    assert _trimmed(dateline + CLEAN) == CLEAN


@pytest.mark.parametrize(
    "sentence",
    [
        CLEAN,
        "The talks - the third since May - ended without a deal for the dockers.",
        "Mombasa (population 1.2 million) is the largest port of Kenya.",
        "UN envoys flew to Mombasa on Monday to speak to the union.",
        "On Monday, Nov. 15, the port of Mombasa was shut.",
        "I have seen enough of the harbor, the chairman said.",
        "Angela Meier (CDU) sagte das am Montag in Berlin.",
        "Olaf Kern (SPD) und Markus Roth (CSU) sagten das am Montag.",
        "Die USA - und China - wollen weiter verhandeln.",
        "The European Union (EU) will meet in Mombasa.",
        "COVID-19: The virus has spread to Mombasa.",
        "US - China trade talks resumed in Mombasa on Monday.",
        "EU – Mercosur deal signed in Mombasa after twenty years.",
        "IRAN - Israel ceasefire holds, a diplomat in Mombasa said.",
        "Olaf Kern (SPD) – Die Rente muss steigen, sagte er in Berlin.",
    ],
)
def test_a_sentence_without_dateline_is_printed_as_it_stands(sentence: str) -> None:
    assert _trimmed(sentence) == sentence


def test_an_aside_after_a_name_in_capitals_is_no_dateline() -> None:
    sentence = "NATO – which has 32 members – said on Tuesday it would send two ships."

    assert _trimmed(sentence) == sentence


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
    assert _trimmed(f"{connective}, the port stayed shut.") == "The port stayed shut."


def test_a_dateline_and_a_connective_may_both_go() -> None:
    text = _trimmed("MOMBASA — Meanwhile, the port stayed shut on Friday.")

    assert text == "The port stayed shut on Friday."


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr Still, who leads the union, said the port of Mombasa would stay shut.",
        "The minister said: “In fact, nothing has changed in the port of Mombasa.”",
    ],
)
def test_only_a_leading_connective_is_cut(sentence: str) -> None:
    assert _trimmed(sentence) == sentence


def test_a_word_that_begins_with_a_small_letter_keeps_it() -> None:
    sentence = "eBay said it would close its office in Nairobi this year."

    assert _trimmed(sentence) == sentence


def test_a_sentence_that_is_all_dateline_is_left_as_it_is() -> None:
    assert _trimmed("MOMBASA — ") == "MOMBASA — "


PIECES = st.sampled_from(
    ["MOMBASA — ", "(AB) ", "However, ", "Still, ", "the port", " “In fact, no,”", ". "]
)


@given(st.lists(PIECES, min_size=1, max_size=6).map("".join))
@example("The port “In fact, no,”")
@settings(max_examples=60, deadline=None)
def test_what_is_printed_is_the_end_of_the_sentence(sentence: str) -> None:
    assert sentence.casefold().endswith(_trimmed(sentence).casefold())


@pytest.mark.parametrize(
    ("dateline", "news"),
    [
        ("【東京＝山田】", "港は閉鎖された。"),
        ("（ロイター）", "港は閉鎖された。"),
        ("新华社北京11月17日电（记者王明）", "港口关闭了。"),
        ("صور (المرسى) - ", "أغلق الميناء يوم الاثنين."),
    ],
)
def test_a_dateline_in_another_script_is_not_printed(dateline: str, news: str) -> None:
    assert _trimmed(dateline + news, "ja") == news


ACCUSATIONS = [
    "（検察によると）男は市長から金を盗んだ。",
    "（警方称）男子偷走了市长的钱。",
    "Joe Biden, May 15: The mayor took the money from the port.",
    "WHO: The outbreak in Uganda is over after forty days.",
    "POLICE: The man shot two women at the gate of the port.",
    "IDF: Hamas killed the hostages before the soldiers came.",
    "IRAN: The ship was seized by pirates in the night.",
    "Amina Odera (Greens): The mayor stole money from the port.",
    "Chief Inspector Amina Said (Lamu police): The captain was drunk.",
    "حركة المقاومة الإسلامية (حماس): إسرائيل خرقت الهدنة.",
    "The minister took bribes from three builders, police said.",
    "Police said the minister took bribes from three builders.",
    "The minister took bribes from three builders, according to prosecutors.",
    "According to prosecutors, the minister took bribes from three builders.",
    "The minister allegedly took bribes from three builders, the court heard.",
    "Meanwhile, police said the minister took bribes from three builders.",
    "NAIROBI (Courier) — Police said the minister took bribes from builders.",
    "The minister, prosecutors say, took bribes (from three builders), police said.",
]


@pytest.mark.parametrize("sentence", ACCUSATIONS)
def test_who_accuses_is_never_cut(sentence: str) -> None:
    text = _trimmed(sentence)

    accuser = (
        *("olice said", "rosecutors", "the court heard", "WHO", "POLICE", "IDF"),
        *("検察", "警方", "Biden"),
        *("IRAN", "Odera", "Said (Lamu police)", "حماس"),
    )
    assert any(a in sentence for a in accuser)
    assert [a in text for a in accuser] == [a in sentence for a in accuser]
    assert text.endswith(sentence[-30:])


def test_a_word_of_many_capitals_is_read_at_once() -> None:
    # Without possessive quantifiers this takes longer than anyone would wait.
    sentence = "A" * 5_000 + " kommt nach Mombasa und bleibt dort."

    assert _trimmed(sentence) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Polizei (Dresden) – Die Frau hat zwei Männer erschossen.",
        "LAMU, Kenya — The captain was drunk when the ferry sank.",
        "(ALLEGED) The captain was drunk when the ferry sank.",
    ],
)
def test_what_looks_like_a_dateline_further_down_may_be_a_speaker(
    sentence: str,
) -> None:
    assert trimmed(sentence, "en", opens=False) == sentence


def test_a_list_mark_is_not_printed() -> None:
    assert _trimmed("• The port stayed shut.") == "The port stayed shut."


@pytest.mark.parametrize(
    "sentence",
    [
        "However, wrote the Courier, the port had been shut for years.",
        "Also, named the pearl of the coast, the town had a port.",
    ],
)
def test_a_connective_stays_where_the_rest_would_be_no_sentence(sentence: str) -> None:
    assert _trimmed(sentence) == sentence


def test_a_turkish_sentence_gets_a_turkish_capital() -> None:
    text = _trimmed("Öte yandan, işçiler limanı kapattı.", "tr")

    assert text == "İşçiler limanı kapattı."
