"""The editor's note as plain text: the HTML of its Markdown -> lines.

Links have their address behind them, items a dash or their number, quotes a `>`.
"""

import textwrap
from collections.abc import Iterator
from typing import TypeAlias

from lxml import html as lxml_html

from digest import plain_text

_Element: TypeAlias = lxml_html.HtmlElement

LINE = 72
"""Characters: short enough to be quoted in an answer."""
_SHORTEST = 20
_LISTS = ("ul", "ol")
_BLOCKS = (*_LISTS, "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre")
_BREAK = "\u2029"  # the paragraph separator, for a line that an editor ended


def note_text(markup: str) -> str:
    """Return HTML as lines of at most 72 characters, longer only with long words."""
    root = lxml_html.fragment_fromstring(markup, create_parent="div")
    for link in root.iter("a"):
        text, address = link.text_content(), link.get("href")
        if text != address:
            link.tail = f" ({address}){link.tail or ''}"
    for ending in root.iter("br"):
        ending.tail = f"{_BREAK}{ending.tail or ''}"
    return "\n\n".join(_blocks(root, LINE))


def _blocks(parent: _Element, width: int) -> Iterator[str]:
    """Yield the paragraphs, lists and quotes in an element, each in its lines."""
    words = parent.text or ""
    for child in parent:
        if child.tag in _BLOCKS:
            yield from _lines(words, width)
            yield from _block(child, width)
            words = child.tail or ""
        else:
            words += f"{child.text_content()}{child.tail or ''}"
    yield from _lines(words, width)


def _block(block: _Element, width: int) -> Iterator[str]:
    if block.tag in _LISTS:
        yield "\n".join(_items(block, width))
    elif block.tag == "blockquote":
        told = "\n\n".join(_blocks(block, _within(width, "> ")))
        if told:
            yield textwrap.indent(told, "> ", lambda _: True).replace("> \n", ">\n")
    else:
        yield from _blocks(block, width)


def _items(listed: _Element, width: int) -> Iterator[str]:
    for number, item in enumerate(listed, start=int(listed.get("start", "1"))):
        mark = f"{number}. " if listed.tag == "ol" else "- "
        told = "\n".join(_blocks(item, _within(width, mark)))
        yield (mark + textwrap.indent(told, " " * len(mark)).lstrip()).rstrip()


def _lines(words: str, width: int) -> Iterator[str]:
    told = "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in map(plain_text.fold, words.split(_BREAK))
        if line
    )
    if told:
        yield told


def _within(width: int, mark: str) -> int:
    return max(width - len(mark), _SHORTEST)
