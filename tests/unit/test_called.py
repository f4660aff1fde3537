"""Countries in the newsletter's language, from the gazetteer to the brief."""

import pytest
from builders import NOW

from digest.compose.places.called import called
from digest.compose.places.gazetteer import gazetteer
from digest.compose.places.regions import place
from digest.compose.terms import places, terms
from digest.config import Config


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("PE", "en", "Peru"),
        ("TR", "en", "Turkey"),
        ("TR", "de", "Türkei"),
        ("DE", "fr", "Allemagne"),
        ("NL", "es", "Países Bajos"),
        ("HK", "de", "Hongkong"),
        ("US", "de", "USA"),
        ("MM", "fr", "Birmanie"),
        ("CI", "es", "Costa de Marfil"),
        ("EG", "ar", "مصر"),
    ],
)
def test_a_country_is_called_as_papers_of_the_language_call_it(
    code: str, language: str, name: str
) -> None:
    assert called(code, gazetteer().countries[code].name, language) == name


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_no_countrys_name_is_left_in_an_offices_words(language: str) -> None:
    names = [
        called(code, country.name, language)
        for code, country in gazetteer().countries.items()
    ]

    assert not [name for name in names if "(" in name and "Saint" not in name]
    assert not [name for name in names if "Sonderverwaltung" in name]


def test_a_story_plays_in_a_country_by_its_name_in_the_language() -> None:
    config = Config.model_validate({"newsletter": {"language": "de"}})
    article = ("Quake shakes southern Peru", "The quake struck near Lima.")

    where = place([article], table=places(config, {}))

    assert (where.country, where.code) == ("Peru", "PE")
    assert place([("Floods in Germany", "")], table=places(config, {})).country == (
        "Deutschland"
    )


def test_the_names_that_articles_are_searched_for_stay_the_same() -> None:
    german = gazetteer().in_language("de")

    assert german.codes == gazetteer().codes
    assert german.countries["DE"].region == "europe"


def test_an_edition_is_placed_in_the_newsletters_language() -> None:
    config = Config.model_validate({"newsletter": {"language": "fr"}})

    table = terms(config, NOW).scale.gazetteer

    assert table.countries["DE"].name == "Allemagne"
