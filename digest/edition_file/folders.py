"""Which edition is the newest in `out/`."""

from pathlib import Path

from digest.edition_file.shape import EDITION


def newest(out: Path, file: str = EDITION) -> str | None:
    """Return the slug of the newest edition in `out` that has `file`, if any has."""
    found = out.glob(f"????-??-??/{file}")
    return max((path.parent.name for path in found), default=None)
