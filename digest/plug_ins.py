"""Methods that installed packages offer by an entry point of `digest.summarizers`.

Packages are looked through only when a name is asked for that is not built in: that
takes some 40 ms, more where much is installed. Nothing of them is loaded here.
"""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from digest.methods import BUILT_IN
from digest.yaml_file import suggest

GROUP = "digest.summarizers"


@cache
def offered() -> Mapping[str, EntryPoint]:
    """Return what installed packages offer, by name.

    Of two packages with one name the first in the order of their own names is taken,
    whatever their order on the path.
    """
    points = sorted(entry_points(group=GROUP), key=package, reverse=True)
    return {point.name: point for point in points}


def known(method: str) -> str:
    """Return the name of a method; raise `ValueError` if there is none of that name."""
    if method in BUILT_IN or method in offered():
        return method
    hint = suggest(method, (*BUILT_IN, *offered()))
    raise ValueError(f"no method is called '{method}'{hint}")


def package(point: EntryPoint) -> str:
    """Return the package and version that an entry point came with."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else "no package"
