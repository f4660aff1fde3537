"""Files that are saved -> word of it, a few hundredths of a second later."""

import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import anyio
from watchfiles import Change, awatch

from digest.pipeline.forms import FORMS, KEPT
from digest.pipeline.project import Project
from digest.pipeline.proofs import Signature, signature
from digest.resources import templates_folder

_log = logging.getLogger(__name__)

STEP, DEBOUNCE = 10, 50
"""Milliseconds: how long it must be quiet after a change, and the longest wait for it.

Editors write a file in several steps. With watchfiles' own 50 and 1600 the page comes
125 ms later (docs/measured.md).
"""
_LOOK_AGAIN = 1000
"""Milliseconds after which folders that are new are looked for without a change."""
_KINDS = frozenset(
    ".mjml .txt .html .xml .po .yaml .yml .json .md .png .jpg .jpeg .gif .webp .avif"
    " .svg".split()
)


async def changes(folders: Callable[[], frozenset[Path]]) -> AsyncIterator[None]:
    """Yield whenever a file was saved in one of the `folders`, which may change.

    Folders are watched without what lies below them. Where the system cannot watch, as
    when a folder vanishes just then or too many are watched already, files are looked
    at once a second.
    """
    last: Signature | None = None
    told = ""
    while True:
        try:
            async for _ in _changes(folders, last):
                yield
            last = ()  # of other folders nothing is known
            continue
        except (OSError, RuntimeError) as error:  # the latter is what watchfiles raises
            if not isinstance(error, FileNotFoundError) and str(error) != told:
                told = str(error)
                _log.warning("Saves are noticed once a second only: %s", told)
        await anyio.sleep(_LOOK_AGAIN / 1000)
        with suppress(OSError):
            before, last = last, _state(folders())
            if before != last:
                yield


async def _changes(
    folders: Callable[[], frozenset[Path]], last: Signature | None
) -> AsyncIterator[None]:
    """Yield at each save until the folders are others than they were.

    `last` is the state in which they were seen, `None` if nothing was seen yet.
    """
    watched = folders()
    before, new = _state(watched) if last is None else last, True
    async for found in awatch(
        *watched,
        watch_filter=concerns,
        step=STEP,
        debounce=DEBOUNCE,
        rust_timeout=_LOOK_AGAIN,
        yield_on_timeout=True,
        recursive=False,
    ):
        # What was saved while the watch was set up is not told: look once more.
        if found or (new and _state(watched) != before):
            yield
        new = False
        # A folder that was deleted and made anew has to be watched anew.
        if folders() != watched or any(Path(path) in watched for _, path in found):
            return


def _state(folders: Iterable[Path]) -> Signature:
    files = sorted(path for folder in folders for path in folder.glob("*"))
    return signature(path for path in files if concerns(Change.modified, str(path)))


def concerns(_change: Change, path: str) -> bool:
    """Return whether a file has to do with what is shown.

    Editors' swap files and backups do not, nor do the files that Digest makes.
    """
    file = Path(path)
    if file.name.startswith(".") or file.name.endswith("~"):
        return False
    if file.name in (*FORMS, KEPT, "feed.xml"):
        # Templates may be called so, too.
        return "templates" in file.parts
    return file.suffix.lower() in _KINDS or not file.suffix


def folders_of(project: Project, slugs: Iterable[str]) -> frozenset[Path]:
    """Return the folders that pages are made of, as far as they are there.

    They are the newsletter's, those of its templates, and those of the editions.
    """
    found = _folders(project, slugs)
    return frozenset(folder for folder in found if folder.is_dir())


def _folders(project: Project, slugs: Iterable[str]) -> Iterator[Path]:
    yield project.folder
    yield project.folder / "notes"
    yield project.out
    for templates in (project.own_templates, templates_folder()):
        yield templates
        for path in templates.rglob("*"):
            if path.is_dir():
                yield path
            elif path.is_symlink():
                yield path.resolve().parent
    for slug in slugs:
        yield project.edition_folder(slug)
        yield project.edition_folder(slug) / "pictures"
