from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from digest import yaml_file
from digest.errors import ConfigError


class Hull(BaseModel):
    model_config = ConfigDict(extra="forbid")

    length: int
    sails: tuple[str, ...] = ()


class Fleet(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = "nameless"
    ready: bool = False
    ships: tuple[Hull, ...] = ()


def complaints(text: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        yaml_file.validate(yaml_file.parse(text, "fleet.yaml"), Fleet)
    return [str(complaint) for complaint in raised.value.complaints]


@pytest.mark.parametrize(
    "typed", ["no", "yes", "on", "off", "17:30", "1.10", "0x1F", "1_000", "2026-11-19"]
)
def test_a_plain_value_is_the_text_that_was_typed(typed: str) -> None:
    document = yaml_file.parse(f"value: {typed}\n", "f.yaml")

    assert document.data == {"value": typed}


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none(typed: str) -> None:
    document = yaml_file.parse(f"value: {typed}\n", "f.yaml")

    assert document.data == {"value": None}


@pytest.mark.parametrize("typed", ["''", '"null"', "'~'"])
def test_a_quoted_nothing_is_a_text(typed: str) -> None:
    document = yaml_file.parse(f"value: {typed}\n", "f.yaml")

    assert document.data == {"value": typed[1:-1]}


def test_a_folded_text_is_one_line_of_what_was_typed() -> None:
    document = yaml_file.parse("value: >-\n  The Courier\n  of Oslo\n", "f.yaml")

    assert document.data == {"value": "The Courier of Oslo"}


def test_a_tag_makes_no_object() -> None:
    document = yaml_file.parse("value: !!python/object:os.system ls\n", "f.yaml")

    assert document.data == {"value": "ls"}


def test_an_empty_file_is_all_defaults() -> None:
    fleet = yaml_file.validate(yaml_file.parse("# nothing yet\n", "f.yaml"), Fleet)

    assert fleet == Fleet()


def test_a_value_is_found_by_line_and_column() -> None:
    text = "name: Home Fleet\nships:\n  - length: 12\n  - length: long\n"

    assert complaints(text) == [
        "fleet.yaml:4:5: 'length' is 'long'; it should be a whole number"
    ]


def test_an_item_of_a_list_is_found_by_line_and_column() -> None:
    text = "ships:\n  - length: 12\n    sails: [main, {jib: 1}]\n"

    assert complaints(text) == [
        "fleet.yaml:3:19: 'sails, item 2' is a group of keys; it should be a text"
    ]


def test_an_unknown_key_is_answered_with_the_nearest_known_one() -> None:
    text = "ships:\n  - {length: 12, sials: [main]}\n"

    assert complaints(text) == [
        "fleet.yaml:2:18: unknown key 'sials'; did you mean 'sails'?"
    ]


def test_an_unknown_key_like_no_other_is_answered_with_all_known_ones() -> None:
    assert complaints("zzz: 1\n") == [
        "fleet.yaml:1:1: unknown key 'zzz'; known are: name, ready, ships"
    ]


def test_a_missing_key_is_told_where_it_belongs() -> None:
    assert complaints("ships:\n  - sails: [main]\n") == [
        "fleet.yaml:2:5: 'length' is missing; add it here"
    ]


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    text = "colour: red\nname: [a]\nready: perhaps\nships: none\n"

    assert complaints(text) == [
        "fleet.yaml:1:1: unknown key 'colour'; known are: name, ready, ships",
        "fleet.yaml:2:1: 'name' is a list; it should be a text",
        "fleet.yaml:3:1: 'ready' is 'perhaps'; it should be yes or no",
        "fleet.yaml:4:1: 'ships' is 'none'; it should be a list",
    ]


def test_a_key_given_twice_is_a_problem() -> None:
    assert complaints("name: a\nready: yes\nname: b\n") == [
        "fleet.yaml:3:1: 'name' is given twice; keep one of them"
    ]


def test_a_key_given_twice_is_told_beside_the_other_problems() -> None:
    found = complaints("ready: perhaps\nname: a\nname: b\n")

    assert [line.split(": ")[0] for line in found] == [
        "fleet.yaml:1:1",
        "fleet.yaml:3:1",
    ]


def test_a_long_value_is_shown_shortened() -> None:
    (found,) = complaints(f"ready: {'x' * 200}\n")

    assert "xxx...'" in found
    assert len(found) < 130


def test_a_file_that_is_a_list_is_a_problem() -> None:
    assert complaints("- one\n") == [
        "fleet.yaml:1:1: 'the file' is a list; it should be a group of keys"
    ]


def test_what_is_no_yaml_is_told_with_its_place() -> None:
    assert complaints("name: a\nready: b: c\n") == [
        (
            "fleet.yaml:2:9: not valid YAML: the value has to be in quotes;"
            " write ready: 'b: c'"
        )
    ]


def test_what_no_quotes_can_mend_is_told_as_the_parser_sees_it() -> None:
    [found] = complaints("name: a\n  ready: b\n")

    assert found.startswith("fleet.yaml:2:8: not valid YAML: mapping values are not")
    assert found.endswith("; check indentation, quotes and colons here")


def test_two_documents_in_one_file_are_a_problem() -> None:
    (found,) = complaints("name: a\n---\nname: b\n")

    assert found.startswith("fleet.yaml:2:1: not valid YAML: ")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- " * 60 + "x", id="a deep list"),
        pytest.param("a: &a [*a]", id="a list in itself"),
        pytest.param("[" * 1000, id="brackets without end"),
    ],
)
def test_a_file_nested_too_deep_is_a_problem_and_no_crash(text: str) -> None:
    with pytest.raises(ConfigError):
        yaml_file.parse(text, "f.yaml")


