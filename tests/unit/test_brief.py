from datetime import timedelta
from typing import Any

import pytest
from builders import NOW, make_article, make_coverage, make_entry, make_feed

from digest.compose.briefs.article_text import article_sentences
from digest.compose.briefs.brief import brief
from digest.compose.briefs.lead import lead
from digest.compose.bullets.pool import Length
from digest.model import Article, Coverage, Source

ONE = Length(bullets=1, words_per_article=400)
TWO = Length(bullets=2, words_per_article=400)
FOUR = Length(bullets=4, words_per_article=400)
SENTENCES = (
    (
        "Dock workers in Mombasa put down tools on Monday and asked for nine"
        " percent more pay."
    ),
    "The union of dock workers said forty ships with grain waited outside the harbor.",
    "Shopkeepers in Kampala complained that flour had doubled in price within a week.",
    "The port authority of Mombasa called the demand of the dock workers excessive.",
    "A court in Nairobi will rule on Thursday whether the pickets may block the gates.",
    "Crane drivers in Lamu joined the dock workers of Mombasa late on Tuesday night.",
    "Insurers in London raised their rates for ships bound for Kenya by a third.",
    "Farmers around Eldoret poured milk into ditches because no truck came for it.",
    "The president of Kenya cut short a visit to Geneva and flew home on Wednesday.",
    "Fishermen at Malindi sold their catch from boats to families from the city.",
    "Rail managers in Uganda sent two trains of fuel to Kisumu on Wednesday morning.",
    "Teachers in Kwale marched beside the pickets with drums and painted banners.",
    "Banks in Nairobi gave importers two more months to pay back their loans.",
)


def _article(name: str, outlet: str, *told: str, **given_values: Any) -> Article:
    entry = make_entry(
        **{
            "id": name,
            "outlet": outlet,
            "feed_url": f"http://{outlet.lower()}.example/rss",
            "url": f"http://{outlet.lower()}.example/{name}",
            "title": "Kenyan port shut",
        }
        | {
            k: v
            for k, v in given_values.items()
            if k in ("language", "published", "title")
        }
    )
    kept = ("origin", "shortfall", "paywalled", "copy_of")
    rest = {k: v for k, v in given_values.items() if k in kept}
    return make_article(*(told or SENTENCES[:3]), entry=entry, **rest)


def _outlets(coverage: Coverage, first: Article, length: Length) -> list[str | None]:
    made = brief(coverage, first, length)
    assert made is not None
    return [bullet.outlet for bullet in made.bullets]


COURIER = _article("a-1", "Courier", *SENTENCES[:6])
HERALD = _article("a-2", "Herald", *SENTENCES[6:9])
GERMAN = _article("a-3", "Bote", "Der Hafen von Mombasa bleibt zu.", language="de")


def test_the_papers_own_article_comes_before_all_others() -> None:
    own = make_feed(url="http://herald.example/rss", own=True)

    first = lead(make_coverage(COURIER, HERALD), {own.url: own}, ["en"])

    assert first is HERALD


def test_an_article_in_the_newsletters_language_leads() -> None:
    long = _article("a-0", "Bote", *SENTENCES, language="de")

    assert lead(make_coverage(long, HERALD), {}, ["en"]) is HERALD


def test_an_article_whose_page_was_read_leads() -> None:
    lost = _article(
        "a-0", "Post", *SENTENCES, origin="feed", shortfall="the page answers 403"
    )

    assert lead(make_coverage(lost, HERALD), {}, ["en"]) is HERALD


def test_a_feed_with_the_full_text_is_as_good_as_a_page() -> None:
    full = _article("a-0", "Post", *SENTENCES, origin="feed")

    assert lead(make_coverage(full, HERALD), {}, ["en"]) is full


def test_an_article_of_the_storys_last_day_leads() -> None:
    old = _article(
        "a-0",
        "Post",
        *SENTENCES,
        published=NOW - timedelta(days=3),
    )

    assert lead(make_coverage(old, HERALD), {}, ["en"]) is HERALD


