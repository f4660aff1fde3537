"""The command that tells why: explain.

It reads an edition's folder and nothing else: no store, no network, not even
feeds.yaml.
"""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from digest.cli.console import print_json
from digest.cli.opening import FEEDS_YAML, AsJson, ConfigFile

What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="WHAT",
        help="An address, words of a headline, or a story's or entry's id or its"
        " beginning; without it, the whole edition.",
    ),
]
EditionDay = Annotated[
    str | None,
    typer.Option(
        "--edition",
        "-e",
        metavar="EDITION",
        help="The edition's day, such as 2026-11-19; without it, the newest.",
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: `digest explain Iceland volcano`")(explain)


def explain(
    what: What = None,
    edition: EditionDay = None,
    config: ConfigFile = FEEDS_YAML,
    as_json: AsJson = False,
) -> None:
    """Tell why a story or an article is in an edition, or why it is not.

    Exit code 1 if nothing is known of it.
    """
    from digest import edition_file
    from digest.explain import explain as look_up
    from digest.explain import values

    folder = _folder(config.resolve().parent / "out", edition)
    week = edition_file.read_week(folder)
    changed = edition_file.printed(folder, week)
    answer = look_up(week, changed, " ".join(what) if what else None)
    if as_json:
        print_json(values(answer))
    else:
        from digest.cli.explained import show

        show(answer)
    raise typer.Exit(1 if answer.kind == "unknown" else 0)


def _folder(out: Path, given: str | None) -> Path:
    """Return the edition's folder, or the newest one's; raise if there is none."""
    from digest.edition_file import DRAFT, newest
    from digest.errors import NoEditionError, UsageError

    drafted = newest(out, DRAFT)
    if given is None:
        if not drafted:
            raise NoEditionError(f"{out}: no edition yet; `digest draft` makes one")
        return out / drafted
    try:
        return out / date.fromisoformat(given).isoformat()
    except ValueError:
        raise UsageError(
            f"'{given}' is no edition; name its day, such as {drafted or '2026-11-19'}"
        ) from None
