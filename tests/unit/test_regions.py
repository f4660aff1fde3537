from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.places.gazetteer import gazetteer
from digest.compose.places.regions import mentions, named_countries, place, place_of
from digest.config import REGIONS
from digest.model import Place

PLACED = Path(__file__).parents[1] / "data" / "placed.tsv"


@pytest.mark.parametrize(
    ("title", "region", "country"),
    [
        ("Quake shakes southern Peru", "americas", "Peru"),
        ("Wales braces for floods", "europe", "United Kingdom"),
        ("New South Wales braces for floods", "asia-pacific", "Australia"),
        ("Guinea-Bissau counts its votes", "africa", "Guinea-Bissau"),
        ("Papua New Guinea counts its votes", "asia-pacific", "Papua New Guinea"),
        ("PORT HARCOURT — Oil spills", "africa", "Nigeria"),
        ("US-led raid frees hostages", "americas", "United States"),
        ("Lira falls on Turkey's rate cut", "middle-east", "Turkey"),
        ("Lira falls on Turkey’s rate cut", "middle-east", "Turkey"),
        ("Kenyan dockers strike", "africa", "Kenya"),
        ("Tokyo halts trains.", "asia-pacific", "Japan"),
        ("US-led raid frees Mali's hostages", "africa", "Mali"),
        ("pro-Kremlin channel goes dark", "europe", "Russia"),
        ("Raid on al-Shabab camp", "africa", "Somalia"),
        ("African Union meets", "africa", None),
        ("turkey prices rise before the feast", "world", None),
        ("Scientists count the stars", "world", None),
    ],
)
def test_a_headline_is_placed_by_the_names_in_it(
    title: str, region: str, country: str | None
) -> None:
    found = place([(title, "")])

    assert (found.region, found.country) == (region, country)


def test_a_place_has_the_code_of_its_country() -> None:
    assert place([("Quake shakes Peru", "")]).code == "PE"


def test_no_words_play_nowhere() -> None:
    assert place([]) == Place(region="world")


def test_the_title_weighs_more_than_the_opening() -> None:
    assert place([("Peru votes", "Envoys from Kenya watched.")]).country == "Peru"


def test_the_opening_weighs_more_than_the_rest() -> None:
    filler = "and so on " * 9
    text = f"Crowds in Peru cheered. {filler} Envoys from Kenya watched."

    assert place([("Crowds cheer", text)]).country == "Peru"


def test_a_country_named_over_and_over_counts_at_most_twice_in_a_part() -> None:
    filler = "and so on " * 9
    text = f"Crowds in Peru cheered in Lima. {filler}" + "Kenya. " * 9

    assert place([("Crowds cheer", text)]).country == "Peru"


def test_the_articles_of_a_story_are_weighed_together() -> None:
    articles = [("Kenya votes", ""), ("Peru watches", ""), ("Nairobi counts", "")]

    assert place(articles).country == "Kenya"


def test_a_region_is_the_sum_of_its_countries() -> None:
    articles = [("Kenya, Ghana and Peru sign", "Envoys of Peru smiled.")]

    found = place(articles)

    assert (found.region, found.country) == ("africa", "Kenya")


def test_a_hint_decides_where_the_words_say_nothing() -> None:
    assert place([("Crowds cheer", "")], ["europe", None]) == Place(region="europe")


def test_a_hint_decides_between_regions_that_weigh_alike() -> None:
    alike = [("Kenya and Peru sign", "")]

    assert place(alike, ["americas"]).country == "Peru"
    assert place(alike, ["africa"]).country == "Kenya"


def test_a_hint_does_not_outweigh_the_title() -> None:
    assert place([("Kenya votes", "")], ["europe"]).region == "africa"


def test_a_hint_given_by_many_feeds_counts_once() -> None:
    hints = ["europe"] * 9

    assert place([("Kenya votes", "")], hints).region == "africa"


