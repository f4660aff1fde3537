"""Paragraphs into sentences, each word for word.

nupunkt is best for English, sentencex for all other languages (docs/measured.md); both
are called once a paragraph: a quotation mark left open would swallow the next one.
Where they would cut, and wherever a full stop may end a sentence, is judged again:

- inside quotation marks and brackets nothing is cut, so that what somebody says stays
  theirs: `“We stay. We fight,” he said.` is one sentence. Marks that never close hold
  to the paragraph's end, as a speech in several paragraphs is printed;
- before a small letter nothing is cut;
- after an abbreviation, an initial or an ordinal, a table tells (`abbreviations.py`).
  In doubt, two sentences stay together: that reads better than one torn in two.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import nupunkt
import sentencex

from digest.compose.language.abbreviations import Abbreviations, abbreviations
from digest.compose.language.quotation import CLOSERS, inside_marks

_CLOSED = f"[{re.escape(CLOSERS)}]*+"
_STOP = re.compile(rf"[.!?…؟۔।։]{_CLOSED} |[。！？]++{_CLOSED} ?")
_WIDE_STOP = re.compile(rf"[。！？…]{_CLOSED}$")
_SIGHT = 40
"""How many characters to either side of a cut are looked at; bounds the time."""

_LONGEST = 5_000
"""How many characters a splitter gets at once: on marks in a row both need time that
grows with the square."""

_IN_WORD = re.compile(r'(?<=\w)"(?=\w)')
_NEXT_WORD = re.compile(r"[\W_]*([^\W_]+’?)(\.?)")
_PLAIN_WORD = re.compile(r"[^\W\d_]{4,}(?<!str)\.$")
_ORDINAL = re.compile(r"(?:\d{1,2}|[IVX]+)$")
_DOTTED = re.compile(r"[^\W\d_]\W?$|(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]{1,3}$")
_SAYS = re.compile(
    # “Is it safe?” Ruth Odera asked.
    r"(?:[A-Z][\w.'’-]*+ ){1,4}(?:said|says|asked|asks|told|cried|shouted|wrote|added"
    r"|replied|answered|joked|wondered)\b"
    # 「残る。」と述べた, but not と at the head of ところ, ても, はいえ, にかく
    r"|と(?!ころ|ても|はいえ|にかく)|って|など|を|が|の(?!ち)"
    # “我们留下。”李明说
    r"|[^\W\d_]{0,12}?(?:说|說|表示|称|稱|指出|问|問|喊|写道|寫道|认为|認為)"
)


def sentences(paragraph: str, language: str) -> tuple[str, ...]:
    """Return the sentences of one paragraph, white space folded.

    `language` is an ISO 639 code. Joined by spaces they are the paragraph again, in
    scripts that part sentences by spaces; none is empty, and none begins inside a
    quotation.
    """
    folded = " ".join(paragraph.split())
    if not folded:
        return ()
    marks = [0, *_cuts(folded, language), len(folded)]
    return tuple(folded[start:end].strip() for start, end in pairwise(marks))


def _cuts(text: str, language: str) -> Iterator[int]:
    """Yield where each sentence after the first one begins."""
    likely = set(_library_cuts(text, language))
    stops = {stop.end() for stop in _STOP.finditer(text)}
    inside = inside_marks(text)
    known = abbreviations(language)
    for at in sorted(likely | stops):
        if at < len(text) and not inside[at] and _opens(text, at):
            verdict = _ends(text, at, known)
            if verdict or (verdict is None and at in likely):
                yield at


def _library_cuts(text: str, language: str) -> Iterator[int]:
    """Yield where sentences begin, as the splitter of the language has it."""
    start = 0
    while start < len(text):
        end = start + _LONGEST
        if end < len(text):
            end = text.rfind(" ", start, end) + 1 or end
        at = start
        for piece in _library_pieces(text[start:end], language):
            while text.startswith(" ", at):
                at += 1
            if at > start:
                yield at
            at += len(piece.strip())
        start = end


def _library_pieces(text: str, language: str) -> list[str]:
    if language == "en":
        return [str(piece) for piece in nupunkt.sent_tokenize(text)]
    # The marks inside Hebrew abbreviations are no quotation marks.
    pieces: list[str] = sentencex.segment(language, _IN_WORD.sub("״", text))
    return pieces


def _opens(text: str, at: int) -> bool:
    """Return whether a sentence may begin here: with no small letter."""
    first = next((c for c in text[at : at + _SIGHT] if c.isalnum()), "")
    return bool(first) and first.title()[0] == first and text[at] not in ".!?。！？"


def _ends(text: str, at: int, known: Abbreviations) -> bool | None:
    """Return whether a sentence ends before `at`; None if the splitter may tell."""
    before = text[max(0, at - _SIGHT) : at].rstrip()
    after = text[at : at + _SIGHT]
    if text[at - 1] != " ":
        return bool(_WIDE_STOP.search(before)) and not _speaks(before, after)
    bare = before.rstrip(CLOSERS)
    if not bare:  # what they close is out of sight
        return None
    if bare != before:
        return _ends_quoted(bare, before, after, known)
    if bare.endswith(("…", "...")):
        # “sait… On”, not “Well … I”
        return bare.rstrip(".…")[-1:] != " " and not after.startswith("I ")
    return _ends_word(bare, after, known)


def _ends_quoted(
    bare: str, before: str, after: str, known: Abbreviations
) -> bool | None:
    """Tell it where a closing mark stands before."""
    if _speaks(before, after) and bare[-1] in "?!":
        return False
    ends = bare[-1] == "." and before[-1] not in ")]" and _ends_word(bare, after, known)
    return True if ends or ends is None else None


def _speaks(before: str, after: str) -> bool:
    return before[-1] in CLOSERS and bool(_SAYS.match(after))


def _ends_word(bare: str, after: str, known: Abbreviations) -> bool | None:
    """Tell it by the last word and the next one."""
    last = re.split(r"[ (\[“„«\"‘’'—–]", bare)[-1]
    pair = "".join(bare.split(" ")[-2:])
    names = [_plain(pair), _plain(last)]
    follows = _NEXT_WORD.match(after.replace("'", "’"))
    word, dot = (follows[1], follows[2]) if follows else ("", "")
    for name in names:
        if _among(name, known.never):
            return False
        if _among(name, known.often):
            return after[0] not in "(0123456789" and word not in known.more
        if _among(name, known.seldom):
            break
    else:
        if not _may_be_short(names[1], bare, known):
            plain = after[0].isdigit() and not dot and _PLAIN_WORD.search(last)
            return True if plain else None
    return not dot and bool(
        _among(word, known.starters) or _among(word.rstrip("’"), known.starters)
    )


def _may_be_short(name: str, bare: str, known: Abbreviations) -> bool:
    """Return whether a word no table knows looks like an initial or an ordinal."""
    if bare[-1] != ".":
        return False
    return bool(_DOTTED.match(name) or (known.ordinals and _ORDINAL.match(name)))


def _plain(word: str) -> str:
    return word.removesuffix(".")


def _among(word: str, words: frozenset[str]) -> bool:
    return word in words or word[:1].lower() + word[1:] in words
