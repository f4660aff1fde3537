"""Mistakes that editors make, one at a time in the shipped templates: found in place.

Each is put in by a rule ("the first tag of that kind"), not at a line, so that the
templates may change; a template without such a place would make its rule fail.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from markupsafe import escape

from digest.config import REGIONS, Newsletter
from digest.errors import TemplateError
from digest.render.email import email
from digest.render.environment import environment
from digest.rendered import Email
from digest.resources import templates_folder
from digest.specimens import specimen

NEWSLETTER = Newsletter(
    url="https://world.example/", reply_to="desk@world.example", address="1 Quay Road"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """`pattern` becomes `written` in `file`, at its first place; said in `told`.

    The mistake is looked for where `at` begins, if that is elsewhere; `…` before what
    is written keeps what was found.
    """

    name: str
    file: str
    pattern: str
    written: str
    told: str
    at: str | None = None


def column(name: str, line: str, told: str) -> Mistake:
    """Return the mistake of a line that is added to the first column of the footer."""
    return Mistake(
        name=name,
        file="footer.mjml",
        pattern=r"<mj-column[^>]*>\n",
        written=f"…{line}\n",
        told=told,
        at=re.escape(line),
    )


def text(name: str, words: str, told: str) -> Mistake:
    """Return the mistake of words that are added to the footer's first text."""
    return Mistake(
        name=name,
        file="footer.mjml",
        pattern=r"<mj-text[^>]*>",
        written=f"…\n{words}\n",
        told=told,
        at=re.escape(words),
    )


def attribute(name: str, tag: str, words: str, told: str) -> Mistake:
    """Return the mistake of an attribute that is added to a tag of the footer."""
    pattern = f"<{tag}(?=[ >])"
    return Mistake(
        name=name,
        file="footer.mjml",
        pattern=pattern,
        written=f"… {words}",
        told=told,
        at=pattern,
    )


def swapped(name: str, file: str, pattern: str, written: str, told: str) -> Mistake:
    return Mistake(name=name, file=file, pattern=pattern, written=written, told=told)


MISTAKES = [
    Mistake(
        name="a column that is not closed",
        file="section.mjml",
        pattern="</mj-column>",
        written="",
        told="<mj-column> is not closed before </mj-section>",
        at="<mj-column",
    ),
    Mistake(
        name="a section that is not closed",
        file="footer.mjml",
        pattern="</mj-section>",
        written="",
        told="<mj-section> is not closed before </mj-body>",
        at="<mj-section",
    ),
    Mistake(
        name="a section that is not closed before the next",
        file="section.mjml",
        pattern=r"</mj-section>(?!.*</mj-section>)",
        written="",
        told="<mj-section> is still open where <mj-section> begins",
        at="<mj-section",
    ),
    Mistake(
        name="a text that is not closed",
        file="footer.mjml",
        pattern="</mj-text>",
        written="",
        told="<mj-text> is not closed before </mj-column>",
        at="<mj-text",
    ),
    swapped(
        "a closing tag that is misspelt",
        "section.mjml",
        "</mj-column>",
        "</mj-colum>",
        "</mj-colum> closes nothing: <mj-column> is open",
    ),
    swapped(
        "a tag that is misspelt",
        "section.mjml",
        "<mj-column(?=[ >])",
        "<mj-colum",
        "<mj-colum> is no tag of MJML; did you mean <mj-column>?",
    ),
    swapped(
        "an attribute that is misspelt",
        "footer.mjml",
        "padding=",
        "paddin=",
        "has no attribute 'paddin'; did you mean 'padding'?",
    ),
    attribute("no unit", "mj-text", 'letter-spacing="2"', "did you mean '2px'?"),
    attribute("a wrong unit", "mj-text", 'letter-spacing="wide"', "no length in px"),
    attribute("a wrong word", "mj-text", 'vertical-align="centre"', "none of its"),
    attribute("a wrong color", "mj-section", 'border="0" background-color="wite"', ""),
    attribute(
        "twice the same", "mj-section", 'border="0" border="1px"', "border twice"
    ),
    swapped(
        "a class that there is not",
        "footer.mjml",
        'mj-class="label"',
        'mj-class="lable"',
        "mj-class 'lable' is not defined; did you mean 'label'?",
    ),
    swapped(
        "a quotation mark that is missing",
        "footer.mjml",
        r'padding="([^"{}]*|[^"]*}[^"]*)"',
        'padding="0',
        "is a quotation mark or > missing?",
    ),
    column("loose text", "Hello there", "'Hello there' stands loose in <mj-column>"),
    column("HTML in a column", "<p>Hello</p>", "<p> cannot stand in <mj-column>"),
    column(
        "a picture without words",
        '<mj-image src="https://world.example/a.png" />',
        "<mj-image> has no alt",
    ),
    column(
        "a picture that Outlook does not show",
        '<mj-image src="https://world.example/a.webp" alt="A harbour" />',
        "mail programs do not show webp; save it as jpg or png",
    ),
    column("an include of MJML", '<mj-include path="a.mjml" />', "use {% include %}"),
    Mistake(
        name="a column in a column",
        file="footer.mjml",
        pattern=r"<mj-column[^>]*>\n",
        written="…<mj-column></mj-column>\n",
        told="<mj-column> is still open where <mj-column> begins",
        at="<mj-column",
    ),
    text("a bare &", "Questions & answers", "a bare & is written &amp;"),
    text("a bare <", "5 < 6", "a bare '<' begins no tag; write &lt;"),
    text(
        "bold without an end", "<b>Write to us", "<b> is not closed before </mj-text>"
    ),
    text("a variable that is misspelt", "{{ titel }}", "did you mean 'title'?"),
    text("a field that is misspelt", "{{ coverage.entrys }}", "mean 'entries'?"),
    text("a filter that is misspelt", "{{ title|uper }}", "did you mean 'upper'?"),
    text("a test that is misspelt", "{{ title is defned }}", "mean 'defined'?"),
    text("a block that is misspelt", "{% iff title %}", "did you mean 'if'?"),
    text("a block without an end", "{% if title %}", "{% if %} is never closed"),
    text("an end without a block", "{% endfor %}", "{% endfor %} closes nothing"),
    text(
        "braces that are not closed",
        "{{ title }",
        "{{ is closed by a single }; write }}",
    ),
    text("= for ==", "{% if stories = 8 %}{% endif %}", "write =="),
    text("a control character", "a\x02b", "a control character, U+0002"),
    swapped(
        "a macro that is misspelt",
        "top.mjml",
        r"(?<=, )headline\b(?=.* %})",
        "hedline as headline",
        "'story.mjml' has no 'hedline' to import; did you mean 'headline'?",
    ),
    swapped(
        "a template that is misspelt",
        "weekly.mjml",
        r"{% include \"footer.mjml\" %}",
        '{% include "foter.mjml" %}',
        "there is no template 'foter.mjml'; did you mean 'footer.mjml'?",
    ),
]


