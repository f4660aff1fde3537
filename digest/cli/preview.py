"""The command for looking before it goes out: preview."""

import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.console import say
from digest.cli.opening import FEEDS_YAML, ConfigFile, Quiet, clock

if TYPE_CHECKING:
    from digest.pipeline.project import Project

Newest = Annotated[
    str | None,
    typer.Argument(
        metavar="EDITION",
        help="The edition's day, such as 2026-11-19; without it, the newest.",
    ),
]
_PORT = 8642
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def preview(  # noqa: PLR0913, PLR0917  the options of a command
    edition: Newest = None,
    no_browser: Annotated[
        bool,
        typer.Option("--no-browser", help="Print the address, and open no browser."),
    ] = False,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Where it listens; at another address than 127.0.0.1, whoever has"
            " the page's address with its token can see the draft.",
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER",
            help=f"Where it listens; without it {_PORT}, or a free one.",
        ),
    ] = None,
    config: ConfigFile = FEEDS_YAML,
    quiet: Quiet = False,
) -> None:
    """Show the edition in the browser as readers will see it, anew at each save.

    Templates, feeds.yaml and edition.yaml are watched. If no edition is drafted yet, a
    made-up one is shown. Nothing is written or sent; Ctrl-C ends it.
    """
    from digest.web import Bench, listen, serve

    bench = Bench(lambda: _project(config), clock)
    name = _name(bench.editions(), edition)
    address = listen(host, _PORT if port is None else port, exactly=port is not None)
    if host not in _LOOPBACK:
        say(f"The draft can be seen from elsewhere: {host} is no loopback address")

    def ready() -> None:
        say(f"Showing {name or 'a made-up week'}; Ctrl-C ends it", quiet=quiet)
        print(address.page(name), flush=True)
        if not no_browser:
            _open(address.page(name, once=True), quiet=quiet)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: None)
    serve(bench, address, ready)


def _project(config: Path) -> "Project":
    from digest import config as reading
    from digest.pipeline.project import Project

    folder = config.resolve().parent
    return Project(
        config=reading.load(config, config.name),
        folder=folder,
        out=folder / "out",
        file=config.resolve(),
        here=folder,
    )


def _name(editions: tuple[str, ...], given: str | None) -> str | None:
    """Return the edition to begin with, if there is one; raise `UsageError`."""
    from digest.errors import UsageError

    newest = editions[0] if editions else None
    if given is None or given in editions:
        return given or newest
    there = f"the newest is {newest}" if newest else "no other is, either"
    raise UsageError(f"{given} is not drafted; {there} (`digest draft` makes one)")


def _open(url: str, *, quiet: bool) -> None:
    """Open a page in the browser, which may take as long as it is looked at."""
    import threading
    import webbrowser

    def opening() -> None:
        if not webbrowser.open(url):
            say("No browser could be opened; open this address yourself", quiet=quiet)

    threading.Thread(target=opening, daemon=True).start()
