from builders import NOW

from digest.compose.places.gazetteer import gazetteer
from digest.compose.terms import places, terms
from digest.config import REGIONS, Config


def _config(**given_values: object) -> Config:
    feeds = [{"title": "Courier", "url": "http://courier.example/rss"}]
    return Config.model_validate({"feeds": feeds} | given_values)


def test_the_terms_are_those_of_the_newsletter() -> None:
    config = _config(
        newsletter={"language": "de", "home": "CH"},
        edition={
            "stories": 9,
            "min_stories": 3,
            "per_outlet": 2,
            "words_per_article": 80,
        },
        sections=[{"id": "africa", "title": "Afrika", "stories": 5}],
    )

    found = terms(config, NOW)

    assert (found.min_stories, found.words_per_article) == (3, 80)
    assert (found.quotas.stories, found.quotas.per_outlet) == (9, 2)
    assert found.quotas.sections == {"africa": 5}
    assert found.quotas.home == "CH"
    assert tuple(found.quotas.languages) == tuple(config.languages)


def test_every_region_is_known_whatever_the_sections_are() -> None:
    config = _config(sections=[{"id": "climate", "title": "Climate", "stories": 5}])

    assert set(terms(config, NOW).quotas.regions) == set(REGIONS)


def test_feeds_are_found_by_their_address() -> None:
    feeds = terms(_config(), NOW).scale.feeds

    assert feeds["http://courier.example/rss"].title == "Courier"


def test_the_editors_standing_orders_are_kept() -> None:
    ranking = {"mute": ["royals"], "pin": ["election"], "boost": {"climate": 3}}

    orders = terms(_config(ranking=ranking), NOW).scale.orders

    assert [bool(p.search("The royals wave")) for p in orders.mute] == [True]
    assert [bool(p.search("An election is called")) for p in orders.pin] == [True]
    assert [
        (bool(p.search("A climate pact")), points) for p, points in orders.boost
    ] == [(True, 3)]


def test_what_steers_the_choice_is_kept() -> None:
    config = _config(
        edition={"per_country": 2, "own": 3},
        ranking={"leave_out": ["opinion"], "weights": {"outlets": 5, "like": -7}},
    )

    found = terms(config, NOW)

    assert (found.quotas.per_country, found.quotas.own) == (2, 3)
    assert (found.quotas.like, found.scale.weights.outlets) == (-7, 5)
    assert found.leave_out == ("opinion",)


def test_the_method_is_that_of_the_newsletter_unless_another_is_given() -> None:
    config = _config(edition={"summarizer": "lexrank"})

    assert terms(config, NOW).method == "lexrank"
    assert terms(config, NOW, method="luhn").method == "luhn"


def test_feeds_of_one_title_are_of_one_family() -> None:
    url = "http://courier.example/"
    feeds = [
        {"title": "Courier", "url": f"{url}world"},
        {"title": "Courier", "url": f"{url}front", "family": "Courier Group"},
    ]

    found = terms(_config(feeds=feeds), NOW).scale.feeds

    assert {feed.family for feed in found.values()} == {"Courier Group"}


def test_the_moment_is_the_one_given() -> None:
    assert terms(_config(), NOW).scale.now == NOW


def test_regions_left_out_are_those_of_the_shipped_table() -> None:
    assert places(_config(), {}) == gazetteer()


def test_a_group_moves_its_countries_and_its_name() -> None:
    table = places(_config(regions={"caucasus": "middle-east"}), {})

    assert [table.region(code) for code in ("AM", "AZ", "GE")] == ["middle-east"] * 3
    assert table.region(table.codes["Caucasus"]) == "middle-east"


def test_a_country_wins_over_its_group() -> None:
    regions = {"GE": "europe", "caucasus": "middle-east"}

    table = places(_config(regions=regions), {})

    assert (table.region("GE"), table.region("AM")) == ("europe", "middle-east")


def test_a_name_wins_over_the_table_and_over_groups() -> None:
    given = {"Caucasus": "TR", "Perth": "GB"}
    table = terms(_config(), NOW, names=given).scale.gazetteer

    assert (table.codes["Caucasus"], table.codes["Perth"]) == ("TR", "GB")
