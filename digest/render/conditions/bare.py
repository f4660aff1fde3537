"""A mail with pictures turned off: nothing is loaded, and alt texts stand in."""

import re
from functools import cache

from digest.render.conditions.css_source import ADDRESS, COMMENT, GAP, STRING
from digest.render.conditions.html_source import (
    rewritten,
    with_attributes,
    with_sheet,
)

_LOADED = frozenset(
    "src srcset imagesrcset background poster lowsrc dynsrc data".split()
)
_LINKED = frozenset(("link", "image", "feimage", "use"))
"""Elements that load what `href` says; others only lead there."""
_BOX = ":where(img){display:inline-block}"
"""An inline picture without a file would be as small as its alt text."""
_LOADING = re.compile(
    rf"(?P<kept>{COMMENT}|{STRING})|(?P<address>{ADDRESS})"
    rf"|(?P<rule>@import)(?![\w-])|(?<![\w-])(?P<set>(?:-webkit-)?image-set)(?={GAP}\()",
    re.DOTALL | re.IGNORECASE,
)


def bare(html: str) -> str:
    """Return a mail without the addresses of pictures, films, fonts and style sheets.

    A picture keeps the place that its `width` and `height` give it, and shows its alt
    text, as in Gmail, which takes the address away and leaves the rest to the browser.
    """

    @cache
    def tag(name: str, source: str) -> str:
        def attribute(key: str, value: str) -> str | None:
            loads = key in _LOADED or (
                name in _LINKED and key.removeprefix("xlink:") == "href"
            )
            if loads:
                return None
            return _unloaded(value) if key == "style" else value

        return with_attributes(source, attribute)

    return with_sheet(rewritten(html, tag, _unloaded), _BOX)


def _unloaded(css: str) -> str:
    """Return CSS that loads nothing: `none` for addresses, no imports."""

    def changed(found: re.Match[str]) -> str:
        if found["address"]:
            return "none"
        if found["rule"]:
            return "@not-imported"
        return "not-loaded" if found["set"] else found[0]

    return _LOADING.sub(changed, css)
