import pytest

from digest.compose.places.gazetteer import PEOPLE, REGION, TWIN, bare, gazetteer, words
from digest.config import REGIONS
from digest.values import countries


def test_every_name_stands_for_a_country_or_a_region_of_the_newsletter() -> None:
    table = gazetteer()
    codes = {code for given in table.codes.values() for code in given.split(TWIN)}

    regions = {table.region(code) for code in codes if code}

    assert regions <= set(REGIONS)


def test_every_country_lies_in_a_region_of_the_newsletter() -> None:
    table = gazetteer()

    assert {country.region for country in table.countries.values()} <= set(REGIONS)


def test_every_region_has_countries() -> None:
    told = {country.region for country in gazetteer().countries.values()}

    assert set(REGIONS) - {"world"} <= told


def test_every_name_has_one_to_four_words() -> None:
    lengths = {len(name.split()) for name in gazetteer().codes}

    assert lengths == {1, 2, 3, 4}


def test_every_country_is_found_by_its_own_name() -> None:
    table = gazetteer()
    names = {code: country.name for code, country in table.countries.items()}

    lost = [
        name
        for code, name in names.items()
        if len(name.split()) <= 4
        and table.codes.get(name, code).partition(TWIN)[0] != code
    ]

    assert lost == []


def test_names_are_kept_as_they_are_looked_up() -> None:
    names = gazetteer().codes

    assert all(name == " ".join(map(bare, words(name))) for name in names)


def test_a_countrys_own_words_lead_to_its_code() -> None:
    forms = gazetteer().forms

    assert {forms["kenya"], forms["kenyan"], forms["kenyans"]} == {"KE"}


def test_forms_are_words_in_small_letters() -> None:
    forms = gazetteer().forms

    assert [
        form for form in forms if form != form.lower() or len(form.split()) != 1
    ] == []


def test_a_name_may_stand_for_a_region_alone() -> None:
    table = gazetteer()

    assert table.codes["European Union"] == f"{REGION}europe"
    assert table.region(f"{REGION}europe") == "europe"


def test_a_country_has_its_region_and_its_english_name() -> None:
    peru = gazetteer().countries["PE"]

    assert (peru.region, peru.name) == ("americas", "Peru")
    assert gazetteer().region("PE") == "americas"


def test_the_tables_are_read_once() -> None:
    assert gazetteer() is gazetteer()


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Kenya", "Kenya"),
        ("Kenya's", "Kenya"),
        ("Kenya’s", "Kenya"),
        ("Philippines'", "Philippines"),
        ("Philippines’", "Philippines"),
        ("Kenya.", "Kenya"),
        ("U.S.", "U.S."),
        ("U.S.'s", "U.S."),
        ("St.", "St"),
    ],
)
def test_a_bare_word_has_no_possessive_and_no_full_stop(word: str, told: str) -> None:
    assert bare(word) == told


def test_adjectives_and_those_who_bear_them_are_told_from_places() -> None:
    kinds = gazetteer().kinds

    assert kinds["Kenyan"] == kinds["Kenyans"] == kinds["Londoners"] == PEOPLE
    assert "Mombasa" not in kinds


def test_the_table_has_the_countries_that_feeds_yaml_may_name() -> None:
    assert set(gazetteer().countries) == countries()


def test_every_country_is_found_by_its_people() -> None:
    peoples = "Kenyans Syrians Fijians Peruvians Poles Danes Finns Kosovars".split()
    codes = ["KE", "SY", "FJ", "PE", "PL", "DK", "FI", "XK"]

    assert [gazetteer().codes[people] for people in peoples] == codes


def test_a_name_may_be_given_to_another_country_or_to_a_region() -> None:
    table = gazetteer().with_changes(names={"Waitangi": "FJ", "COP31": "world"})

    assert table.codes["Waitangi"] == "FJ"
    assert table.region(table.codes["COP31"]) == "world"


def test_a_country_may_be_moved_to_another_region() -> None:
    table = gazetteer().with_changes(regions={"TR": "europe"})

    assert table.region("TR") == "europe"
    assert table.countries["TR"].name == "Turkey"


def test_changes_leave_the_shipped_table_as_it_is() -> None:
    gazetteer().with_changes(names={"Waitangi": "FJ"}, regions={"TR": "europe"})

    assert gazetteer().codes["Waitangi"] == "NZ"
    assert gazetteer().region("TR") == "middle-east"