def test_the_weightiest_outlet_of_the_day_leads() -> None:
    heavy = make_feed(url="http://herald.example/rss", weight=2.0)

    assert lead(make_coverage(COURIER, HERALD), {heavy.url: heavy}, ["en"]) is HERALD


def test_the_longest_article_of_equals_leads() -> None:
    longer = _article("a-9", "Post", *SENTENCES[:9])

    assert lead(make_coverage(COURIER, longer), {}, ["en"]) is longer


def test_of_articles_equal_in_all_the_one_with_the_first_id_leads() -> None:
    twin = _article("a-9", "Post", *SENTENCES[:6])

    assert lead(make_coverage(twin, COURIER), {}, ["en"]) is COURIER


def test_a_brief_has_its_lead_articles_headline_and_source() -> None:
    made = brief(make_coverage(COURIER, HERALD), COURIER, TWO)

    assert made is not None
    assert made.headline == "Kenyan port shut"
    assert made.source == Source(outlet="Courier", url="http://courier.example/a-1")
    assert made.place == "Kenya"


def test_a_headline_is_folded() -> None:
    entry = make_entry(title="Port \n of  Mombasa shut")
    article = make_article(*SENTENCES[:2], entry=entry)

    made = brief(make_coverage(article), article, TWO)

    assert made is not None
    assert made.headline == "Port of Mombasa shut"


def test_every_bullet_says_where_it_stands() -> None:
    made = brief(make_coverage(COURIER), COURIER, TWO)

    assert made is not None
    sentences = [b.sentence for b in made.bullets if b.sentence]
    assert len(sentences) == 2
    assert all(SENTENCES[s.number] == s.text for s in sentences)
    assert {
        (s.article, b.url) for s, b in zip(sentences, made.bullets, strict=True)
    } == {("a-1", "http://courier.example/a-1")}


def test_a_bullet_is_printed_without_dateline_but_kept_with_it() -> None:
    sentence = f"MOMBASA — {SENTENCES[0]}"
    article = _article("a-1", "Courier", sentence)

    made = brief(make_coverage(article), article, TWO)

    assert made is not None
    (bullet,) = made.bullets
    assert bullet.text == SENTENCES[0].replace("Monday", "Monday [16 November]")
    assert bullet.sentence is not None
    assert bullet.sentence.text == sentence


def test_a_weekday_gets_no_date_where_the_articles_own_is_wild() -> None:
    entry = make_entry(id="a-1", published=None)
    article = make_article(SENTENCES[0], entry=entry)

    made = brief(make_coverage(article), article, TWO)

    assert made is not None
    assert made.bullets[0].text == SENTENCES[0]


@pytest.mark.parametrize(
    ("length", "bullets"), [(1, 1), (5, 1), (6, 2), (12, 2), (13, 3)]
)
def test_a_longer_article_gets_more_bullets(length: int, bullets: int) -> None:
    article = _article("a-1", "Courier", *SENTENCES[:length])

    made = brief(make_coverage(article), article, FOUR)

    assert made is not None
    assert len(made.bullets) == bullets


@pytest.mark.parametrize(("length", "bullets"), [(30, 3), (31, 4)])
def test_no_article_gets_more_than_four_bullets(length: int, bullets: int) -> None:
    told = (*SENTENCES, *(f"Ship {n} waits outside." for n in range(length - 13)))
    article = _article("a-1", "Courier", *told)
    nine = Length(bullets=9, words_per_article=400)

    made = brief(make_coverage(article), article, nine)

    assert made is not None
    assert len(made.bullets) == bullets


def test_the_lead_comes_first_and_others_add_what_it_lacks() -> None:
    coverage = make_coverage(HERALD, COURIER)

    assert _outlets(coverage, COURIER, FOUR) == ["Courier", "Courier", "Herald"]


def test_others_add_nothing_where_the_lead_fills_the_brief() -> None:
    assert _outlets(make_coverage(COURIER, HERALD), COURIER, TWO) == ["Courier"] * 2


def test_an_article_in_another_language_adds_no_bullet() -> None:
    assert _outlets(make_coverage(COURIER, GERMAN), COURIER, FOUR) == ["Courier"] * 2


