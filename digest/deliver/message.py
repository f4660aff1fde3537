"""An email into the bytes of a message (RFC 5322)."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape

from digest.rendered import Email
from digest.transfer import encoding

# RFC 2045 §6.7 and §6.8: 76 characters a line; of encoded words, too.
_POLICY = SMTP.clone(cte_type="7bit", max_line_length=76)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who sends which edition to whom, in which language, with which date."""

    slug: str
    language: str
    sender: str
    recipient: str
    reply_to: str | None
    date: datetime


def linked(html: str, files: Iterable[str], base: str) -> str:
    """Return the HTML with the pictures `files` at their addresses below `base`."""
    for name in files:
        address = escape(f"{base}{name}")
        html = html.replace(f'src="{name}"', f'src="{address}"')
    return html


def message(email: Email, envelope: Envelope, pictures: Mapping[str, bytes]) -> bytes:
    """Return the message: text first, then HTML with its `pictures` inside.

    `pictures` maps the file names the HTML uses to JPEG or PNG bytes. The same email
    always makes the same bytes: Message-ID and boundaries follow from the edition.
    """
    slug, sender, reply_to = envelope.slug, envelope.sender, envelope.reply_to
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = _mailbox(sender)
    mail["To"] = _mailbox(envelope.recipient)
    if reply_to:
        mail["Reply-To"] = _mailbox(reply_to)
    # A line break would end the header and begin another.
    mail["Subject"] = " ".join(_CONTROL.sub(" ", email.subject).split())
    mail["Date"] = format_datetime(envelope.date)
    desk, _, domain = parseaddr(sender)[1].rpartition("@")
    mail["Message-ID"] = f"<{slug}.{_short_hash(email.text)}@{domain}>"
    mail["List-Id"] = f"<{desk}.{domain}>"  # RFC 2919
    address = parseaddr(reply_to or sender)[1]
    mail["List-Unsubscribe"] = f"<mailto:{address}?subject=unsubscribe>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence notes, please
    mail.set_content(email.text, cte="quoted-printable")
    shown = _inlined(email.html, slug, pictures)
    mail.add_alternative(shown, subtype="html", cte=encoding(shown))
    mail["Content-Language"] = envelope.language  # RFC 3282; parts would take it along
    html = mail.get_payload()[1]  # type: ignore[index]  # the second of two parts
    for name, body in pictures.items():
        kind = "png" if name.endswith(".png") else "jpeg"
        html.add_related(  # type: ignore[union-attr]  # a part, not a string
            body,
            "image",
            kind,
            cid=f"<{_content_id(name, slug)}>",
            filename=name.rpartition("/")[2],
            disposition="inline",
        )
    _fix_boundaries(mail, slug)
    return mail.as_bytes()


def _mailbox(text: str) -> Address:
    name, address = parseaddr(text)
    return Address(display_name=name, addr_spec=address)


def _inlined(html: str, slug: str, pictures: Mapping[str, bytes]) -> str:
    for name in pictures:
        html = html.replace(f'src="{name}"', f'src="cid:{_content_id(name, slug)}"')
    return html


def _content_id(name: str, slug: str) -> str:
    return f"{_short_hash(name)}@{slug}.digest"


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _fix_boundaries(mail: EmailMessage, slug: str) -> None:
    """Give each multipart a boundary that is the same at every run."""
    for number, part in enumerate(mail.walk()):
        if part.is_multipart():
            part.set_boundary(f"=-{_short_hash(f'{slug}/{number}')}")
