"""XML feeds into what they hold: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0.

Broken XML is read as far as it makes sense; the reading tells what was wrong.
"""

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree
from lxml.etree import _Element as Element

from digest.collect.dates import moment
from digest.collect.items import FoundFeed
from digest.collect.limits import MOST_ITEMS
from digest.collect.xml_item import LANG, ItemReader, authors, children, local, text

_ROOTS = frozenset("rss rdf feed channel item entry".split())
_ITEMS = tuple(
    f"{{*}}{form(name)}"
    for name in ("item", "entry")
    for form in (str.lower, str.upper, str.capitalize)
)
_LOOKED_AT = 5  # items at either end, to find one with a date
_TORN = "ERR_TAG_NAME_MISMATCH"


def read(body: bytes, url: str) -> FoundFeed | None:
    """Return what a feed in UTF-8 from `url` holds, or `None` if its root is no feed's."""
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(body, parser, base_url=url or None)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is not None and local(root) not in _ROOTS:  # some wrap a page around it
        root = next(root.iter("{*}rss", "{*}RDF", "{*}feed"), None)
    if root is None:
        return None
    errors = parser.error_log.filter_from_errors() if len(parser.error_log) else []
    kinds = {error.type_name for error in errors if error.domain_name != "NAMESPACE"}
    reading = _reading(root, url, torn=_TORN in kinds, bases=b":base" in body)
    return replace(
        reading,
        complaint=f"not well-formed XML, line {errors[0].line}" if errors else None,
        mendable=bool(kinds) and b"&" in body,
        torn=_TORN in kinds,
    )


def _reading(root: Element, url: str, *, torn: bool, bases: bool) -> FoundFeed:
    head = next(root.iter("{*}channel", "{*}CHANNEL", "{*}Channel"), root)
    elements = list(root.iter(*_ITEMS))
    if not torn:  # an item within an item is content
        elements = [one for one in elements if not _within_item(one)]
    reader = ItemReader(base=url, with_bases=bases)
    if local(root) == "feed":
        reader.feed_authors = authors(children(head, "author"))
    kept = _newest(elements, reader)
    return FoundFeed(
        title=_first_text(head, "title"),
        language=_first_text(head, "language")
        or head.get(LANG)
        or root.get(LANG)
        or "",
        items=tuple(map(reader.found, kept)),
        left_out=len(elements) - len(kept),
    )


def _within_item(element: Element) -> bool:
    return next(element.iterancestors(*_ITEMS), None) is not None


def _newest(elements: Sequence[Element], reader: ItemReader) -> Sequence[Element]:
    """Return the newest items of a long feed: its first ones, unless dates differ."""
    if len(elements) <= MOST_ITEMS:
        return elements
    first = _a_date(elements[:_LOOKED_AT], reader)
    last = _a_date(elements[: -_LOOKED_AT - 1 : -1], reader)
    oldest_first = first is not None and last is not None and first < last
    return elements[-MOST_ITEMS:] if oldest_first else elements[:MOST_ITEMS]


def _a_date(elements: Sequence[Element], reader: ItemReader) -> float | None:
    for element in elements:
        for given in reader.found(element).dates:
            if found := moment(given):
                return found.timestamp()
    return None


def _first_text(head: Element, name: str) -> str:
    return next(filter(None, map(text, children(head, name))), "").strip()
