from collections import defaultdict
from datetime import timedelta

from builders import NOW, make_article, make_entry
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.briefs.article_text import article_sentences
from digest.compose.briefs.tolls import Freshness
from digest.compose.bullets.alike import tell_the_same
from digest.compose.bullets.pool import Choice, Length, can_tell, choose
from digest.compose.bullets.summarize import summarize
from digest.methods import DEFAULT
from digest.model import Article

NEWS = (
    "Dock workers in Mombasa put down tools on Monday and asked for nine percent more.",
    "The union said forty ships with grain waited outside the harbor of Mombasa.",
    "Shopkeepers in Kampala complained that flour had doubled in price in a week.",
    "Painters from Lamu are touching up the letters on the harbor wall this month.",
    "The port authority of Mombasa called the demand of the union excessive.",
    "A ferry to Likoni was painted green by the apprentices of a boat yard.",
    "Fishermen at Malindi sold their catch from boats to families from the city.",
)
COURT = (
    "A court in Nairobi ruled on Monday that pickets of the union of dock workers must"
    " leave the gates of the port of Mombasa."
)
AGAIN = "On Monday dock workers in Mombasa put down their tools for nine percent more."
FILLER = [f"Ship {n} waits." for n in range(20)]


def article(name: str, *told: str, days: int = 0, **given: object) -> Article:
    values: dict[str, object] = {
        "id": f"a-{name}",
        "outlet": name,
        "title": "Port shut",
        "published": NOW - timedelta(days=days),
    }
    return make_article(*told, entry=make_entry(**values | given))


def chosen(*articles: Article, bullets: int = 4, words: int = 400) -> list[Choice]:
    length = Length(bullets=bullets, words_per_article=words)
    return list(choose(articles, length, DEFAULT, Freshness(articles[0], articles)))


def texts(choices: list[Choice]) -> list[str]:
    return [choice.candidate.text for choice in choices]


LEAD = article("lead", *NEWS, *FILLER)


def test_a_story_of_one_article_is_told_as_its_summary() -> None:
    summary = summarize(
        article_sentences(LEAD), language="en", count=3, title="Port shut"
    )

    assert texts(chosen(LEAD, bullets=3)) == [found.text for found in summary]


def test_a_fact_that_recurs_takes_the_place_of_the_leads_weakest() -> None:
    others = [article(f"o{n}", COURT, *NEWS[:2], *FILLER[:6]) for n in range(1)]
    third = article("third", NEWS[0], COURT.replace("must", "have to"), *FILLER[:6])

    told = texts(chosen(LEAD, *others, third))

    assert told[:2] == list(NEWS[:2])
    assert COURT in told
    assert NEWS[3] not in told


def test_the_leads_best_sentence_comes_first_whatever_others_tell() -> None:
    other = article("other", COURT, *FILLER[:6])

    assert chosen(LEAD, other, bullets=1)[0].place == 0
    assert chosen(LEAD, other, bullets=1)[0].article is LEAD


def test_what_others_say_in_other_words_is_not_said_again() -> None:
    other = article("other", AGAIN, *FILLER[:6])

    assert AGAIN not in texts(chosen(article("lead", *NEWS[:3]), other))


def test_the_leads_bullets_stand_first_then_the_others_by_time() -> None:
    first = article("lead", NEWS[0], NEWS[1])
    newer = article("newer", NEWS[2], days=0)
    older = article("older", NEWS[4], days=2)

    told = chosen(first, newer, older)

    assert [choice.article for choice in told] == [first, older, newer]


def test_no_older_toll_is_printed_beside_a_newer_one() -> None:
    first = article("lead", "The storm on the coast of Odisha has killed eight people.")
    stale = "Doctors in Balasore counted six dead when the river left the old town."
    calm = "Doctors in Balasore opened a ward in a school when the river left town."

    assert texts(chosen(first, article("older", calm, days=2)))[1:] == [calm]
    assert texts(chosen(first, article("older", stale, days=2)))[1:] == []


def test_a_stale_report_is_better_than_none() -> None:
    told = "The storm on the coast of Odisha has killed six people so far."
    only = article("lead", told, days=1)
    title = article("later", title="Storm toll rises to eight")
    fresh = Freshness(only, (only, title))

    found = choose((only,), Length(bullets=2, words_per_article=90), DEFAULT, fresh)

    assert texts(list(found)) == [told]


def test_a_sentence_too_long_for_its_article_gives_way_to_another() -> None:
    long = f"{NEWS[0][:-1]} and {NEWS[1]}"
    first = article("lead", long, NEWS[4])

    assert texts(chosen(first, bullets=1, words=14)) == [NEWS[4]]


