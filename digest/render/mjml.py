r"""MJML into HTML, with a guard round the engine.

    mjml --depth--> --guard--> mjml-python (MRML) --mend--> html

The engine writes attribute values with Rust's debug form: a newline comes out as `\n`,
a no-break space as `\u{a0}`, and a quotation mark can open an attribute. Deep nesting
and cyclic includes end the whole process. So tags are rewritten to what survives,
nesting is capped, and no include loader is ever passed (docs/measured.md).
"""

import re
import sys

from mjml import mjml2html

from digest.errors import TemplateError

_DEEPEST = 100
_LAST_ASCII_LIKE = 160  # a no-break space is kept as a reference, to be seen
_SURROGATES = range(0xD800, 0xE000)  # halves of characters: no text can hold them
_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ANY_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")
_LINE_BREAK = re.compile(r"\s*[\r\n\t]+\s*")
_VALUE = re.compile(r"""\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(r"&#(\d{3,7});")
_PREHEADER = re.compile(r'(<div style="display:none;font-size:1px;)color:#ffffff;')
_POSITION = re.compile(r"position (\d+):")
_VOID = frozenset("area base br col embed hr img input link meta source wbr".split())


def to_html(mjml: str, name: str = "digest.mjml") -> str:
    """Return the HTML of `mjml`; raise `TemplateError` with the line in `name`."""
    _check_depth(mjml, name)
    guarded = _TAG.sub(_survivable, mjml)
    try:
        html = mjml2html(guarded, disable_comments=True, fonts={})
    except ValueError as error:
        line, reason = _explain(str(error), guarded)
        raise TemplateError(name, line, f"not valid MJML: {reason}") from error
    return _mended(html)


def _check_depth(mjml: str, name: str) -> None:
    """Refuse nesting that would crash the engine (a segmentation fault at 12,000)."""
    depth = 0
    for tag in _ANY_TAG.finditer(mjml):
        if tag[1]:
            depth -= 1
        elif not tag[3] and tag[2].lower() not in _VOID:
            depth += 1
        if depth > _DEEPEST:
            line = mjml.count("\n", 0, tag.start()) + 1
            raise TemplateError(name, line, f"nested more than {_DEEPEST} deep")


def _survivable(tag: re.Match[str]) -> str:
    """Return a tag whose attribute values the engine writes as they were meant."""
    text = _LINE_BREAK.sub(" ", tag[0]).replace("\\", "&#92;")
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


def _explain(message: str, mjml: str) -> tuple[int, str]:
    """Return the line, from 1 (0 if unknown), and the engine's reason in short."""
    found = _POSITION.search(message)
    reason = message.split(" in root template", maxsplit=1)[0]
    if not found:
        return 0, reason
    before = mjml.encode()[: int(found[1])]
    return before.count(b"\n") + 1, reason
