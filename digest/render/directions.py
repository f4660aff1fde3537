"""Which way a text runs, for letters in which texts of both kinds stand together."""

import re
from typing import Literal

from markupsafe import Markup

Direction = Literal["ltr", "rtl"]

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their later forms (Unicode 16, bidi class R).
_RTL_LETTERS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def runs(text: str) -> Direction | None:
    """Return the direction of most letters in `text`; `None` if it has no letters.

    The first letter, by which `dir="auto"` goes, is often that of a foreign name:
    "NATO" begins many an Arabic sentence.
    """
    if text.isascii():
        return "ltr" if any(map(str.isalpha, text)) else None
    letters = sum(map(str.isalpha, text))
    if not letters:
        return None
    rtl = sum(map(str.isalpha, _RTL_LETTERS.findall(text)))
    return "rtl" if 2 * rtl > letters else "ltr"


def turned(text: object, around: Direction) -> str:
    """Return ` dir="ltr"` or the like for a text that runs against what is around it.

    Empty for all others, so that marks and full stops stay where they belong.
    """
    own = runs(str(text))
    if own in (None, around):
        return Markup()
    return Markup(f' dir="{own}"')  # noqa: S704  one of two words
