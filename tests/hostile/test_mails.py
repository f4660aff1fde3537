"""Mails that programs and readers would choke on; the numbers are those of the docs."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from good_mail import ADDRESS, GOOD, HTML, html_and, html_with
from planted import DARK, colored

from digest.deliver.message import Envelope, message
from digest.render.check import check, encoded_size
from digest.render.check.size import Ranked, encoded_lines
from digest.rendered import Email

ENVELOPE = Envelope(
    slug="2026-11-19",
    language="en",
    sender="World <world@example.org>",
    recipient="World <world@example.org>",
    reply_to=None,
    date=datetime(2026, 11, 19, 7, tzinfo=UTC),
)


def levels(email: Email) -> dict[str, str]:
    return {finding.code: finding.level for finding in check(email, ADDRESS)}


def filled(to: int, letter: str = "a") -> Email:
    """A mail of so many encoded bytes, at least, and few more."""
    # Shorter mails may be in another encoding.
    some, more = (encoded_size(html_and(letter * n)) for n in (20_000, 30_000))
    letters = 20_000 + (to - some) * 10_000 // (more - some) + 1
    return html_and(f"<p>{letter * letters}</p>")


@pytest.mark.parametrize("letter", ["a", "é", "ก"])
def test_83_a_mail_is_warned_of_over_90_kb_and_refused_over_102(letter: str) -> None:
    assert not {"too-large", "nearly-too-large"} & levels(filled(88_000, letter)).keys()
    assert levels(filled(91_000, letter)) == {"nearly-too-large": "warning"}
    assert levels(filled(103_000, letter)) == {"too-large": "error"}


def test_83_the_lowest_ranked_stories_are_offered_to_go() -> None:
    ranked = [Ranked(f"Story {rank}", rank) for rank in range(1, 41)]

    [finding] = check(filled(108_000), ADDRESS, ranked=ranked)

    shed = finding.remedy.removeprefix("delete the lowest ranked: ").split(", ")
    assert shed[0] == "'Story 40'"
    assert 5 <= len(shed) <= 8


def test_84_lines_without_end_are_folded_on_the_way_and_come_back_whole() -> None:
    long = "a" * 5000
    mail = replace(html_and(f"<p>{long}</p>"), text=f"{long} {'é' * 3000}")

    sent = message(mail, ENVELOPE, {})

    assert not list(encoded_lines(sent))
    parts = [
        part.get_content()
        for part in message_from_bytes(sent, policy=policy.SMTP).walk()
        if not part.is_multipart()
    ]
    assert parts[0].strip() == mail.text
    assert long in parts[1]


def test_84_a_message_with_a_line_of_999_octets_is_refused() -> None:
    sent = message(GOOD, ENVELOPE, {}) + b"a" * 999

    [finding] = encoded_lines(sent)

    assert (finding.code, finding.level) == ("long-line", "error")


BAND = '<div class="band"><table bgcolor="#fff"><tr><td>Words</td></tr></table></div>'


def test_85_text_keeps_its_contrast_in_the_dark_and_inverted() -> None:
    light = f"{DARK} {{ .odd {{ color: #eee !important }} }}"

    assert levels(GOOD) == {}
    assert levels(colored("#888", "#fff"))["low-contrast"] == "error"
    assert levels(colored("#111", "#fff", light))["low-contrast-dark"] == "error"
    found = levels(colored("#111", "#b0a080"))
    assert found["low-contrast-inverted"] == "warning"


def test_85_bands_follow_into_the_dark_by_their_inner_tables() -> None:
    rule = "background-color: #111 !important"
    outer = f"{DARK} {{ .band {{ {rule} }} }}"
    inner = f"{DARK} {{ .band, .band > table {{ {rule} }} }}"

    assert "low-contrast-dark" in levels(html_and(f"<style>{outer}</style>{BAND}"))
    assert levels(html_and(f"<style>{inner}</style>{BAND}")) == {}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Ferry runs again", "Dockers strike", "repeated-heading"),
        ("Ferry runs again", "Dockers&nbsp; Strike", "repeated-heading"),
        ("h2", "h4", "heading-jump"),
        (">Ferry runs again<", "> &zwnj;<", "empty-link"),
        (">Ferry runs again<", "> &zwnj;<", "empty-heading"),
    ],
)
def test_86_headings_that_repeat_or_jump_and_empty_links_fail(
    old: str, new: str, code: str
) -> None:
    assert old in HTML

    assert levels(html_with(old, new))[code] == "error"
