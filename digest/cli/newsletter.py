"""The commands around a newsletter: init, templates, demo."""

import difflib
from pathlib import Path
from typing import Annotated

import typer

from digest.cli.console import remarks, say
from digest.cli.opening import FEEDS_YAML, ConfigFile, Quiet
from digest.errors import UsageError
from digest.resources import sample_folder, starter_feeds, templates_folder

templates = typer.Typer(
    help="List, take over or compare the templates of the email.",
    epilog="Example: `digest templates list`",
    no_args_is_help=True,
)
_THEME = "theme.mjml"
_STATES = {
    "shipped": "Digest's own",
    "yours": "yours",
    "the same": "yours, the same as Digest's own: delete it to get later improvements",
    "yours alone": "yours alone: it hides none of Digest's own",
}


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command(epilog="Example: `digest init my-newsletter`")(init)
    app.add_typer(
        templates, name="templates", epilog="Example: `digest templates list`"
    )
    app.command(epilog="Example: `digest demo --out out`")(demo)


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where; made if need be.")
    ] = Path(),
    quiet: Quiet = False,
) -> None:
    """Start a newsletter of your own: feeds.yaml and templates/theme.mjml."""
    from digest.files import write_whole

    wanted = {
        folder / "feeds.yaml": starter_feeds(),
        folder / "templates" / _THEME: templates_folder() / _THEME,
    }
    there = [str(path) for path in wanted if path.exists()]
    if there:
        raise UsageError(f"{' and '.join(there)} exists already; nothing was changed")
    for path, source in wanted.items():
        write_whole(path, source.read_bytes())
        print(path)
    say(
        "Now change feeds.yaml to your taste, add the papers you read with:",
        quiet=quiet,
    )
    say("digest feeds add ADDRESS, then run: digest run", quiet=quiet)


@templates.command("list", epilog="Example: `digest templates list`")
def list_templates(config: ConfigFile = FEEDS_YAML) -> None:
    """List the templates, and which of them are your own."""
    from digest.render.own_templates import compared, nearest

    kept = compared(_own_templates(config), templates_folder())
    shipped = [each.name for each in kept if each.state != "yours alone"]
    width = max(len(each.name) for each in kept) + 2
    for each in kept:
        told = _STATES[each.state]
        if each.state == "yours alone" and each.name.startswith("themes/"):
            told = "yours alone: a theme; newsletter.theme in feeds.yaml picks it"
        elif each.state == "yours alone":
            told += nearest(each.name, shipped)
        print(f"{each.name:{width}}{told}")


@templates.command("copy", epilog="Example: `digest templates copy brief.mjml`")
def copy_template(name: str, config: ConfigFile = FEEDS_YAML) -> None:
    """Copy a template of Digest's own into your templates/, where it takes over."""
    from digest.files import write_whole

    source = _shipped(name)
    target = _own_templates(config) / source.relative_to(templates_folder())
    body = source.read_bytes()
    if target.exists():
        raise UsageError(f"{target} is there already; nothing was changed")
    write_whole(target, body)
    print(target)


@templates.command("diff", epilog="Example: `digest templates diff theme.mjml`")
def diff_template(
    name: Annotated[
        str | None, typer.Argument(help="Which; all of yours if none is named.")
    ] = None,
    config: ConfigFile = FEEDS_YAML,
) -> None:
    """Show what your templates change of Digest's own."""
    from digest.render.own_templates import compared

    folder = _own_templates(config)
    if name is not None:
        shipped = _shipped(name)
        name = shipped.relative_to(templates_folder()).as_posix()
        if not (folder / name).is_file():
            told = f"{folder / name}: you have no such template"
            raise UsageError(f"{told}; Digest's own is used")
        _print_diff(shipped, folder / name, name)
        return
    for each in compared(folder, templates_folder()):
        if each.state == "yours":
            _print_diff(templates_folder() / each.name, folder / each.name, each.name)


def demo(
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Where the edition goes.")
    ] = Path("digest-demo"),
    quiet: Quiet = False,
) -> None:
    """Make the edition of the bundled sample week, end to end and offline."""
    import tempfile

    from digest import config, due, run, sample
    from digest.cli.opening import job
    from digest.pipeline import publish

    folder = sample_folder()
    loaded = config.load(folder / "feeds.yaml", "sample/feeds.yaml")

    with tempfile.TemporaryDirectory() as scratch, sample.serve() as lookup:
        store = f"sqlite:///{scratch}/demo.db"
        with job(
            loaded,
            folder,
            out.absolute(),
            now=sample.NOW,
            quiet=quiet,
            lookup=lookup,
            store=store,
        ) as made:
            slug = due.current(made)
            run.run(made, slug, remarks(quiet=quiet))
    say("Open this file in a browser:", quiet=quiet)
    print(out / slug / publish.MAIL)


def _own_templates(config: Path) -> Path:
    return config.resolve().parent / "templates"


def _print_diff(shipped: Path, own: Path, name: str) -> None:
    lines = difflib.unified_diff(
        shipped.read_text(encoding="utf-8").splitlines(keepends=True),
        own.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True),
        f"Digest's own {name}",
        str(own),
    )
    for line in lines:
        print(line.rstrip("\n"))


def _shipped(name: str) -> Path:
    """Return the template of Digest's own that is meant; raise `UsageError` if none is.

    The ending may be left out where it is plain, and so may `templates/`.
    """
    from digest.render.own_templates import template_names
    from digest.yaml_file import suggest

    known = template_names(templates_folder(), words=True)
    meant = name.removeprefix("templates/")
    found = [one for one in known if meant in (one, one.rpartition(".")[0])]
    if len(found) == 1:
        return templates_folder() / found[0]
    told = f"no template is called '{name}'"
    last = name.rpartition("/")[2]
    alike = [one for one in known if last and last in (one, one.rpartition(".")[0])]
    raise UsageError(f"{told}{suggest(alike[0] if alike else name, known)}")
