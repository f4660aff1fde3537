import pytest

from digest.compose.boilerplate import is_boilerplate, is_prose

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
    long = f"{PROSE} " * 8 + "The union was asked why its website uses cookies."

    assert not is_boilerplate(long)


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
        "बंदरगाह बंद है।",
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
