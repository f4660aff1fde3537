from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.compose.sentences import sentences

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


@given(st.one_of(paragraphs, st.text()), st.sampled_from(["en", "de"]))
@example("Der Hafen ist zu.Die Leute gingen.", "de")
@settings(max_examples=120, deadline=None)
def test_joined_by_spaces_the_sentences_are_the_folded_paragraph(
    paragraph: str, language: str
) -> None:
    assert " ".join(sentences(paragraph, language)) == " ".join(paragraph.split())


@given(paragraphs, st.sampled_from(["en", "de", "fr", "xx"]))
@settings(max_examples=60, deadline=None)
def test_no_sentence_is_empty(paragraph: str, language: str) -> None:
    assert all(sentence.strip() for sentence in sentences(paragraph, language))
