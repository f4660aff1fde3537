"""An edition and all that was known of it into edition.yaml and draft.json."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from digest import yaml_file
from digest.edition_file.record import Record
from digest.edition_file.shape import DRAFT, EDITION, VERSION
from digest.errors import OutputError
from digest.files import write_whole
from digest.model import Brief, Bullet, Edition, Entry, Source, Verdict
from digest.picture import Picture

_HEAD = """\
# The edition of {slug}, as it will be printed. Change what you like: a changed file is
# never overwritten by `digest draft`. `from` says where a bullet stands (draft.json);
# a bullet of your own has none. `note` is Markdown.
"""


def write(folder: Path, edition: Edition, record: Record) -> None:
    """Write both files.

    draft.json comes first, and knows the hash of the edition.yaml to come and of the
    one it replaces: a crash between the two does not look like a person's change.
    """
    text = _HEAD.format(slug=edition.slug) + yaml_file.dump(_edition_data(edition))
    draft = _draft_data(edition, record) | {
        "edition_sha256": _hash(text.encode()),
        "replaced_sha256": _hash_of(folder / EDITION),
    }
    write_whole(folder / DRAFT, _json(draft))
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
        "quote": asdict(edition.quote) if edition.quote else None,
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
    }
    if brief.headline_from:
        data["headline_from"] = _source_data(brief.headline_from)
    if brief.check:
        data["check"] = list(brief.check)
    data |= {"place": brief.place} | _source_data(brief.source)
    if brief.follows:
        data["follows"] = brief.follows
    if brief.also:
        data["also"] = [_source_data(source) for source in brief.also]
    if brief.picture:
        data["picture"] = _picture_data(brief.picture)
    data["bullets"] = [_bullet_data(bullet) for bullet in brief.bullets]
    return data


def _picture_data(picture: Picture) -> dict[str, Any]:
    return {"file": picture.file, "alt": picture.alt, "credit": picture.credit}


def _source_data(source: Source) -> dict[str, Any]:
    data: dict[str, Any] = {"url": source.url, "outlet": source.outlet}
    return data | ({"paywalled": True} if source.paywalled else {})


def _bullet_data(bullet: Bullet) -> dict[str, Any]:
    if bullet.sentence is None:
        return {"text": bullet.text}
    origin = f"{bullet.sentence.article}/{bullet.sentence.number}"
    return {"text": bullet.text, "from": origin}


def _json(data: Mapping[str, Any]) -> str:
    """Return JSON with a line for every item of its lists and groups.

    A week of 50,000 entries is written in a second or two, and `grep` finds a story.
    """
    parts = [f"{_text(name)}: {_by_lines(value)}" for name, value in data.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _by_lines(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n " + ",\n ".join(map(_text, value)) + "\n]"
    if isinstance(value, dict) and value:
        lines = (f"{_text(name)}: {_text(item)}" for name, item in value.items())
        return "{\n " + ",\n ".join(lines) + "\n}"
    return _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _draft_data(edition: Edition, record: Record) -> dict[str, Any]:
    """Return draft.json as shape.DraftPart and shape.WeekPart read it."""
    stands = {
        brief.id: {"section": section.id, "number": number}
        for section in edition.sections
        for number, brief in enumerate(section.briefs, start=1)
    }
    ordered = sorted(record.verdicts, key=lambda verdict: verdict.ranked.order)
    lines = [_story_line(verdict, rank) for rank, verdict in enumerate(ordered, 1)]
    briefs = record.briefs
    return {
        "version": VERSION,
        "slug": edition.slug,
        "window": {
            "start": edition.window.start.isoformat(),
            "end": edition.window.end.isoformat(),
        },
        "coverage": asdict(edition.coverage),
        "sections": [section.id for section in edition.sections],
        "stories": [
            line
            | {"stands": stands.get(line["id"])}
            | {"headline_why": record.headline_whys.get(line["id"])}
            | {"brief": _story_data(brief) if (brief := briefs[line["id"]]) else None}
            for line in lines
            if line["id"] in briefs
        ],
        "articles": {
            name: asdict(text) | {"published": text.published.isoformat()}
            for name, text in sorted(record.texts.items())
        },
        "others": [line for line in lines if line["id"] not in briefs],
        "left_out": [
            _entry_line(out.entry) | {"cut": out.cut, "why": out.why}
            for out in record.left_out
        ],
    }


def _story_line(verdict: Verdict, rank: int) -> dict[str, Any]:
    ranked = verdict.ranked
    return {
        "id": ranked.story.id,
        "rank": rank,
        "headline": ranked.story.entries[-1].title,
        "section": verdict.section,
        "cut": verdict.cut,
        "why": verdict.why,
        "region": ranked.place.region,
        "place": ranked.place.country,
        "score": round(ranked.score, 2),
        "needed": verdict.needed,
        "reasons": dict(ranked.reasons),
        "entries": [_entry_line(entry) for entry in ranked.story.entries],
    }


def _entry_line(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "outlet": entry.outlet,
        "title": entry.title,
        "url": entry.url,
        "published": entry.when.isoformat(),
    }
