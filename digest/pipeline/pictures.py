"""The pictures that edition.yaml names -> pictures as they are printed.

A picture that can be printed as it is stays where it is. Any other gets a copy in
pictures/printed/, named after what it holds: what was sent with a link stays there.
Beside them lie those that the newsletter's own templates name: a logo.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from digest import edition_file
from digest.darkroom import Developed, UnprintableError, check_drawing, developed
from digest.errors import TemplateError
from digest.model import Brief, Edition
from digest.render.own_pictures import own_pictures

_PRINTED = "pictures/printed"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*\.(?:jpe?g|png)")
_ODD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustrated:
    """An edition whose pictures are ready, and their bytes by file.

    Those that were `made` are not in the edition's folder yet.
    """

    edition: Edition
    pictures: Mapping[str, bytes]
    made: Mapping[str, bytes]


def illustrated(edition: Edition, folder: Path) -> Illustrated:
    """Return the edition with its pictures as they are printed, made where need be.

    Raises `ConfigError` with the line of edition.yaml for one that cannot be printed.
    """
    pictures: dict[str, bytes] = {}
    sections = tuple(
        replace(
            section,
            briefs=tuple(_printed(brief, folder, pictures) for brief in section.briefs),
        )
        for section in edition.sections
    )
    named = {brief.picture.file for brief in edition.briefs if brief.picture}
    return Illustrated(
        edition=replace(edition, sections=sections),
        pictures=pictures,
        made={file: body for file, body in pictures.items() if file not in named},
    )


def drawn(html: str, own: Path, edition: Edition) -> dict[str, bytes]:
    """Return the pictures of the newsletter's `own` templates that `html` shows.

    They are sent as they are. Raises `TemplateError` for one that cannot be, and for
    one that is called like a picture of the edition.
    """
    theirs = {brief.picture.file for brief in edition.briefs if brief.picture}
    found = {}
    for name in own_pictures(html, own):
        if name in theirs:
            told = "a picture of edition.yaml is called so, too; rename this one"
            raise TemplateError(f"templates/{name}", 0, told)
        try:
            found[name] = (own / name).read_bytes()
            check_drawing(found[name], name)
        except (OSError, UnprintableError) as error:
            why = error.strerror if isinstance(error, OSError) else error
            raise TemplateError(f"templates/{name}", 0, f"{why}") from None
    return found


def _printed(brief: Brief, folder: Path, pictures: dict[str, bytes]) -> Brief:
    """Return the brief with its picture as printed; the bytes go to `pictures`."""
    named = brief.picture
    if named is None:
        return brief
    try:
        made = developed((folder / named.file).read_bytes())
    except (OSError, UnprintableError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        words = f"'{named.file}' cannot be printed: {why}"
        raise edition_file.wrong_picture(folder, brief.id, words) from None
    file = _file(named.file, made)
    pictures[file] = made.body
    picture = replace(named, file=file, width=made.width, height=made.height)
    return replace(brief, picture=picture)


def _file(name: str, made: Developed) -> str:
    """Return where the picture lies: where it was, if nothing had to be changed.

    Names go into HTML and addresses as they are; an odd one gets a plain copy, too.
    """
    right = name.endswith(".png") == (made.kind == "png")
    if made.as_it_came and right and _PLAIN_NAME.fullmatch(name):
        return name
    plain = _ODD.sub("-", PurePosixPath(name).stem.lower()).strip("-") or "picture"
    told = sha256(made.body).hexdigest()[:8]
    return f"{_PRINTED}/{plain[:40]}-{told}.{made.kind}"
