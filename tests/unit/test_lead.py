from datetime import timedelta
from typing import Any

import pytest
from builders import NOW, make_article, make_coverage, make_entry, make_feed
from calls import calls

from digest.compose.briefs.lead import lead
from digest.compose.briefs.tolls import toll
from digest.model import Article

LONG = (
    "Crews have begun to clear the coastal road, where mud and trees lie as high as a"
    " house for the length of a mile, and the ferry that joins the two halves of the"
    " province is to run again by the end of the week, the governor said on Wednesday."
)


def article(outlet: str, *told: str, days: int = 1, **given: Any) -> Article:
    kept = {k: given.pop(k) for k in ("origin", "shortfall", "paywalled") if k in given}
    values: dict[str, Any] = {
        "id": f"a-{outlet}",
        "outlet": outlet,
        "feed_url": f"http://{outlet.lower()}.example/rss",
        "title": "Storm hits the coast of the province",
        "published": NOW - timedelta(days=days),
    }
    entry = make_entry(**values | given)
    return make_article(*(told or (LONG,)), entry=entry, **kept)


def unread(outlet: str, *told: str, **given: Any) -> Article:
    shut = {"origin": "feed", "shortfall": "the page answers 403"}
    return article(outlet, *told, **shut | given)


def of(*articles: Article) -> Article:
    return lead(make_coverage(*articles), {}, ["en"])


def test_a_report_whose_toll_a_later_one_overtakes_never_leads() -> None:
    monday = article("Courier", "The storm killed six people.", days=3)
    stub = unread("Ledger", "The storm has killed eight people.", days=2)

    assert of(monday, stub) is stub


def test_a_toll_in_a_title_counts() -> None:
    monday = article("Courier", days=2, title="Six dead in storm on the coast")
    later = unread("Ledger", days=1, title="Storm on the coast: toll rises to eight")

    assert of(monday, later) is later


@pytest.mark.parametrize(
    ("days", "told", "leads"),
    [(1, LONG, False), (2, LONG, True), (2, "A road is open.", False)],
)
def test_an_unread_page_counts_as_a_day_older_and_a_short_one_as_two(
    days: int, told: str, *, leads: bool
) -> None:
    read = article("Courier", days=1 + days)
    newer = unread("Ledger", told, days=1)

    assert (of(read, newer) is newer) is leads


def test_an_open_article_of_the_day_leads_before_one_behind_a_paywall() -> None:
    shut = article("Courier", LONG, LONG, paywalled=True)

    assert of(shut, article("Ledger")).entry.outlet == "Ledger"


def test_a_paywall_is_better_than_old_news() -> None:
    shut = article("Courier", paywalled=True)

    assert of(shut, article("Ledger", days=3)) is shut


def test_a_feed_that_lends_its_headlines_alone_leads_only_if_nobody_else_does() -> None:
    miser = article("Courier", LONG, LONG)
    feed = make_feed(url=miser.entry.feed_url, reprint="headline", weight=3)
    other = article("Ledger", days=4)

    assert lead(make_coverage(miser, other), {feed.url: feed}, ["en"]) is other
    assert lead(make_coverage(miser), {feed.url: feed}, ["en"]) is miser


def test_of_equal_articles_one_with_a_plain_headline_leads() -> None:
    lure = article("Courier", LONG, LONG, title="Why did the storm hit the coast?")

    assert of(lure, article("Ledger")).entry.outlet == "Ledger"


def test_of_two_that_count_as_equally_old_one_whose_page_was_read_leads() -> None:
    read = article("Ledger", days=2)
    newer = unread("Courier", LONG, LONG, days=1)

    assert of(newer, read) is read


def test_each_articles_toll_is_counted_once() -> None:
    told = [article(f"P{n}", f"The storm killed {n} people.") for n in range(2, 9)]

    assert calls(toll, lambda: of(*told)) == len(told)
