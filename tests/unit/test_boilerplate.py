from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.compose.pages.boilerplate import is_boilerplate, is_prose, is_wall

PROSE = "Dock workers in Mombasa put down tools on Monday."


@pytest.mark.parametrize(
    "text",
    [
        "Advertisement",
        "Loading…",
        "ANZEIGE",
        "Werbung:",
        "Share",
        "Comments",
        "Most read",
        "Mehr zum Thema",
    ],
)
def test_a_label_alone_is_boilerplate(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "Read more: why the port is shut.",
        "Read also: ships turn away.",
        "See also our map of the harbor.",
        "More on this story below.",
        "Related: the long row over pay.",
        "Watch: pickets at the gate.",
        "Click here to see the harbor.",
        "Sign up now.",
        "Subscribe for the rest of this story.",
        "Follow us wherever you are.",
        "Share this with your friends.",
        "Lesen Sie auch: Hafen bleibt zu.",
        "Lesen Sie mehr dazu im Blatt.",
        "Lire aussi : le port fermé.",
        "Photo: A. Writer.",
        "Photographs by A. Writer.",
        "Picture: A. Writer.",
        "Image: A. Writer.",
        "Foto: A. Schreiber.",
        "Credit: A. Writer.",
        "Source: harbor office.",
        "Copyright 2026 by the Courier.",
        "© 2026 Courier.",
        "All rights reserved.",
        "Continue reading in the app.",
        "The post Port shut appeared first on Courier.",
        "By Anna Writer in Mombasa",
        "Von Anna Schreiber, Bremen",
    ],
)
def test_a_line_that_opens_like_a_papers_own_is_boilerplate(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "To hear from the harbor first, sign up for our letter.",
        "Readers may subscribe to our evening list.",
        "This came with our free morning newsletter.",
        "Mehr dazu in unserem Blatt und in unserem Newsletter, unser Newsletter.",
        "We use cookies to remember you.",
        "A. Writer contributed to this report.",
        "Dockers at the gate (file photo) on Monday.",
        "The union's leader (pictured) on Monday.",
        "Dockers march on Monday, Getty Images.",
        "This article was amended on Tuesday.",
        "Port shut appeared first on Courier.",
        "Leave your email address below.",
        "The week's ports, in your inbox.",
    ],
)
def test_a_line_with_a_papers_own_words_is_boilerplate(text: str) -> None:
    assert is_boilerplate(text)


def test_a_long_paragraph_is_not_lost_for_one_such_phrase() -> None:
    long = f"{PROSE} " * 8 + "The union said: “We use cookies as all others do.”"

    assert not is_boilerplate(long)
    assert is_boilerplate(long[-50:])


def test_length_is_told_in_letters_where_words_are_not_parted() -> None:
    phrase = "当サイトはクッキーを使用しています。"

    assert is_boilerplate(phrase)
    assert not is_boilerplate("港は閉鎖された。" * 80 + phrase)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "Shareholders of the port agreed to the sale.",
        "Commentators expected a longer strike.",
        "By Monday the river had risen by two meters.",
        "Advertisements for the ferry were taken down on Monday.",
        "The postwoman who found the letters was praised in Lima.",
    ],
)
def test_the_articles_own_words_are_no_boilerplate(text: str) -> None:
    assert not is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sources close to the talks said the port would open on Friday.",
        "Watchdogs in Brussels fined the airline three million euros.",
        "Creditors of the airline agreed to wait until the end of May.",
        "Credit Suisse shed three hundred jobs in Zurich on Monday.",
        "Imagery from satellites showed the flooded plain.",
        "Listeners ten miles away heard the blast.",
        "Subscribers of the insolvent lender lost their savings.",
    ],
)
def test_a_sentence_that_only_begins_with_such_letters_is_prose(text: str) -> None:
    assert is_prose(text)


def test_stolen_addresses_are_news() -> None:
    assert is_prose("Thieves published the email addresses of three million patients.")


@pytest.mark.parametrize(
    "paragraph",
    [
        PROSE,
        "What will the union do next?",
        "“The port stays shut.”",
        'The union said: "The port stays shut."',
        "„Der Hafen bleibt zu.“",
        "« Le port reste fermé. »",
        "(The ministry did not answer.)",
        "港口关闭了。",
        "PROTESTS in Lima went on.",
    ],
)
def test_a_paragraph_that_ends_like_a_sentence_is_prose(paragraph: str) -> None:
    assert is_prose(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "Dockers at the gate on Monday",
        "What the union wants:",
        "THE PORT IS SHUT.",
        "Advertisement",
        "Read more: why the port is shut.",
    ],
)
def test_a_caption_a_heading_and_a_label_are_no_prose(paragraph: str) -> None:
    assert not is_prose(paragraph)


_KNOWN = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "data" / "boilerplate.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("text", [text for _, who, text in _KNOWN if who == "paper"])
def test_what_a_paper_says_to_its_readers_is_boilerplate(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize("text", [text for _, who, text in _KNOWN if who == "news"])
def test_news_of_the_same_things_is_prose_in_any_script(text: str) -> None:
    assert is_prose(text)


@pytest.mark.parametrize(
    "paragraph",
    [
        "港が閉鎖された。",
        "「港は閉鎖された。」",
        "「港は閉鎖された」。",
        "बंदरगाह बंद है।",
        "The port stays shut …",
        "The port stays shut...",
        "The port stays shut.[1]",
        "The port stays shut. [12]",
        "The port stays shut.¹",
        "The port stays shut. (Reuters)",
        "The port stays shut. (AFP) [3]",
        "The port stays shut.*",
        "(The port stays shut.)",
        "[The port stays shut.]",
        "The port stays shut!”",
        "\u2039Der Hafen bleibt zu.\u203a",
    ],
)
def test_sentences_end_with_many_marks(paragraph: str) -> None:
    assert is_prose(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Dockers at the gate; the port is shut;",
        "The union wants three things:",
        "港の様子",
        "ท่าเรือปิด",
        "Dockers at the gate (Reuters)",
        "Dockers at the gate [1]",
        "Dockers (3.5 million) at the gate",
    ],
)
def test_what_ends_like_no_sentence_is_no_prose(paragraph: str) -> None:
    assert not is_prose(paragraph)


def test_what_leads_to_a_list_is_prose_if_a_sentence_stands_before() -> None:
    assert is_prose("The port is shut. The union wants three things:")
    assert is_prose("港は閉鎖された。組合の要求は次の通り\uff1a")


def test_a_walls_words_are_boilerplate_and_known_as_a_walls() -> None:
    assert is_wall("Subscribe to continue reading.")
    assert is_boilerplate("Subscribe to continue reading.")
    assert not is_wall(PROSE)


def test_a_long_paragraph_that_opens_like_a_wall_is_none() -> None:
    assert not is_wall("Subscribe to continue reading. " + PROSE * 20)


@pytest.mark.parametrize(
    "text",
    [
        "Published on Friday, 20 March 2026 at 10.30am GMT",
        "Last updated: 17.11.2026, 10:30 Uhr",
        "Mis à jour le 3 mai 2026 à 10h30.",
        "Reporting by Ana-Maria O'Neil in Lima, J.-P. Writer and A. Schreiber.",
        "(Additional Reporting by A.B. Writer; X’s)",
    ],
)
def test_stamps_and_credits_are_boilerplate(text: str) -> None:
    assert is_boilerplate(text)


@given(st.text(max_size=80))
def test_any_text_is_boilerplate_or_not(text: str) -> None:
    assert is_boilerplate(text) in (True, False)
    assert is_prose(text) in (True, False)
