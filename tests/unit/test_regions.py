import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.regions import named_countries, place
from digest.config import REGIONS
from digest.model import Place


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
