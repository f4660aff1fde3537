"""XML feeds into what they hold: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0.

Broken XML is read as far as it makes sense; the reading tells what was wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from lxml import etree
from lxml.etree import _Element as Element

from digest.collect.dates import moment
from digest.collect.items import FoundFeed
from digest.collect.limits import MOST_ITEMS
from digest.collect.repair import Prepared, mended
from digest.collect.xml_item import LANG, ItemReader, authors, children, text
from digest.collect.xml_names import local

_ROOTS = frozenset("rss rdf feed channel item entry".split())
_ITEMS = tuple(
    f"{{*}}{form(name)}"
    for name in ("item", "entry")
    for form in (str.lower, str.upper, str.capitalize)
)
_LOOKED_AT = 5  # items at either end, to find one with a date
_TORN = "ERR_TAG_NAME_MISMATCH"
_MOST_ERRORS = 100  # as many as lxml remembers

Errors = list[etree._LogEntry]  # noqa: SLF001  its only name


def read(given: Prepared, url: str) -> FoundFeed | None:
    """Return what a feed from `url` holds, `None` if its root is no feed's.

    Single characters that a strict reader complains of are mended first.
    """
    body = given.body
    tree, errors = _parsed(body, url)
    complaint = f"not well-formed XML, line {errors[0].line}" if errors else None
    if _is_mendable(errors):
        body = mended(given)
        tree, errors = _parsed(body, url)
    root = _feed_root(tree)
    if root is None:
        return None
    torn = any(error.type_name == _TORN for error in errors)
    reading = _reading(root, url, torn=torn, bases=b":base" in body)
    return replace(reading, complaint=complaint, torn=torn)


def _parsed(body: bytes, url: str) -> tuple[Element | None, Errors]:
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
        root = etree.fromstring(body, parser, base_url=url)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return root, list(parser.error_log.filter_from_errors())


def _is_mendable(errors: Errors) -> bool:
    """Return whether more than prefixes is complained of, or no more could be."""
    of_prefixes = (error for error in errors if error.domain_name == "NAMESPACE")
    return sum(1 for _ in of_prefixes) < len(errors) or len(errors) >= _MOST_ERRORS


def _feed_root(root: Element | None) -> Element | None:
    if root is None or local(root) in _ROOTS:
        return root
    return next(root.iter("{*}rss", "{*}RDF", "{*}feed"), None)  # within a page


def _reading(root: Element, url: str, *, torn: bool, bases: bool) -> FoundFeed:
    head = next(root.iter("{*}channel", "{*}CHANNEL", "{*}Channel"), root)
    elements = list(root.iter(*_ITEMS) if torn else _outermost(root))
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


def _outermost(root: Element) -> Iterator[Element]:
    """Yield the items that stand in no other item: those within one are content."""
    inner: dict[Element | None, bool] = {None: False}
    for element in root.iter(*_ITEMS):
        parent = element.getparent()
        if parent is not None and parent not in inner:
            above = chain((parent,), parent.iterancestors())
            inner[parent] = any(local(one) in ("item", "entry") for one in above)
        if not inner[parent]:
            yield element


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
