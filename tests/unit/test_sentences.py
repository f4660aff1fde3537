import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.compose.language.quotation import CLOSERS
from digest.compose.language.sentences import sentences

CASES = Path(__file__).parent.parent / "data" / "sentences"
WITHOUT_SPACES = ("ja", "zh")


def _cases() -> Iterator[Any]:
    """Yield language and sentences of each line of the table; see its README."""
    for file in sorted(CASES.glob("*.txt")):
        known = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                known = line.removeprefix("#!") if line.startswith("#!") else ""
                continue
            marks = [pytest.mark.xfail(reason=known)] if known else []
            yield pytest.param(file.stem, line, marks=marks, id=f"{file.stem}: {line}")
            known = ""


@pytest.mark.parametrize(("language", "line"), list(_cases()))
def test_a_paragraph_is_cut_where_a_reader_would(language: str, line: str) -> None:
    told = tuple(line.split(" | "))

    paragraph = ("" if language in WITHOUT_SPACES else " ").join(told)

    assert sentences(paragraph, language) == told


def test_chinese_is_cut_without_spaces() -> None:
    assert sentences("港口关闭了。船在等。", "zh") == ("港口关闭了。", "船在等。")


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_empty_paragraph_has_no_sentences(language: str) -> None:
    assert sentences(" \n\t ", language) == ()


def test_white_space_is_folded() -> None:
    assert sentences("The  port\nis shut.\u00a0Ships wait.", "en") == (
        "The port is shut.",
        "Ships wait.",
    )


PIECES = (
    "Dr. Odera left. The port is shut. “No,” she said. „Ja.“ 3. Mai U.S. $3m (it rose)"
    " z. B. why? Go! … 25 ships 港口。 e.g. no"
).split()
paragraphs = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)


@given(st.one_of(paragraphs, st.text()), st.sampled_from(["en", "de", "ja"]))
@example("Der Hafen ist zu.Die Leute gingen.", "de")
@settings(max_examples=120, deadline=None)
def test_nothing_is_lost_or_added(paragraph: str, language: str) -> None:
    assert "".join("".join(sentences(paragraph, language)).split()) == "".join(
        paragraph.split()
    )


@given(
    st.one_of(paragraphs, st.text()).filter(lambda text: not set(text) & set("。！？")),
    st.sampled_from(["en", "de", "ja"]),
)
@settings(max_examples=120, deadline=None)
def test_joined_by_spaces_the_sentences_are_the_folded_paragraph(
    paragraph: str, language: str
) -> None:
    assert " ".join(sentences(paragraph, language)) == " ".join(paragraph.split())


@given(paragraphs, st.sampled_from(["en", "de", "fr", "xx"]))
@settings(max_examples=60, deadline=None)
def test_no_sentence_is_empty(paragraph: str, language: str) -> None:
    assert all(sentence.strip() for sentence in sentences(paragraph, language))


@given(
    st.sampled_from(["“{}”", '"{}"', "«{}»", "„{}“", "»{}«", "”{}”", "‘{}’", "({})"]),
    st.lists(st.sampled_from(["Ships wait.", "Why?", "We stay!"]), min_size=1),
    st.sampled_from(["en", "de", "fr", "xx"]),
)
def test_no_sentence_begins_inside_a_quotation(
    marks: str, said: list[str], language: str
) -> None:
    quotation = marks.format(" ".join(said))

    told = sentences(f"The port is shut. {quotation} Trains run.", language)

    assert [sentence for sentence in told if quotation in sentence]


@pytest.mark.parametrize("mark", ["“", '"', "«", "„"])
def test_a_quotation_that_never_closes_holds_to_the_end(mark: str) -> None:
    told = sentences(f"Ships wait. {mark}We stay. We fight. It is late.", "en")

    assert told == ("Ships wait.", f"{mark}We stay. We fight. It is late.")


@pytest.mark.parametrize("mark", ["“", '"'])
def test_a_quotation_that_never_closes_holds_to_the_next(mark: str) -> None:
    told = sentences(f"{mark}We stay. We fight. {mark}It is late. Go.", "en")

    assert told == (f"{mark}We stay. We fight.", f"{mark}It is late. Go.")


@pytest.mark.parametrize(
    "text",
    [
        "The workers' union rose. Ships wait.",
        "The (port is shut. Ships wait.",
        "A board of 5' 10\" fell. Ships wait.",
        "It is shut :) today. Ships wait.",
        "He said no.” Ships wait.",
        "In the '90s it was shut. Ships wait.",
    ],
)
def test_a_lonely_mark_that_is_no_quotation_holds_nothing(text: str) -> None:
    assert len(sentences(text, "en")) == 2


@pytest.mark.parametrize("mark", CLOSERS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_more_closing_marks_than_are_looked_at_are_no_error(
    mark: str, language: str
) -> None:
    paragraph = f"Ships wait.{mark * 60} The port is shut."

    assert " ".join(sentences(paragraph, language)) == paragraph


def test_after_many_brackets_a_sentence_begins() -> None:
    told = sentences(f"Ships wait.{')' * 60} The port is shut.", "en")

    assert told[1:] == ("The port is shut.",)


def test_a_backslash_closes_nothing() -> None:
    assert "\\" not in CLOSERS


def test_hebrew_abbreviations_are_no_quotations() -> None:
    assert sentences('ארה"ב שותקת. צה"ל נסוג.', "he") == ('ארה"ב שותקת.', 'צה"ל נסוג.')


def test_an_unknown_language_is_cut_by_what_all_languages_share() -> None:
    assert sentences("Dr. Pye rive. “Rete la. Ale.” Li di wi.", "xx") == (
        "Dr. Pye rive.",
        "“Rete la. Ale.”",
        "Li di wi.",
    )


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    "unit",
    [
        ". ",
        ").",
        '" ',
        "“a ",
        "“",
        "A. ",
        "1. ",
        "港。",
        "「港。",
        "(a. ",
        "U.S. ",
        "s' ",
    ],
)
def test_the_work_grows_with_the_text_and_no_faster(unit: str, language: str) -> None:
    sentences(unit, language)

    small, large = (_work(unit * (size // len(unit)), language) for size in _SIZES)

    assert large < 3 * small


_SIZES = (3_000, 6_000)


def _work(text: str, language: str) -> int:
    """Return how many lines of Python it takes to cut `text`."""
    lines = 0

    def trace(_frame: object, event: str, _arg: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        sentences(text, language)
    finally:
        sys.settrace(before)
    return lines


def test_no_splitter_gets_more_than_it_can_cut_in_time() -> None:
    asked: list[int] = []

    def count(_frame: object, event: str, function: object) -> None:
        if event == "c_call" and getattr(function, "__name__", "") == "segment":
            asked.append(1)

    sys.setprofile(count)
    try:
        sentences("Ja. " * 10_000, "de")
    finally:
        sys.setprofile(None)

    assert len(asked) >= 8
