"""Which places of a text stand inside quotation marks or brackets, in any language.

The same mark opens in one language and closes in another (“…”, „…“, »…«, «…», ”…”),
so the characters beside it and what is open decide.
"""

import re

_PARTNERS = {
    # A closing mark, and what it may close.
    ")": "(",
    "]": "[",
    "）": "（",
    "」": "「",
    "』": "『",
    "”": '“„”"',
    "“": "„“",
    '"': '"“„”',
    "»": "«»",
    "«": "»",
    "›": "‹›",
    "‹": "›",
    "’": "‘‚",
    "‘": "‚",
    "'": "'‘",
}
_ALWAYS_OPEN = frozenset("([（「『„‚")
_ALWAYS_CLOSE = frozenset(")]）」』")
_HOLDING = frozenset('“„”"«»「『')
"""Marks that hold to the end if they never close; an apostrophe or a bracket may be
something else."""

_MARK = re.compile(r"[\"'“”„‚‘’«»‹›「」『』()\[\]（）]")
_FIRST_WIDE = "\u2e80"
_DEEPEST = 8
CLOSERS = "\"'“”‘’«»‹›」』)]）"
"""What may stand between a full stop and the next sentence."""


def inside_marks(text: str) -> bytearray:
    """Return for each character of `text` 1 if it stands after an opening mark.

    The opening mark itself counts as outside, the closing one as inside. Takes time in
    proportion to the text.
    """
    inside = bytearray(len(text) + 1)
    open_marks: list[int] = []
    for found in _MARK.finditer(text):
        at = found.start()
        opening = _opening(text, at)
        start = _again(text, at, open_marks) if opening else None
        if start is not None:
            inside[start + 1 : at] = b"\x01" * (at - start - 1)
        elif not opening:
            start = _closed_by(text, at, open_marks)
            if start is not None:
                inside[start + 1 : at + 1] = b"\x01" * (at - start)
                continue
        if len(open_marks) < _DEEPEST and (
            text[at] in _ALWAYS_OPEN or _opening(text, at) or _spaced(text, at)
        ):
            open_marks.append(at)
    held = next((at for at in open_marks if text[at] in _HOLDING), len(text))
    inside[held + 1 :] = b"\x01" * (len(text) - held)
    return inside


def _again(text: str, at: int, open_marks: list[int]) -> int | None:
    """Return where the same mark was opened and never closed, and forget it.

    So go on speeches of several paragraphs, each with a mark at its head.
    """
    for depth, start in enumerate(open_marks):
        if text[start] == text[at] and text[at] in _HOLDING:
            del open_marks[depth:]
            return start
    return None


def _closed_by(text: str, at: int, open_marks: list[int]) -> int | None:
    """Return where what the mark at `at` closes was opened, and forget it."""
    if text[at] in "'’" and _apostrophe(text, at):
        return None
    partners = _PARTNERS.get(text[at], "")
    for depth in range(len(open_marks) - 1, -1, -1):
        if text[open_marks[depth]] in partners:
            start = open_marks[depth]
            del open_marks[depth:]
            return start
    return None


def _opening(text: str, at: int) -> bool:
    """Return whether the mark stands where words begin."""
    if text[at] in _ALWAYS_CLOSE:
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    begins = before in " ([（{—–-/:¡¿“„«‘\"'"
    dots = text.startswith(("..", "…"), at + 1)
    return begins and (dots or after not in " .,;:!?)]”")


def _spaced(text: str, at: int) -> bool:
    """Return whether it opens: « before a space, or a mark after a wide character."""
    if text[at] == "«":
        return text[at + 1 : at + 2] == " "
    return text[at] in '“‘"' and text[at - 1 : at] >= _FIRST_WIDE


def _apostrophe(text: str, at: int) -> bool:
    """Return whether the mark belongs to a word: don't, the workers' union."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return after.isalnum() or before == " " or (before in "sxz" and after == " ")
