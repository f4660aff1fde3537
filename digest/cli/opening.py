"""The composition root: alone reads the clock and opens what a run works with."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from digest.config import Config
    from digest.http import Login, Lookup, Web
    from digest.model import Feed
    from digest.pipeline.job import Job

ConfigFile = Annotated[
    Path,
    typer.Option(
        "--config",
        "-c",
        metavar="FILE",
        envvar="DIGEST_CONFIG",
        help="The newsletter's feeds.yaml; its folder is the newsletter's.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what is wrong.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Slug = Annotated[
    str | None,
    typer.Argument(
        metavar="EDITION",
        help="The edition's day, such as 2026-11-19; without it, the current one.",
    ),
]
FEEDS_YAML = Path("feeds.yaml")


def clock() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)  # noqa: TID251  the one place that reads the clock


@contextmanager
def opened(
    config_file: Path, *, quiet: bool, exclusive: bool = True
) -> Iterator["Job"]:
    """Yield a job on the newsletter of `config_file`, as of now.

    Commands on one newsletter take turns, as half a reading would make half an edition;
    one that only looks need not be `exclusive`.
    """
    from digest import config

    loaded = config.load(config_file, str(config_file))
    folder = config_file.resolve().parent
    with (
        turn(folder, quiet=quiet) if exclusive else nullcontext(),
        job(loaded, folder, folder / "out", now=clock(), quiet=quiet) as made,
    ):
        yield replace(made, file=config_file, here=Path.cwd())


@contextmanager
def turn(folder: Path, *, quiet: bool) -> Iterator[None]:
    """Hold the lock on the newsletter in `folder`; a crash frees it."""
    import fcntl

    from digest.cli.console import say
    from digest.errors import OutputError

    file = folder / ".digest.lock"
    try:
        handle = file.open("a")
    except OSError as error:
        raise OutputError(file, error) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another digest on this newsletter", quiet=quiet)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def job(  # noqa: PLR0913  everything a run works with
    loaded: "Config",
    folder: Path,
    out: Path,
    *,
    now: datetime,
    quiet: bool,
    lookup: "Lookup | None" = None,
    store: str | None = None,
) -> Iterator["Job"]:
    """Yield a job; without `lookup` the system's, without `store` the config's."""
    from digest.cli.console import progress
    from digest.pipeline.job import Job
    from digest.store import open_store
    from digest.workers import workers

    with ExitStack() as stack:
        yield Job(
            config=loaded,
            folder=folder,
            out=out,
            store=stack.enter_context(open_store(store or loaded.store, folder)),
            web=web(loaded, folder, lookup),
            mapped=stack.enter_context(workers(loaded.workers)),
            now=now,
            progress=stack.enter_context(progress(quiet=quiet)),
        )


def web(loaded: "Config", folder: Path, lookup: "Lookup | None" = None) -> "Web":
    """Return the newsletter's HTTP client.

    Names are looked up by the system, and hosts are given a pause between requests,
    unless `lookup` leads to a server of our own.
    """
    from digest import __version__
    from digest.http import Manners, client

    given = loaded.fetch
    about = loaded.newsletter.url
    logins, withheld = _logins(loaded.subscriptions, os.environ)
    manners = Manners(
        user_agent=f"Digest/{__version__}" + (f" (+{about})" if about else ""),
        timeout=given.timeout,
        max_body=given.max_body,
        per_host=given.per_host,
        in_flight=given.in_flight,
        allow_private=given.allow_private,
        proxy=given.proxy,
        ca_file=folder / given.ca_file if given.ca_file else None,
        logins=logins,
        withheld=withheld,
    )
    return client(manners, lookup, lambda: 0.0) if lookup else client(manners)


def _logins(
    feeds: "Iterable[Feed]", variables: Mapping[str, str]
) -> "tuple[dict[str, Login], dict[str, str]]":
    """Return the logins by feed address, and why others cannot be asked."""
    from digest.http import Login

    logins: dict[str, Login] = {}
    withheld: dict[str, str] = {}
    for feed in feeds:
        if feed.user is None or feed.password_env is None:
            continue
        name = feed.password_env
        try:
            password = _secret(name, variables)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it is no text"
            withheld[feed.url] = f"its password cannot be read: {name}_FILE ({why})"
            continue
        if password:
            logins[feed.url] = Login(user=feed.user, password=password)
        else:
            withheld[feed.url] = f"its password is not set: environment variable {name}"
    return logins, withheld


def _secret(name: str, variables: Mapping[str, str]) -> str | None:
    """Return the secret in `name`, or in the file that `name`_FILE names."""
    if given := variables.get(name):
        return given
    if file := variables.get(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    return None
