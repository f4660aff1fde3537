"""What would break a message on its way."""

import re

import pytest
from builders import NOW

from digest.deliver.message import Envelope, message
from digest.rendered import Email

ENVELOPE = Envelope(
    slug="2026-11-19",
    language="en",
    sender="world@example.org",
    recipient="reader@example.org",
    reply_to=None,
    date=NOW,
)


@pytest.mark.parametrize(
    ("odd", "encodings"),
    [(100, [b"quoted-printable"] * 2), (2000, [b"quoted-printable", b"base64"])],
)
def test_84_a_line_of_any_length_is_sent_in_short_lines(
    odd: int, encodings: list[bytes]
) -> None:
    words = "x" * 5000 + " = ü" * odd
    mail = Email(
        subject=words, preheader="", html=f"<p>{words}</p>", text=words, mjml=""
    )

    body = message(mail, ENVELOPE, {})

    assert max(map(len, body.split(b"\r\n"))) <= 76
    assert re.findall(rb"Encoding: ([\w-]+)", body) == encodings
