"""Words of Chinese and Japanese, from packages that may be missing.

Without them `compose/language/words.py` takes pairs of characters.
"""

from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

_EXTRAS = {
    # A language's name, the extra that knows its words, and the module it brings.
    "ja": ("Japanese", "japanese", "tinysegmenter"),
    "zh": ("Chinese", "chinese", "jieba"),
}


def advice(language: str) -> str | None:
    """Return, in a sentence, which extra would tell a language's words better.

    None if none would.
    """
    if language not in _EXTRAS:
        return None
    name, extra, module = _EXTRAS[language]
    if find_spec(module):
        return None
    return f"{name} words are told better with: pip install 'digest[{extra}]'"


@lru_cache(maxsize=4)
def segmenter(language: str) -> Callable[[str], list[str]] | None:
    """Return what cuts a text into words; None if the language's extra is missing."""
    module = _EXTRAS.get(language, ("", "", ""))[2]
    if not module or not find_spec(module):
        return None
    return _chinese() if language == "zh" else _japanese()


def _chinese() -> Callable[[str], list[str]]:
    import jieba  # noqa: PLC0415  takes .6 s, and may be missing

    # Its own way to load keeps a file under a name that anybody may take in /tmp.
    tokenizer: Any = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return lambda text: list(tokenizer.cut(text))


def _japanese() -> Callable[[str], list[str]]:
    import tinysegmenter  # noqa: PLC0415  may be missing

    return tinysegmenter.TinySegmenter().tokenize  # type: ignore[no-any-return]  # it has no types