def test_a_sentence_that_two_outlets_print_is_printed_once() -> None:
    copy = _article("a-2", "Herald", *SENTENCES[:6])

    assert _outlets(make_coverage(COURIER, copy), COURIER, FOUR) == ["Courier"] * 2


def test_no_more_words_of_an_article_are_printed_than_allowed() -> None:
    tight = Length(bullets=4, words_per_article=20)

    assert _outlets(make_coverage(COURIER), COURIER, tight) == ["Courier"]


def test_each_article_has_its_own_allowance_of_words() -> None:
    tight = Length(bullets=4, words_per_article=20)
    coverage = make_coverage(COURIER, HERALD)

    assert _outlets(coverage, COURIER, tight) == ["Courier", "Herald"]


def test_the_first_bullet_is_printed_however_long() -> None:
    tight = Length(bullets=4, words_per_article=1)

    assert _outlets(make_coverage(COURIER), COURIER, tight) == ["Courier"]


def test_words_that_are_not_printed_do_not_count_against_an_article() -> None:
    first = _article("a-1", "Courier", SENTENCES[0])
    told = (SENTENCES[0], *SENTENCES[6:8])
    filler = ["Ships wait outside."] * 10
    second = _article("a-2", "Herald", *told, *filler)
    words = sum(len(sentence.split()) for sentence in SENTENCES[6:8])
    exact = Length(bullets=4, words_per_article=words)

    outlets = _outlets(make_coverage(first, second), first, exact)

    assert outlets == ["Courier", "Herald", "Herald"]


def test_a_story_without_a_sentence_that_stands_alone_has_no_brief() -> None:
    article = _article("a-1", "Courier", "What now?", "Too short.")

    assert brief(make_coverage(article), article, TWO) is None


def test_an_article_that_lacks_fit_sentences_is_helped_by_the_others() -> None:
    stub = _article("a-1", "Courier", "What now?")

    assert _outlets(make_coverage(stub, HERALD), stub, TWO) == ["Herald"]


def test_the_other_outlets_are_named_once_by_their_newest_article() -> None:
    older = _article(
        "a-4",
        "Herald",
        published=NOW - timedelta(days=2),
    )

    made = brief(make_coverage(COURIER, HERALD, older, GERMAN), COURIER, TWO)

    assert made is not None
    assert set(made.also) == {
        Source(outlet="Herald", url="http://herald.example/a-2"),
        Source(outlet="Bote", url="http://bote.example/a-3"),
    }


def test_the_leads_own_outlet_is_not_named_again() -> None:
    again = _article("a-5", "Courier")

    made = brief(make_coverage(COURIER, again), COURIER, TWO)

    assert made is not None
    assert made.also == ()


def test_a_family_is_named_once_by_its_newest_article_beside_the_lead() -> None:
    feeds = {
        feed.url: feed
        for feed in (
            make_feed(url="http://herald.example/rss", family="Herald Group"),
            make_feed(url="http://post.example/rss", family="Herald Group"),
            make_feed(url="http://courier.example/rss", family="Courier Group"),
            make_feed(url="http://echo.example/rss", family="Courier Group"),
        )
    }
    newer = _article("a-6", "Post", published=NOW)
    sister = _article("a-7", "Echo")

    made = brief(
        make_coverage(COURIER, newer, HERALD, sister), COURIER, TWO, feeds=feeds
    )

    assert made is not None
    assert made.also == (Source(outlet="Post", url="http://post.example/a-6"),)


def test_the_method_may_be_another() -> None:
    made = brief(make_coverage(COURIER), COURIER, TWO, method="lead")

    assert made is not None
    told = [bullet.sentence.text for bullet in made.bullets if bullet.sentence]
    assert told == list(SENTENCES[:2])


def test_an_articles_sentences_count_on_over_its_paragraphs() -> None:
    article = make_article("Ships wait. Crews sleep.", "Rain falls.")

    assert article_sentences(article) == ("Ships wait.", "Crews sleep.", "Rain falls.")


