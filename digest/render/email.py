"""An edition into an email."""

from collections.abc import Mapping

from digest.config import Newsletter
from digest.model import Edition
from digest.plain_text import printable
from digest.render.context import Medium, letter
from digest.render.environment import Templates, render
from digest.render.in_words import in_language
from digest.render.letter_html import letter_html
from digest.render.words import words_of
from digest.rendered import Email


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
        words=_words(edition),
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
    seen = letter(edition, newsletter, headings, medium).variables()
    own = _line(edition.subject or "")
    seen["subject"] = own or _line(render(env, "subject.txt", seen))
    seen["preheader"] = _line(render(env, "preheader.txt", seen))
    return seen


def _words(edition: Edition) -> str:
    """Return what papers and editors wrote: marks in it are none of the templates'."""
    texts = [edition.subject or "", edition.note]
    for brief in edition.briefs:
        texts += [brief.headline, *(bullet.text for bullet in brief.bullets)]
    return "\n".join(texts)


def _line(text: str) -> str:
    return " ".join(printable(text).split())
