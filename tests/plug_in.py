"""A package with a summarizer, installed for one test as pip would install it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

from digest import plug_ins

Install = Callable[..., None]


def install(folder: Path, package: str, code: str, **points: str) -> None:
    """Write the module and the metadata of a package into a folder on the path."""
    module = package.replace("-", "_")
    (folder / f"{module}.py").write_text(dedent(code), "utf-8")
    metadata = folder / f"{module}-1.2.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Name: {package}\nVersion: 1.2\n", "utf-8")
    listed = "".join(f"{name} = {module}:{what}\n" for name, what in points.items())
    text = f"[digest.summarizers]\n{listed}"
    (metadata / "entry_points.txt").write_text(text, "utf-8")


@contextmanager
def installing(folder: Path) -> Iterator[Install]:
    """Give what installs a package: its name, its code, name="function" of it."""
    folder.mkdir()
    before = set(sys.modules)

    def call(package: str, code: str, **points: str) -> None:
        install(folder, package, code, **points)
        plug_ins.offered.cache_clear()

    yield call
    plug_ins.offered.cache_clear()
    for name in set(sys.modules) - before:
        if str(folder) in (getattr(sys.modules[name], "__file__", None) or ""):
            del sys.modules[name]
