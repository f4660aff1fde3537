"""What sumy knows of languages: stop words and stems, by ISO 639 codes.

sumy costs .4 s of CPU to import, so it waits until a word is asked for.
"""

from collections.abc import Callable
from functools import lru_cache

_LANGUAGES = {
    "ar": "arabic",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "he": "hebrew",
    "hu": "hungarian",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sk": "slovak",
    "sv": "swedish",
    "uk": "ukrainian",
    "zh": "chinese",
}


@lru_cache(maxsize=32)
def stop_words(language: str) -> frozenset[str]:
    """Return the words that say little; none for a language sumy does not know."""
    from sumy.utils import get_stop_words  # noqa: PLC0415  see above

    try:
        return frozenset(get_stop_words(_LANGUAGES.get(language, language)))
    except LookupError:
        return frozenset()


@lru_cache(maxsize=32)
def stemmer(language: str) -> Callable[[str], str]:
    """Return what takes words to their stems; small letters for unknown languages."""
    from sumy.nlp.stemmers import Stemmer, null_stemmer  # noqa: PLC0415  see above

    try:
        stem = Stemmer(_LANGUAGES.get(language, language))
        stem("probe")
    except (LookupError, ValueError):
        stem = null_stemmer
    return lru_cache(maxsize=100_000)(stem)
