from pathlib import Path

import pytest

from digest import places_file
from digest.errors import ConfigError


def _read(folder: Path, text: str) -> dict[str, str]:
    (folder / places_file.FILE).write_text(text, encoding="utf-8")
    return places_file.read(folder)


def _complaints(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        _read(folder, text)
    return [str(complaint) for complaint in raised.value.complaints]


def test_without_the_file_there_are_no_names(tmp_path: Path) -> None:
    assert places_file.read(tmp_path) == {}


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_file_has_no_names(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path, text) == {}


def test_names_stand_for_countries_and_regions(tmp_path: Path) -> None:
    text = "Waitangi: NZ\nCOP31: world\nBay of the Nine Tall Chimneys: FJ\n"

    assert _read(tmp_path, text) == {
        "Waitangi": "NZ",
        "COP31": "world",
        "Bay of the Nine Tall Chimneys": "FJ",
    }


def test_a_country_may_be_one_that_yaml_takes_for_a_switch(tmp_path: Path) -> None:
    assert _read(tmp_path, "Oslo: NO\n") == {"Oslo": "NO"}


def test_names_may_be_in_a_script_without_capitals(tmp_path: Path) -> None:
    assert _read(tmp_path, "北京: CN\n") == {"北京": "CN"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "Waitangi: NZ\nSuva: asia-pacfic\n",
            "2:1: 'Suva': 'asia-pacfic' is no region",
        ),
        ("Suva: asia-pacfic\n", "did you mean 'asia-pacific'?"),
        ("Suva: XQ\n", "(a country is its ISO 3166 code, such as NZ)"),
        ("Suva:\n", "1:1: 'Suva' is nothing; it should be a text"),
        ("Suva: [FJ]\n", "1:1: 'Suva' is a list; it should be a text"),
        ("Suva: FJ\nSuva: NZ\n", "2:1: 'Suva' is given twice; keep one of them"),
        ("waitangi: NZ\n", "1:1: 'waitangi': has no capital letter"),
        ('"--": NZ\n', "1:1: '--': is no name; write it as papers print it"),
        ("- Suva\n", "1:1: 'the file' is a list; it should be a group of keys"),
        ("Suva: FJ: x\n", "not valid YAML"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_remedy(
    tmp_path: Path, text: str, complaint: str
) -> None:
    told = _complaints(tmp_path, text)

    assert [complaint in line for line in told] == [True]
    assert told[0].startswith("places.yaml:")


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    assert len(_complaints(tmp_path, "Suva: XQ\nnadi: FJ\nLae: oceania\n")) == 3
