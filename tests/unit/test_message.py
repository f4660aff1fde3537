"""An email as bytes: read back by the standard library, and the same every time."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from itertools import pairwise

import pytest
from builders import NOW
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.deliver.message import Envelope, linked, message
from digest.rendered import Email

ENVELOPE = Envelope(
    slug="2026-11-19",
    language="de",
    sender="What in the World <world@example.org>",
    recipient="Imogen <reader@example.com>",
    reply_to="The Desk <desk@example.org>",
    date=NOW,
)
MAIL = Email(
    subject="Dockers strike in Mombasa",
    preheader="Doctors go back",
    html='<p>Hello</p><img src="pictures/quay.jpg" alt="The quay">',
    text="Hello\n",
    mjml="",
)
PICTURES = {"pictures/quay.jpg": b"\xff\xd8\xff\xe0 not much of a picture"}


def parsed(body: bytes) -> EmailMessage:
    read = message_from_bytes(body, policy=default)
    assert isinstance(read, EmailMessage)
    assert not read.defects
    return read


def headers(body: bytes) -> list[str]:
    head = body.partition(b"\r\n\r\n")[0].decode("ascii")
    return [
        line.partition(":")[0] for line in head.split("\r\n") if line[0] not in " \t"
    ]


def test_the_message_reads_back_with_its_heads() -> None:
    read = parsed(message(MAIL, ENVELOPE, {}))

    assert read["From"] == "What in the World <world@example.org>"
    assert read["Reply-To"] == "The Desk <desk@example.org>"
    assert read["Subject"] == "Dockers strike in Mombasa"
    assert read["Date"].datetime == NOW
    assert read["List-Unsubscribe"] == "<mailto:desk@example.org?subject=unsubscribe>"


def test_the_text_comes_first_and_the_html_after_it() -> None:
    read = parsed(message(MAIL, ENVELOPE, {}))

    kinds = [part.get_content_type() for part in read.iter_parts()]
    assert read.get_content_type() == "multipart/alternative"
    assert kinds == ["text/plain", "text/html"]


def test_both_parts_read_back_as_they_were() -> None:
    mail = replace(MAIL, text="Grüße, नमस्ते 👩\u200d🚒\n", html="<p>Grüße, नमस्ते</p>\n")

    text, html = parsed(message(mail, ENVELOPE, {})).iter_parts()

    assert text.get_content().splitlines() == mail.text.splitlines()
    assert html.get_content().splitlines() == mail.html.splitlines()


SCRIPTS = ["Plain words.", "Grüße aus Köln.", "ที่กรุงเทพฯ " * 300, "मुंबई " * 500]


@pytest.mark.parametrize("words", SCRIPTS)
def test_the_text_is_quoted_printable_in_any_script(words: str) -> None:
    text, _ = parsed(message(replace(MAIL, text=words), ENVELOPE, {})).iter_parts()

    assert text["Content-Transfer-Encoding"] == "quoted-printable"


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (SCRIPTS[0], "quoted-printable"),
        (SCRIPTS[1], "quoted-printable"),
        (SCRIPTS[2], "base64"),
        (SCRIPTS[3], "base64"),
    ],
)
def test_the_html_is_in_base64_where_that_is_shorter(words: str, encoding: str) -> None:
    _, html = parsed(message(replace(MAIL, html=words), ENVELOPE, {})).iter_parts()

    assert html["Content-Transfer-Encoding"] == encoding
    assert html.get_content().strip() == words.strip()


@given(words=st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=3000))
@settings(max_examples=40, deadline=None)
def test_no_line_is_too_long_for_smtp_and_all_bytes_are_ascii(words: str) -> None:
    mail = replace(MAIL, subject=words[:300], text=words, html=f"<p>{words}</p>")

    body = message(mail, ENVELOPE, {})

    assert max(map(len, body.split(b"\r\n"))) < 998  # RFC 5322 §2.1.1
    assert body.isascii()


@pytest.mark.parametrize("text", ["one\ntwo\n", "one\r\ntwo\r\n"])
def test_every_line_ends_as_smtp_wants_it(text: str) -> None:
    body = message(replace(MAIL, text=text), ENVELOPE, PICTURES)

    assert body.count(b"\n") == body.count(b"\r\n")
    assert body.count(b"\r") == body.count(b"\r\n")


def test_a_picture_travels_inside_and_the_html_shows_it() -> None:
    read = parsed(message(MAIL, ENVELOPE, PICTURES))

    [picture] = [
        part for part in read.walk() if part.get_content_type() == "image/jpeg"
    ]
    name = picture["Content-ID"].strip("<>")
    html = read.get_body(("html",))
    assert html
    assert f'src="cid:{name}"' in html.get_content()
    assert 'src="pictures/' not in html.get_content()
    assert picture.get_content() == PICTURES["pictures/quay.jpg"]


def test_a_picture_is_no_attachment() -> None:
    read = parsed(message(MAIL, ENVELOPE, PICTURES))

    [picture] = [part for part in read.walk() if part["Content-ID"]]
    assert picture.get_content_disposition() == "inline"


def test_a_picture_lies_beside_the_html_not_beside_the_text() -> None:
    read = parsed(message(MAIL, ENVELOPE, PICTURES))

    kinds = [part.get_content_type() for part in read.walk()]
    assert kinds == [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/jpeg",
    ]


def test_a_png_is_sent_as_png() -> None:
    mail = replace(MAIL, html='<img src="a.png" alt="A">')

    read = parsed(message(mail, ENVELOPE, {"a.png": b"\x89PNG"}))

    assert "image/png" in [part.get_content_type() for part in read.walk()]


def test_two_pictures_have_names_of_their_own() -> None:
    pictures = {"a.jpg": b"one", "b.jpg": b"two"}
    mail = replace(MAIL, html='<img src="a.jpg" alt="A"><img src="b.jpg" alt="B">')

    read = parsed(message(mail, ENVELOPE, pictures))

    names = [part["Content-ID"] for part in read.walk() if part["Content-ID"]]
    assert len(set(names)) == 2


def test_the_same_email_makes_the_same_bytes() -> None:
    first, second = (message(MAIL, ENVELOPE, PICTURES) for _ in range(2))

    assert first == second


def test_another_text_makes_another_message_id() -> None:
    changed = replace(MAIL, text="Corrected\n")

    ids = {parsed(message(m, ENVELOPE, {}))["Message-ID"] for m in (MAIL, changed)}

    assert len(ids) == 2
    assert all(name.endswith("@example.org>") for name in ids)


def test_no_boundary_stands_in_a_part_or_in_another_boundary() -> None:
    read = parsed(message(MAIL, ENVELOPE, PICTURES))

    boundaries = [part.get_boundary() for part in read.walk() if part.is_multipart()]
    assert len(boundaries) == 2
    assert all(a not in b and b not in a for a, b in pairwise(map(str, boundaries)))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("place", ["in the middle", "at the end"])
def test_a_line_break_in_a_subject_cannot_add_a_header(ending: str, place: str) -> None:
    subject = "News" + ending + ("Bcc: spy@evil.example" if place[0] == "i" else "")
    known = headers(message(MAIL, ENVELOPE, {}))

    try:
        body = message(replace(MAIL, subject=subject), ENVELOPE, {})
    except ValueError:
        return

    assert headers(body) == known
    assert parsed(body)["Date"].datetime == NOW


def test_a_subject_in_another_script_reads_back() -> None:
    subject = "मोम्बासा में हड़ताल: “बंदरगाह” 👩\u200d🚒 und noch viel mehr Wörter dazu" * 3

    read = parsed(message(replace(MAIL, subject=subject), ENVELOPE, {}))

    assert read["Subject"] == subject


@pytest.mark.parametrize("name", ["Züri Welt", 'The "World", weekly', "世界"])
def test_a_senders_name_reads_back(name: str) -> None:
    quoted = f'"{name.replace(chr(34), chr(92) + chr(34))}"'
    sent = replace(ENVELOPE, sender=f"{quoted} <world@example.org>", reply_to=None)

    read = parsed(message(MAIL, sent, {}))

    [mailbox] = read["From"].addresses
    assert (mailbox.display_name, mailbox.addr_spec) == (name, "world@example.org")


def test_without_a_desk_readers_leave_at_the_sender() -> None:
    read = parsed(message(MAIL, replace(ENVELOPE, reply_to=None), {}))

    assert read["Reply-To"] is None
    assert read["List-Unsubscribe"] == "<mailto:world@example.org?subject=unsubscribe>"


def test_the_message_survives_being_written_again() -> None:
    body = message(MAIL, ENVELOPE, PICTURES)

    assert message_from_bytes(body, policy=SMTP).as_bytes() == body


def test_the_message_says_what_it_is_to_programs() -> None:
    read = parsed(message(MAIL, ENVELOPE, {}))

    assert read["MIME-Version"] == "1.0"
    assert read["Content-Language"] == "de"
    assert read["List-Id"] == "<world.example.org>"
    assert read["Auto-Submitted"] == "auto-generated"
    assert [read.get_all(name) for name in ("From", "To")] == [
        ["What in the World <world@example.org>"],
        ["Imogen <reader@example.com>"],
    ]


@pytest.mark.parametrize("words", [*SCRIPTS, "a " * 60, "=" * 300, "x" * 500])
def test_no_line_is_longer_than_76(words: str) -> None:
    mail = replace(MAIL, subject=words[:300], text=words, html=f"<p>{words}</p>")

    body = message(mail, ENVELOPE, PICTURES)

    lines = body.split(b"\r\n")
    assert max(map(len, lines)) <= 76  # RFC 2045 §6.7, RFC 2047 §2


@pytest.mark.parametrize("mark", ["\x00", "\x07", "\x1b", "\x85", "\u2028"])
def test_control_characters_in_a_subject_become_spaces(mark: str) -> None:
    read = parsed(message(replace(MAIL, subject=f"Port{mark}shut"), ENVELOPE, {}))

    assert read["Subject"] == "Port shut"


@pytest.mark.parametrize(
    "subject", ["سفينة تدخل الميناء", "\u202eNews\u202c", "🚢 in port", "Ü" * 200]
)
def test_a_subject_from_right_to_left_or_with_emoji_reads_back(subject: str) -> None:
    read = parsed(message(replace(MAIL, subject=subject), ENVELOPE, {}))

    assert read["Subject"] == subject


def test_linked_pictures_lead_below_the_address_that_is_given() -> None:
    html = linked(MAIL.html, PICTURES, 'https://world.example/a"&b/')

    assert 'src="https://world.example/a&quot;&amp;b/pictures/quay.jpg"' in html
    assert "cid:" not in html
