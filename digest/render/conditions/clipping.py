"""A mail as Gmail shows it: cut off where it grows too large, and it says so."""

import re
from collections.abc import Iterator

from digest.render.conditions.html_source import RAW_TEXT, tokens
from digest.transfer import CLIPPED, encoded_size

_ENTITY = re.compile(r"&#?[0-9a-zA-Z]*+;?")
_LONGEST_ENTITY = 40
_UNCLOSED = frozenset(
    "area base br col embed hr img input link meta param source track wbr"
    " html head body p li dt dd tr td th tbody thead tfoot option".split()
)
"""Elements without an end tag, and those that end with what is around them."""
_NOTICE = (
    '<div dir="ltr" style="all:initial;display:block;padding:12px;background:#fff;'
    'color:#222;font:14px Arial,sans-serif">[Message clipped]&nbsp; '
    '<span style="color:#15c;text-decoration:underline">View entire message</span>'
    "</div>"
)


def clipped(html: str) -> str:
    """Return what Gmail leaves of a mail, and its line; a mail that fits as it is."""
    end = _end(html)
    if end == len(html):
        return html
    kept = html[:end]
    return kept + "".join(f"</{name}>" for name in _open(kept)) + _NOTICE


def _end(html: str) -> int:
    """Return where the mail ends for Gmail."""
    fits = _fitting(html)
    if fits == len(html):
        return fits
    for start, end in _solid(html):
        if end > fits:
            return start if start < fits else _before_entity(html, fits)
    return _before_entity(html, fits)


def _solid(html: str) -> Iterator[tuple[int, int]]:
    """Yield where nothing is cut: tags, comments, whole style sheets and titles."""
    held: int | None = None
    for token in tokens(html):
        if token.kind == "tag" and token.name in RAW_TEXT:
            held = token.start
        elif token.kind != "raw":
            yield token.start if held is None else held, token.end
            held = None
    if held is not None:
        yield held, len(html)


def _fitting(html: str) -> int:
    """Return how many characters fit; each takes a byte at least, so few are tried."""
    low, high = 0, min(len(html), CLIPPED)
    if encoded_size(html[:high]) <= CLIPPED:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if encoded_size(html[:middle]) <= CLIPPED:
            low = middle
        else:
            high = middle
    return low


def _before_entity(html: str, at: int) -> int:
    start = html.rfind("&", max(0, at - _LONGEST_ENTITY), at)
    found = _ENTITY.match(html, start) if start >= 0 else None
    return start if found and found.end() > at else at


def _open(html: str) -> list[str]:
    """Return the names of the elements that are still open, the innermost first."""
    opened: list[str] = []
    known: dict[str, int] = {}
    for token in tokens(html):
        name = token.name.removeprefix("/")
        if token.kind != "tag" or name in _UNCLOSED:
            continue
        if name == token.name:
            opened.append(name)
            known[name] = known.get(name, 0) + 1
        elif known.get(name):
            while opened:
                last = opened.pop()
                known[last] -= 1
                if last == name:
                    break
    return opened[::-1]
