"""What the page is told: a proof, findings and explanations as values for JSON."""

from collections.abc import Iterable
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from digest import specimens
from digest.edition_file import TOP
from digest.files import is_file
from digest.findings import Finding, codes
from digest.model import Brief, Edition
from digest.pipeline.project import Project
from digest.pipeline.proofs import Proof
from digest.render.check import encoded_size
from digest.render.check.size import NEARLY_CLIPPED
from digest.resources import templates_folder
from digest.transfer import CLIPPED
from digest.web.bench import Bench, LookedOver, Shown
from digest.web.seen import seen

Values = dict[str, Any]
_LONGEST = 1000
"""Characters of a message or remedy: it may quote a line, and a line may be long."""
_DIGESTS_OWN = "Digest's own "


def screen(bench: Bench, name: str, shown: Shown) -> Values:
    """Return all that the page shows of `name`, with the mail as light programs do."""
    newsletter = bench.project.config.newsletter
    sender, address = parseaddr(newsletter.sender)
    return {
        "version": shown.version,
        "name": name,
        "newsletter": newsletter.title,
        "sender": sender or address,
        "sets": sets(bench),
        "made": shown.made and f"{shown.made.astimezone():%H:%M:%S}",
        "errors": [finding(bench.project, name, one) for one in shown.errors],
        "proof": _proof(shown.proof) if shown.proof else None,
        "limits": {"nearly": NEARLY_CLIPPED, "clipped": CLIPPED},
    }


def sets(bench: Bench) -> list[Values]:
    """Return what can be shown: the editions that are there, then the specimens."""
    editions = bench.editions()
    return [{"name": name, "title": name, "kind": "edition"} for name in editions] + [
        {"name": name, "title": specimens.title(name), "kind": "specimen"}
        for name in specimens.names()
    ]


def found(project: Project, name: str, told: LookedOver) -> Values:
    """Return what was found in a version of `name`."""
    listed = [finding(project, name, one) for one in told.findings]
    return {"version": told.version, "findings": listed}


def finding(project: Project, name: str, told: Finding) -> Values:
    """Return a finding, with the file and line that an editor can open if there are."""
    file, line = located(project, name, told.place)
    place = told.place
    if file and file.is_relative_to(project.folder):
        place = f"{file.relative_to(project.folder)}{f':{line}' if line else ''}"
    return {
        "level": told.level,
        "code": told.code,
        "message": _cut(told.message),
        "place": _cut(place),
        "remedy": _cut(told.remedy),
        "why": codes()[told.code].why,
        "file": str(file) if file else None,
        "line": line,
    }


def located(project: Project, name: str, place: str) -> tuple[Path | None, int | None]:
    """Return the file and line of a place; `None` for what is in no file.

    Places are told from the newsletter's folder, from the edition's or, for templates
    that are shipped, from theirs.
    """
    file, _, line = place.rpartition(":")
    if not line.isdecimal():
        file, line = place, ""
    bases = [project.folder, project.edition_folder(name)]
    if file.startswith(_DIGESTS_OWN):
        file, bases = file.removeprefix(_DIGESTS_OWN), [templates_folder()]
    found = next((base / file for base in bases if is_file(base / file)), None)
    return found, int(line) if found and line else None


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _proof(proof: Proof) -> Values:
    email = proof.email
    return {
        "light": seen(proof, "light"),
        "subject": email.subject,
        "preheader": email.preheader,
        "size": encoded_size(email),
        "words": proof.words,
        "minutes": proof.minutes,
        "stories": list(_stories(proof.edition)),
    }


def _stories(edition: Edition) -> Iterable[Values]:
    """Yield each story with the addresses by which it is known in the mail."""
    for section in edition.sections:
        for brief in section.briefs:
            yield {
                "id": brief.id,
                "headline": brief.headline,
                "section": "" if section.id == TOP else section.title,
                "headline_url": (brief.headline_from or brief.source).url,
                "urls": sorted(_urls(brief)),
            }


def _urls(brief: Brief) -> set[str]:
    sources = [brief.source, *brief.also]
    if brief.headline_from:
        sources.append(brief.headline_from)
    quoted = {bullet.url for bullet in brief.bullets if bullet.url}
    return quoted | {source.url for source in sources}
