"""A mail in a window that prefers one scheme, as if it always did.

What a mail asks (`prefers-color-scheme`) gets its answer, and what it offers
(`color-scheme`) is chosen from, so that the browser's own preference has no say.
"""

import re
from dataclasses import dataclass
from typing import Literal

from digest.render.conditions.css_source import GAP, OPAQUE
from digest.render.conditions.html_source import attributes, rewritten, with_attributes

Scheme = Literal["light", "dark"]

_ALWAYS, _NEVER = "(min-width:0)", "(min-width:999999px)"
"""Features instead of words: they may stand wherever the question did, after `not`."""
_ASKED_OR_OFFERED = re.compile(
    rf"(?P<opaque>{OPAQUE})"
    rf"|\({GAP}prefers-color-scheme{GAP}(?::{GAP}(?P<asked>light|dark){GAP})?\)"
    rf"|(?P<offer>(?<![\w-])color-scheme{GAP}:)(?P<offered>[^;{{}}()\"'!/]*+)",
    re.DOTALL | re.IGNORECASE,
)
_OFFERS = ("color-scheme", "supported-color-schemes")
_BOTH = {"light", "dark"}
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class _Window:
    """What a window prefers, and what each mail in it offers, if it has no say."""

    prefers: Scheme
    offered: Scheme | None

    def tag(self, name: str, source: str) -> str:
        if "scheme" not in source.lower():
            return source
        if name == "meta" and attributes(source).get("name", "").lower() in _OFFERS:
            return with_attributes(source, self._offer)
        return with_attributes(source, self._attribute)

    def sheet(self, css: str) -> str:
        return _ASKED_OR_OFFERED.sub(self._answered, css)

    def _offer(self, name: str, value: str) -> str:
        return self._chosen(value) if name == "content" else value

    def _attribute(self, name: str, value: str) -> str:
        return self.sheet(value) if name in ("style", "media") else value

    def _answered(self, found: re.Match[str]) -> str:
        if found["opaque"]:
            return found[0]
        if found["offer"]:
            return found["offer"] + self._chosen(found["offered"])
        asked = (found["asked"] or self.prefers).lower()
        return _ALWAYS if asked == self.prefers else _NEVER

    def _chosen(self, offer: str) -> str:
        words = set(_WORD.findall(offer.lower()))
        return self.offered or (self.prefers if words >= _BOTH else offer)


def in_scheme(html: str, prefers: Scheme, offered: Scheme | None = None) -> str:
    """Return a mail as a window shows it that prefers a scheme.

    A mail that offers both gets the preferred one; one that offers a single one keeps
    it, as in a browser (CSS Color Adjustment 1, section 2.1). With `offered`, every
    offer is that, whatever the mail says.
    """
    window = _Window(prefers, offered)
    return rewritten(html, window.tag, window.sheet)