def test_a_sentence_too_long_is_printed_where_there_is_no_other() -> None:
    assert texts(chosen(article("lead", NEWS[0]), words=3)) == [NEWS[0]]


def test_a_defect_of_the_lead_gives_way_to_anothers_sound_sentence() -> None:
    first = article("lead", "He said that they would never again go on board of it.")
    other = article("other", *NEWS[:3])

    assert [choice.article for choice in chosen(first, other, bullets=1)] == [other]


def test_the_second_bullet_is_the_leads_though_another_fact_recurs() -> None:
    others = [article(f"o{n}", NEWS[n], COURT, *FILLER[:6]) for n in (0, 4)]

    told = chosen(LEAD, *others, bullets=2)

    assert [choice.article for choice in told] == [LEAD, LEAD]


def test_what_is_not_central_to_the_story_takes_no_place() -> None:
    ships = "Forty ships wait on Monday for dock workers outside the port of Mombasa."
    weak = "Some dock workers of Mombasa slept on Monday beside the cranes of the quay."
    first = article("lead", NEWS[0], ships, weak, *FILLER)
    aside = "A painter in Bogota has finished the longest wall of birds on Earth."

    assert texts(chosen(first, article("other", aside), bullets=3))[2] == weak


def test_what_has_been_told_in_part_takes_no_place() -> None:
    first = article("lead", NEWS[0], NEWS[1], NEWS[2], *FILLER)
    again = (
        "In Mombasa the cranes of Kilindini and Likoni stood idle as forty ships waited"
        " for dock workers, with their crews on deck in the heat of noon."
    )
    others = [article("a", again), article("b", again.replace("heat", "sun"))]

    told = chosen(first, *others, bullets=3)

    assert [choice.article for choice in told] == [first] * 3


def test_a_sentence_that_leans_on_others_of_its_article_adds_nothing() -> None:
    first = article("lead", NEWS[0])
    leaning = "He said the union of dock workers in Mombasa had told them of it."

    assert texts(chosen(first, article("other", leaning))) == [NEWS[0]]


def test_a_story_can_be_told_if_any_of_its_articles_has_a_sentence_for_it() -> None:
    mute = article("lead", "What now?")

    assert can_tell([mute, article("other", NEWS[0])], DEFAULT)
    assert not can_tell([mute], DEFAULT)


def test_names_that_recur_are_worth_more_than_words_that_do() -> None:
    words = (
        "The deputy asked miners for patience while crews repaired rails and wagons."
    )
    names = (
        "The deputy asked Ukraine for patience while Zelensky called United Nations."
    )
    other = article("other", words, names, *FILLER)
    asked = [article(f"o{n}", f"{words[:-1]}?", f"{names[:-1]}?") for n in range(3)]

    told = chosen(article("lead", NEWS[0]), other, *asked, bullets=2)

    assert texts(told)[1] == names


PIECES = st.sampled_from(
    (
        *NEWS,
        COURT,
        AGAIN,
        "The storm killed six people near Gopalpur, police in Odisha said.",
        "At least eight people were killed near Gopalpur, officials in Odisha said.",
        "MOMBASA — Nobody knows when the harbor will open its gates again to trucks.",
        "But he said that they had never been told of it by the men in the harbor.",
        "What now?",
    )
)
ARTICLES = st.lists(
    st.tuples(st.lists(PIECES, min_size=1, max_size=14), st.integers(0, 4)),
    min_size=1,
    max_size=4,
)


@given(ARTICLES, st.integers(1, 4), st.sampled_from([5, 20, 40, 120]))
@settings(max_examples=150, deadline=None)
def test_whatever_is_told_the_quotas_hold_and_nothing_is_said_twice(
    told: list[tuple[list[str], int]], bullets: int, words: int
) -> None:
    articles = [article(str(n), *text, days=d) for n, (text, d) in enumerate(told)]

    found = chosen(*articles, bullets=bullets, words=words)

    by_article: dict[str, int] = defaultdict(int)
    for choice in found:
        by_article[choice.article.entry.id] += choice.words
        sentence = article_sentences(choice.article)[choice.candidate.number]
        assert choice.candidate.sentence == sentence
        assert choice.candidate.text[1:] in sentence
    assert can_tell(articles, DEFAULT) == bool(found)
    assert len(found) <= bullets
    assert len(found) == 1 or all(said <= words for said in by_article.values())
    said = texts(found)
    assert not any(
        tell_the_same(one.telling, other.telling)
        for one in found
        for other in found
        if one is not other
    )
    assert len(set(said)) == len(said)
