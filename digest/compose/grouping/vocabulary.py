"""Text into the words that tell one event from another, each in one form.

A country's name and its adjective are one term; other words go by their stems, which
gained .013 F1 on summaries (docs/measured.md).
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from digest.compose.language.languages import stemmer, stop_words
from digest.compose.places.gazetteer import bare, gazetteer

_TOKEN = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*")
_SAME_WORD = {"quake": "earthquake", "tremor": "earthquake"}
_STOP_WORDS = frozenset(
    """a about above across after again against ago all also am amid among an and
    another any are around as at away back be because been before behind being below
    between both but by can cannot could did do does doing don down during each either
    else even ever every few for from further get go had has have having he her here
    hers herself him himself his how if in into is it its itself just last least less
    let like made make many may me might more most much must my near never new next no
    nor not now of off on once one only or other our ours out over own per put rather
    same say saying says said she should since so some still such take than that the
    their theirs them themselves then there these they this those three through to too
    took toward two under until up upon us very via was way we well were what when where
    whether which while who whom whose why will with within without would yet you your

    according mr mrs ms dr year years day days week weeks month months today yesterday
    tomorrow monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december

    ap afp reuters news update updated live report reports reported video photos photo
    breaking exclusive analysis watch""".split()
)


def terms(text: str, language: str = "en") -> list[str]:
    """Return the telling words of `text` in their order, each in one form.

    A country's name and adjective are its code: `KE` for `Kenyan` and `Kenya's`.
    Other terms are in small letters.
    """
    form = _forms(language)
    found = (form(word) for word in _TOKEN.findall(text.lower()))
    return [term for term in found if term]


@cache
def _forms(language: str) -> Callable[[str], str]:
    """Return what takes a word in small letters to its term; empty if it has none."""
    countries = gazetteer().forms
    silent = _STOP_WORDS if language == "en" else stop_words(language)
    stem = stemmer(language)

    @lru_cache(maxsize=200_000)
    def form(word: str) -> str:
        word = bare(word)
        if len(word) < 2 or word in silent:  # noqa: PLR2004  a letter tells nothing
            return ""
        return countries.get(word) or stem(_plain(word, language))

    return form


def _plain(word: str, language: str) -> str:
    """Return a word without its plural -s, and one word for words that mean the same.

    Only English has the list; a stem alone would keep `quakes` and `tremors` apart.
    """
    if language != "en":
        return word
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:  # noqa: PLR2004  not "gas"
        return _SAME_WORD.get(word[:-1], word)
    return _SAME_WORD.get(word, word)
