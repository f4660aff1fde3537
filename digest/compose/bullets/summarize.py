"""An article's sentences into the few that tell it.

A method of `compose/summarizers/` rates them; the defects of `bullets.py` count against
them; the best that do not repeat one another, nor the title, are chosen.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from digest.compose.bullets.alike import shared, telling
from digest.compose.bullets.candidates import SPOILT, Candidate, candidates
from digest.compose.language.languages import is_known
from digest.compose.summarizers import Method, named
from digest.methods import DEFAULT, LEAD

_MOST_SENTENCES = 150  # sumy's own methods grow quadratic beyond
_SAME_BULLET = 0.6
_SAME_AS_TITLE = 0.7
_NEW_WORDS = 5


def summarize(
    sentences: Sequence[str],
    *,
    language: str,
    count: int,
    title: str = "",
    method: Method = DEFAULT,
) -> tuple[Candidate, ...]:
    """Return at most `count` sentences fit to stand alone, in document order.

    No two say the same, and none repeats the title. In a language of which nothing is
    known the first are best. Raises `SummarizerError` if the method cannot be used.
    """
    found = best_first(sentences, language=language, title=title, method=method)
    return tuple(sorted(islice(found, count), key=lambda found: found.number))


def best_first(
    sentences: Sequence[str],
    *,
    language: str,
    title: str = "",
    method: Method = DEFAULT,
) -> Iterator[Candidate]:
    """Yield the sentences of an article that are fit to stand alone, the best first.

    None says what one before it says, and none repeats the title. Raises
    `SummarizerError` if the method cannot be used.
    """
    fit = candidates(sentences[:_MOST_SENTENCES], language, title)
    if not fit:
        return
    rate = named(method if is_known(language) else LEAD)
    rated = rate([candidate.sentence for candidate in fit], language)
    ranked = sorted(
        zip(fit, rated, strict=True),
        key=lambda pair: _rank(*pair),
    )
    head = telling(title, language).stems
    chosen: list[frozenset[str]] = []
    for candidate, _ in ranked:
        told = telling(candidate.text, language).stems
        if not _repeats(told, chosen, head):
            chosen.append(told)
            yield candidate


def _rank(candidate: Candidate, rating: float) -> tuple[bool, float, int]:
    """Return a sort key: the fit first, then by rating less what counts against it."""
    spoilt = candidate.penalty >= SPOILT
    return spoilt, candidate.penalty - rating, candidate.number


def _repeats(
    told: frozenset[str], before: Sequence[frozenset[str]], head: frozenset[str]
) -> bool:
    """Return whether most of a sentence was told before, or all of it by the title."""
    if any(shared(told, other) > _SAME_BULLET for other in before):
        return True
    return shared(told, head) > _SAME_AS_TITLE and len(told - head) < _NEW_WORDS
