"""A mail taken apart for the checks: its tree, and the story each link stands in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from lxml import etree
from lxml import html as lxml_html

from digest.edition_file import Places
from digest.rendered import Email

Element: TypeAlias = lxml_html.HtmlElement

NOWHERE = Places()
HTML = "the HTML part"
TEXT = "the text part"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNSEEN = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
"""Spaces, controls, joiners and marks of direction, which templates may add or drop."""
_NOTE = "note"
"""The class of what is around the editor's note in note.mjml, and its key."""
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail with its tree; `places` are those of the edition's parts.

    All headlines are without spaces and in small letters.
    """

    email: Email
    tree: Element
    elements: tuple[Element, ...]
    under: Mapping[Element, str]
    places: Places
    headlines: frozenset[str] = frozenset()

    def place_of(self, element: Element) -> str:
        """Return where an element stands: its story, the note, or the words above."""
        if any(one.get("class") == _NOTE for one in element.iterancestors("div")):
            return self.places.keys.get(_NOTE, HTML)
        heading = self.under.get(element, "")
        if not heading:
            return HTML
        return self.places.headlines.get(squeezed(heading)) or f"'{heading}'"

    def all(self, *tags: str) -> list[Element]:
        """Return the elements of these tags, in the order of the mail."""
        return [element for element in self.elements if element.tag in tags]

    def headings(self) -> list[Element]:
        return self.all(*_HEADINGS)


def taken_apart(
    email: Email, places: Places = NOWHERE, headlines: Iterable[str] = ()
) -> Mail:
    """Return `email` with its tree, whatever its HTML is like."""
    squeezed_lines = {squeezed(line): at for line, at in places.headlines.items()}
    tree = parsed(email.html)
    elements = tuple(tree.iter(etree.Element))
    return Mail(
        email=email,
        tree=tree,
        elements=elements,
        under=_under(elements),
        places=replace(places, headlines=squeezed_lines),
        headlines=frozenset(map(squeezed, headlines)),
    )


def parsed(html: str) -> Element:
    """Return the tree of any text, which may hold no element at all."""
    clean = _REFUSED.sub("", html).encode()
    parser = lxml_html.HTMLParser(encoding="utf-8")
    try:
        return lxml_html.document_fromstring(clean, parser=parser)
    except etree.LxmlError:  # nothing but spaces and comments
        return lxml_html.document_fromstring(b"<html><body></body></html>")


def text_of(element: Element) -> str:
    """Return the words of an element on one line."""
    return " ".join(str(element.text_content()).split())


def squeezed(text: str) -> str:
    """Return small letters without spaces and marks that are not seen."""
    return _UNSEEN.sub("", text).casefold()


def _under(elements: tuple[Element, ...]) -> dict[Element, str]:
    under = {}
    heading = ""
    for element in elements:
        if element.tag in _HEADINGS:
            heading = text_of(element)
        under[element] = heading
    return under
