import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.plain_text import fold, line, paragraphs

pieces = st.sampled_from(
    """<p> </p> <br> <br/> <div </div> <b> <script> </script> <style> <!-- --> <![CDATA[
    ]]> <!DOCTYPE <?php &amp; &#0; &#xD800; &#128; &nbsp; &nosuch; & < > <svg> <table>
    <figure> </figure> <textarea> <title> <frameset> <html> <body> </""".split()
)
markup = st.lists(pieces | st.text(max_size=8), max_size=12).map("".join)
any_text = st.text(max_size=80) | markup


def controls(text: str) -> list[str]:
    return [letter for letter in text if unicodedata.category(letter) == "Cc"]


@given(any_text)
@example("<!DOCTYPE html>")
@example("\x00\x1b[31m\x7f\x80\x9f")
@example("<p>" * 3_000)
def test_any_text_has_paragraphs_without_controls_and_none_is_empty(text: str) -> None:
    found = paragraphs(text)

    assert [controls(paragraph) for paragraph in found if controls(paragraph)] == []
    assert all(found)


@given(any_text)
def test_any_text_folds_to_one_line_that_folding_leaves_alone(text: str) -> None:
    folded = fold(text)

    assert controls(folded) == []
    assert folded == folded.strip()
    assert "  " not in folded
    assert fold(folded) == folded


@given(any_text)
def test_any_text_is_one_line(text: str) -> None:
    assert len(line(text).splitlines()) <= 1


@given(any_text)
@example("Caf&eacute; &amp; bar &#8217;n&#10;&nbsp;co &lt;b&gt;")
def test_one_line_is_the_paragraphs_put_together(text: str) -> None:
    assert line(text) == " ".join(paragraphs(text))


@given(any_text)
def test_any_text_can_be_written_down(text: str) -> None:
    assert isinstance(line(text).encode(), bytes)


@given(
    st.text(st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="<&"))
)
def test_plain_text_keeps_its_words(text: str) -> None:
    assert line(text).split() == unicodedata.normalize("NFC", text).split()


def test_letters_are_put_together() -> None:
    assert fold("Sa\u0303o  Tome\u0301\n") == "São Tomé"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One.\nTwo.\n\nThree.", ("One.", "Two.", "Three.")),
        ("<p>One.</p><p>Two.</p>", ("One.", "Two.")),
        ("<p>One<b>d</b>er</p>", ("Oneder",)),
        ("One.<br>Two.<br/><br/>Three.", ("One.", "Two.", "Three.")),
        ("<ul><li>One</li><li>Two</li></ul>", ("One", "Two")),
        ("Before <p>inside</p> after", ("Before", "inside", "after")),
        ("<div><p>One\n  line</p></div>", ("One line",)),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", ("a", "b")),
        ("<p></p><p> </p>", ()),
        ("", ()),
        ("   ", ()),
    ],
)
def test_blocks_are_paragraphs(text: str, found: tuple[str, ...]) -> None:
    assert paragraphs(text) == found


@pytest.mark.parametrize(
    "unread",
    [
        "<script>alert(1)</script>",
        "<style>p {}</style>",
        "<figure><img src=x><figcaption>A ferry.</figcaption></figure>",
        "<figcaption>A ferry.</figcaption>",
        "<template>x</template>",
        "<noscript>Switch it on.</noscript>",
        "<!-- a remark -->",
        "<script><script>x</script>",
    ],
)
def test_what_is_not_to_be_read_is_left_out(unread: str) -> None:
    assert paragraphs(f"<p>One.</p>{unread}<p>Two.</p>") == ("One.", "Two.")


def test_words_after_what_is_left_out_are_kept() -> None:
    assert paragraphs("<p>One <script>x</script>two.</p>") == ("One two.",)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Fish &amp; chips", "Fish & chips"),
        ("Fish & chips", "Fish & chips"),
        ("caf&eacute; &#8212; &#x2019;", "café — ’"),
        ("Ask &lt;b&gt; first", "Ask <b> first"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("Q&A", "Q&A"),
        ("a&nbsp;b", "a b"),
    ],
)
def test_entities_are_shown_as_readers_see_them(text: str, shown: str) -> None:
    assert line(text) == shown


def test_a_title_is_one_line() -> None:
    assert line("<p>Quake</p>\n<p>shakes <i>Peru</i></p>") == "Quake shakes Peru"


@pytest.mark.parametrize(
    "mark", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]
)
def test_nothing_turns_a_title_around(mark: str) -> None:
    assert line(f"Quake{mark} shakes") == "Quake shakes"


def test_spaces_without_width_come_off_the_ends_of_a_title() -> None:
    assert line("\u200b Quake\u200b shakes \ufeff") == "Quake\u200b shakes"


@pytest.mark.parametrize("mark", [*"\u200c\u200d\u200e\u200f"])
def test_joiners_and_marks_of_direction_stay(mark: str) -> None:
    assert line(f"a{mark}b") == f"a{mark}b"
