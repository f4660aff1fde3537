from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError

from digest.render.compiled import compiled
from digest.render.environment import environment, render
from digest.resources import templates_folder


def rendered(own: Path, language: str = "en") -> str:
    env = environment(own, templates_folder(), language=language)
    return render(env, "own.txt", {})


def test_a_template_that_was_changed_says_the_new_words(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("old")
    before = rendered(tmp_path)

    (tmp_path / "own.txt").write_text("new")

    assert (before, rendered(tmp_path)) == ("old", "new")


def test_a_template_of_the_same_name_elsewhere_is_another(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "own.txt").write_text(f"the {name}")

    told = [rendered(tmp_path / name) for name in ("one", "other", "one")]

    assert told == ["the one", "the other", "the one"]


def test_what_is_worked_out_while_compiling_goes_by_the_language(
    tmp_path: Path,
) -> None:
    (tmp_path / "own.txt").write_text("{{ 1234.5|number }}")

    told = [rendered(tmp_path, language) for language in ("en", "de", "en")]

    assert told == ["1,234.5", "1.234,5", "1,234.5"]


def test_the_same_template_is_compiled_once(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("words")
    first = environment(tmp_path, templates_folder()).get_template("own.txt")

    second = environment(tmp_path, templates_folder()).get_template("own.txt")

    assert first.root_render_func.__code__ is second.root_render_func.__code__


def test_a_template_that_was_broken_and_mended_is_compiled_again(
    tmp_path: Path,
) -> None:
    (tmp_path / "own.txt").write_text("{% if %}")
    with pytest.raises(TemplateSyntaxError):
        environment(tmp_path, templates_folder()).get_template("own.txt")

    (tmp_path / "own.txt").write_text("mended")

    assert rendered(tmp_path) == "mended"


def test_code_is_kept_by_language() -> None:
    assert compiled("en") is compiled("en")
    assert compiled("en") is not compiled("ar")
