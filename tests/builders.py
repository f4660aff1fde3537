"""Values for tests, with sensible defaults; everything by keyword."""

from datetime import UTC, datetime, timedelta
from typing import Any

from digest.coverage_note import CoverageNote
from digest.feed_state import Sighting
from digest.fingerprints import fingerprint
from digest.model import (
    Article,
    Brief,
    Bullet,
    Coverage,
    Edition,
    Entry,
    Feed,
    Place,
    RankedStory,
    Section,
    Sentence,
    Source,
    Story,
    Window,
)

NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)


def make_feed(**given: Any) -> Feed:
    return Feed(**{"title": "Courier", "url": "http://courier.example/rss"} | given)


def make_entry(**given: Any) -> Entry:
    title = given.get("title", "Dockers strike in Mombasa")
    defaults: dict[str, Any] = {
        "id": f"a-{abs(hash(title)) % 10**10:010d}",
        "feed_url": "http://courier.example/rss",
        "outlet": "Courier",
        "url": "http://courier.example/2026/dockers",
        "title": title,
        "published": NOW - timedelta(days=1),
        "first_seen": NOW,
    }
    return Entry(**defaults | given)


def make_sighting(entry: Entry | None = None, *, guid: str | None = None) -> Sighting:
    entry = entry or make_entry()
    return Sighting(entry, fingerprint(entry, guid or entry.id))


def make_story(*entries: Entry, **given: Any) -> Story:
    return Story(**{"id": "s-1", "entries": entries or (make_entry(),)} | given)


def make_ranked(story: Story | None = None, **given: Any) -> RankedStory:
    defaults: dict[str, Any] = {
        "story": story or make_story(),
        "place": Place(region="africa", country="Kenya", code="KE"),
        "reasons": (("coverage", 10.0),),
    }
    return RankedStory(**defaults | given)


def make_article(*paragraphs: str, **given: Any) -> Article:
    entry = given.pop("entry", None) or make_entry()
    defaults: dict[str, Any] = {
        "entry": entry,
        "paragraphs": paragraphs or ("Dock workers in Mombasa stopped work.",),
        "origin": "page",
    }
    return Article(**defaults | given)


def make_coverage(*articles: Article, **given: Any) -> Coverage:
    articles = articles or (make_article(),)
    story = make_story(*(article.entry for article in articles))
    defaults: dict[str, Any] = {"ranked": make_ranked(story), "articles": articles}
    return Coverage(**defaults | given)


def make_bullet(**given: Any) -> Bullet:
    defaults: dict[str, Any] = {"text": "Some 3,800 dock workers stopped work."}
    return Bullet(**defaults | given)


def make_brief(**given: Any) -> Brief:
    sentence = Sentence(
        article="a-1", number=0, text="MOMBASA — Some 3,800 dock workers stopped work."
    )
    source = Source(outlet="Courier", url="http://courier.example/2026/dockers")
    bullet = Bullet(
        text="Some 3,800 dock workers stopped work.",
        sentence=sentence,
        outlet=source.outlet,
        url=source.url,
    )
    defaults: dict[str, Any] = {
        "id": "s-1",
        "headline": "Dockers strike in Mombasa",
        "source": source,
        "bullets": (bullet,),
        "place": "Kenya",
    }
    return Brief(**defaults | given)


def make_edition(**given: Any) -> Edition:
    top = make_brief(id="s-0", headline="Quake shakes southern Peru", place="Peru")
    defaults: dict[str, Any] = {
        "slug": "2026-11-19",
        "window": Window(start=NOW - timedelta(days=7), end=NOW),
        "sections": (
            Section(id="top", title="", briefs=(top,)),
            Section(id="africa", title="Africa", briefs=(make_brief(),)),
        ),
        "quiet": ("americas",),
        "coverage": CoverageNote(feeds=12, entries=60, outlets=11),
    }
    return Edition(**defaults | given)


def make_page(*paragraphs: str, title: str = "Port shut", head: str = "") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}'
        f"<title>{title}</title></head><body><nav>Home World Sport</nav>"
        f"<article><h1>{title}</h1>{text}</article></body></html>"
    )
    return page.encode()
