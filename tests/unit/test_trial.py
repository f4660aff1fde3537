"""Templates tried as a whole: every mistake there is, and files that mean nothing."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from digest.config import REGIONS, Newsletter
from digest.errors import TemplateError
from digest.pipeline.trials import trials
from digest.render.environment import environment, render
from digest.render.own_templates import compared, template_names
from digest.render.trial import LETTER, TEXTS, Flaw, check_templates, strays
from digest.resources import templates_folder

SHIPPED = {
    "weekly.mjml": '{% extends "base.mjml" %}{% block body %}{% include "part.mjml" %}'
    "{% endblock %}",
    "base.mjml": "<mjml><mj-body>{% block body %}{% endblock %}</mj-body></mjml>",
    "part.mjml": "<mj-section><mj-column>\n<mj-text>Hi</mj-text>\n"
    "</mj-column></mj-section>",
    "weekly.txt": "{{ title }}",
    "subject.txt": "{{ title }}",
    "preheader.txt": "{{ title }}",
    "archive.html": "{{ title }}",
}
TRIALS = [[(name, {"title": "News"}) for name in (*TEXTS, LETTER)]]


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def flaws(tmp_path: Path, own: Mapping[str, str | bytes]) -> list[str]:
    env = environment(
        written(tmp_path / "own", own), written(tmp_path / "shipped", SHIPPED)
    )
    return [str(flaw) for flaw in check_templates(env, TRIALS)]


def test_templates_without_a_mistake_have_no_flaw(tmp_path: Path) -> None:
    assert flaws(tmp_path, {"subject.txt": "Ours: {{ title }}"}) == []


def test_every_template_that_does_not_compile_is_told_of(tmp_path: Path) -> None:
    own = {"part.mjml": "\n{% if %}", "weekly.txt": "{{ title|uper }}"}

    assert flaws(tmp_path, own) == [
        "templates/part.mjml:2: something is missing before '%}'; write it there",
        "templates/weekly.txt:1: no filter is called 'uper'; did you mean 'upper'?",
    ]


def test_every_template_that_does_not_render_is_told_of(tmp_path: Path) -> None:
    own = {"subject.txt": "{{ titel }}", "part.mjml": "\n{{ titles }}"}

    found = flaws(tmp_path, own)

    assert [line.split(": ")[0] for line in found] == [
        "templates/subject.txt:1",
        "templates/part.mjml:2",
    ]


def test_every_mistake_in_the_letter_is_told_of_once(tmp_path: Path) -> None:
    part = (
        "<mj-section><mj-column>{% for n in range(3) %}\n<mj-txt>a</mj-txt>\n"
        '<mj-text colr="red">b</mj-text>\n<mj-table role="none"><tr></tr></mj-table>\n'
        "{% endfor %}</mj-column></mj-section>"
    )

    found = flaws(tmp_path, {"part.mjml": part})

    assert [line.split(": ")[0] for line in found] == [
        "templates/part.mjml:2",
        "templates/part.mjml:3",
        "templates/part.mjml:4",
    ]


@pytest.mark.parametrize(
    ("name", "written_there"),
    [
        ("archive.html", "{{ taglin }}"),
        ("archive.html", "{{ editions[1].kept.headline }}"),
        ("archive.html", "{% if not editions[1:] %}{{ taglin }}{% endif %}"),
        ("feed.xml", "{{ editions[0].subjet }}"),
        ("entry.html", "{{ top.headlin }}"),
        ("web_head.html", "{% if previous %}{{ previos }}{% endif %}"),
        ("web_head.html", "{% if not picture %}{{ pictur }}{% endif %}"),
        ("weekly.mjml", "{% if medium == 'web' %}{{ mediun }}{% endif %}"),
        ("weekly.txt", "{% if address %}{{ adress }}{% endif %}"),
        ("weekly.txt", "{% if not address %}{{ adress }}{% endif %}"),
        ("weekly.txt", "{% if web_url %}{{ weburl }}{% endif %}"),
        ("weekly.txt", "{% if not web_url %}{{ weburl }}{% endif %}"),
        ("weekly.txt", "{% if quote %}{{ qoute }}{% endif %}"),
        ("weekly.txt", "{% if not quote %}{{ qoute }}{% endif %}"),
        ("weekly.txt", "{% if not note %}{{ nte }}{% endif %}"),
        ("weekly.txt", "{% if direction == 'rtl' %}{{ directon }}{% endif %}"),
    ],
)
@pytest.mark.parametrize("url", [None, "https://world.example/"])
def test_a_mistake_in_a_branch_that_some_weeks_reach_is_told_of_once(
    tmp_path: Path, name: str, written_there: str, url: str | None
) -> None:
    text = (templates_folder() / name).read_text(encoding="utf-8")
    own = written(tmp_path, {name: f"{written_there}\n{text}"})
    env = environment(own, templates_folder())

    found = check_templates(env, trials(Newsletter(url=url), REGIONS))

    assert [(flaw.file, flaw.line) for flaw in found] == [(f"templates/{name}", 1)]
    assert "did you mean" in found[0].message


def test_the_shipped_templates_have_no_flaw_in_any_trial() -> None:
    env = environment(None, templates_folder())

    assert check_templates(env, trials(Newsletter(), REGIONS)) == ()


def test_the_flaws_of_a_file_are_told_in_the_order_of_its_lines(tmp_path: Path) -> None:
    part = (
        '<mj-section><mj-column>\n<mj-text mj-class="none">a</mj-text>\n'
        '<mj-text colr="red">b</mj-text>\n</mj-column></mj-section>'
    )

    found = flaws(tmp_path, {"part.mjml": part})

    assert [line.split(": ")[0] for line in found] == [
        "templates/part.mjml:2",
        "templates/part.mjml:3",
    ]


def test_a_flaw_that_changes_nothing_is_a_warning(tmp_path: Path) -> None:
    part = '<mj-section gutter="9px"><mj-column></mj-column></mj-section>'
    own = written(tmp_path / "own", {"part.mjml": part})
    env = environment(own, written(tmp_path / "shipped", SHIPPED))

    [flaw] = check_templates(env, TRIALS)

    assert flaw.level == "warning"
    assert "passes over gutter" in flaw.message


def test_a_name_that_hides_nothing_is_told_with_the_nearest(tmp_path: Path) -> None:
    own = {"prat.mjml": "x", "sub/mine.mjml": "y", ".part.mjml.swp": "z", "a~": ""}
    told = "hides none of Digest's own, and no template uses it"

    assert flaws(tmp_path, own) == [
        f"templates/prat.mjml: {told}; did you mean 'part.mjml'?",
        f"templates/sub/mine.mjml: {told}; include it, or delete it",
    ]


def test_a_template_of_ones_own_that_another_includes_means_something(
    tmp_path: Path,
) -> None:
    own = {
        "part.mjml": '{% include "mine.mjml" %}',
        "mine.mjml": "<mj-section></mj-section>",
        "themes/quay.mjml": "",
    }
    env = environment(
        written(tmp_path / "own", own),
        written(tmp_path / "shipped", SHIPPED),
        theme="quay",
    )

    assert list(strays(env)) == []


def test_a_theme_that_there_is_not_is_told_with_those_there_are(tmp_path: Path) -> None:
    shipped = written(tmp_path, {"themes/classic.mjml": "", "themes/modern.mjml": ""})

    with pytest.raises(TemplateError) as caught:
        environment(None, shipped, theme="modrn")

    assert str(caught.value) == (
        "feeds.yaml: newsletter.theme: there is no theme 'modrn'; did you mean "
        "'modern'? (known are: classic, modern)"
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"one\ncaf\xe9", ":2: not UTF-8: byte 0xe9; save it as UTF-8"),
        ("one".encode("utf-16"), ":1: not UTF-8: byte 0xff; save it as UTF-8"),
    ],
)
def test_a_template_in_another_encoding_is_told_with_its_line(
    tmp_path: Path, body: bytes, told: str
) -> None:
    assert flaws(tmp_path, {"part.mjml": body})[0] == f"templates/part.mjml{told}"


def test_the_mark_that_windows_puts_before_a_text_is_no_text(tmp_path: Path) -> None:
    assert flaws(tmp_path, {"part.mjml": b"\xef\xbb\xbf" + b"<mj-raw></mj-raw>"}) == []


def test_a_folder_that_is_called_like_a_template_is_told_of(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "part.mjml").mkdir(parents=True)
    env = environment(own, written(tmp_path / "shipped", SHIPPED))

    with pytest.raises(TemplateError, match=r"^templates/part\.mjml: this is a folder"):
        render(env, "weekly.mjml", {"title": "News"})


def test_a_link_to_nowhere_is_told_of(tmp_path: Path) -> None:
    own = written(tmp_path / "own", {"subject.txt": "a"})
    (own / "part.mjml").symlink_to(tmp_path / "gone.mjml")
    env = environment(own, written(tmp_path / "shipped", SHIPPED))

    with pytest.raises(TemplateError, match="no file that can be read"):
        render(env, "weekly.mjml", {"title": "News"})


def test_templates_are_compared_in_folders_too(tmp_path: Path) -> None:
    own = written(
        tmp_path / "own",
        {
            "a.txt": "1\r\n",
            "b.txt": "2",
            "c.txt": "3",
            "themes/x.mjml": "",
            "d.txt~": "",
        },
    )
    shipped = written(
        tmp_path / "shipped",
        {
            "a.txt": "1\n",
            "b.txt": "1",
            "themes/y.mjml": "",
            "words/de.po": "",
            "words/messages.pot": "",
            ".a.txt": "",
        },
    )

    states = {each.name: each.state for each in compared(own, shipped)}

    assert states == {
        "a.txt": "the same",
        "b.txt": "yours",
        "c.txt": "yours alone",
        "themes/x.mjml": "yours alone",
        "themes/y.mjml": "shipped",
        "words/de.po": "shipped",
        "words/messages.pot": "shipped",
    }
    assert template_names(shipped) == ("a.txt", "b.txt", "themes/y.mjml")


def test_a_flaw_without_a_line_names_its_file_alone() -> None:
    assert str(Flaw("a.mjml", 0, "wrong")) == "a.mjml: wrong"
