"""The commands, and how their failures are told.

Nothing heavy is imported here: `--help` and `--version` answer at once.
"""

import os
import sys
from typing import Annotated

import typer

from digest import __version__
from digest.cli import explain, feeds, newsletter, stage, status, weekly
from digest.errors import DigestError

app = typer.Typer(
    name="digest",
    help="A weekly world-news email made from feeds, in the papers' own words.",
    epilog="Start with `digest demo`, then `digest init my-newsletter`.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
newsletter.add_to(app)
app.add_typer(feeds.app, name="feeds")
weekly.add_to(app)
explain.add_to(app)
status.add_to(app)
app.add_typer(stage.app, name="stage")


def _version(asked: bool) -> None:  # noqa: FBT001  the signature of a Typer callback
    if asked:
        print(f"digest {__version__}")
        raise typer.Exit


@app.callback()
def _digest(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; a `DigestError` is one line and its exit code."""
    try:
        app()
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has left; what is still in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except DigestError as error:
        print(f"digest: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
