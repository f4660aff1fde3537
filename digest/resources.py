"""Where the files that travel with the package lie.

In a wheel `templates/` and `feeds.yaml` are inside the package; in a checkout they
stand at its top, where editors look for them.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _travelling(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parent / name


def templates_folder() -> Path:
    """Return the folder of the package's own templates."""
    return _travelling("templates")


def starter_feeds() -> Path:
    """Return the commented feeds.yaml that `digest init` copies."""
    return _travelling("feeds.yaml")


def sample_folder() -> Path:
    """Return the folder of the sample week: its feeds.yaml and its outlets' sites."""
    return _PACKAGE / "sample"


def specimen_picture(file: str) -> Path:
    """Return where the picture lies that a specimen names `pictures/<name>`.

    It is one of the sample week's; raises `FileNotFoundError` if there is none such.
    """
    name = Path(file).name
    for found in sorted((sample_folder() / "site").glob(f"*/pictures/{name}")):
        return found
    raise FileNotFoundError(file)
