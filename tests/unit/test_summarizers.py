import subprocess
import sys
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_articles import LANGUAGES, articles
from sumy.summarizers.edmundson import EdmundsonSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from digest.compose.language.languages import stemmer, stop_words
from digest.compose.summarizers import named
from digest.compose.summarizers.document import document
from digest.compose.summarizers.ours import PositionCentroidSummarizer
from digest.methods import BUILT_IN, DEFAULT

ARTICLE = (
    "Dock workers in Mombasa put down tools on Monday and asked for more pay.",
    "The union of dock workers said forty ships with grain waited outside the harbor.",
    "Shopkeepers in Kampala complained that flour had doubled in price within a week.",
    "The port authority of Mombasa called the demand of the dock workers excessive.",
    "A court in Nairobi will rule on Thursday whether the pickets may block the gates.",
    "Crane drivers in Lamu joined the dock workers of Mombasa late on Tuesday night.",
)
SUMYS: dict[str, Any] = {
    "lexrank": LexRankSummarizer,
    "textrank": TextRankSummarizer,
    "luhn": LuhnSummarizer,
    "lsa": LsaSummarizer,
    "sumbasic": SumBasicSummarizer,
    "kl": KLSummarizer,
}


def _order(ratings: tuple[float, ...]) -> list[int]:
    return sorted(range(len(ratings)), key=lambda place: -ratings[place])


def _chosen(summarizer: Any, sentences: list[str], language: str) -> list[list[str]]:
    told = document(sentences, language)
    return [list(map(str, summarizer(told, count))) for count in (1, 2, 3, 4)]


def _best(method: str, sentences: list[str], language: str) -> list[list[str]]:
    order = _order(named(method)(sentences, language))
    return [[sentences[n] for n in sorted(order[:count])] for count in (1, 2, 3, 4)]


def _edmundson(language: str, sentences: list[str]) -> EdmundsonSummarizer:
    """Return sumy's own with the weights and words that ours has."""
    summarizer = EdmundsonSummarizer(
        stemmer(language), cue_weight=0, key_weight=1, title_weight=0, location_weight=1
    )
    small = stop_words(language)
    words = document(sentences, language).words
    told = {word for word in words if word.lower() not in small} or {"nothing"}
    summarizer.bonus_words = summarizer.null_words = told
    return summarizer


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
@pytest.mark.filterwarnings("ignore:Number of words:UserWarning")
@pytest.mark.parametrize("method", SUMYS)
def test_the_best_by_our_ratings_are_the_sentences_that_sumy_returns(
    method: str,
) -> None:
    for sentences, language in articles(60, longest=50):
        summarizer = SUMYS[method](stemmer(language))
        summarizer.stop_words = stop_words(language)
        # sumy's LSA returns nothing where there are no words.
        theirs = _chosen(summarizer, sentences, language)

        assert _best(method, sentences, language) == theirs or not any(theirs)


def test_the_best_by_edmundson_are_the_sentences_that_sumy_returns() -> None:
    for sentences, language in articles(60, longest=50):
        theirs = _chosen(_edmundson(language, sentences), sentences, language)

        assert _best("edmundson", sentences, language) == theirs


@pytest.mark.parametrize("method", sorted({*BUILT_IN} - {"lead"}))
def test_a_method_is_not_the_lead_in_disguise(method: str) -> None:
    told = (ARTICLE[2], *ARTICLE)

    assert named(method)(told, "en") != named("lead")(told, "en")


@pytest.mark.parametrize("method", BUILT_IN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_method_rates_every_sentence_with_a_number(
    method: str, language: str
) -> None:
    for sentences, _ in articles(20, longest=20):
        rated = named(method)(sentences, language)

        assert len(rated) == len(sentences)
        assert all(map(isfinite, rated))


@pytest.mark.parametrize("method", BUILT_IN)
@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param([], id="none"),
        pytest.param([""], id="an empty one"),
        pytest.param(["Ferries sank."], id="one"),
        pytest.param(["12 – 14.", "…", "99."], id="without words"),
        pytest.param(["The of and.", "And of the."], id="without telling words"),
        pytest.param(["Ferries sank."] * 3, id="equal"),
        pytest.param(["Ferries sank.", "Grain rots."], id="no shared word"),
        pytest.param(["Ferries", "Ferries"], id="one word"),
    ],
)
def test_every_method_stands_odd_articles(method: str, sentences: list[str]) -> None:
    rated = named(method)(sentences, "en")

    assert len(rated) == len(sentences)
    assert all(map(isfinite, rated))


