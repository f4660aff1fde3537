"""A newsletter for tests: real feeds on loopback, a real store, a clock of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fakes import mapped
from loopback import Site, answer
from webs import make_web

from digest.collect.polling import Occasion
from digest.config import Config
from digest.errors import NothingReadError
from digest.feed_state import FeedState
from digest.model import Entry, Window
from digest.pipeline.collect import FetchSummary, collect
from digest.pipeline.job import Job
from digest.progress import silent
from digest.store import open_store

START = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
EVER = Window(
    start=datetime(2000, 1, 1, tzinfo=UTC), end=datetime(2100, 1, 1, tzinfo=UTC)
)


def item(number: object = 1, **given: str) -> str:
    """An item of a feed; an empty text leaves a part out."""
    parts = {
        "title": f"Story {number}",
        "link": f"http://courier.example/story-{number}",
        "guid": f"guid-{number}",
        "pubDate": "Tue, 17 Nov 2026 18:00:00 GMT",
        "description": f"What story {number} tells.",
    }
    parts |= given
    inside = "".join(f"<{k}>{v}</{k}>" for k, v in parts.items() if v)
    return f"<item>{inside}</item>"


def rss(*items: str) -> bytes:
    channel = f"<channel><title>Courier</title>{''.join(items)}</channel>"
    return f'<rss version="2.0">{channel}</rss>'.encode()


@dataclass(slots=True)
class Desk:
    """What a test works with; rounds are two hours apart unless it says so."""

    site: Site
    job: Job

    def serve(self, *items: str, path: str = "/rss", **headers: str) -> None:
        """Let a feed hold these items from now on."""
        self.site.answers[path] = answer(rss(*items), 200, **headers)

    def later(self, **span: float) -> None:
        self.job = replace(self.job, now=self.job.now + timedelta(**span))

    def round(self, occasion: Occasion = "round", *, hours: float = 2) -> FetchSummary:
        """Read the feeds, as some hours after the last time."""
        self.later(hours=hours)
        return collect(self.job, occasion)

    def failing_round(self, *, hours: float = 2) -> None:
        """Read the feeds, when not one of them can be read."""
        try:
            self.round(hours=hours)
        except NothingReadError:
            return
        raise AssertionError("something was read")

    @property
    def state(self) -> FeedState:
        """What is known of the first feed."""
        return self.job.store.feed_states()[self.job.config.subscriptions[0].url]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.job.store.entries(EVER)

    @property
    def titles(self) -> list[str]:
        return sorted(entry.title for entry in self.entries)

    def asked(self, path: str = "/rss") -> int:
        """Count the requests for a path."""
        return sum(1 for asked, _ in self.site.asked if asked == path)


@contextmanager
def opened_desk(
    site: Site,
    folder: Path,
    *addresses: str,
    store: str = "sqlite:///test.db",
    **fetch: Any,
) -> Iterator[Desk]:
    """Open a newsletter of the feeds at these addresses, or paths of `site`."""
    urls = [
        site.url(address) if address.startswith("/") else address
        for address in addresses or ("/rss",)
    ]
    feeds = [{"title": f"Courier {n}", "url": url} for n, url in enumerate(urls)]
    config = Config.model_validate({"feeds": feeds, "store": store})
    with open_store(store, folder) as opened:
        job = Job(
            config=config,
            folder=folder,
            out=folder / "out",
            store=opened,
            web=make_web(**fetch),
            mapped=mapped,
            now=START,
            progress=silent,
            chance=lambda: 0.5,
        )
        yield Desk(site, job)