def test_an_articles_sentences_are_cut_in_its_language() -> None:
    article = make_article("Am 3. Mai kam er.", entry=make_entry(language="de"))

    assert article_sentences(article) == ("Am 3. Mai kam er.",)


def test_a_copy_adds_no_bullet() -> None:
    copy = _article("a-2", "Herald", *SENTENCES[6:9], copy_of="a-1")
    first = _article("a-1", "Courier", *SENTENCES[:6])

    assert _outlets(make_coverage(first, copy), first, FOUR) == ["Courier"] * 2


def test_what_a_lead_that_is_a_copy_repeats_adds_no_bullet() -> None:
    original = _article("a-1", "Courier", *SENTENCES[6:9])
    first = _article("a-2", "Herald", *SENTENCES[:6], copy_of="a-1")

    assert _outlets(make_coverage(original, first), first, FOUR) == ["Herald"] * 2


def test_a_feed_that_lends_its_headlines_alone_gives_no_bullet() -> None:
    feed = make_feed(url="http://herald.example/rss", reprint="headline")

    made = brief(make_coverage(COURIER, HERALD), COURIER, FOUR, feeds={feed.url: feed})

    assert made is not None
    assert {bullet.outlet for bullet in made.bullets} == {"Courier"}
    assert [source.outlet for source in made.also] == ["Herald"]


def test_an_own_paper_that_lends_its_headline_alone_is_told_by_others() -> None:
    feed = make_feed(url="http://courier.example/rss", reprint="headline", own=True)

    made = brief(make_coverage(COURIER, HERALD), COURIER, TWO, feeds={feed.url: feed})

    assert made is not None
    assert made.source.outlet == "Courier"
    assert {bullet.outlet for bullet in made.bullets} == {"Herald"}


def test_a_story_that_no_other_feed_tells_has_a_headline_and_no_bullets() -> None:
    feed = make_feed(url="http://courier.example/rss", reprint="headline")

    made = brief(make_coverage(COURIER), COURIER, TWO, feeds={feed.url: feed})

    assert made is not None
    assert (made.headline, made.bullets) == ("Kenyan port shut", ())


def test_sources_behind_a_paywall_are_marked() -> None:
    shut = _article("a-1", "Courier", paywalled=True)
    shut_too = _article("a-2", "Herald", paywalled=True)

    made = brief(make_coverage(shut, shut_too), shut, TWO)

    assert made is not None
    assert made.source.paywalled
    assert all(source.paywalled for source in made.also)


def test_a_headline_of_another_outlet_names_it() -> None:
    lure = _article("a-1", "Courier", title="Will Mombasa's port open again?")
    plain = _article("a-2", "Herald", title="Dock workers shut the port of Mombasa")

    made = brief(make_coverage(lure, plain), lure, TWO)

    assert made is not None
    assert made.headline == "Dock workers shut the port of Mombasa"
    assert made.headline_from == Source(
        outlet="Herald", url="http://herald.example/a-2"
    )
    assert made.source.outlet == "Courier"


def test_figures_that_disagree_are_flagged_for_the_editor() -> None:
    one = _article("a-1", "Courier", "A crane fell in Mombasa and killed six people.")
    two = _article("a-2", "Herald", "At least eight people died in Mombasa on Monday.")

    made = brief(make_coverage(one, two), one, TWO)

    assert made is not None
    assert made.check == (
        "Courier says six dead (a-1/0), Herald at least eight (a-2/0)",
    )


@pytest.mark.parametrize(("older", "bullets"), [(18, ["Herald"]), (19, [])])
def test_a_story_of_hundreds_is_told_by_its_twenty_newest_reports(
    older: int, bullets: list[str]
) -> None:
    first = _article("a-0", "Courier", "What now?")
    newer = [_article(f"a-{n}", f"P{n}", f"Why {n}?") for n in range(1, older + 1)]
    long_ago = NOW - timedelta(days=3)
    last = _article("a-99", "Herald", *SENTENCES[:3], published=long_ago)

    made = brief(make_coverage(first, *newer, last), first, ONE)

    assert [bullet.outlet for bullet in (made.bullets if made else ())] == bullets
