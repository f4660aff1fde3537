"""An item of an XML feed, as lxml gives it, into what was found in it.

One reading does for all dialects: the children are put under short names, and each
field is looked up under every name that a dialect has for it, the best name first.
"""

import base64
import binascii
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urljoin

from lxml import etree
from lxml.etree import _Element as Element

from digest.collect.items import Found
from digest.collect.limits import MOST_ALIKE
from digest.collect.xml_names import NAMES, local, namespace_of, short_name

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_ALTERNATE = (None, "alternate", "http://www.iana.org/assignments/relation/alternate")
_LAST_RESORTS = ("related", "via", "self")
_DIGITS = 5  # of a picture's width
_NO_TEXT = ("image/", "audio/", "video/", "application/octet", "application/pdf")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")

Fields = dict[str, list[Element]]
Given = dict[str, list[Element]]
Names = dict[str, tuple[str, ...]]
_NONE: list[Element] = []


@dataclass(slots=True, kw_only=True)
class ItemReader:
    """Reads the items of one feed; names that it has met once are known to it.

    `with_bases` says that somewhere in the feed addresses are relative to `xml:base`.
    """

    base: str
    with_bases: bool
    feed_authors: tuple[str, ...] = ()
    _known: dict[tuple[str, str], str] = field(default_factory=dict)
    _present: dict[tuple[str, ...], Names] = field(default_factory=dict)

    def found(self, item: Element) -> Found:
        """Return what stands in the item."""
        fields = self._fields(item)
        names = self._names(fields)
        given = {
            field: fields[used[0]] if len(used) == 1 else _elements(fields, used)
            for field, used in names.items()
        }
        return Found(
            base=self.base,
            guid=_first(given, "guid") or item.get(_ABOUT) or "",
            links=self._links(item, given),
            title=_first(given, "title"),
            summary=_first(given, "summary"),
            content=max(_texts(given.get("content", _NONE)), key=len, default=""),
            authors=_authors(fields, names.get("author", ())) or self.feed_authors,
            categories=[_category(one) for one in given.get("category", _NONE)],
            language=item.get(LANG) or _first(given, "language"),
            images=self._images(given),
            dates=[one.text for one in given.get("date", _NONE) if one.text],
        )

    def _names(self, fields: Fields) -> Names:
        """Return the names in use here; most items of a feed use the same ones."""
        met = tuple(fields)
        if met not in self._present:
            self._present[met] = {
                field: used
                for field, names in NAMES.items()
                if (used := tuple(name for name in names if name in fields))
            }
        return self._present[met]

    def _fields(self, item: Element) -> Fields:
        own = namespace_of(item.tag)
        fields: Fields = {}
        for child in item:
            tag = child.tag
            name = self._known.get((own, tag))
            if name is None:
                name = self._known[own, tag] = short_name(child, own)
            alike = fields.setdefault(name, [])
            if len(alike) < MOST_ALIKE:
                alike.append(child)
            if name == "media:group":
                for piece in islice(child, MOST_ALIKE):
                    fields.setdefault(short_name(piece, own), []).append(piece)
            elif name == "media:content" and len(child):
                thumbnails = islice(children(child, "thumbnail"), MOST_ALIKE)
                fields.setdefault("media:thumbnail", []).extend(thumbnails)
        return fields

    def _links(self, item: Element, given: Given) -> list[str]:
        """Return the addresses of the item's page, the likeliest first."""
        is_atom = item.tag.lower().endswith("entry")
        own = given.get("link", _NONE)
        links = own + given["atom link"] if "atom link" in given else own
        pages = [one for one in links if one.get("rel") in _ALTERNATE]
        found: list[str] = []
        if not is_atom:
            # Of several links the last one counts, as with feedparser and gofeed.
            last = [one for one in own[::-1] if one.get("rel") in _ALTERNATE]
            found = [self._full(one, one.get("href") or one.text) for one in last]
        if is_atom or len(links) > len(own):
            pages.sort(key=_is_no_page)
            found += [self._full(one, one.get("href") or one.text) for one in pages]
        for guid in given.get("guid", _NONE):
            if _is_permalink(guid):
                found.append(guid.text or "")
        found.append(self._full(item, item.get(_ABOUT)))
        for content in given.get("source", _NONE):
            found.append(self._full(content, content.get("src")))
        if len(pages) < len(links):
            for rel in _LAST_RESORTS:
                others = [one for one in links if one.get("rel") == rel]
                found += [self._full(one, one.get("href")) for one in others]
        return list(filter(None, found))

    def _images(self, given: Given) -> list[str]:
        pieces = [one for one in given.get("picture", _NONE) if _is_picture(one)]
        pieces.sort(key=_width, reverse=True)
        found = [self._full(o, o.get("url") or o.get("href")) for o in pieces]
        for image in given.get("image", _NONE):
            inner = next(children(image, "url"), image)
            address = image.get("href") or image.get("url") or inner.text
            found.append(self._full(image, address))
        return list(filter(None, found))

    def _full(self, element: Element, given: str | None) -> str:
        stripped = (given or "").strip()
        if not self.with_bases or not stripped:
            return stripped
        try:
            return urljoin(element.base or "", stripped)
        except ValueError:
            return stripped


