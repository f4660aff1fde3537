"""edition.yaml -> the mail in all its forms, in memory.

    edition.yaml, pictures --illustrated--> Edition --email, page, message--> Forms

Nothing is written, and nothing but the edition's folder and the templates is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from digest import edition_file, schedule
from digest.deliver.message import Envelope, linked, message
from digest.pipeline.pictures import drawn, illustrated
from digest.pipeline.project import Project
from digest.render import archive as archiving
from digest.render import web
from digest.render.context import joined
from digest.render.email import email
from digest.rendered import Email

MAIL, PAGE, MESSAGE = "digest.html", "index.html", "digest.eml"
FORMS = (MAIL, PAGE, "digest.txt", "digest.mjml", MESSAGE)
"""The files of an edition, all made from edition.yaml."""
KEPT = "archive.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The mail of an edition, and the files of its folder by their names.

    Among them are pictures: those that had to be made, and the templates' own.
    """

    email: Email
    files: Mapping[str, bytes | str]

    @property
    def message(self) -> bytes:
        """The bytes of the mail as it is sent."""
        body = self.files[MESSAGE]
        assert isinstance(body, bytes)
        return body


def forms(project: Project, slug: str, previous: str | None = None) -> Forms:
    """Return the edition in its folder as mail and in all its other forms.

    `previous` is the edition that was sent before it. Raises `NoEditionError`,
    `ConfigError` on a wrong edition.yaml, `TemplateError`.
    """
    folder = project.edition_folder(slug)
    written = edition_file.read(folder, project.headings)
    ready = illustrated(written, folder)
    env, newsletter, edition = (
        project.templates,
        project.config.newsletter,
        ready.edition,
    )
    rendered = email(env, edition, newsletter, project.headings)
    seen = web.seen_on_the_web(env, edition, newsletter, project.headings, previous)
    page, own = web.page(env, seen), project.own_templates
    mailed = drawn(rendered.html, own, written)
    files: dict[str, bytes | str] = {
        **ready.made,
        **mailed,
        **drawn(page, own, written),
        MAIL: rendered.html,
        PAGE: page,
        "digest.txt": rendered.text,
        "digest.mjml": rendered.mjml,
        MESSAGE: _message(project, slug, rendered, {**ready.pictures, **mailed}),
        KEPT: archiving.kept(edition, web.entry(env, seen)).to_json(),
    }
    return Forms(email=rendered, files=files)


def _message(
    project: Project, slug: str, rendered: Email, pictures: Mapping[str, bytes]
) -> bytes:
    """Return the mail as it is sent, its pictures inside it or linked to."""
    newsletter = project.config.newsletter
    envelope = Envelope(
        slug=slug,
        language=newsletter.language,
        sender=newsletter.sender,
        recipient=newsletter.sender,  # nobody's name stands in the file
        reply_to=newsletter.reply_to,
        date=_due(project, slug),
    )
    if newsletter.pictures == "inline":
        return message(rendered, envelope, pictures)
    base = joined(newsletter.url, f"{slug}/") or ""
    html = linked(rendered.html, pictures, base)
    return message(replace(rendered, html=html), envelope, {})


def _due(project: Project, slug: str) -> datetime:
    zone = project.config.newsletter.timezone
    return schedule.instant(
        date.fromisoformat(slug), project.config.schedule.send, zone
    )
