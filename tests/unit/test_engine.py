"""The guard round the MJML engine: what goes in is what a reader gets."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markupsafe import escape

from digest.errors import TemplateError
from digest.render.engine import MjmlError, to_html
from digest.render.engine.mrml import unlinted

WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=60
)


def letter(inner: str, head: str = "") -> str:
    return (
        f'<mjml lang="en"><mj-head>{head}</mj-head><mj-body>\n<mj-section><mj-column>'
        f"<mj-text>{inner}</mj-text></mj-column></mj-section></mj-body></mjml>"
    )


def only_span(html: str) -> Any:
    tree: Any = lxml_html.fromstring(html)
    [span] = tree.xpath("//span[@class='probe']")
    return span


def title_of(written: str) -> str:
    """Return what a browser reads from an attribute that a template writes so."""
    return str(
        only_span(to_html(letter(f'<span class="probe" {written}>x</span>'))).get(
            "title"
        )
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('title="one\ntwo"', "one two"),
        ('title="one\r\n   two"', "one two"),
        ('title="one\ttwo"', "one two"),
        ('title="C:\\new\\table"', "C:\\new\\table"),
        ('title="ends in \\"', "ends in \\"),
        ('title="Port\u00a0Moresby"', "Port\u00a0Moresby"),
        ('title="zero\u200bwidth"', "zero\u200bwidth"),
        ('title="👩\u200d🚒 at work"', "👩\u200d🚒 at work"),
        ('title="नई दिल्ली"', "नई दिल्ली"),
        ('title="ที่กรุงเทพฯ"', "ที่กรุงเทพฯ"),
        ('title="مُحَمَّد"', "مُحَمَّد"),
        ('title="fish &amp; chips"', "fish & chips"),
        ('title="5 > 4"', "5 > 4"),
    ],
)
def test_an_attribute_keeps_its_characters(written: str, read: str) -> None:
    assert title_of(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('title="the people\'s bank"', "the people's bank"),
        ("title='a \"safe\" road'", 'a "safe" road'),
        ("title='x=\"1\"'", 'x="1"'),
        ("title=\"x='1'\"", "x='1'"),
        ("title = 'a \"safe\" road'", 'a "safe" road'),
        ('title="a &quot;safe&quot; road"', 'a "safe" road'),
        ("title='it&#39;s'", "it's"),
    ],
)
def test_quotes_inside_quotes_stay_inside(written: str, read: str) -> None:
    assert title_of(written) == read


def test_a_quotation_mark_opens_no_second_attribute() -> None:
    inner = "<span class='probe' title='\" onclick=\"alert(1)'>x</span>"

    span = only_span(to_html(letter(inner)))

    assert sorted(span.attrib) == ["class", "title"]


@given(words=WORDS)
@settings(max_examples=60, deadline=None)
def test_escaped_words_come_back_from_an_attribute(words: str) -> None:
    read = title_of(f'title="{escape(words)}"')

    assert read == words


@given(words=WORDS)
@settings(max_examples=60, deadline=None)
def test_escaped_words_come_back_from_the_text(words: str) -> None:
    html = to_html(letter(f'<span class="probe">x{escape(words)}x</span>'))

    assert only_span(html).text_content() == f"x{words}x"


def test_marks_and_joiners_are_written_as_characters_not_references() -> None:
    hindi = "नई दिल्ली"

    html = to_html(letter(f'<span title="{hindi}">{hindi} 👩\u200d🚒</span>'))

    assert html.count(hindi) == 2
    assert "👩\u200d🚒" in html
    assert unicodedata.is_normalized("NFC", html)


def test_a_reference_that_was_written_as_text_stays_text() -> None:
    html = to_html(letter('<span class="probe">&amp;#8364;</span>'))

    assert only_span(html).text_content() == "&#8364;"


def test_a_reference_to_half_a_character_can_still_be_written_to_a_file() -> None:
    html = to_html(letter("<span>&#55296;</span>"))

    assert html.encode()


@pytest.mark.parametrize("depth", [101, 20_000])
def test_deep_nesting_is_refused_with_its_line(depth: int) -> None:
    deep = letter("<div>" * depth + "</div>" * depth)

    with pytest.raises(TemplateError, match="nested more than 100 deep") as caught:
        to_html(deep, "weekly.mjml")

    assert str(caught.value).startswith("weekly.mjml:2: ")


def test_a_long_letter_is_not_a_deep_one() -> None:
    flat = letter("<p>One.<br>Two.<img src='a.png' alt='A' /></p>" * 500)

    html = to_html(flat)

    assert html.count("One.") == 500


def test_an_engine_error_has_the_line() -> None:
    wrong = '<mj-include path="/etc/hostname"/>'
    blank = "\n" * 60
    mjml = f"<mjml>\n<mj-body>\n{'é' * 60}\n{wrong}{blank}</mj-body></mjml>"

    with pytest.raises(MjmlError, match="not valid MJML") as caught:
        unlinted(mjml, "weekly.mjml")

    assert (caught.value.file, caught.value.line) == ("weekly.mjml", 4)


@pytest.mark.parametrize("lines", [1, 7, 40])
def test_an_engine_error_without_a_position_is_found_by_halving(lines: int) -> None:
    tall = '<p title="one\ntwo">é\n</p>\n' * lines
    mjml = letter(f"{tall}<p / >wrong</p>{tall}")

    with pytest.raises(MjmlError, match="unable to parse") as caught:
        unlinted(mjml)

    assert mjml[caught.value.fault.offset :].startswith("<p / >")


def test_an_error_is_one_line() -> None:
    with pytest.raises(TemplateError) as caught:
        to_html("no letter at all")

    assert str(caught.value).startswith("digest.mjml:1: ")
    assert "\n" not in str(caught.value)


def test_no_file_is_ever_included() -> None:
    mjml = '<mjml><mj-body><mj-include path="pyproject.toml" /></mj-body></mjml>'

    with pytest.raises(TemplateError, match="unable to load included template"):
        unlinted(mjml)


def test_no_font_is_fetched_from_elsewhere() -> None:
    head = '<mj-attributes><mj-all font-family="Roboto, Lato"></mj-all></mj-attributes>'

    html = to_html(letter("Hello", head))

    assert "fonts.googleapis.com" not in html


def test_comments_are_left_out() -> None:
    html = to_html(letter("Hello <!-- for the desk only -->"))

    assert "for the desk only" not in html


def test_the_hidden_preheader_is_not_white_on_white() -> None:
    html = to_html(letter("Hello", "<mj-preview>Dockers and doctors</mj-preview>"))

    hidden = html[: html.index("Dockers and doctors")].rpartition("<div")[2]
    assert "display:none" in hidden
    assert "color:#ffffff" not in hidden
