"""Summarizers of third parties, held to what a summarizer promises.

Asked for by hand (`digest stage summarize`), one that fails is an error. A draft goes
on without it: an edition that goes out by itself must not be missing because of a
package, nor may it say nothing of it. So the default method rates the articles that the
other failed on, and the draft remarks it.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from itertools import islice
from numbers import Real
from typing import Any

from digest.compose.summarizers import Ratings, Summarizer, named
from digest.errors import SummarizerError
from digest.methods import DEFAULT
from digest.plug_ins import package

_FAILURES = (Exception, SystemExit)
"""What foreign code may end with; only a person's Ctrl-C ends the program."""


@dataclass(frozen=True, slots=True)
class PlugIn:
    """A third party's summarizer; raises `SummarizerError` where it does not rate."""

    name: str
    source: str
    rate: Callable[[Sequence[str], str], Any]

    def __call__(self, sentences: Sequence[str], language: str) -> Ratings:
        try:
            given = self.rate(tuple(sentences), language)
            # One more tells too many; the others may be without end.
            ratings = tuple(islice(given, len(sentences) + 1))
        except _FAILURES as error:
            raise self._failure(_told(error)) from error
        if len(ratings) != len(sentences):
            much = "more" if len(ratings) > len(sentences) else f"{len(ratings)}"
            raise self._failure(f"{much} ratings for {len(sentences)} sentences")
        for rating in ratings:
            if not _is_finite(rating):
                raise self._failure(f"{rating!r:.40} is no finite number")
        return tuple(map(float, ratings))

    def _failure(self, what: str) -> SummarizerError:
        return SummarizerError(
            f"summarizer '{self.name}' of {self.source} failed: {what};"
            f" ask its makers, or choose another method"
        )


class Steady:
    """Rates by a method, and by the default wherever that fails; `remarks` tell it."""

    def __init__(self, method: str) -> None:
        self._why = ""
        try:
            self._rate = named(method)
        except SummarizerError as error:
            self._why = str(error)
            self._rate = named(DEFAULT)

    def __call__(self, sentences: Sequence[str], language: str) -> Ratings:
        try:
            return self._rate(sentences, language)
        except SummarizerError as error:
            self._why = self._why or str(error)
            return named(DEFAULT)(sentences, language)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What went wrong first and what was done about it; nothing if all was well."""
        did = f"method '{DEFAULT}' rated in its place"
        return (f"{self._why} ({did})",) if self._why else ()


def load(point: EntryPoint) -> Summarizer:
    """Return what the entry point names; raise `SummarizerError` if it is none."""
    source = f"{package(point)} ({point.value})"
    try:
        found = point.load()
    except _FAILURES as error:
        raise SummarizerError(
            f"summarizer '{point.name}' of {source} cannot be loaded: {_told(error)};"
            " install it again, or choose another method"
        ) from error
    if not callable(found):
        raise SummarizerError(
            f"summarizer '{point.name}' of {source} is no function;"
            " ask its makers, or choose another method"
        )
    return PlugIn(point.name, source, found)


def _is_finite(rating: object) -> bool:
    try:
        return isinstance(rating, Real) and math.isfinite(rating)
    except OverflowError:  # a whole number beyond every float
        return False


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".partition("\n")[0].rstrip(": ")
