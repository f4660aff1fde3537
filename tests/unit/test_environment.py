"""Templates: sandboxed, strict, escaped, one's own first, errors with their place."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import TemplateError
from digest.render.environment import (
    Templates,
    environment,
    render,
    safe_url,
    wrapped,
)
from digest.resources import templates_folder


def templates(folder: Path, files: Mapping[str, str]) -> Templates:
    return environment(None, written(folder, files))


def written(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ title.__init__.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ ''.__class__ }}",
        "{% set x = {}.__class__.__base__ %}{{ x }}",
    ],
)
def test_a_template_cannot_reach_python(tmp_path: Path, attack: str) -> None:
    env = templates(tmp_path, {"a.txt": attack})

    with pytest.raises(TemplateError, match=r"^Digest's own a\.txt:1: "):
        render(env, "a.txt", {"title": "News"})


def test_a_template_cannot_change_what_it_is_given_by_a_method_of_str_format(
    tmp_path: Path,
) -> None:
    env = templates(tmp_path, {"a.txt": "{{ '{0.__class__}'.format(title) }}"})

    with pytest.raises(TemplateError, match="unsafe"):
        render(env, "a.txt", {"title": "News"})


def test_an_endless_range_is_refused(tmp_path: Path) -> None:
    env = templates(tmp_path, {"a.txt": "{% for n in range(10**9) %}.{% endfor %}"})

    with pytest.raises(TemplateError, match=r"^Digest's own a\.txt:1: "):
        render(env, "a.txt", {})


def test_a_division_by_nothing_names_file_and_line(tmp_path: Path) -> None:
    env = templates(tmp_path, {"a.txt": "First.\n{{ words / minutes }}"})

    with pytest.raises(TemplateError, match=r"^Digest's own a\.txt:2: "):
        render(env, "a.txt", {"words": 900, "minutes": 0})


def test_an_unknown_variable_names_file_and_line(tmp_path: Path) -> None:
    env = templates(tmp_path, {"a.txt": "Hello\n\n{{ titel }}\n"})

    with pytest.raises(TemplateError) as caught:
        render(env, "a.txt", {"title": "News"})

    assert (caught.value.file, caught.value.line) == ("Digest's own a.txt", 3)
    assert "'titel' is undefined" in str(caught.value)


def test_an_unknown_attribute_is_no_empty_string(tmp_path: Path) -> None:
    env = templates(tmp_path, {"a.txt": "{{ title.colour }}"})

    with pytest.raises(TemplateError, match="colour"):
        render(env, "a.txt", {"title": "News"})


def test_an_error_inside_an_included_file_names_that_file(tmp_path: Path) -> None:
    files = {"a.txt": "\n\n{% include 'b.txt' %}", "b.txt": "fine\n{{ nothing }}"}
    env = templates(tmp_path, files)

    with pytest.raises(TemplateError, match=r"^Digest's own b\.txt:2: "):
        render(env, "a.txt", {})


def test_an_error_inside_a_block_or_macro_names_the_right_file(tmp_path: Path) -> None:
    files = {
        "base.txt": "{% block body %}{% endblock %}",
        "macros.txt": "{% macro shout(x) %}\n{{ x.loud }}\n{% endmacro %}",
        "a.txt": "{% extends 'base.txt' %}\n{% block body %}\n"
        "{% from 'macros.txt' import shout %}{{ shout('hey') }}{% endblock %}",
    }
    env = templates(tmp_path, files)

    with pytest.raises(TemplateError, match=r"^Digest's own macros\.txt:2: "):
        render(env, "a.txt", {})


def test_a_syntax_error_names_file_and_line(tmp_path: Path) -> None:
    env = templates(tmp_path, {"a.txt": "one\n{% if title %}\ntwo\n{% endfor %}"})

    with pytest.raises(TemplateError, match=r"^Digest's own a\.txt:4: "):
        render(env, "a.txt", {"title": "News"})


def test_a_template_that_includes_itself_is_told_of_not_crashed_on(
    tmp_path: Path,
) -> None:
    env = templates(tmp_path, {"a.txt": "{% include 'a.txt' %}"})

    with pytest.raises(TemplateError, match=r"^Digest's own a\.txt"):
        render(env, "a.txt", {})


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    env = templates(tmp_path, {"a.txt": "{% include 'gone.txt' %}"})

    with pytest.raises(
        TemplateError, match=r"^Digest's own a\.txt:1: there is no template 'gone\.txt'"
    ):
        render(env, "a.txt", {})


@pytest.mark.parametrize("name", ["a.mjml", "a.html", "a.xml"])
def test_markup_in_a_value_is_escaped_where_markup_is_written(
    tmp_path: Path, name: str
) -> None:
    env = templates(tmp_path, {name: "{{ title }}"})

    shown = render(env, name, {"title": "<b onclick='x'>\"&"})

    assert shown == "&lt;b onclick=&#39;x&#39;&gt;&#34;&amp;"


def test_plain_text_is_left_as_it_is(tmp_path: Path) -> None:
    env = templates(tmp_path, {"a.txt": "{{ title }}\n"})

    assert render(env, "a.txt", {"title": "Fish & <chips>"}) == "Fish & <chips>\n"


def test_a_template_of_ones_own_hides_the_shipped_one(tmp_path: Path) -> None:
    own = written(tmp_path / "own", {"subject.txt": "Ours: {{ title }}"})
    shipped = written(
        tmp_path / "shipped", {"subject.txt": "Theirs", "footer.txt": "Theirs"}
    )
    env = environment(own, shipped)

    assert render(env, "subject.txt", {"title": "News"}) == "Ours: News"
    assert render(env, "footer.txt", {}) == "Theirs"


def test_a_shipped_template_includes_the_block_that_was_taken_over(
    tmp_path: Path,
) -> None:
    own = written(tmp_path / "own", {"b.txt": "ours"})
    shipped = written(
        tmp_path / "shipped", {"a.txt": "{% include 'b.txt' %}", "b.txt": "theirs"}
    )

    assert render(environment(own, shipped), "a.txt", {}) == "ours"


def test_a_wrong_template_of_ones_own_names_its_file_and_line(tmp_path: Path) -> None:
    own = written(tmp_path / "own", {"footer.mjml": "<mj-section>\n{{ addres }}\n"})
    env = environment(own, templates_folder())

    with pytest.raises(
        TemplateError, match=r"^templates/footer\.mjml:2: 'addres' is undefined"
    ):
        render(env, "footer.mjml", {"address": "1 Road"})


def test_no_template_is_read_from_outside_the_folders(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the password")
    env = templates(tmp_path / "own", {"a.txt": "{% include '../secret.txt' %}"})

    with pytest.raises(TemplateError, match="there is no template"):
        render(env, "a.txt", {})


def test_words_and_hidden_files_are_no_templates_and_all_others_are() -> None:
    listed = environment(None, templates_folder()).list_templates()

    words = templates_folder() / "words"
    files = [path for path in templates_folder().rglob("*") if path.is_file()]
    assert len(listed) == len([path for path in files if path.parent != words])


@pytest.mark.parametrize(
    "address",
    [
        "https://courier.example/2026/dockers?page=1&x=%20#part",
        "http://courier.example:8080/",
        "https://пример.example/страница",
        "mailto:desk@courier.example?subject=unsubscribe",
    ],
)
def test_web_and_mail_addresses_may_be_linked_to(address: str) -> None:
    assert safe_url(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "https://bank.example@evil.example/",
        "https://user:password@courier.example/",
        "https://courier.example/a b",
        "https://courier.example/\u00a0b",
        "https://courier.example/\tb",
        "https://courier.example/\x00",
        " https://courier.example/",
        "//courier.example/path",
        "/2026/dockers",
        "courier.example",
        "https://",
        "https:///path",
        "mailto:",
        "",
        'https://courier.example/"onclick="x',
        "https://courier.example/<script>",
        "https:\\\\courier.example",
        "http://[",
        "http://[::1",
    ],
)
def test_no_other_address_may_be_linked_to(address: str) -> None:
    with pytest.raises(TemplateError, match="is no address to link to"):
        safe_url(address)


@given(address=st.text(max_size=40) | st.text(max_size=30).map("http://{}".format))
def test_what_passes_is_a_web_or_mail_address_as_it_was_given(address: str) -> None:
    try:
        passed = safe_url(address)
    except TemplateError:
        return

    assert passed == address
    assert passed.lower().startswith(("http://", "https://", "mailto:"))
    assert not set(passed) & set(' \t\r\n<>"\\')


def test_a_line_of_text_is_at_most_72_wide() -> None:
    lines = wrapped("The port said so again. " * 20, "* ").splitlines()

    assert max(map(len, lines)) <= 72
    assert lines[0].startswith("* The")
    assert all(line.startswith("  ") for line in lines[1:])


def test_an_address_is_never_broken_over_two_lines() -> None:
    address = "https://courier.example/" + "very-long-" * 12

    assert address in wrapped(f"See {address} for more.").splitlines()
