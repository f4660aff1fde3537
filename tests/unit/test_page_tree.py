import pytest
from builders import make_page

from digest.compose.pages.tree import MOST_BYTES, MOST_ELEMENTS, page_tree
from digest.errors import ParseError

TEXT = b"Dock workers in Mombasa put down tools on Monday. " * 9


@pytest.mark.parametrize(
    "head",
    [
        b"%PDF-1.7",
        b"\n %PDF-1.7",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"GIF87a",
        b"\xff\xd8\xff\xe0",
        b"RIFF\x24\x60\x08\x02WEBP",
        b"\x00\x00\x01\x20ftypisom",
        b"\x1a\x45\xdf\xa3",
        b"OggS",
        b"ID3\x04",
        b"\xff\xfb\x90",
        b"#EXTM3U\n#EXT-X-VERSION:3",
        b"PK\x03\x04\x14",
        b"\x1f\x8b\x08",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        b"{\\rtf1",
        b"BM\x36\x00\x00\x00\x00",
    ],
)
def test_a_file_that_is_no_text_is_refused_by_how_it_begins(head: bytes) -> None:
    with pytest.raises(ParseError, match="not a page of text"):
        page_tree(head + TEXT)


@pytest.mark.parametrize(
    "head", [b"", b"\n\n", b"\xef\xbb\xbf", b"<?xml version='1.0'?>", b"<!-- PK -->"]
)
def test_a_page_is_a_page_whatever_stands_before_it(head: bytes) -> None:
    assert "Mombasa" in page_tree(head + make_page(TEXT.decode())).text_content()


def test_a_page_over_its_size_is_refused() -> None:
    with pytest.raises(ParseError, match="page larger than 3 MB"):
        page_tree(make_page("x") + b" " * MOST_BYTES)


def test_a_page_of_too_many_elements_is_refused() -> None:
    page_tree(b"<html><body>" + b"<br>x" * (MOST_ELEMENTS - 9))

    with pytest.raises(ParseError, match="page of more than 30,000 elements"):
        page_tree(b"<html><body>" + b"<br>x" * MOST_ELEMENTS)
