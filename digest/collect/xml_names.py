"""The names that the dialects of feeds have for one thing.

Elements get short names (`title`, `dc:date`, `media:content`) by their namespace, else
by their prefix; a field is looked up under every name that it may have.
"""

from lxml.etree import _Element as Element

# Namespaces in lower case, without a last slash, and the short name they get.
_PREFIXES = {
    **dict.fromkeys(
        """http://purl.org/rss/1.0 http://my.netscape.com/rdf/simple/0.9
        http://channel.netscape.com/rdf/simple/0.9 http://backend.userland.com/rss
        http://backend.userland.com/rss2 http://blogs.law.harvard.edu/tech/rss
        http://purl.org/net/rss1.1#""".split(),
        "",
    ),
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
_HABITUAL = frozenset(_PREFIXES.values())

# Every name that some dialect has for a field, the best one first.
NAMES = {
    field: tuple(names.split())
    for field, names in {
        "guid": "guid id atom:id",
        "link": "link",
        "atom link": "atom:link",
        "title": "title dc:title atom:title media:title itunes:title",
        "summary": """description summary atom:summary dc:description itunes:summary
            abstract media:description""",
        "content": "content:encoded content atom:content xhtml:body xhtml:div body",
        "source": "content atom:content",
        "author": """dc:creator author atom:author dc:author itunes:author creator
            dcterms:creator""",
        "category": "category dc:subject atom:category subject",
        "language": "dc:language language",
        "picture": "media:content media:thumbnail enclosure link atom:link",
        "image": "itunes:image image",
        "date": """pubdate dc:date published atom:published issued atom:issued
            dcterms:issued date updated modified atom:updated atom:modified
            dcterms:modified created dcterms:created dc:created""",
    }.items()
}


def short_name(element: Element, own: str) -> str:
    """Return the short name of an element within an item of the namespace `own`."""
    tag: object = element.tag
    if not isinstance(tag, str):
        return ""
    namespace = namespace_of(tag)
    name = tag.rpartition("}")[2].lower()
    if namespace in ("", own):
        return name  # with an undeclared prefix, if it has one
    prefix = _PREFIXES.get(namespace.lower().rstrip("/"))
    if prefix is None:
        habit = (element.prefix or "").lower()
        prefix = habit if habit in _HABITUAL else "?"
    return f"{prefix}:{name}" if prefix else name


def namespace_of(tag: str) -> str:
    """Return the namespace in a tag as lxml writes it, empty if there is none."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def local(element: Element) -> str:
    """Return an element's name in lower case, without namespace or prefix."""
    tag: object = element.tag  # of a reference to an unknown entity it is a function
    name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
    return name.rpartition(":")[2].lower()
