import pytest

from digest.compose.gazetteer import REGION, bare, gazetteer
from digest.config import REGIONS


def test_every_name_stands_for_a_country_or_a_region_of_the_newsletter() -> None:
    table = gazetteer()

    regions = {table.region(code) for code in table.codes.values()}

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
        if len(name.split()) <= 4 and table.codes.get(name, code) != code
    ]

    assert lost == []


def test_names_are_kept_as_they_are_looked_up() -> None:
    names = gazetteer().codes

    assert all(name == " ".join(map(bare, name.split())) for name in names)


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