@pytest.mark.parametrize("method", ["lexrank", "lsa", "edmundson"])
def test_where_a_method_has_no_numbers_the_first_sentences_lead(method: str) -> None:
    assert _order(named(method)(["12 – 14.", "99.", "7."], "en")) == [0, 1, 2]


def test_kl_looks_at_the_first_60_sentences_as_it_takes_seconds_for_more() -> None:
    told, _ = max(articles(200, longest=99), key=lambda found: len(found[0]))
    assert len(told) > 80

    rated = named("kl")(told, "en")

    assert rated[:60] == named("kl")(told[:60], "en")
    assert _order(rated)[60:] == list(range(60, len(told)))


def test_a_summarizer_stands_for_itself() -> None:
    def backwards(sentences: Any, _language: str) -> tuple[float, ...]:
        return tuple(map(float, range(len(sentences))))

    assert named(backwards) is backwards


EVERYWHERE = """
import sys
sys.path.insert(0, sys.argv[1])

def guard(event, given):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        raise SystemExit(f"the network was asked: {given}")
    if event == "open" and "nltk_data" in str(given[0]):
        raise SystemExit(f"data of NLTK were asked: {given}")

sys.addaudithook(guard)
import nltk.data

def no_data(name, *_given, **_named):
    raise SystemExit(f"data of NLTK were asked: {name}")

nltk.data.find = nltk.data.load = no_data
nltk.data.path.clear()
from invented_articles import LANGUAGES, articles
from digest.compose.summarizers import named
from digest.methods import BUILT_IN

for method in BUILT_IN:
    for language in LANGUAGES:
        for told, _ in articles(3, longest=9):
            named(method)(told, language)
print("all rated:", len(BUILT_IN) * len(LANGUAGES))
"""


def test_no_method_asks_for_data_of_nltk_or_the_network() -> None:
    tests = Path(__file__).parent.parent

    done = subprocess.run(
        [sys.executable, "-c", EVERYWHERE, str(tests)],
        env={"NLTK_DATA": "/nowhere/nltk_data", "PYTHONPATH": str(tests.parent)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    assert done.stdout == f"all rated: {len(BUILT_IN) * len(LANGUAGES)}\n"


def test_a_sentence_full_of_recurring_words_passes_an_earlier_one() -> None:
    told = (
        *ARTICLE[:2],
        "Shopkeepers in Kampala complained that flour had doubled in price in May.",
        "The dock workers of Mombasa and their union keep ships outside the harbor.",
    )

    *_, plain, central = named(DEFAULT)(told, "en")

    assert central > plain


def test_of_two_sentences_alike_in_words_the_earlier_is_rated_higher() -> None:
    first, second = named(DEFAULT)(ARTICLE[:1] * 2, "en")

    assert first > second


def test_the_default_is_a_summarizer_of_sumys_kind_that_gives_its_best() -> None:
    summarizer = PositionCentroidSummarizer(stemmer("en"), stop_words("en"))

    best = summarizer(document(ARTICLE, "en"), 2)

    assert len(best) == 2
    assert str(best[0]) == ARTICLE[0]


@given(st.lists(st.sampled_from(ARTICLE), max_size=9))
def test_ratings_of_the_default_method_lie_between_0_and_1(told: list[str]) -> None:
    assert all(0 <= rating <= 1 + 1e-9 for rating in named(DEFAULT)(told, "en"))


@pytest.mark.parametrize("method", ["lexrank", "textrank", "luhn", "lsa", "edmundson"])
def test_the_best_sentence_has_1_by_any_method_that_rates(method: str) -> None:
    assert max(named(method)(ARTICLE, "en")) == 1
