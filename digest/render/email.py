"""An edition into an email."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from digest.config import Newsletter
from digest.model import Edition
from digest.plain_text import printable
from digest.render.context import Medium, letter
from digest.render.environment import Templates, render
from digest.render.in_words import in_language
from digest.render.letter_html import letter_html
from digest.render.printable import cleaned
from digest.render.words import words_of
from digest.rendered import Email

_MADE = ("subject", "preheader")
"""What templates say in an inbox, made of the rest."""


def email(
    env: Templates,
    edition: Edition,
    newsletter: Newsletter,
    headings: Mapping[str, str],
) -> Email:
    """Return the edition as mail; raise `TemplateError` with file and line."""
    seen = variables(env, edition, newsletter, headings)
    mjml, html = letter_html(env, "weekly.mjml", seen)
    return Email(
        subject=str(seen["subject"]),
        preheader=str(seen["preheader"]),
        html=html,
        text=render(env, "weekly.txt", seen),
        mjml=mjml,
        words=written_words(seen, edition.subject),
    )


def variables(
    env: Templates,
    edition: Edition,
    newsletter: Newsletter,
    headings: Mapping[str, str],
    medium: Medium = "mail",
) -> dict[str, object]:
    """Return the letter's variables, with the subject and the preheader."""
    edition, headings = in_language(edition, headings, words_of(env))
    seen = cleaned(letter(edition, newsletter, headings, medium).variables())
    own = _line(edition.subject or "")
    seen["subject"] = own or _line(render(env, "subject.txt", seen))
    seen["preheader"] = _line(render(env, "preheader.txt", seen))
    return seen


def written_words(seen: Mapping[str, object], subject: str | None = None) -> str:
    """Return what papers and editors wrote: marks in it are none of the templates'.

    That is every text that the templates see, but for the two lines they make.
    """
    given = {name: value for name, value in seen.items() if name not in _MADE}
    return "\n".join((subject or "", *texts(given)))


def texts(value: object) -> Iterator[str]:
    """Yield every text in a value, deep inside, whatever its fields are called."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def _line(text: str) -> str:
    return " ".join(printable(text).split())
