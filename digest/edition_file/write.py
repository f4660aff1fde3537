"""An edition and all that was known of it into edition.yaml and draft.json."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from digest import yaml_file
from digest.edition_file.shape import DRAFT, EDITION
from digest.errors import OutputError
from digest.files import write_whole
from digest.model import Brief, Bullet, Edition, Verdict

_HEAD = """\
# The edition of {slug}, as it will be printed. Change what you like: a changed file is
# never overwritten by `digest draft`. `from` says where a bullet stands (draft.json);
# a bullet of your own has none. `note` is Markdown.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """An article as draft.json keeps it: what its bullets are taken from."""

    outlet: str
    url: str
    title: str
    published: datetime
    origin: str
    shortfall: str | None
    sentences: tuple[str, ...]


def write(
    folder: Path,
    edition: Edition,
    verdicts: Sequence[Verdict],
    texts: Mapping[str, SourceText],
) -> None:
    """Write both files.

    draft.json comes first, and knows the hash of the edition.yaml to come and of the
    one it replaces: a crash between the two does not look like a person's change.
    """
    text = _HEAD.format(slug=edition.slug) + yaml_file.dump(_edition_data(edition))
    draft = _draft_data(edition, verdicts, texts) | {
        "edition_sha256": _hash(text.encode()),
        "replaced_sha256": _hash_of(folder / EDITION),
    }
    write_whole(folder / DRAFT, json.dumps(draft, ensure_ascii=False, indent=1) + "\n")
    write_whole(folder / EDITION, text)


def is_changed(folder: Path) -> bool:
    """Return whether a person changed the edition since it was drafted."""
    try:
        body = (folder / EDITION).read_bytes()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise OutputError(folder / EDITION, error) from error
    try:
        draft = json.loads((folder / DRAFT).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return True
    names = ("edition_sha256", "replaced_sha256")
    known = [draft.get(name) for name in names] if isinstance(draft, dict) else []
    return _hash(body) not in known


def keep_copy(folder: Path, now: datetime) -> Path:
    """Copy edition.yaml aside, under a name with the time; return the copy."""
    copy = folder / f"edition.{now:%Y%m%dT%H%M%SZ}.yaml"
    write_whole(copy, (folder / EDITION).read_bytes())
    return copy


def _hash_of(path: Path) -> str | None:
    return _hash(path.read_bytes()) if path.exists() else None


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _edition_data(edition: Edition) -> dict[str, Any]:
    return {
        "slug": edition.slug,
        "subject": edition.subject,
        "note": edition.note or None,
        "by": edition.by,
        "sections": [
            {
                "id": section.id,
                "stories": [_story_data(brief) for brief in section.briefs],
            }
            for section in edition.sections
        ],
        "quiet": list(edition.quiet),
    }


def _story_data(brief: Brief) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": brief.id,
        "headline": brief.headline,
        "place": brief.place,
        "url": brief.source.url,
        "outlet": brief.source.outlet,
    }
    if brief.follows:
        data["follows"] = brief.follows
    if brief.also:
        data["also"] = [asdict(source) for source in brief.also]
    if brief.picture:
        data["picture"] = asdict(brief.picture)
    data["bullets"] = [_bullet_data(bullet) for bullet in brief.bullets]
    return data


def _bullet_data(bullet: Bullet) -> dict[str, Any]:
    if bullet.sentence is None:
        return {"text": bullet.text}
    origin = f"{bullet.sentence.article}/{bullet.sentence.number}"
    return {"text": bullet.text, "from": origin}


def _draft_data(
    edition: Edition,
    verdicts: Sequence[Verdict],
    texts: Mapping[str, SourceText],
) -> dict[str, Any]:
    return {
        "slug": edition.slug,
        "window": {
            "start": edition.window.start.isoformat(),
            "end": edition.window.end.isoformat(),
        },
        "coverage": asdict(edition.coverage),
        "candidates": [_candidate_data(verdict) for verdict in verdicts],
        "articles": {
            name: asdict(text) | {"published": text.published.isoformat()}
            for name, text in sorted(texts.items())
        },
    }


def _candidate_data(verdict: Verdict) -> dict[str, Any]:
    ranked = verdict.ranked
    return {
        "id": ranked.story.id,
        "headline": ranked.story.entries[-1].title,
        "section": verdict.section,
        "why": verdict.why,
        "region": ranked.place.region,
        "place": ranked.place.country,
        "score": round(ranked.score, 2),
        "reasons": dict(ranked.reasons),
        "entries": [
            {"id": e.id, "outlet": e.outlet, "title": e.title, "url": e.url}
            for e in ranked.story.entries
        ],
    }
