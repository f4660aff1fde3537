"""places.yaml: an editor's word on what a name stands for.

Waitangi: NZ        a country, by its ISO 3166 code
Falklands: americas a region, by its id
"""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, RootModel

from digest import values, yaml_file
from digest.config import REGIONS

FILE = "places.yaml"


def _name(text: str) -> str:
    """Return a name that a text can hold; raise `ValueError`.

    Names are told from other words by a capital letter; scripts without any have none.
    """
    if not any(letter.isalnum() for letter in text):
        raise ValueError("is no name; write it as papers print it")
    if text.islower():
        raise ValueError("has no capital letter; write it as papers print it")
    return text


def _target(text: str) -> str:
    """Return a country's code or a region's id; raise `ValueError`."""
    if text not in values.countries() and text not in REGIONS:
        hint = yaml_file.suggest(text, REGIONS)
        raise ValueError(
            f"'{text}' is no region and no country{hint}"
            " (a country is its ISO 3166 code, such as NZ)"
        )
    return text


class _Names(RootModel[dict[str, str]]):
    root: dict[
        Annotated[str, AfterValidator(_name)], Annotated[str, AfterValidator(_target)]
    ]


def read(folder: Path) -> dict[str, str]:
    """Return the country's code or the region's id of each name in places.yaml.

    `folder` is the newsletter's; without the file there are no names. Raises
    `ConfigError` with every complaint.
    """
    path = folder / FILE
    if not path.exists():
        return {}
    return yaml_file.validate(yaml_file.read(path, FILE), _Names).root
