"""Pictures that templates name themselves, such as a logo.

They lie in `pictures/` beside the newsletter's own templates, and are named like
`src="pictures/logo.png"`, as an edition's own are.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path, PurePosixPath

from digest.model import Brief, Section
from digest.render.engine import Fault
from digest.render.folders import Folders
from digest.render.sandbox import Sandbox

FOLDER = "pictures"
# What stands before `src` is looked at last: a pattern that begins with plain letters
# is found thirty times as fast.
_SOURCE = re.compile(
    r"""src=(?<![\w-]src=)(["'])(?!(?:[A-Za-z][A-Za-z0-9+.-]*:|//))([^"']+)\1"""
)


def own_pictures(html: str, own: Path) -> Iterator[str]:
    """Yield the pictures that `html` names and that lie among `own` templates."""
    for found in _SOURCE.finditer(html):
        if _is_there(own, found[2]):
            yield found[2]


def unfound(env: Sandbox, mjml: str, context: Mapping[str, object]) -> Iterator[Fault]:
    """Yield a fault for each picture that is neither the edition's nor a template's."""
    loader = env.loader
    assert isinstance(loader, Folders)
    found = [*_SOURCE.finditer(mjml)]
    known = set(_of_edition(context)) if found else set()
    for one in found:
        name = unescape(one[2])
        if one[1] == "'":
            told = f"the src of '{name}' stands between single quotation marks"
            yield Fault(one.start(), f'{told}; write src="{name}"')
            continue
        if name in known or (loader.own and _is_there(loader.own, name)):
            continue
        file = PurePosixPath(name).name
        told = f"there is no picture '{name}'"
        remedy = f'put it into templates/{FOLDER}/ and write src="{FOLDER}/{file}"'
        yield Fault(one.start(), f"{told}; {remedy}", value=name)


def _is_there(own: Path, name: str) -> bool:
    inside = name.startswith(f"{FOLDER}/") and ".." not in name
    return inside and (own / name).is_file()


def _of_edition(context: Mapping[str, object]) -> Iterator[str]:
    """Yield the files of the edition's pictures."""
    sections = context.get("sections")
    briefs: list[object] = [context.get("top")]
    for section in sections if isinstance(sections, tuple) else ():
        briefs += section.briefs if isinstance(section, Section) else ()
    for brief in briefs:
        if isinstance(brief, Brief) and brief.picture:
            yield brief.picture.file
