"""An edition out of a table of stories; week.toml tells what may stand in it."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import groupby
from typing import Any

from digest.brackets import without_dates
from digest.config import REGIONS
from digest.coverage_note import CoverageNote, Trouble
from digest.model import (
    Brief,
    Bullet,
    Edition,
    Section,
    Sentence,
    Source,
    Window,
)
from digest.picture import Picture
from digest.quote import Quote

SLUG = "2026-11-19"
_END = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
_SIZE = (1104, 620)
"""Pixels of the sample week's pictures."""

Table = Mapping[str, Any]


def edition(name: str) -> Edition:
    """Return the edition in `<name>.toml`."""
    text = files("digest.specimens").joinpath(f"{name}.toml").read_text("utf-8")
    table = tomllib.loads(text)
    titles = REGIONS | {"top": ""} | table.get("sections", {})
    subscribers = frozenset(table["subscribers"])
    briefs = [
        (story["region"], _brief(story, number, subscribers))
        for number, story in enumerate(table["story"])
    ]
    return Edition(
        slug=SLUG,
        window=Window(start=_END - timedelta(days=7), end=_END),
        sections=tuple(
            Section(id=id_, title=titles[id_], briefs=tuple(b for _, b in group))
            for id_, group in groupby(briefs, key=lambda pair: str(pair[0]))
        ),
        quiet=tuple(table["quiet"]),
        coverage=_coverage(table["coverage"]),
        subject=table["subject"],
        note=table["note"].strip(),
        by=table["by"],
        quote=Quote(**table["quote"]) if "quote" in table else None,
    )


def _brief(story: Table, number: int, subscribers: frozenset[str]) -> Brief:
    def source(outlet: str) -> Source:
        host = "".join(c for c in outlet.lower() if c.isascii() and c.isalnum())
        url = f"https://{host or 'paper'}.example/2026/11/{story['region']}-{number}"
        return Source(outlet=outlet, url=url, paywalled=outlet in subscribers)

    picture = story.get("picture")
    headline_from = story.get("headline_from")
    return Brief(
        id=f"s-{number:08x}",
        headline=story["headline"],
        source=source(story["outlet"]),
        headline_from=source(headline_from) if headline_from else None,
        also=tuple(map(source, story.get("also", ()))),
        bullets=tuple(
            _bullet(bullet, source(_outlet(bullet) or story["outlet"]), at)
            for at, bullet in enumerate(story["bullets"])
        ),
        place=story.get("place"),
        picture=_picture(picture) if picture else None,
        follows=story.get("update"),
    )


def _outlet(bullet: str | Table) -> str | None:
    return None if isinstance(bullet, str) else bullet.get("from")


def _bullet(bullet: str | Table, source: Source, number: int) -> Bullet:
    text = bullet if isinstance(bullet, str) else str(bullet["text"])
    if not isinstance(bullet, str) and bullet.get("edited"):
        cited = "from" in bullet
        return Bullet(
            text=text,
            outlet=source.outlet if cited else None,
            url=source.url if cited else None,
        )
    told = Sentence(article=source.url, number=number, text=without_dates(text))
    return Bullet(text=text, sentence=told, outlet=source.outlet, url=source.url)


def _picture(told: Table) -> Picture:
    width, height = _SIZE
    return Picture(
        file=f"pictures/{told['file']}",
        alt=told["alt"],
        credit=told["credit"],
        width=width,
        height=height,
    )


def _coverage(told: Table) -> CoverageNote:
    troubles = {
        key: tuple(Trouble(outlet=o, reason=r) for o, r in told.get(key, ()))
        for key in ("failed", "damaged")
    }
    return CoverageNote(**{**told, **troubles})
