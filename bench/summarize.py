"""Time the choice of bullets by every method, against stock sumy, a process each.

    python bench/summarize.py [--articles N] [METHOD ...]

First whole calls, as a draft makes them: three bullets of 1,000 invented articles of 40
sentences, what cannot stand alone dropped, defects weighed, repeats passed over. Beside
them sumy's class as it comes. It gets words from an object of ours, as its own
tokenizer needs data of NLTK, and its own stemmer, which keeps no cache.

Then LexRank and TextRank alone at 150 sentences, class against class.

Prints milliseconds of CPU an article, without imports, and the most resident memory.
Machines are noisy: compare figures of one run with one another.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from invented import articles

SENTENCES, MANY = 40, 150
BULLETS = 3
STOCK = {
    "lexrank": ("lex_rank", "LexRankSummarizer"),
    "textrank": ("text_rank", "TextRankSummarizer"),
    "luhn": ("luhn", "LuhnSummarizer"),
    "lsa": ("lsa", "LsaSummarizer"),
    "sumbasic": ("sum_basic", "SumBasicSummarizer"),
    "kl": ("kl", "KLSummarizer"),
    "edmundson": ("edmundson", "EdmundsonSummarizer"),
}
Choose = Callable[[Sequence[str]], object]


@dataclass(frozen=True)
class Cost:
    """Milliseconds of CPU an article, and megabytes."""

    cpu: float
    memory: float


def measure(kind: str, method: str, count: int, sentences: int) -> Cost:
    """Return what a method costs in a process of its own."""
    words = [kind, method, str(count), str(sentences)]
    command = [sys.executable, __file__, "--once", *words]
    done = subprocess.run(command, check=True, capture_output=True)  # noqa: S603  our own
    return Cost(**json.loads(done.stdout))


def once(kind: str, method: str, count: int, sentences: int) -> Cost:
    """Return what a method costs in this process."""
    given = articles(count, sentences)
    choose = {"ours": _ours, "stock": _stock, "vectorised": _vectorised}[kind](method)
    choose(["Ferries sank.", "Ferries were raised."])  # what is imported late is here
    before = time.process_time()
    for article in given:
        choose(article)
    spent = time.process_time() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(1000 * spent / count, memory)


def _ours(method: str) -> Choose:
    from digest.compose.bullets.summarize import summarize  # noqa: PLC0415  stock goes without

    return lambda told: summarize(told, language="en", count=BULLETS, method=method)


def _stock(method: str) -> Choose:
    """Return sumy's class as it comes, with a stemmer of its own for each article."""
    from importlib import import_module  # noqa: PLC0415  only here

    from sumy.nlp.stemmers import Stemmer  # noqa: PLC0415  only here

    module, name = STOCK[method]
    return _chosen_by(
        getattr(import_module(f"sumy.summarizers.{module}"), name),
        lambda: Stemmer("english"),
    )


def _vectorised(method: str) -> Choose:
    from digest.compose.language.languages import stemmer  # noqa: PLC0415  ours alone
    from digest.compose.summarizers import vectorised  # noqa: PLC0415  ours alone

    kinds = {
        "lexrank": vectorised.VectorisedLexRank,
        "textrank": vectorised.VectorisedTextRank,
    }
    return _chosen_by(kinds[method], lambda: stemmer("en"))


def _chosen_by(kind: Any, stemmer: Callable[[], Any]) -> Choose:
    from sumy.utils import get_stop_words  # noqa: PLC0415  sumy's own, for all

    from digest.compose.summarizers.document import document  # noqa: PLC0415  the same

    small = get_stop_words("english")

    def choose(told: Sequence[str]) -> object:
        summarizer = kind(stemmer())
        summarizer.stop_words = small
        given = document(told, "en")
        if hasattr(kind, "bonus_words"):  # Edmundson wants lists: here all and small
            summarizer.bonus_words = set(given.words)
            summarizer.stigma_words = summarizer.null_words = small
        return summarizer(given, BULLETS)

    return choose


def main() -> None:
    """Measure every method and print a line each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("methods", nargs="*")
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    parser.add_argument("--once", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        kind, method, count, sentences = given.once
        print(json.dumps(once(kind, method, int(count), int(sentences)).__dict__))
        return
    print(f"{given.articles:,} articles of {SENTENCES} sentences, {BULLETS} bullets")
    for method in given.methods or ("digest", "lead", *STOCK):
        _line(method, "ours", given.articles, SENTENCES)
    print(f"{max(1, given.articles // 10):,} articles of {MANY} sentences, the class")
    for method in ("lexrank", "textrank"):
        _line(method, "vectorised", max(1, given.articles // 10), MANY)


def _line(method: str, kind: str, count: int, sentences: int) -> None:
    ours = measure(kind, method, count, sentences)
    line = f"{method:>10} {ours.cpu:8.2f} ms {ours.memory:5.0f} MB"
    if method in STOCK:
        theirs = measure("stock", method, count, sentences)
        line += (
            f"   sumy {theirs.cpu:8.2f} ms {theirs.memory:5.0f} MB"
            f"   {theirs.cpu / ours.cpu:5.1f} times as fast"
        )
    print(line, flush=True)


if __name__ == "__main__":
    main()
