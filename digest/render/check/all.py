"""Every check of one mail, in the order of its findings."""

from collections.abc import Iterable

from digest.edition_file import Places
from digest.findings import Finding, found, in_order, live_level
from digest.model import Edition
from digest.render.check.contrast import contrast
from digest.render.check.heads import heads
from digest.render.check.images import images
from digest.render.check.left_overs import left_overs
from digest.render.check.links import links
from digest.render.check.mail import NOWHERE, taken_apart
from digest.render.check.size import Ranked, size, text_lines
from digest.render.check.structure import structure
from digest.render.check.text_part import text_part
from digest.rendered import Email


def check(  # noqa: PLR0913  what is known of a mail, by keyword
    email: Email,
    address: str | None,
    edition: Edition | None = None,
    *,
    ranked: Iterable[Ranked] = (),
    places: Places = NOWHERE,
    live: bool = False,
) -> tuple[Finding, ...]:
    """Return what is wrong with `email`, errors first; `address` is the postal one.

    With the `edition` its stories are looked for in both parts; `places` are theirs,
    and that of the subject. `live` is true where subscribers get the mail.
    """
    headlines = [brief.headline for brief in edition.briefs] if edition else []
    mail = taken_apart(email, places, headlines)
    return in_order(
        (
            *size(email, tuple(ranked)),
            *text_lines(email),
            *heads(email, places.keys.get("subject", "the subject")),
            *structure(mail),
            *images(mail),
            *links(mail, live=live),
            *text_part(mail, edition),
            *contrast(mail),
            *left_overs(mail, edition),
            *_address(address, live=live),
        )
    )


def _address(address: str | None, *, live: bool) -> Iterable[Finding]:
    if not address:
        told = "the mail gives no postal address"
        level = live_level("no-address", live=live)
        yield found("no-address", told, "newsletter.address", level=level)
