"""How much two texts say the same, by the words that tell something."""

import re

from digest.compose.language.words import pairs

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_COMMON = frozenset(
    """the a an of to in on at for and or but with by from as is are was were be been
    has have had will would that this it its their his her said after over into not
    more than""".split()
)


def overlap(first: str, second: str) -> float:
    """Return the share, 0 to 1, of the smaller text's telling words in the other."""
    one, two = _telling(first), _telling(second)
    smaller = min(len(one), len(two))
    return len(one & two) / smaller if smaller else 0.0


def news(text: str, other: str) -> int:
    """Return how many telling words of `text` the other text lacks."""
    return len(_telling(text) - _telling(other))


def _telling(text: str) -> set[str]:
    plain = text.lower().replace("’", "'")
    if _WIDE.search(plain):  # no spaces between words
        return {*pairs(plain), *re.findall(r"\d+", plain)}
    words = (word.removesuffix("'s") for word in _WORD.findall(plain))
    return {word.rstrip("s") for word in words if word not in _COMMON}
