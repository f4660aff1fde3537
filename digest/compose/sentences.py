"""Paragraphs into sentences, each word for word.

nupunkt is best for English, sentencex for all other languages (docs/measured.md); both
are called once a paragraph: a quotation mark left open would swallow the next one.
"""

import re

import nupunkt
import sentencex

_TITLE_ONLY = re.compile(
    r"(?:^|\s)(?:M|MM|Mme|Mlle|Dr|Mgr|Mr|Mrs|Ms|St|Prof|Gen|Sen|Gov|Lt|Col|Sgt|Capt"
    r"|Rev)\.$"
    # German ordinals: im 19. Jahrhundert, der 1. FC
    r"|\b(?:[Ii]m|[Dd](?:er|ie|as|em|en|es)|[Aa]m|[Zz]um|[Vv]om|[Bb]eim) \d{1,2}\.$"
)
_WIDE_ENDS = "。！？…”」』"  # after these no space follows
_OPENS_NEW = re.compile(r"[\"“”„‚‘'«»(\[¿¡$€£]*[^\W_a-zà-öø-ÿ]")


def sentences(paragraph: str, language: str) -> tuple[str, ...]:
    """Return the sentences of one paragraph, white space folded.

    `language` is an ISO 639 code. Joined by spaces they are the paragraph again, in
    scripts that part sentences by spaces.
    """
    folded = " ".join(paragraph.split())
    if not folded:
        return ()
    if language == "en":
        pieces = [str(piece) for piece in nupunkt.sent_tokenize(folded)]
    else:
        pieces = sentencex.segment(language, folded)
    return _mended(_spaced([p.strip() for p in pieces if p.strip()], folded))


def _spaced(pieces: list[str], folded: str) -> list[str]:
    """Join what was cut where the paragraph has no space."""
    found: list[str] = []
    at = 0
    for piece in pieces:
        start = folded.index(piece, at)
        if found and start == at and found[-1][-1] not in _WIDE_ENDS:
            found[-1] += piece
        else:
            found.append(piece)
        at = start + len(piece)
    return found


def _mended(pieces: list[str]) -> tuple[str, ...]:
    """Join what was cut after a title (`Dr. | Odera`) or before a small letter."""
    mended: list[str] = []
    for piece in pieces:
        torn = mended and (
            _TITLE_ONLY.search(mended[-1]) or not _OPENS_NEW.match(piece)
        )
        if torn and not piece[0].isdigit():
            mended[-1] += f" {piece}"
        else:
            mended.append(piece)
    return tuple(mended)
