"""A newsletter's own templates beside those that are shipped."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_SUFFIXES = (".mjml", ".txt", ".html", ".xml")
_OTHERS = (".po", ".pot")  # words of the templates, and what is to be translated
State = Literal["shipped", "yours", "the same", "yours alone"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the templates: `the same` as the shipped one, or `yours alone`."""

    name: str
    state: State


def is_template(name: str) -> bool:
    """Whether a file is a template: no hidden file, no editor's backup."""
    hidden = any(part.startswith((".", "#")) for part in name.split("/"))
    return name.endswith(_SUFFIXES) and not hidden


def template_names(folder: Path, *, words: bool = False) -> tuple[str, ...]:
    """Return the names of all templates below `folder`, with `words` catalogs, too."""
    names = (
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    )
    return tuple(
        sorted(
            name
            for name in names
            if is_template(name)
            or (words and name.endswith(_OTHERS) and "/." not in f"/{name}")
        )
    )


def nearest(name: str, shipped: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` if a shipped template is called nearly `name`.

    Only what stands before the suffix is compared: that is what people misspell.
    """
    stems = {other.partition(".")[0]: other for other in shipped}
    near = difflib.get_close_matches(name.partition(".")[0], stems, n=1, cutoff=0.7)
    return f"; did you mean '{stems[near[0]]}'?" if near else ""


def compared(own: Path, shipped: Path) -> tuple[Kept, ...]:
    """Return every template there is, by name, and whose it is."""
    ours = template_names(own, words=True) if own.is_dir() else ()
    theirs = template_names(shipped, words=True)
    return tuple(
        Kept(name, _state(name, ours, theirs, (own, shipped)))
        for name in sorted({*ours, *theirs})
    )


def _state(
    name: str,
    ours: tuple[str, ...],
    theirs: tuple[str, ...],
    folders: tuple[Path, Path],
) -> State:
    if name not in ours:
        return "shipped"
    if name not in theirs:
        return "yours alone"
    own, shipped = ((folder / name).read_bytes() for folder in folders)
    same = own.replace(b"\r\n", b"\n") == shipped.replace(b"\r\n", b"\n")
    return "the same" if same else "yours"
