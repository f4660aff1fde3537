"""An edition into a page of the web, and into what its Atom feed says of it.

weekly.mjml --medium "web"--> html --landmarks--> --web_head.html--> index.html
entry.html -----------------------------------------------> content of an entry
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, fields

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from digest.config import Newsletter
from digest.model import Edition
from digest.picture import Picture
from digest.render.context import joined
from digest.render.email import variables
from digest.render.environment import Templates, render
from digest.render.letter_html import letter_html
from digest.render.printable import cleaned

_LANDMARKS = ("header", "main", "footer")
_HEADINGS = ".//h1|.//h2|.//h3"
_HIDDEN = "//body/div[contains(translate(@style, ' ', ''), 'display:none')]"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheWeb:
    """What web_head.html and entry.html see besides the letter's variables."""

    picture: Picture | None
    """The edition's first picture (`alt`, `width` and so on), if it has one."""
    picture_urls: Mapping[str, str]
    """The pictures' addresses by their `file`; empty if the newsletter is nowhere."""
    previous: str | None
    """The edition before this one, as in its address: `2026-11-12`."""


def seen_on_the_web(
    env: Templates,
    edition: Edition,
    newsletter: Newsletter,
    headings: Mapping[str, str],
    previous: str | None = None,
) -> dict[str, object]:
    """Return the letter's variables and those of `OnTheWeb`, for `page` and `entry`.

    `previous` is the slug of the edition before it, if there is one.
    """
    told = variables(env, edition, newsletter, headings, "web")
    return cleaned(told | on_the_web(edition, newsletter, previous))


def on_the_web(
    edition: Edition, newsletter: Newsletter, previous: str | None = None
) -> dict[str, object]:
    """Return the variables of `OnTheWeb` by their names."""
    named = [brief.picture for brief in edition.briefs if brief.picture]
    base = joined(newsletter.url, f"{edition.slug}/")
    more = OnTheWeb(
        picture=named[0] if named else None,
        picture_urls={one.file: base + one.file for one in named} if base else {},
        previous=previous,
    )
    return {field.name: getattr(more, field.name) for field in fields(more)}


def page(env: Templates, seen: dict[str, object]) -> str:
    """Return the edition as a page of the web; raise `TemplateError`."""
    _, html = letter_html(env, "weekly.mjml", seen)
    head = render(env, "web_head.html", seen)
    return with_landmarks(html).replace("</head>", f"{head}</head>", 1)


def entry(env: Templates, seen: dict[str, object]) -> str:
    """Return the edition as plain HTML for feed readers; raise `TemplateError`."""
    return render(env, "entry.html", seen)


def with_landmarks(html: str) -> str:
    """Return a mail's HTML with header, main and footer, and without what is Outlook's.

    The header ends with the block that holds the h1, the footer begins after the last
    block with a heading; a template without such blocks is main as a whole.
    """
    tree = lxml_html.document_fromstring(html)
    etree.strip_elements(tree, etree.Comment, with_tail=False)
    hidden = _found(tree, _HIDDEN)  # the preheader, which the head has
    for one in hidden:
        one.drop_tree()
    letter = [*_found(tree, "//div[@role='article']"), *_found(tree, "//body")][0]
    for name in ("role", "aria-roledescription", "aria-label"):
        letter.attrib.pop(name, None)
    if not _divided(letter):
        letter.set("role", "main")
    return str(lxml_html.tostring(tree, encoding="unicode", doctype="<!doctype html>"))


def _found(tree: HtmlElement, path: str) -> list[HtmlElement]:
    found = tree.xpath(path)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, HtmlElement)]


def _divided(letter: HtmlElement) -> bool:
    """Put the blocks of a letter into header, main and footer; return if it could be.

    A block is a child of the letter.
    """
    blocks = [block for block in letter if isinstance(block, HtmlElement)]
    headed = [n for n, block in enumerate(blocks) if _found(block, _HEADINGS)]
    first = [n for n in headed if _found(blocks[n], ".//h1")]
    if not first or headed[-1] == first[0]:
        return False
    ends = (0, first[0] + 1, headed[-1] + 1, len(blocks))
    for name, (start, end) in zip(_LANDMARKS, itertools.pairwise(ends), strict=True):
        if start < end:
            part = lxml_html.Element(name)
            part.extend(blocks[start:end])
            letter.append(part)
    return True
