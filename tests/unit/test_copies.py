from builders import make_article, make_entry
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.pages.copies import copies, is_same, shingles
from digest.model import Article

WIRE = (
    (
        "Some 3,800 dock workers in Mombasa put down tools on Monday and asked for nine"
        " percent more pay from the port authority."
    ),
    (
        "Forty ships waited outside the harbor with grain, fuel and cars while the"
        " talks between the union and the ministry went on into the night."
    ),
)
OWN = (
    (
        "Our reporter found the quays of Kenya's largest port deserted, with cranes"
        " parked and gates chained by pickets who had slept under tarpaulins."
    ),
    (
        "Shopkeepers inland complain that flour has doubled in price within a week"
        " because no lorry leaves the terminal any more."
    ),
)


def _article(name: str, *paragraphs: str) -> Article:
    return make_article(*paragraphs, entry=make_entry(id=name))


def test_the_later_of_two_articles_with_the_same_words_is_the_copy() -> None:
    assert copies([_article("a-1", *WIRE), _article("a-2", *WIRE)]) == {"a-2": "a-1"}


def test_articles_in_their_own_words_are_no_copies() -> None:
    assert copies([_article("a-1", *WIRE), _article("a-2", *OWN)]) == {}


def test_a_copy_with_a_paragraph_of_its_own_is_still_a_copy() -> None:
    articles = [_article("a-1", *WIRE), _article("a-2", *WIRE, OWN[0])]

    assert copies(articles) == {"a-2": "a-1"}


def test_an_article_that_is_half_copied_is_a_copy() -> None:
    wire, own = (" ".join(f"{name}{n}" for n in range(70)) for name in ("wire", "own"))
    half = _article("a-2", wire, own)

    assert copies([_article("a-1", wire, *WIRE), half]) == {"a-2": "a-1"}


def test_a_short_text_that_shares_names_and_figures_is_no_copy() -> None:
    """A third of so few words is soon the same: names, sums, places."""
    shared = " ".join(f"name{n}" for n in range(24))
    own = " ".join(f"own{n}" for n in range(36))

    articles = [_article("a-1", shared, *WIRE, *OWN), _article("a-2", shared, own)]

    assert copies(articles) == {}


def test_a_shortened_copy_is_a_copy() -> None:
    assert copies([_article("a-1", *WIRE), _article("a-2", WIRE[1])]) == {"a-2": "a-1"}


def test_one_quoted_half_sentence_makes_no_copy() -> None:
    quoting = f"{OWN[0]} {OWN[1]} The union asked for nine percent more pay."

    assert copies([_article("a-1", *WIRE), _article("a-2", quoting)]) == {}


def test_capitals_and_punctuation_do_not_hide_a_copy() -> None:
    shouted = " ".join(WIRE).upper().replace(",", " –")

    assert copies([_article("a-1", *WIRE), _article("a-2", shouted)]) == {"a-2": "a-1"}


def test_every_further_copy_is_found() -> None:
    articles = [_article(f"a-{n}", *WIRE) for n in range(4)]

    assert copies(articles) == {"a-1": "a-0", "a-2": "a-0", "a-3": "a-0"}


def test_texts_too_short_to_tell_are_no_copies() -> None:
    short = "Dock workers in Mombasa put down tools on Monday over pay."

    assert copies([_article("a-1", short), _article("a-2", short)]) == {}


def test_articles_without_text_are_no_copies() -> None:
    empty = [make_article(" ", entry=make_entry(id=f"a-{n}")) for n in range(2)]

    assert copies(empty) == {}


@given(st.lists(st.sampled_from([WIRE, OWN, (*WIRE, *OWN)]), max_size=5))
@settings(max_examples=30, deadline=None)
def test_the_first_article_is_never_a_copy(told: list[tuple[str, ...]]) -> None:
    articles = [_article(f"a-{n}", *text) for n, text in enumerate(told)]

    assert "a-0" not in copies(articles)


def _plainly(articles: list[Article]) -> dict[str, str]:
    """Each text held against every earlier one that is no copy itself."""
    kept: dict[str, frozenset[tuple[str, ...]]] = {}
    found: dict[str, str] = {}
    for article in articles:
        name, own = article.entry.id, shingles(" ".join(article.paragraphs))
        if len(own) < 20:
            continue
        first = next((k for k, other in kept.items() if is_same(own, other)), None)
        if first:
            found[name] = first
        else:
            kept[name] = own
    return found


@given(st.lists(st.lists(st.integers(0, 4), max_size=3), max_size=8))
def test_the_index_finds_what_holding_each_against_each_finds(
    told: list[list[int]],
) -> None:
    """Texts are made of five passages, so that some repeat more than one other."""
    passages = [" ".join(f"w{n}x{word}" for word in range(30)) for n in range(5)]
    articles = [
        _article(f"a-{n}", *(passages[number] for number in numbers))
        for n, numbers in enumerate(told)
    ]

    assert copies(articles) == _plainly(articles)