def mailed(own: Path | None) -> Email:
    env = environment(own, templates_folder())
    return email(env, specimen("week"), NEWSLETTER, REGIONS)


def failure(own: Path) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        email(
            environment(own, templates_folder()), specimen("week"), NEWSLETTER, REGIONS
        )
    return caught.value


def line_of(source: str, offset: int) -> int:
    return source.count("\n", 0, offset) + 1


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_with_its_file_and_line(
    mistake: Mistake, tmp_path: Path
) -> None:
    source = (templates_folder() / mistake.file).read_text(encoding="utf-8")
    found = re.search(mistake.pattern, source, re.DOTALL)
    assert found, f"{mistake.file} has no {mistake.pattern}"
    kept = found[0] if mistake.written.startswith("…") else ""
    written = kept + mistake.written.removeprefix("…")
    seeded = source[: found.start()] + written + source[found.end() :]
    (tmp_path / mistake.file).write_text(seeded, encoding="utf-8")
    expected = found.start()
    if mistake.at:
        place = re.search(mistake.at, seeded)
        assert place
        expected = place.start()

    error = failure(tmp_path)

    assert error.file == f"templates/{mistake.file}"
    assert error.line == line_of(seeded, expected)
    assert mistake.told in error.message


def test_a_color_that_is_wrong_in_the_theme_is_told_where_the_theme_sets_it(
    tmp_path: Path,
) -> None:
    shipped = templates_folder()
    [(file, source)] = [
        (path.relative_to(shipped), path.read_text(encoding="utf-8"))
        for path in (shipped / "theme.mjml", shipped / "themes" / "classic.mjml")
        if path.exists() and re.search(r"paper ?= ?\"#", path.read_text("utf-8"))
    ]
    found = re.search(r"(?<!_)paper ?= ?\"#\w+\"", source)
    assert found
    wrong = found[0].partition("#")[0] + '#12345"'
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(source.replace(found[0], wrong), encoding="utf-8")

    error = failure(tmp_path)

    place = (error.file, error.line)
    assert place == (f"templates/{file}", line_of(source, found.start()))
    assert '"#12345" is no color' in error.message


def test_the_templates_without_a_mistake_give_a_mail() -> None:
    mail = email(
        environment(None, templates_folder()), specimen("week"), NEWSLETTER, REGIONS
    )

    assert all(escape(b.headline) in mail.html for b in specimen("week").briefs)
