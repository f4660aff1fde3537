"""The tables of places that travel with the package: names, countries, regions.

Made by scripts/build_places.py; cities by GeoNames, CC BY 4.0.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from digest.compose.places.called import called

REGION = "region:"
"""What the code of a name begins with that belongs to a region and no one country."""
PEOPLE, COUNTRY = "people", "country"
"""Kinds of names: adjectives and their bearers (`Kenyan`); what speaks for a country
wherever it is: its own name, its capital, its seats of power."""
TWIN = "|"
"""What stands between the codes of a name that several places bear."""

_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Country:
    """A country's region and its name: in English, until `in_language`."""

    region: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Codes by name, countries by code, and codes by a country's own words.

    `forms` holds names and adjectives of one word in small letters: `kenyan`. `kinds`
    tells of names that are no plain place. `lengths` is how many words the longest name
    has that begins with a word. A name that several places bear has their codes with
    `|` between: `GE|US`; before the first `|` stands what it means alone, or nothing.
    """

    codes: Mapping[str, str]
    kinds: Mapping[str, str]
    lengths: Mapping[str, int]
    countries: Mapping[str, Country]
    forms: Mapping[str, str]

    def region(self, code: str) -> str:
        """Return the region of a country's or a region's code."""
        if code.startswith(REGION):
            return code.removeprefix(REGION)
        return self.countries[code].region

    def with_changes(
        self,
        names: Mapping[str, str] | None = None,
        regions: Mapping[str, str] | None = None,
    ) -> "Gazetteer":
        """Return the table with other places for names, other regions for countries.

        `names` lead to a country's code or a region's id, and win over the table's;
        `regions` are by country's code.
        """
        added = {
            _key(name): target if target in self.countries else REGION + target
            for name, target in (names or {}).items()
        }
        moved = {
            code: replace(self.countries[code], region=region)
            for code, region in (regions or {}).items()
        }
        return replace(
            self,
            codes={**self.codes, **added},
            lengths=_lengths([*self.codes, *added]),
            countries={**self.countries, **moved},
        )

    def in_language(self, language: str) -> "Gazetteer":
        """Return the table with the countries' names as they are printed.

        The names that are looked for in articles stay the same.
        """
        named = {
            code: replace(country, name=called(code, country.name, language))
            for code, country in self.countries.items()
        }
        return replace(self, countries=named)


@cache
def gazetteer() -> Gazetteer:
    """Return the tables as they were shipped, read once."""
    rows = _rows("countries.tsv")
    names = [(_key(name), *rest) for name, *rest in _rows("places.tsv")]
    return Gazetteer(
        codes={name: code for name, code, _ in names},
        kinds={name: kind for name, _, kind in names if kind},
        lengths=_lengths(name for name, _, _ in names),
        countries={code: Country(region, name) for code, region, name, _ in rows},
        forms={
            form.lower(): code
            for code, _, _, forms in rows
            for form in forms.split("|")
            if form
        },
    )


def words(text: str) -> list[str]:
    """Return the words of a text as they stand: `Kenya's`, `U.S.`, `Guinea-Bissau`."""
    return _WORD.findall(text)


def bare(word: str) -> str:
    """Return a word without possessive or full stop: `Kenya` for `Kenya's`."""
    if word.isalpha():
        return word
    word = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    return word if "." in word[:-1] else word.rstrip(".")


def _key(name: str) -> str:
    """Return a name as it is looked up: its words bare, no comma between them."""
    return " ".join(map(bare, words(name)))


def _lengths(names: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        first, *rest = name.split()
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return longest


def _rows(name: str) -> list[list[str]]:
    text = files("digest.compose.places").joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [line.split("\t") for line in lines]
