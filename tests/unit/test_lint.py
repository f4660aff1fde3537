"""What is wrong with MJML and would pass in silence: each mistake by its words."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from digest.render.engine import lint
from digest.render.engine.schema import KINDS
from digest.render.engine.values import complaint, picture


def letter(inner: str, head: str = "") -> str:
    return (
        f'<mjml lang="en">\n<mj-head>{head}</mj-head><mj-body>\n<mj-section>'
        f"<mj-column>{inner}</mj-column></mj-section></mj-body></mjml>"
    )


def said(mjml: str) -> list[str]:
    return [fault.message for fault in lint(mjml)]


@pytest.mark.parametrize(
    ("inner", "told"),
    [
        ("<mj-txt>a</mj-txt>", "<mj-txt> is no tag of MJML; did you mean <mj-text>?"),
        ("<mj-text>a", "<mj-text> is not closed before </mj-column>"),
        ("<mj-text>a</mj-txt>", "</mj-txt> closes nothing: <mj-text> is open"),
        ("</mj-text>", "</mj-text> closes nothing: <mj-column> is open"),
        (
            '<mj-text colr="red">a</mj-text>',
            "no attribute 'colr'; did you mean 'color'?",
        ),
        (
            '<mj-text color="wite">a</mj-text>',
            "'wite' is no color; did you mean 'white'",
        ),
        ('<mj-text color="#12345">a</mj-text>', "write it like #9b1c13"),
        ('<mj-text align="centre">a</mj-text>', "did you mean 'center'?"),
        ('<mj-text font-size="17">a</mj-text>', "no unit; did you mean '17px'?"),
        ('<mj-text padding="0 wide">a</mj-text>', "'wide' is no length in px or %"),
        ('<mj-text padding="1px 1px 1px 1px 1px">a</mj-text>', "1 to 4 lengths"),
        ('<mj-text color="red>a</mj-text>', "is a quotation mark or > missing?"),
        (
            "<mj-text color=red>a</mj-text>",
            'quotation marks are missing; write color="',
        ),
        ("<mj-text color>a</mj-text>", "color has no value"),
        ('<mj-text color="red" color="blue">a</mj-text>', "has color twice"),
        ('<mj-text><p id="a" id="b">a</p></mj-text>', "<p> has id twice; keep one"),
        ('<mj-text mj-class="none">a</mj-text>', "mj-class 'none' is not defined"),
        ("loose words", "'loose words' stands loose in <mj-column>"),
        ("<p>a</p>", "<p> cannot stand in <mj-column>; put it into <mj-text>"),
        ("<mj-divider>a</mj-divider>", "'a' stands loose in <mj-divider>; it holds"),
        ("<mj-divider><p>a</p></mj-divider>", "<mj-divider>, which holds nothing"),
        ("<mj-attributes></mj-attributes>", "put it into <mj-head>"),
        ("<mj-text>1 < 2</mj-text>", "a bare '<' begins no tag; write &lt;"),
        ("<mj-text>Q & A</mj-text>", "a bare & is written &amp;"),
        ("<mj-text>&nbps;</mj-text>", "'&nbps;' is no entity"),
        ("<mj-text><![CDATA[a]]></mj-text>", "CDATA cannot be used"),
        ("<mj-text><!doctype html></mj-text>", "a DOCTYPE cannot be used"),
        ("<mj-text><?xml version='1.0'?></mj-text>", "<?xml?> cannot be used"),
        ("<mj-text><!-- a </mj-text>", "the comment is not closed"),
        ("<mj-text><!-- a -- b --></mj-text>", "'--' cannot stand in a comment"),
        ("<mj-text>a\x00b</mj-text>", "U+0000, cannot be mailed"),
        ("<mj-text>a\x02b</mj-text>", "U+0002, cannot be mailed"),
        ("<mj-text><BR></mj-text>", "<BR> is written in capitals; write <br>"),
        ("<mj-text></br></mj-text>", "<br> is never closed; delete </br>"),
        ("<mj-text><p / ></mj-text>", "'/ >' is no attribute"),
        ('<mj-image alt="A" />', "<mj-image> has no src"),
        ('<mj-image src="a.png" />', "<mj-image> has no alt"),
        ('<mj-text><img src="a.png"></mj-text>', "<img> has no alt"),
        ('<mj-image src="" alt="A" />', "names no picture"),
        (
            '<mj-image src="https://a.example/a.avif" alt="" />',
            "do not show avif; save it as jpg or png",
        ),
        ('<mj-image src="http://a.example/a.png" alt="" />', "use an https address"),
        ('<mj-image src="data:image/png;base64,x" alt="" />', "use an https address"),
        ('<mj-image src="a.png" alt="" width="100%" />', "'100%' is no length in px"),
        ('<mj-image src="a.png" alt="" width="9.5px" />', "give whole pixels"),
        (
            '<mj-text><img src="a.png" alt="" width="50%"></mj-text>',
            "give whole pixels",
        ),
        ('<mj-include path="a.mjml" />', "use {% include %} instead"),
        ('<mj-raw position="file-start">a</mj-raw>', "no attribute 'position'"),
        ('<mj-table role="none"><tr></tr></mj-table>', "the engine passes over role"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(inner: str, told: str) -> None:
    found = said(letter(inner))

    assert told in found[0]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("<mj-preview>a <b>b</b></mj-preview>", "<mj-preview>, which takes plain text"),
        ('<mj-style inline="inline">p {}</mj-style>', "are not inlined"),
        ("<mj-html-attributes></mj-html-attributes>", "cannot be used here"),
        (
            '<mj-attributes><mj-class name="a"><p /></mj-class></mj-attributes>',
            "<mj-class>, which holds nothing",
        ),
        ('<mj-attributes><mj-class color="red" /></mj-attributes>', "has no name"),
        (
            '<mj-attributes><mj-class name="a" mj-class="b" /></mj-attributes>',
            "cannot be built from others",
        ),
        (
            '<mj-attributes><mj-all colr="red" /></mj-attributes>',
            "did you mean 'color'",
        ),
        ('<mj-attributes><mj-text color="x" /></mj-attributes>', "'x' is no color"),
    ],
)
def test_a_mistake_in_the_head_is_named(head: str, told: str) -> None:
    assert told in said(letter("", head))[0]


def test_two_classes_that_set_the_same_are_refused() -> None:
    head = (
        '<mj-attributes><mj-class name="a" color="red" /><mj-class name="b" '
        'color="blue" font-size="9px" /></mj-attributes>'
    )

    assert said(letter('<mj-text mj-class="b a">x</mj-text>', head)) == [
        "mj-classes 'b' and 'a' both set color; use one of them"
    ]


@pytest.mark.parametrize(
    ("mjml", "told"),
    [
        ("", "there is no <mjml>"),
        ("<mjml></mjml>", "there is no <mj-body>"),
        ("Hello", "'Hello' stands before <mjml> or after it"),
        ("<mjml><mj-body></mj-body></mjml>x", "'x' stands before <mjml> or after it"),
        ("<mj-body></mj-body>", "<mj-body> stands outside <mjml>"),
        ("<mjml><mj-body></mj-body>", "<mjml> is never closed"),
        (
            "<mjml><mj-body><mj-text>a</mj-text></mj-body></mjml>",
            "<mj-text> cannot stand",
        ),
        ("<mjml><mj-body>a</mj-body></mjml>", "'a' stands loose in <mj-body>"),
    ],
)
def test_a_letter_has_a_frame(mjml: str, told: str) -> None:
    assert told in said(mjml)[0]


@pytest.mark.parametrize("tag", ["mj-section", "mj-column", "mj-text", "div"])
def test_what_is_not_closed_is_told_where_it_opens(tag: str) -> None:
    whole = letter("<mj-text><div>Hello</div></mj-text>")
    cut = whole.replace(f"</{tag}>", "", 1)

    [first, *_] = lint(cut)

    assert cut[first.offset :].startswith(f"<{tag}>")
    assert first.other is not None


@pytest.mark.parametrize(
    "inner",
    [
        "<mj-text>1 &lt; 2 &amp; 3 &gt; 2&nbsp;&#160;&#xa0;<br>a<br/><hr /></mj-text>",
        "<mj-text><!-- a & b < c <p> --></mj-text>",
        '<mj-text><a href="https://a.example/?a=1&amp;b" title="5 > 4">x</a></mj-text>',
        "<mj-text><p title='a \"b\"'>x</p><input disabled></mj-text>",
        '<mj-image src="pictures/a.jpg" alt="" width="536px"></mj-image>',
        '<mj-text padding="0 1px 2% 3px" line-height="1.5">x</mj-text>',
        '<mj-text letter-spacing="-0.5px">x</mj-text>',
        '<mj-text color="rgba(1, 2, 3, 0.5)">x</mj-text>',
        "<mj-table><tr><td>x</td></tr></mj-table><mj-raw><b>x</b></mj-raw>",
        "<mj-text\n  align='left'\n>x</mj-text >",
    ],
)
def test_what_is_right_is_left_alone(inner: str) -> None:
    assert said(letter(inner)) == []


@given(words=st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_no_words_can_end_the_lint(words: str) -> None:
    lint(letter(words))
    lint(words)


@given(words=st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=60))
@settings(max_examples=60, deadline=None)
def test_escaped_words_are_no_mistake(words: str) -> None:
    clean = re.sub("[\ufffe\uffff]", "", words)
    inner = f'<mj-text><a title="{escape(clean)}">{escape(clean)}</a></mj-text>'

    assert said(letter(inner)) == []


@pytest.mark.parametrize("piece", ["<mj-text", '<p a="', "<!--", "&", "<p a='\" "])
def test_time_grows_with_the_length_of_what_is_broken(piece: str) -> None:
    assert said(letter(piece * 100_000))


def test_the_schema_knows_its_source_and_every_tag_of_a_letter() -> None:
    tags = {"mj-section", "mj-column", "mj-text", "mj-image", "mj-class", "mj-all"}

    assert tags <= KINDS.keys()
    assert "mj-include" not in KINDS
    assert KINDS["mj-column"].children >= {"mj-text", "mj-image", "mj-divider"}


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("unit(px)", ["0", "10px", ".5px"], ["10", "10%", "-1px", "", "px", "auto"]),
        ("unit(px,auto)", ["auto", "1px"], ["1", "none"]),
        ("unit(px,%,)", ["1.5", "150%", "26px"], ["1.5em"]),
        ("unitWithNegative(px,em)", ["-1px", "0.1em"], ["1"]),
        ("unit(px,%){1,4}", ["0 1px", "1px 2px 3px 4px"], ["1px,2px", "1 2"]),
        ("color", ["red", "#abc", "#aabbcc", "rgb(1,2,3)"], ["#abcd1", "re d", "none"]),
        ("enum(left,right)", ["left"], ["Left", "up"]),
        ("boolean", ["true"], ["yes"]),
        ("integer", ["12"], ["1.5", "x"]),
        ("string", ["", "anything"], []),
    ],
)
def test_a_value_is_of_its_type(kind: str, right: list[str], wrong: list[str]) -> None:
    assert [value for value in right if complaint((kind,), value)] == []
    assert [value for value in wrong if not complaint((kind,), value)] == []


@pytest.mark.parametrize(
    "address",
    ["https://a.example/a.png?b=c.webp", "pictures/a.jpg", "cid:a@b", "a.gif"],
)
def test_a_picture_that_mail_programs_show_passes(address: str) -> None:
    assert picture(address) is None


@pytest.mark.parametrize("address", ["//a.example/a.png", "ftp://a/a.png", "http://["])
def test_a_picture_that_is_not_fetched_is_refused(address: str) -> None:
    assert picture(address)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<mj-colum>", "</mj-column>"),
        ("<mj-colum>", "</mj-colum>"),
        ("<mj-xyzzy>", "</mj-xyzzy>"),
        ("<MJ-column>", "</mj-column>"),
        ("<MJ-Column>", "</MJ-Column>"),
    ],
)
def test_a_misspelt_tag_is_one_finding_whatever_it_holds(
    opening: str, closing: str
) -> None:
    inner = "<mj-text>a <b>b</b></mj-text>"
    mjml = f"<mj-section>{opening}{inner}{closing}</mj-section>"

    [fault] = lint(f"<mjml><mj-body>{mjml}</mj-body></mjml>")

    assert fault.message.startswith(opening)
