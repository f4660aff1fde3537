"""Lists of feeds as other readers write and read them: OPML 1.0 and 2.0.

    OPML --read--> Outline --feeds--> Feed --write--> OPML

Title, address, language and section survive the way there and back; weights, pictures
and the like are Digest's own and stay in feeds.yaml.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET
from xml.parsers import expat

from digest import plain_text, values
from digest.errors import Complaint, ConfigError
from digest.model import Feed

_MOST_BYTES = 5_000_000
_DEEPEST = 20
_MOST_OUTLINES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One subscription as it is written; `categories` go from near to far."""

    title: str
    url: str
    language: str = ""
    categories: tuple[str, ...] = ()
    line: int = 0


def read(body: bytes, name: str) -> tuple[Outline, ...]:
    """Return the subscriptions in the OPML file called `name`, in its order.

    An outline that holds others is a category. Raises `ConfigError` with the line where
    it is no OPML, or too large.
    """
    reading = _Reading(name)
    if len(body) > _MOST_BYTES:
        reading.refuse(f"larger than {_MOST_BYTES // 1_000_000} MB; split it")
    reading.parser.StartElementHandler = reading.start
    reading.parser.EndElementHandler = reading.end
    reading.parser.EntityDeclHandler = reading.entity
    try:
        reading.parser.Parse(body, True)  # noqa: FBT003  expat takes no keywords
    except expat.ExpatError as error:
        problem = expat.errors.messages.get(error.code, str(error))
        inside = "an & is written &amp; there"
        remedy = inside if reading.around else "is this the OPML file?"
        reading.refuse(f"bad XML: {problem}; {remedy}")
    except (LookupError, ValueError):
        reading.refuse("its encoding is not known; save it as UTF-8")
    return tuple(reading.found)


def feeds(
    outlines: Iterable[Outline], sections: Mapping[str, str]
) -> tuple[tuple[Feed, ...], tuple[Outline, ...]]:
    """Return the feeds of `outlines`, and those outlines that have no web address.

    `sections` holds titles by id; the nearest category called as one of them decides.
    """
    known = {title.casefold(): key for key, title in sections.items()}
    known |= {key: key for key in sections}
    usable: list[Feed] = []
    unusable: list[Outline] = []
    for outline in outlines:
        try:
            address = values.web_address(outline.url)
        except ValueError:
            unusable.append(outline)
            continue
        named = (known.get(name.casefold()) for name in outline.categories)
        usable.append(
            Feed(
                title=outline.title or str(urlsplit(address).hostname),
                url=address,
                section=next((key for key in named if key), None),
                language=_language(outline.language),
            )
        )
    return tuple(usable), tuple(unusable)


def write(listed: Iterable[Feed], title: str) -> str:
    """Return OPML 2.0 of the feeds in their order; `title` is the newsletter's."""
    root = ET.Element("opml", version="2.0")
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = plain_text.fold(title)
    body = ET.SubElement(root, "body")
    for feed in listed:
        name = plain_text.fold(feed.title)
        given = {"language": feed.language, "category": feed.section}
        kept = {key: value for key, value in given.items() if value}
        about = {"type": "rss", "text": name, "title": name, "xmlUrl": feed.url}
        ET.SubElement(body, "outline", about | kept)
    ET.indent(root)
    written = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


@dataclass(slots=True)
class _Open:
    """An element that is being read."""

    tag: str
    title: str = ""
    feed: Outline | None = None
    holds_others: bool = False


@dataclass(slots=True)
class _Reading:
    """What the parser tells, element by element; it keeps no tree."""

    name: str
    found: list[Outline] = field(default_factory=list)
    parser: expat.XMLParserType = field(default_factory=expat.ParserCreate)
    around: list[_Open] = field(default_factory=list)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = tag.lower()
        if not self.around and tag != "opml":
            self.refuse(
                f"no OPML but <{tag[:20]}>; a feed or a page is added with:"
                " digest feeds add ADDRESS"
            )
        if len(self.around) > _DEEPEST:
            self.refuse(f"nested more than {_DEEPEST} deep; put the feeds higher")
        given = {k.lower(): plain_text.fold(text) for k, text in attributes.items()}
        element = _Open(tag, given.get("text") or given.get("title") or "")
        if tag == "outline":
            element.feed = self._outline(given, element.title)
            if self.around:
                self.around[-1].holds_others = True
        self.around.append(element)

    def end(self, _tag: str) -> None:
        element = self.around.pop()
        if element.feed and (element.feed.url or not element.holds_others):
            self.found.append(element.feed)
        if len(self.found) > _MOST_OUTLINES:
            self.refuse(f"more than {_MOST_OUTLINES} feeds; split it")

    def entity(self, *_: object) -> NoReturn:
        """Refuse a declared entity: it is a way to grow a file when it is read."""
        self.refuse("declares entities; OPML needs none: remove its <!DOCTYPE>")

    def refuse(self, message: str) -> NoReturn:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        raise ConfigError((Complaint(self.name, line, column + 1, message),))

    def _outline(self, given: Mapping[str, str], title: str) -> Outline:
        # OPML 2.0: categories parted by commas, each a path of names parted by slashes.
        paths = given.get("category", "").replace("/", ",").split(",")
        own = [path.strip() for path in paths if path.strip()]
        outer = [element.title for element in self.around if element.tag == "outline"]
        return Outline(
            title=title,
            url=given.get("xmlurl", ""),
            language=given.get("language", ""),
            categories=tuple(reversed(outer + own)),
            line=self.parser.CurrentLineNumber,
        )


def _language(given: str) -> str | None:
    """Return the language's code, of `en-US` too, if it is one."""
    try:
        return values.language(given.partition("-")[0].lower())
    except ValueError:
        return None
