"""The week's commands: fetch, draft, render, preview, check, send, run, schedule."""

import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.console import print_json, remarks, say
from digest.cli.opening import FEEDS_YAML, AsJson, ConfigFile, Quiet, Slug, opened
from digest.cli.preview import preview

if TYPE_CHECKING:
    from types import FrameType

    from digest.pipeline.job import Job


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`, in the order of the week."""
    for command in (fetch, draft, render, preview, check, send, run, schedule):
        app.command(epilog=_EXAMPLES[command.__name__])(command)


_EXAMPLES = {
    "fetch": "Example: `digest fetch --config desk/feeds.yaml`",
    "draft": "Example: `digest draft 2026-11-19 --force`",
    "render": "Example: `digest render`, after a change in edition.yaml or templates/",
    "preview": "Example: `digest preview 2026-11-19`",
    "check": "Example: `digest check --links --json`",
    "send": "Example: `digest send 2026-11-19`",
    "run": "Example, for cron: `digest run --due --quiet`",
    "schedule": "Example: `digest schedule --config /srv/world/feeds.yaml`",
}


def fetch(
    everything: Annotated[
        bool,
        typer.Option("--all", help="Ask those that failed lately or are gone, too."),
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Name each feed as it is saved."),
    ] = False,
    config: ConfigFile = FEEDS_YAML,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Read the feeds into the store; a feed that fails does not stop the others.

    A feed that failed is left alone for a while, longer each time, and one that asks
    for rest gets it, for a week at most.
    """
    from dataclasses import asdict

    from digest.pipeline.collect import collect, told

    with opened(config, quiet=quiet) as job:
        remark = remarks(quiet=not verbose)
        summary = collect(job, "demand" if everything else "round", remark)
    if as_json:
        print_json(asdict(summary))
    else:
        well = summary.feeds and not summary.failed and not summary.unreached
        say(told(summary), quiet=quiet and bool(well))


def draft(
    edition: Slug = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Replace an edited edition; a copy is kept."),
    ] = False,
    config: ConfigFile = FEEDS_YAML,
    quiet: Quiet = False,
) -> None:
    """Compose the week's edition from what was read, as a file you can edit."""
    from digest.pipeline.compose import draft as compose
    from digest.run import drafted

    with opened(config, quiet=quiet) as job:
        slug = _slug(job, edition)
        made = compose(job, slug, force=force)
        say(drafted(job, slug, made), quiet=quiet)


def render(
    edition: Slug = None, config: ConfigFile = FEEDS_YAML, quiet: Quiet = False
) -> None:
    """Turn edition.yaml into the mail, its parts and a web page, in out/EDITION/.

    Without a day it is the current edition, or else the newest that was drafted.
    """
    from digest.pipeline import publish

    with opened(config, quiet=quiet) as job:
        slug = _there(job, edition, quiet=quiet)
        rendered = publish.render(job, slug)
        say(f"Rendered {slug}, “{rendered.subject}”", quiet=quiet)
        for name in publish.FORMS:
            print(job.edition_folder(slug) / name)


def check(
    edition: Slug = None,
    links: Annotated[
        bool,
        typer.Option("--links", help="Ask for every link of the mail, too."),
    ] = False,
    config: ConfigFile = FEEDS_YAML,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Look at feeds.yaml, the templates and the mail as it would be sent.

    Without EDITION the current one is looked at, or the newest that is drafted. The
    network is asked with --links alone. Exit code 1 if anything must be mended first, 2
    if that is feeds.yaml or places.yaml.
    """
    from digest.cli.checked import report, summary
    from digest.errors import ConfigError
    from digest.pipeline import checking, inspecting

    try:
        with opened(config, quiet=quiet) as job:
            slug = _there(job, edition, quiet=quiet)
            findings = checking.check_all(job, slug, links=links)
    except ConfigError as error:
        folder, code = config.resolve().parent, error.exit_code
        slug, findings = str(config), inspecting.broken(error, folder, Path.cwd())
    else:
        code = int(any(finding.level == "error" for finding in findings))
    if as_json:
        print_json([finding.as_dict() for finding in findings])
    else:
        if findings:
            print(report(findings))
        say(summary(findings, slug), quiet=quiet)
    raise typer.Exit(code)


def send(
    edition: Slug = None, config: ConfigFile = FEEDS_YAML, quiet: Quiet = False
) -> None:
    """Check the edition and publish it: to files, with the archive and its feed."""
    from digest import run

    with opened(config, quiet=quiet) as job:
        run.deliver(job, _slug(job, edition), remarks(quiet=quiet))


def run(
    edition: Slug = None,
    due: Annotated[
        bool, typer.Option("--due", help="Do only what the schedule says is due.")
    ] = False,
    config: ConfigFile = FEEDS_YAML,
    quiet: Quiet = False,
) -> None:
    """Fetch, draft, render, check and send, in one go."""
    from digest import run as whole

    with opened(config, quiet=quiet) as job:
        if not due:
            whole.run(job, _slug(job, edition), remarks(quiet=quiet))
        elif not whole.run_due(job, remarks(quiet=quiet)):
            say(f"Nothing is due. {_plan(job)}", quiet=quiet)


def schedule(config: ConfigFile = FEEDS_YAML, quiet: Quiet = False) -> None:
    """Do all of it by itself, at the times in feeds.yaml, until it is stopped."""
    from digest import run, ticker
    from digest.pipeline.collect import collect, told

    _live_in_utc()
    stop = threading.Event()

    def stopping(_number: int, _frame: "FrameType | None") -> None:
        stop.set()

    signal.signal(signal.SIGTERM, stopping)
    signal.signal(signal.SIGINT, stopping)
    remark = remarks(quiet=quiet)

    def fetch_now() -> None:
        with opened(config, quiet=True) as job:
            remark(told(collect(job)))

    def run_due() -> None:
        with opened(config, quiet=True) as job:
            run.run_due(job, remark)

    with opened(config, quiet=True) as job:
        remark(_plan(job))
        every = job.config.schedule.fetch
    ticker.run_for_ever(fetch_now, run_due, every=every, stop=stop, remark=remark)
    remark("Stopped.")


def _slug(job: "Job", given: str | None) -> str:
    """Return the edition meant; raise `UsageError` if it is no day."""
    from datetime import date

    from digest import due
    from digest.errors import UsageError

    if given is None:
        return due.current(job)
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise UsageError(
            f"'{given}' is no edition; name its day, such as {due.current(job)}"
        ) from None


def _there(job: "Job", given: str | None, *, quiet: bool) -> str:
    """Return the edition meant, or, if none is named, the newest that is drafted."""
    from digest import edition_file

    slug = _slug(job, given)
    if given or (job.edition_folder(slug) / edition_file.EDITION).exists():
        return slug
    newest = edition_file.newest(job.out)
    if newest is None:
        return slug
    say(f"{slug} is not drafted yet; this is {newest}", quiet=quiet)
    return newest


def _plan(job: "Job") -> str:
    from digest import due

    zone = job.config.newsletter.timezone
    steps = due.next_steps(job)
    told = [f"{what} {at.astimezone(zone):%a %d %b %H:%M}" for what, at in steps]
    return f"Next: {', '.join(told)} ({zone.key})."


def _live_in_utc() -> None:
    """Keep `schedule` off the host's clock changes: it knows local time only."""
    os.environ["TZ"] = "UTC"
    time.tzset()
