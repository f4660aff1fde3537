"""How many words a text has, and which, in any script.

Chinese and Japanese put no spaces between words. Where no package knows them
(`segmenters.py`), pairs of neighboring characters serve instead, which find as
much as words do (Nie, Gao, Zhang and Zhou: On the use of words and n-grams for Chinese
information retrieval, IRAL 2000).
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from digest.compose.language.segmenters import segmenter

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u309f\u30a0-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer

# Characters that make a word. Translators take 1,000 English words for 1,300 to 1,800
# Chinese characters and divide Japanese ones by 2 to 2.5; for Thai GMX-V 2.0 (ETSI GS
# LIS 004) says 6.
_CHINESE_RATE = 1.6
_JAPANESE_RATE = 2.5
_THAI_RATE = 6.0

_WIDE = re.compile(f"[{_HAN}{_KANA}]")
_IS_KANA = re.compile(f"[{_KANA}]")
_IS_SPACELESS = re.compile(f"[{_SPACELESS}]")
_WITHOUT_SPACES = re.compile(
    f"[{_HAN}{_KANA}{_SPACELESS}。、，．！？：；「」『』（）《》・]+"
)

_MARKED_BLOCKS = ((0x300, 0x1100), (0x1700, 0x1D00), (0x1DC0, 0x1E00), (0xA66F, 0xAC00))
_JOINERS = "\u00ad\u200c\u200d"  # soft hyphen, and what Persian and Hindi words hold
_LETTER = r"[^\W\d_]"
_EAST_ASIAN = re.compile(f"[{_HAN}]+|[{_KATAKANA}]+|[^\\W\\d_{_HAN}{_KANA}]+")
_ELISION = {
    "ca": re.compile(r"[dlmnst]['’](?=\w)", re.IGNORECASE),
    "fr": re.compile(
        r"(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’](?=\w)", re.IGNORECASE
    ),
    "it": re.compile(
        r"(?:[cdlmnstv]|(?:d?all|dell|nell|sull|coll|un|nessun|quest|quell|com|dov|anch"
        r"|sant|tutt|bell|gl))['’](?=\w)",
        re.IGNORECASE,
    ),
}


def count(text: str) -> int:
    """Return how many words a reader would say that `text` has.

    In scripts without spaces, as many as a translator would count.
    """
    if text.isascii():
        return len(text.split())
    wide = len(_WIDE.findall(text))
    rate = _JAPANESE_RATE if wide and _IS_KANA.search(text) else _CHINESE_RATE
    thai = len(_IS_SPACELESS.findall(text))
    if not wide and not thai:
        return len(text.split())
    spaced = len(_WITHOUT_SPACES.sub(" ", text).split())
    return spaced + round(wide / rate + thai / _THAI_RATE)


def has_capital(word: str) -> bool:
    """Return whether a word begins with a capital: in no script without small ones."""
    return word[:1].isupper()


def split(text: str, language: str) -> tuple[str, ...]:
    """Return the words of `text`, as they stand; numbers and marks are none.

    `language` is an ISO 639 code. French, Italian and Catalan `l'accord` is `accord`.
    Chinese and Japanese words are those of the language's extra, else `pairs`.
    """
    if language in ("ja", "zh"):
        segmented = segmenter(language)
        return _telling(segmented(text)) if segmented else pairs(text)
    words = _words().findall(text)
    elision = _ELISION.get(language)
    if elision:
        words = [word[_length(elision.match(word)) :] for word in words]
    return tuple(words)


def _length(found: re.Match[str] | None) -> int:
    return found.end() if found else 0


def pairs(text: str) -> tuple[str, ...]:
    """Return each two neighbors of Chinese characters, and words in other scripts.

    Hiragana, mostly grammar, is left out.
    """
    found: list[str] = []
    for run in _EAST_ASIAN.findall(text):
        if _is_han(run[0]) and len(run) > 1:
            found += [run[at : at + 2] for at in range(len(run) - 1)]
        else:
            found.append(run)
    return tuple(found)


def _telling(found: Sequence[str]) -> tuple[str, ...]:
    """Return the words that are neither numbers, marks nor all in hiragana."""
    return tuple(word for word in found if _EAST_ASIAN.match(word))


def _is_han(character: str) -> bool:
    return bool(_WIDE.match(character)) and not _IS_KANA.match(character)


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    r"""Return the pattern of a word.

    Vowel signs and the like are no `\w` to Python, so they are asked for one by one.
    """
    marks = "".join(
        chr(code)
        for first, end in _MARKED_BLOCKS
        for code in range(first, end)
        if unicodedata.category(chr(code))[0] == "M"
    )
    letter = rf"{_LETTER}[{marks}{_JOINERS}]*+"
    return re.compile(rf"(?:{letter})++(?:['’\"״׳-](?:{letter})++)*+")
