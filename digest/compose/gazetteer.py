"""The tables of places that travel with the package: names, countries, regions.

Made by scripts/build_places.py; cities by GeoNames, CC BY 4.0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

REGION = "region:"
"""What the code of a name begins with that belongs to a region and no one country."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country's region and its English name."""

    region: str
    name: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Codes by name, countries by code, and codes by a country's own words.

    `forms` holds names and adjectives of one word in small letters: `kenyan`.
    """

    codes: Mapping[str, str]
    countries: Mapping[str, Country]
    forms: Mapping[str, str]

    def region(self, code: str) -> str:
        """Return the region of a country's or a region's code."""
        if code.startswith(REGION):
            return code.removeprefix(REGION)
        return self.countries[code].region


@cache
def gazetteer() -> Gazetteer:
    """Return the tables, read once."""
    rows = _rows("countries.tsv")
    return Gazetteer(
        codes={
            " ".join(map(bare, name.split())): code
            for name, code in _rows("places.tsv")
        },
        countries={code: Country(region, name) for code, region, name, _ in rows},
        forms={
            form.lower(): code
            for code, _, _, forms in rows
            for form in forms.split("|")
            if form
        },
    )


def bare(word: str) -> str:
    """Return a word without possessive or full stop: `Kenya` for `Kenya's`."""
    word = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    return word if "." in word[:-1] else word.rstrip(".")


def _rows(name: str) -> list[list[str]]:
    text = files("digest.compose").joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [line.split("\t") for line in lines]
