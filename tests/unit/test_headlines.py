from datetime import timedelta

import pytest
from builders import NOW, make_article, make_entry
from calls import calls

from digest.compose.briefs.headlines import (
    faults,
    headline,
    plain_headline,
    why_passed_over,
)
from digest.compose.bullets.alike import telling
from digest.model import Article


def article(outlet: str, title: str, **more: object) -> Article:
    values: dict[str, object] = {"id": f"a-{outlet}", "outlet": outlet, "title": title}
    return make_article(entry=make_entry(**values | more))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("WATCH: Quake toll reaches 31 in Peru", "Quake toll reaches 31 in Peru"),
        ("UPDATE 2-Quake toll reaches 31", "Quake toll reaches 31"),
        ("WRAPUP 1-UPDATE 2-Quake toll reaches 31", "Quake toll reaches 31"),
        ("REFILE-Quake toll reaches 31", "Quake toll reaches 31"),
        ("Breaking News | Quake toll reaches 31", "Quake toll reaches 31"),
        ("update 3: Quake toll reaches 31", "Quake toll reaches 31"),
        ("LIVE: EXCLUSIVE: Quake toll reaches 31", "Quake toll reaches 31"),
        ("Exclusive: minister knew of the leak", "Minister knew of the leak"),
        ("Quake toll reaches 31 | World News | The Courier", "Quake toll reaches 31"),
        ("Quake toll reaches 31 - The Courier", "Quake toll reaches 31"),
        ("Quake toll reaches 31 – courier.example", "Quake toll reaches 31"),
        ("Port \n of  Mombasa stays shut", "Port of Mombasa stays shut"),
    ],
)
def test_marks_and_the_outlets_name_are_cut_off(title: str, text: str) -> None:
    assert plain_headline(make_entry(title=title, outlet="Courier")) == text


@pytest.mark.parametrize(
    "title",
    [
        "Watch dealers in Geneva fear tariffs",
        "Live music returns to the bars of Havana",
        "Talks on Peru end in Lima - and nobody signs",
        "Peru-Chile border stays shut",
        "Video - the art that museums feared",
        "Update-hungry gamers wait for weeks",
        "Watch: Peru",
        "Analysis: Polish vote leaves the coalition weaker",
        "Peru | The Courier",
        "Captain of ferry took bribes | Prosecutors allege",
        "Army strike on market kills dozens | doctors say",
        "Ferry captain drunk before sinking | police",
    ],
)
def test_what_belongs_to_a_headline_stays(title: str) -> None:
    assert plain_headline(make_entry(title=title, outlet="Courier")) == title


@pytest.mark.parametrize(
    "title",
    [
        "Will the yen fall again this week?",
        "‘Will the yen fall again?’",
        "You won't believe what fell on Lima",
        "Here’s why the yen fell on Tuesday",
        "This is what the fund will pay for",
        "What we know about the quake in Peru",
        "5 things to know about the fund",
        "Seven takeaways from the vote in Poland",
        "How a town in Peru came back",
        "The grid fund, explained",
        "Quake toll in Peru reaches…",
        "Quake toll in Peru reaches ...",
        "PERU QUAKE KILLS NINE",
        "'We lost everything in the night'",
        "“We lost everything in the night”",
        "Peru quake",
        " ".join(["word"] * 19),
    ],
)
def test_lures_and_torn_headlines_have_a_fault(title: str) -> None:
    assert faults(title)


@pytest.mark.parametrize(
    "title",
    [
        "Quake toll reaches 31 in Peru",
        "‘We lost everything’: Peru buries its dead",
        "EU agrees €48bn fund for power lines",
        "UN says who is to blame for the leak",
        "Poland's coalition survives vote by seven",
    ],
)
def test_a_plain_headline_has_none(title: str) -> None:
    assert faults(title) == ()


def test_the_main_articles_headline_is_taken_if_it_is_plain() -> None:
    own = article("Courier", "Quake toll reaches 31 in Peru")
    other = article("Ledger", "Peru counts 31 dead after Friday's quake")

    found = headline(own, (other, own))

    assert (found.text, found.article) == (own.entry.title, own)
    assert why_passed_over(own) is None


def test_a_plain_headline_of_another_is_taken_for_a_lure_and_says_why() -> None:
    own = article("Courier", "Will Peru's dead ever be counted?")
    other = article("Ledger", "Peru counts 31 dead after Friday's quake")

    found = headline(own, (own, other))

    assert (found.text, found.article) == (other.entry.title, other)
    assert why_passed_over(own) == "that of Courier is a question"


def test_the_headline_that_names_what_most_name_is_taken() -> None:
    own = article("Courier", "What now for the valley?")
    odd = article("Zebra", "President cuts short her trip to Geneva")
    named = article("Ledger", "Peru quake toll rises in Ocoña valley")
    named_too = article("Post", "Peru quake: rescuers reach valley")

    found = headline(own, (own, odd, named, named_too))

    assert found.article in (named, named_too)


def test_an_older_headline_with_a_figure_is_never_taken() -> None:
    own = article("Courier", "What now for the valley?")
    before = NOW - timedelta(days=3)
    older = article("Ledger", "Peru counts 9 dead after quake", published=before)
    in_words = article("Post", "Peru counts nine dead after quake", published=before)

    assert headline(own, (own, older, in_words)).article is own


def test_a_headline_in_another_language_is_never_taken() -> None:
    own = article("Courier", "What now for the valley?")
    german = article("Bote", "Peru zählt 31 Tote nach dem Beben", language="de")

    assert headline(own, (own, german)).article is own


@pytest.mark.parametrize("mark", ["?", "？", "؟", "?”", "？」"])
def test_a_question_is_one_in_any_script(mark: str) -> None:
    assert faults(f"The yen falls again this week{mark}") == ("is a question",)


def test_of_two_plain_headlines_one_without_a_quotation_is_taken() -> None:
    own = article("Courier", "What now for the valley?")
    quoted = article("Zebra", "Peru quake: 'nothing left' in Ocoña valley")
    named = article("Ledger", "Rescuers reach village after quake")
    named_too = article("Post", "Peru quake cuts off Ocoña valley?")

    assert headline(own, (own, quoted, named, named_too)).article is named


def test_each_title_is_looked_at_once_however_many_compete() -> None:
    own = article("Courier", "What now for the valley?")
    others = [article(f"P{n}", f"Peru quake shuts road {n}") for n in range(40)]

    assert calls(telling, lambda: headline(own, [own, *others])) == len(others)
