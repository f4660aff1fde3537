r"""The engine itself, MRML by way of mjml-python, and what has to stand round it.

It writes attribute values with Rust's debug form: a newline comes out as `\n`, a
no-break space as `\u{a0}`, and a quotation mark can open an attribute. Deep nesting and
cyclic includes end the whole process. So tags are rewritten to what survives, nesting
is capped by `lint`, and no include loader is ever passed (docs/measured.md).
"""

import re
import sys
from collections.abc import Sequence
from functools import lru_cache

from digest.render.engine.fault import Fault, MjmlError
from digest.render.engine.lint import lint
from digest.render.engine.package import mjml2html
from digest.render.engine.tags import pieces

_LAST_ASCII_LIKE = 160  # a no-break space is kept as a reference, to be seen
_SURROGATES = range(0xD800, 0xE000)  # halves of characters: no text can hold them
_UNSAFE = re.compile(r"[\r\n\t\\']")
_LINE_BREAK = re.compile(r"\s*[\r\n\t]+\s*")
_VALUE = re.compile(r"""\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(r"&#(\d{3,7});")
_PREHEADER = re.compile(r'(<div style="display:none;font-size:1px;)color:#ffffff;')
_POSITION = re.compile(r"position (\d+):")
_TRUNCATED = "unexpected end of stream"


def to_html(mjml: str, name: str = "digest.mjml") -> str:
    """Return the HTML of `mjml`; raise `MjmlError` with the line in `name`."""
    cut = pieces(mjml)
    for fault in lint(mjml, cut):
        if fault.level == "error":
            raise MjmlError(mjml, fault, name)
    return unlinted(mjml, name, cut)


def unlinted(
    mjml: str, name: str = "digest.mjml", cut: Sequence[str] | None = None
) -> str:
    """Return the HTML of `mjml`; raise `MjmlError` for what the engine itself refuses.

    For MJML whose nesting `lint` has looked at: the engine ends the process if not.
    """
    guarded = _guarded(cut or pieces(mjml))
    try:
        html = _rendered(guarded)
    except ValueError as error:
        raise MjmlError(mjml, _explained(str(error), mjml, guarded), name) from error
    return _mended(html)


def _rendered(guarded: str) -> str:
    return str(mjml2html(guarded, disable_comments=True, fonts={}))


def _guarded(cut: Sequence[str]) -> str:
    """Return MJML so written that the engine's HTML is what it was meant to be."""
    return "".join(_guarded_pieces(cut))


def _guarded_pieces(cut: Sequence[str]) -> list[str]:
    guarded = list(cut)
    guarded[1::2] = map(_survivable, cut[1::2])
    for index in range(1, len(cut), 2):
        # The title becomes an attribute, too: the `aria-label` of the letter.
        if cut[index].startswith("<mj-title"):
            guarded[index + 1] = _plain(cut[index + 1])
            break
    return guarded


def _plain(text: str) -> str:
    """Return a title in ASCII on one line, with references for everything else."""
    line = " ".join(text.split()).replace("\\", "&#92;").replace('"', "&quot;")
    return line.encode("ascii", "xmlcharrefreplace").decode()


@lru_cache(maxsize=8192)
def _survivable(tag: str) -> str:
    """Return a tag whose attribute values the engine writes as they were meant."""
    if tag.isascii() and not _UNSAFE.search(tag):
        return tag
    text = _LINE_BREAK.sub(" ", tag).replace("\\", "&#92;")
    text = _VALUE.sub(_double_quoted, text)
    return text.encode("ascii", "xmlcharrefreplace").decode()


def _double_quoted(value: re.Match[str]) -> str:
    """Return `="…"` for a value in either kind of quotation marks."""
    text = value[1] if value[1] is not None else value[2].replace('"', "&quot;")
    return f'="{text}"'


def _mended(html: str) -> str:
    """Return characters for references again, and a preheader that is not white.

    White text on white costs .7 points at SpamAssassin.
    """
    text = _REFERENCE.sub(_character, html)
    return _PREHEADER.sub(r"\1color:#1c1b19;", text, count=1)


def _character(reference: re.Match[str]) -> str:
    code = int(reference[1])
    if not _LAST_ASCII_LIKE < code <= sys.maxunicode or code in _SURROGATES:
        return reference[0]
    return chr(code)


def _explained(message: str, mjml: str, guarded: str) -> Fault:
    """Return the engine's complaint, at its place in `mjml`."""
    found = _POSITION.search(message)
    reason = message.split(" in root template", maxsplit=1)[0]
    # MRML counts bytes of UTF-8; half a character at the end is none.
    at = (
        len(guarded.encode()[: int(found[1])].decode(errors="ignore"))
        if found
        else _first_refused(guarded)
    )
    return Fault(_unguarded(at, mjml), f"not valid MJML: {reason}")


def _first_refused(guarded: str) -> int:
    """Return where the tag begins that the engine stumbles over, by halving.

    A letter that ends too soon is "unexpected end of stream"; one that ends after the
    mistake is something else.
    """
    ends = [found.end() for found in re.finditer(">", guarded)]
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if _only_cut_off(guarded[: ends[middle]]):
            low = middle + 1
        else:
            high = middle
    return max(guarded.find("<", ends[low - 1] if low else 0), 0)


def _only_cut_off(beginning: str) -> bool:
    try:
        _rendered(beginning)
    except ValueError as error:
        return str(error).startswith(_TRUNCATED)
    return True


def _unguarded(at: int, mjml: str) -> int:
    """Return the offset in `mjml` of what stands at `at` in its guarded form.

    Inside a piece that was rewritten, it is where the piece begins.
    """
    cut = pieces(mjml)
    before = after = 0
    for piece, written in zip(cut, _guarded_pieces(cut), strict=True):
        if after + len(written) > at:
            return before + (at - after if piece == written else 0)
        before, after = before + len(piece), after + len(written)
    return before
