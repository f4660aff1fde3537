"""Which language an entry is in, where its feed does not say or says wrongly.

script --> function words --> py3langid, which is asked only when words contradict

A claim stands unless it is refuted: by the script at once, by the words only if
py3langid agrees. Short texts refute nothing, but follow their feed. py3langid costs
.7 s of CPU to load, so it waits for the first doubt.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from digest.compose.feed_text import Texts, feed_text
from digest.compose.language.function_words import FUNCTION_WORDS
from digest.language_codes import one_code
from digest.model import Entry, Feed

_READ = 1_000
"""Characters that are read of a text: a quote in it is shorter."""
_FEWEST_WORDS = 8
_CLEARLY = 0.05
"""The least share of function words, shared ones by parts, in whole sentences."""
_AGREED, _ALONE = 0.55, 0.95
"""How sure py3langid must be where the words point the same way, and where not."""
_MOST = 0.6
"""The share of its telling entries from which a feed's language is its own."""

_ALIKE = {"sr": ("sr", "hr"), "bs": ("hr", "sr")}
"""Claims that the words of another language bear out: Serbian in Latin letters."""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_FOREIGN = re.compile(
    r"(?P<el>[\u0370-\u03ff]+)|(?P<cyrillic>[\u0400-\u04ff]+)|(?P<he>[\u0590-\u05ff]+)"
    r"|(?P<arabic>[\u0600-\u06ff]+)|(?P<devanagari>[\u0900-\u097f]+)"
    r"|(?P<bn>[\u0980-\u09ff]+)|(?P<ta>[\u0b80-\u0bff]+)|(?P<th>[\u0e00-\u0e7f]+)"
    r"|(?P<ka>[\u10a0-\u10ff]+)|(?P<hy>[\u0530-\u058f]+)|(?P<ko>[\uac00-\ud7af]+)"
    r"|(?P<ja>[\u3040-\u30ff]+)|(?P<zh>[\u4e00-\u9fff]+)"
)
_WRITTEN = {
    "cyrillic": ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg"),
    "arabic": ("ar", "fa", "ur", "ps", "ckb", "ug", "sd"),
    "devanagari": ("hi", "mr", "ne", "sa"),
    "zh": ("zh", "ja", "yue"),
    "he": ("he", "yi"),
}
"""Scripts of several languages; the first is the most widely read."""


def _languages() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for language, words in FUNCTION_WORDS.items():
        for word in set(words.split()):
            found[word].append(language)
    return {word: tuple(languages) for word, languages in found.items()}


_LANGUAGES = _languages()


def spoken(text: str, claimed: str) -> str:
    """Return the ISO 639 code of the language of `text`; in doubt, `claimed`."""
    return _told(text, claimed) or claimed


def believed(
    entries: Sequence[Entry], feeds: Mapping[str, Feed], texts: Texts | None = None
) -> tuple[Entry, ...]:
    """Return the entries with the language that each is in, in the same order.

    A feed's `language` in feeds.yaml is the editor's word and stands. An entry too
    short to tell is in the language of most of its feed's entries that do tell.
    `texts` are the entries' texts, where they are made already.
    """
    told: list[str | None] = []
    by_feed: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        feed = feeds.get(entry.feed_url)
        given = feed.language if feed else None
        language = given or _told(
            _words_of(entry, (texts or {}).get(entry.id)), entry.language
        )
        told.append(language)
        if language:
            by_feed[entry.feed_url][language] += 1
    _detector.cache_clear()  # its table of 100 MB is needed no more
    return tuple(
        _in(entry, language or _usual(by_feed[entry.feed_url]) or entry.language)
        for entry, language in zip(entries, told, strict=True)
    )


def _words_of(entry: Entry, paragraphs: Sequence[str] | None) -> str:
    return ". ".join((entry.title, *(paragraphs or feed_text(entry))))


def _in(entry: Entry, language: str) -> Entry:
    same = entry.language == language
    return entry if same else replace(entry, language=language)


def _usual(languages: Counter[str]) -> str | None:
    for language, times in languages.most_common(1):
        if times >= _MOST * languages.total():
            return language
    return None


def _told(text: str, claimed: str) -> str | None:
    """Return the language that `text` tells of itself, `None` if it is too short."""
    start = text[:_READ]
    script = None if start.isascii() else _script(start)
    if script:
        return _written(start, script, claimed)
    words = _WORD.findall(start.lower())
    if len(words) < _FEWEST_WORDS:
        return None
    return _by_words(start, words, claimed)


def _script(text: str) -> str | None:
    """Return the script that most letters are in, `None` for Latin."""
    letters: Counter[str] = Counter()
    for found in _FOREIGN.finditer(text):
        letters[str(found.lastgroup)] += len(found[0])
    if letters.total() <= len(_LATIN.findall(text)):
        return None
    if letters["ja"]:  # Japanese mixes kana with Han; Chinese has no kana.
        return "ja"
    return letters.most_common(1)[0][0]


def _written(text: str, script: str, claimed: str) -> str:
    """Return the language of a text in a script that is not Latin."""
    possible = _WRITTEN.get(script, (script,))
    likely = claimed if claimed in possible else possible[0]
    if script != "cyrillic":
        return likely
    words = _WORD.findall(text.lower())
    if len(words) < _FEWEST_WORDS:
        return likely
    return _by_words(text, words, likely)


def _by_words(text: str, words: Sequence[str], claimed: str) -> str:
    """Return `claimed`, unless the words contradict it and py3langid agrees."""
    scores = _scores(words)
    own = max(scores[name] for name in _ALIKE.get(claimed, (claimed,)))
    best = max(scores.values())
    if own == best and own >= _CLEARLY * len(words):
        return claimed
    name, sure = _detector()(text)
    found = one_code(name)
    least = _AGREED if scores[found] > own else _ALONE
    return found if sure >= least and scores[found] >= own else claimed


def _scores(words: Sequence[str]) -> Counter[str]:
    """Return how much the words speak for each language; shared ones speak less."""
    scores: Counter[str] = Counter(dict.fromkeys(FUNCTION_WORDS, 0))
    for word in words:
        languages = _LANGUAGES.get(word, ())
        for language in languages:
            scores[language] += 1 / len(languages)  # type: ignore[assignment]  # fractions
    return scores


@lru_cache(maxsize=1)
def _detector() -> Callable[[str], tuple[str, float]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  .7 s

    known = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return known.classify  # type: ignore[no-any-return]  # it has no types
