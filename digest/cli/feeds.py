"""The list of feeds: list, add, import, export."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.console import count, print_json, remarks, say
from digest.cli.opening import FEEDS_YAML, AsJson, ConfigFile, Quiet, turn, web
from digest.errors import UsageError
from digest.progress import Remark

if TYPE_CHECKING:
    from digest.collect.discover import Ask, Found, Page
    from digest.config import Config
    from digest.model import Feed
    from digest.opml import Outline

app = typer.Typer(
    help="List the feeds, add one by its address or its page's, import and export.",
    epilog="Example: `digest feeds add courier.example`",
    no_args_is_help=True,
)


@app.command("list", epilog="Example: `digest feeds list --json`")
def list_feeds(config: ConfigFile = FEEDS_YAML, as_json: AsJson = False) -> None:
    """List the feeds: title, section, weight, language and address."""
    from digest.config import NO_FEEDS

    listed = _loaded(config).subscriptions
    if as_json:
        print_json([_row(feed) for feed in listed])
    elif listed:
        _print_table(listed)
    else:
        say(f"{config}: {NO_FEEDS}")


@app.command(
    "add", epilog="Example: `digest feeds add courier.example --title Courier`"
)
def add_feed(
    url: Annotated[
        str, typer.Argument(metavar="URL", help="A feed's address, or its page's.")
    ],
    title: Annotated[
        str | None, typer.Option(help="The outlet's name; else the feed's own title.")
    ] = None,
    config: ConfigFile = FEEDS_YAML,
    quiet: Quiet = False,
) -> None:
    """Find the feed at an address, read it, and add it to feeds.yaml.

    Of a web page, the feed that it names is taken. Comments and layout of feeds.yaml
    stay as they are.
    """
    from digest.collect.asking import asker
    from digest.collect.discover import discover
    from digest.model import Feed
    from digest.plain_text import fold

    remark = remarks(quiet=quiet)
    loaded, address = _loaded(config), _in_full(url)
    if _told_if_listed(address, loaded, remark):
        return
    found = discover(
        address, _telling(asker(web(loaded, config.resolve().parent)), remark)
    )
    if _told_if_listed(found.url, loaded, remark):
        return
    feed = Feed(title=fold(title or "") or found.title, url=found.url)
    _write([feed], config, quiet=quiet)
    remark(_told(found))
    print(found.url, flush=True)
    remark(f"Added to {config} as “{feed.title}”. Next: digest fetch")
    if found.others:
        remark("The page names more feeds; add those you want by their addresses:")
    for other in found.others:
        remark(f"  {other.url}  {other.title}")


@app.command("import", epilog="Example: `digest feeds import subscriptions.opml`")
def import_feeds(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="OPML, as feed readers export it.")
    ],
    config: ConfigFile = FEEDS_YAML,
    quiet: Quiet = False,
) -> None:
    """Add the feeds of an OPML file that are not listed yet to feeds.yaml.

    A category called as a section becomes the feed's section. Nothing is fetched.
    """
    from digest import opml

    sections = {part.id: part.title for part in _loaded(config).sections}
    outlines = opml.read(_bytes(file), str(file))
    given, unusable = opml.feeds(outlines, sections)
    added = _write(given, config, quiet=quiet)
    head = f"Added {count(len(added), 'feed')} to {config}"
    known = f"{len(given) - len(added)} listed already"
    say(f"{head}, {known}, {len(unusable)} without a usable address", quiet=quiet)
    for outline in unusable:
        say(f"  {file}:{outline.line}: {_lack(outline)}")


@app.command("export", epilog="Example: `digest feeds export subscriptions.opml`")
def export_feeds(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Where; without it, stdout.")
    ] = None,
    config: ConfigFile = FEEDS_YAML,
) -> None:
    """Write the feeds as OPML 2.0, for other feed readers."""
    from digest import opml
    from digest.files import write_whole

    loaded = _loaded(config)
    text = opml.write(loaded.subscriptions, loaded.newsletter.title)
    if file is None:
        print(text, end="")
        return
    if file.resolve() == config.resolve():
        raise UsageError(f"{file} is the list itself; name another file")
    write_whole(file, text)
    print(file)


def _loaded(config: Path) -> "Config":
    from digest.config import load

    return load(config, str(config))


def _write(feeds: "Iterable[Feed]", config: Path, *, quiet: bool) -> "tuple[Feed, ...]":
    """Add to feeds.yaml, in turn with other commands; return what was new."""
    from digest import feeds_file

    with turn(config.resolve().parent, quiet=quiet):
        return feeds_file.add(config, feeds)


def _told_if_listed(url: str, loaded: "Config", remark: Remark) -> bool:
    from digest import feeds_file

    known = feeds_file.listed_as(url, loaded.subscriptions)
    if known:
        remark(f"{url} is listed already, as “{known.title}”; nothing was changed")
    return bool(known)


def _in_full(typed: str) -> str:
    """Return the web address that was meant; raise `UsageError` if it is none."""
    from digest.values import web_address

    text = typed.strip().removeprefix("feed:").removeprefix("//")
    try:
        return web_address(text if "://" in text else f"https://{text}")
    except ValueError:
        raise UsageError(
            f"'{typed}' is no web address; write https://host/path"
        ) from None


def _telling(ask: "Ask", remark: Remark) -> "Ask":
    """Return `ask` that says whom it asks, as an answer may take its time."""

    def asked(url: str) -> "Page | str":
        remark(f"Asking {url}")
        return ask(url)

    return asked


def _told(found: "Found") -> str:
    """Return what was found, in words."""
    if not found.entries:
        return f"Found “{found.title}”, which lists nothing at present:"
    number = "1 entry" if found.entries == 1 else f"{found.entries} entries"
    newest = f", the newest of {found.newest:%d %b %Y}" if found.newest else ""
    return f"Found “{found.title}” with {number}{newest}:"


def _row(feed: "Feed") -> dict[str, str | float | None]:
    return {
        "title": feed.title,
        "url": feed.url,
        "section": feed.section,
        "weight": feed.weight,
        "language": feed.language,
    }


def _print_table(listed: "Iterable[Feed]") -> None:
    """Print columns as wide as their cells; addresses come last and stay whole."""
    from rich.cells import cell_len, set_cell_size

    from digest.plain_text import fold

    heads = ("Outlet", "Section", "Weight", "Language", "Address")
    rows = [heads] + [
        (
            fold(feed.title),
            feed.section or "auto",
            f"{feed.weight:g}",
            feed.language or "auto",
            feed.url,
        )
        for feed in listed
    ]
    widths = [max(map(cell_len, column)) for column in list(zip(*rows, strict=True))]
    for *cells, address in rows:
        row = map(set_cell_size, cells, widths)
        print(f"{'  '.join(row)}  {address}")


def _lack(outline: "Outline") -> str:
    name = outline.title or "an outline without a name"
    return f"{name}: {outline.url or 'no xmlUrl'}"


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from None