def test_the_countries_a_text_names_are_found_by_their_cities() -> None:
    assert named_countries("Envoys flew from Nairobi to Lima") == {"KE", "PE"}


def test_a_region_is_no_country() -> None:
    assert named_countries("European Union leaders meet") == frozenset()


def test_a_longer_name_hides_the_shorter_one_inside_it() -> None:
    assert named_countries("Papua New Guinea votes") == {"PG"}


@given(st.text(), st.text())
@settings(max_examples=60, deadline=None)
def test_every_text_plays_in_one_of_the_regions(title: str, text: str) -> None:
    assert place([(title, text)]).region in REGIONS


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("French hostage freed in Mali", "ML"),
        ("Australian surfer rescued off Sumatra", "ID"),
        ("Kenyan police patrol Haiti", "HT"),
        ("Russian jets strike Idlib", "SY"),
    ],
)
def test_a_place_beats_the_home_of_who_acts_there(title: str, code: str) -> None:
    assert place([(title, "")]).code == code


@pytest.mark.parametrize("word", ["in", "near", "off", "In the northern", "to"])
def test_where_it_happens_weighs_more_than_who_is_named_first(word: str) -> None:
    assert place([(f"Peru opens a school {word} Kenya", "")]).code == "KE"


def test_an_adjective_after_such_a_word_still_weighs_less_than_a_place() -> None:
    assert place([("Peru looks to Kenyan tea", "")]).code == "PE"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Georgia votes", "GE"),
        ("Georgia votes as Atlanta sleeps", "US"),
        ("Georgia votes as the United States watches", "GE"),
        ("Georgia votes as Washington watches", "GE"),
        ("Georgia: Tbilisi envoy flies out of Atlanta", "GE"),
        ("Police stop a tram in Birmingham", "GB"),
        ("Birmingham, Montgomery and Tuscaloosa flood", "US"),
        ("Toledo counts its swords", None),
        ("Toledo and Cleveland count their ships", "US"),
        ("Toledo and Seville count their swords", "ES"),
        ("Guinea votes", "GN"),
        ("Equatorial Guinea votes", "GQ"),
    ],
)
def test_a_name_of_several_places_is_told_by_its_company(
    title: str, code: str | None
) -> None:
    assert place([(title, "")]).code == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Australia signs a pact with Indonesia", "AU"),
        ("Indonesia signs a pact with Australia", "ID"),
        ("Australian envoy meets Indonesia's president", "ID"),
        ("Indonesia's president lands in Australia", "AU"),
    ],
)
def test_of_two_countries_of_a_region_the_heavier_or_the_first_one_counts(
    title: str, code: str
) -> None:
    assert place([(title, "")]).code == code


def test_an_article_is_scanned_once_for_its_places_and_countries() -> None:
    filler = "and so on " * 9
    found = mentions("Peru votes", f"{filler} Envoys from Kenya watched.", gazetteer())

    assert dict(found.weights) == {"PE": 3.0, "KE": 1.0}
    assert found.countries == {"PE"}
    assert place_of([found], [], gazetteer()).country == "Peru"


def test_an_editors_table_decides() -> None:
    table = gazetteer().with_changes(
        names={"Bay of the Nine Tall Chimneys": "FJ", "COP31": "world"},
        regions={"TR": "europe"},
    )

    def region(title: str) -> str:
        return place([(title, "")], table=table).region

    assert region("Fog over the Bay of the Nine Tall Chimneys") == "asia-pacific"
    assert region("COP31 opens") == "world"
    assert region("Turkey votes") == "europe"


def test_most_invented_news_is_placed() -> None:
    lines = PLACED.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]

    found = [place([(title, text)]) for _, _, title, text in rows]

    right = sum(
        one.region == region for one, (region, *_) in zip(found, rows, strict=True)
    )
    named = sum(
        one.code == (None if code == "-" else code)
        for one, (_, code, *_) in zip(found, rows, strict=True)
    )
    assert len(rows) == 100
    assert right >= 98
    assert named >= 96