def test_a_file_that_grows_when_read_is_refused() -> None:
    lines = ["l0: &l0 [x, x, x, x, x, x, x, x]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 8)}]" for n in range(1, 6)]

    with pytest.raises(ConfigError):
        yaml_file.parse("\n".join(lines), "f.yaml")


def test_a_control_character_is_a_problem_with_its_place() -> None:
    with pytest.raises(ConfigError) as raised:
        yaml_file.parse("name: a\nready: '\x07'\n", "f.yaml")

    assert str(raised.value).startswith("f.yaml:2:")


def test_a_missing_file_is_told_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        yaml_file.read(tmp_path / "feeds.yaml", "feeds.yaml")

    assert str(raised.value) == (
        "feeds.yaml:1:1: file not found; `digest init` makes one,"
        " --config names another"
    )


def test_a_file_in_another_encoding_is_told_with_the_place(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_bytes("name: a\ntitle: São Paulo\n".encode("latin-1"))

    with pytest.raises(ConfigError) as raised:
        yaml_file.read(path, "feeds.yaml")

    assert str(raised.value) == "feeds.yaml:2:9: not UTF-8; save the file as UTF-8"


def test_a_folder_in_the_place_of_the_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        yaml_file.read(tmp_path, "feeds.yaml")

    assert str(raised.value) == "feeds.yaml:1:1: cannot be read: Is a directory"


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text("\ufeffname: a\n", encoding="utf-8")

    assert yaml_file.read(path).data == {"name": "a"}


def test_without_another_name_complaints_call_the_file_by_its_path(
    tmp_path: Path,
) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text("a: b: c\n", encoding="utf-8")

    with pytest.raises(ConfigError) as raised:
        yaml_file.read(path)

    assert raised.value.complaints[0].file == str(path)


def test_exit_code_of_a_wrong_file_is_two() -> None:
    assert ConfigError.exit_code == 2


printed = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=120
).map(lambda text: " ".join(text.split()))


@given(
    st.dictionaries(
        st.text("abcdefgh_", min_size=1), printed | st.lists(printed), max_size=5
    )
)
@example({"a": "no", "b": "1.10", "c": "~", "d": "null", "e": ""})
@example({"a": "# not a comment", "b": "- x", "c": "{a: b}", "d": "a: b", "e": "'"})
@example({"a": "x " * 100})
def test_what_is_dumped_is_read_back_as_it_was(data: dict[str, object]) -> None:
    text = yaml_file.dump(data)

    assert (yaml_file.parse(text, "f.yaml").data or {}) == data


def test_none_is_dumped_and_read_back() -> None:
    text = yaml_file.dump({"subject": None, "by": "Ann"})

    assert yaml_file.parse(text, "f.yaml").data == {"subject": None, "by": "Ann"}
