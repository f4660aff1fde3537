"""The command that tells how all is: status."""

from typing import TYPE_CHECKING, Any

import typer

from digest.cli.console import print_json
from digest.cli.opening import FEEDS_YAML, AsJson, ConfigFile, Quiet, opened

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from digest.feed_state import FeedHealth
    from digest.model import Feed
    from digest.pipeline.job import Job

Status = dict[str, list[dict[str, Any]]]

_WIDEST_OUTLET = 28
_STYLES = {"ok": "green", "new": "dim", "quiet": "yellow", "moved": "yellow"}


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: `digest status --json`")(status)


def status(
    config: ConfigFile = FEEDS_YAML, quiet: Quiet = False, as_json: AsJson = False
) -> None:
    """Show how the feeds are, and which editions were made.

    A feed is ok, quiet for longer than usual, failing, moved, gone, or new.
    """
    with opened(config, quiet=quiet, exclusive=False) as job:
        found, zone = _status(job), job.config.newsletter.timezone
    if as_json:
        print_json(found)
    elif quiet:
        wrong = [one for one in found["feeds"] if one["health"] not in ("ok", "new")]
        if wrong:
            _print_feeds(wrong, zone)
    else:
        _print_feeds(found["feeds"], zone)
        _print_editions(found, zone)


def _status(job: "Job") -> Status:
    from digest import due

    health = job.store.health(job.now)
    return {
        "feeds": [
            _feed(job, feed, health.get(feed.url)) for feed in job.config.subscriptions
        ],
        "editions": [
            {
                "slug": record.slug,
                "drafted_at": _iso(record.drafted_at),
                "sent_at": _iso(record.sent_at),
            }
            for record in job.store.editions()
        ],
        "next": [
            {"what": what, "at": _iso(moment)} for what, moment in due.next_steps(job)
        ],
    }


def _feed(job: "Job", feed: "Feed", health: "FeedHealth | None") -> dict[str, Any]:
    from digest.feed_state import FeedHealth, FeedState
    from digest.health import verdict

    found = verdict(health, job.now)
    known = health or FeedHealth(state=FeedState(url=feed.url))
    state = known.state
    return {
        "outlet": feed.title,
        "url": feed.url,
        "health": found.word,
        "why": found.why or None,
        "read_at": _iso(state.read_at),
        "failures": state.failures,
        "trouble": state.error or state.damage,
        "next_at": _iso(state.next_at),
        "moved_to": state.moved_to if state.has_moved else None,
        "newest_at": _iso(known.newest),
        "last_entries": state.last_entries,
        "entries_a_week": known.weekly,
    }


def _iso(moment: "datetime | None") -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def _local(iso: str | None, zone: "tzinfo") -> str:
    """Return a moment as people in `zone` say it."""
    from datetime import datetime

    if not iso:
        return "never"
    return f"{datetime.fromisoformat(iso).astimezone(zone):%a %d %b %H:%M}"


def _print_feeds(feeds: list[dict[str, Any]], zone: "tzinfo") -> None:
    from collections import Counter

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from digest.config import NO_FEEDS

    table = Table(box=None, pad_edge=False)
    table.add_column("Outlet", max_width=_WIDEST_OUTLET, overflow="fold")
    for heading in ("Health", "Last read"):
        table.add_column(heading, no_wrap=True)
    table.add_column("A week", justify="right")
    table.add_column("What is wrong", overflow="fold")
    for feed in feeds:
        weekly = feed["entries_a_week"]
        table.add_row(
            Text(feed["outlet"]),
            Text(feed["health"], style=_STYLES.get(feed["health"], "red")),
            _local(feed["read_at"], zone),
            "" if weekly is None else f"{weekly:g}",
            Text(feed["why"] or ""),
        )
    Console(highlight=False).print(table if feeds else NO_FEEDS)
    counts = Counter(feed["health"] for feed in feeds)
    told = [f"{number} {word}" for word, number in counts.most_common()]
    if told:
        print(f"{len(feeds)} feeds: {', '.join(told)}")


def _print_editions(found: Status, zone: "tzinfo") -> None:
    for record in found["editions"][-3:]:
        sent = f"sent {_local(record['sent_at'], zone)}"
        drafted = f"drafted {_local(record['drafted_at'], zone)}"
        state = sent if record["sent_at"] else "not sent"
        print(f"Edition {record['slug']}: {drafted}, {state}")
    for step in found["next"]:
        print(f"Next {step['what']}: {_local(step['at'], zone)}")
