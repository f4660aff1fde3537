"""What is known of languages: stop words and stems, by ISO 639 codes.

sumy's own where it has them; else stop words of stopwordsiso and stems of Snowball.
sumy costs .4 s of CPU to import, so all of it waits until a word is asked for.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from digest.compose.language.function_words import FUNCTION_WORDS

_SUMY_STOP_WORDS = {
    "ar": "arabic",
    "cs": "czech",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "he": "hebrew",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "pl": "polish",
    "pt": "portuguese",
    "sk": "slovak",
    "sv": "swedish",
    "th": "thai",
    "uk": "ukrainian",
    "zh": "chinese",
}
_SUMY_STEMS = {
    "ar": "arabic",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sk": "slovak",
    "sv": "swedish",
    "uk": "ukrainian",
}
_SNOWBALL_STEMS = {
    # sumy has stems for the first two, but from packages that Digest does without.
    "el": "greek",
    "pl": "polish",
    "bs": "serbian",
    "ca": "catalan",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "ga": "irish",
    "hi": "hindi",
    "hr": "serbian",
    "hy": "armenian",
    "id": "indonesian",
    "lt": "lithuanian",
    "ne": "nepali",
    "sr": "serbian",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
_TELLING = {
    # Words that stopwordsiso has and that tell what a report is about.
    "bg": "екип живот юмрук",
    "fi": "apu asia",
    "id": "bapak ibu kasus masalah pertanyaan",
    "ru": """война вода город дверь деньги дом дорога душа жена женщина жизнь земля
        книга комната машина мать мир мира москва народ отец путь работа ребенок россия
        русский советский страна товарищ улица""",
}
_NEXT_OF_KIN = {"bs": "hr"}  # whose stop words do for a language without its own
_DOTTED = frozenset(("az", "tr"))
_LOWERED_DOT = "İ".lower()
_MOST_STEMS = 20_000


@lru_cache(maxsize=1)
def known() -> tuple[str, ...]:
    """Return the codes of all languages of which something is known, in order."""
    from stopwordsiso import langs  # noqa: PLC0415  see above

    return tuple(
        sorted({*langs(), *FUNCTION_WORDS, *_SUMY_STOP_WORDS, *_SNOWBALL_STEMS})
    )


def is_known(language: str) -> bool:
    """Return whether there are stop words or stems for a language."""
    return language in known()


@lru_cache(maxsize=64)
def stop_words(language: str) -> frozenset[str]:
    """Return the words that say little, in small letters; none if nothing is known."""
    return _as_lowered(stop_words_of(language)[1], language)


def stop_words_of(language: str) -> tuple[str, frozenset[str]]:
    """Return whose stop words a language has, and them; "" and none if nobody's."""
    from stopwordsiso import has_lang, stopwords  # noqa: PLC0415  see above
    from sumy.utils import get_stop_words  # noqa: PLC0415  see above

    if language in _SUMY_STOP_WORDS:
        return "sumy", frozenset(get_stop_words(_SUMY_STOP_WORDS[language]))
    listed = _NEXT_OF_KIN.get(language, language)
    if has_lang(listed):
        telling = _TELLING.get(language, "").split()
        return "stopwordsiso", frozenset(stopwords(listed)).difference(telling)
    if language in FUNCTION_WORDS:
        return "Digest", frozenset(FUNCTION_WORDS[language].split())
    return "", frozenset()


@lru_cache(maxsize=64)
def stemmer(language: str) -> Callable[[str], str]:
    """Return what takes words to their stems; small letters for unknown languages."""
    stem = _stemmer(language)

    # A week has some 20,000 words a language; as many stems take 5 MB.
    @lru_cache(maxsize=_MOST_STEMS)
    def stemmed(word: str) -> str:
        return stem(small(word, language))

    return stemmed


def stemmer_of(language: str) -> str:
    """Return whose stemmer a language has; "" for small letters only."""
    if language in _SUMY_STEMS:
        return "sumy"
    return "Snowball" if language in _SNOWBALL_STEMS else ""


def small(word: str, language: str) -> str:
    """Return a word in small letters, composed; in Turkish I is ı, and İ is i."""
    if language in _DOTTED:
        word = word.replace("I", "ı").replace("İ", "i").replace(_LOWERED_DOT, "i")
    return unicodedata.normalize("NFC", word.lower())


def _stemmer(language: str) -> Callable[[str], str]:
    if language in _SUMY_STEMS:
        from sumy.nlp.stemmers import Stemmer  # noqa: PLC0415  see above

        return Stemmer(_SUMY_STEMS[language])  # type: ignore[no-any-return]  # sumy has no types
    if language in _SNOWBALL_STEMS:
        from snowballstemmer import stemmer as snowball  # noqa: PLC0415  see above

        return snowball(_SNOWBALL_STEMS[language]).stemWord  # type: ignore[no-any-return]  # nor has it
    return str


def _as_lowered(words: frozenset[str], language: str) -> frozenset[str]:
    """Return the words as `str.lower` has them, which makes of İ an i and a dot."""
    if language not in _DOTTED:
        return words
    return words | {_LOWERED_DOT + word[1:] for word in words if word[0] == "i"}