def text(element: Element) -> str:
    """Return the text or markup that an element holds."""
    if len(element):
        return _markup(element)
    held = element.text or ""
    if element.get("mode") != "base64":  # Atom 0.3
        return held
    try:
        return base64.b64decode(held).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return held


def authors(elements: Iterable[Element]) -> tuple[str, ...]:
    """Return the names of Atom's persons and of other dialects' lines."""
    return tuple(filter(None, map(_person, elements)))


def children(parent: Element, name: str) -> Iterator[Element]:
    """Yield the children of a name in any namespace, small or capital letters."""
    return parent.iterchildren(
        f"{{*}}{name}", f"{{*}}{name.upper()}", f"{{*}}{name.capitalize()}"
    )


def _elements(fields: Fields, names: Iterable[str]) -> list[Element]:
    return [element for name in names for element in fields[name]]


def _texts(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        if not element.get("type", "").lower().startswith(_NO_TEXT):
            yield text(element).strip()


def _first(given: Given, field: str) -> str:
    for element in given.get(field, _NONE):
        if found := text(element).strip():
            return found
    return ""


def _is_permalink(guid: Element) -> bool:
    """Return whether a guid is a link: RSS 2.0 says so unless told otherwise."""
    said = guid.get("isPermaLink") or guid.get("ispermalink") or "true"
    given = (guid.text or "").strip().lower()
    return said.lower() != "false" and given.startswith(("http://", "https://"))


def _is_no_page(link: Element) -> bool:
    return "html" not in link.get("type", "html").lower()


def _authors(fields: Fields, names: Iterable[str]) -> tuple[str, ...]:
    """Return the authors under the best name, else those of Atom's source."""
    for name in names:
        if found := authors(fields[name]):
            return found
    sources = fields.get("source", ())
    return authors(one for source in sources for one in children(source, "author"))


def _person(element: Element) -> str:
    if not len(element):
        return (element.text or "").strip()
    for name in ("name", "email"):
        for child in children(element, name):
            if child.text and child.text.strip():
                return child.text
    return ""


def _category(element: Element) -> str:
    return element.get("label") or element.get("term") or text(element)


def _is_picture(element: Element) -> bool:
    name = local(element)
    if name == "link" and element.get("rel") != "enclosure":
        return False
    kind = (element.get("medium") or element.get("type") or "").lower()
    if kind:
        return kind.startswith("image")
    address = (element.get("url") or "").partition("?")[0].lower()
    return name == "thumbnail" or address.endswith(_PICTURES)


def _width(element: Element) -> int:
    given = element.get("width", "")
    return (
        int(given)
        if given.isascii() and given.isdigit() and len(given) <= _DIGITS
        else 0
    )


def _markup(element: Element) -> str:
    """Return the markup inside an element, as HTML without namespaces."""
    for piece in element.iter(f"{_XHTML}*"):
        piece.tag = piece.tag.rpartition("}")[2]
    holder = element
    if (
        len(element) == 1
        and element[0].tag == "div"
        and not (element.text or "").strip()
    ):
        holder = element[0]  # RFC 4287 §3.1.1.3: the div is no part of the content
    holder.attrib.clear()
    etree.cleanup_namespaces(holder)
    written = etree.tostring(holder, encoding="unicode", method="html", with_tail=False)
    return written[written.index(">") + 1 : written.rindex("<")]
