from datetime import timedelta

from builders import NOW, make_article, make_entry

from digest.compose.briefs.tolls import Freshness, Tolls, disagreements, toll
from digest.model import Article, Bullet, Sentence

MONDAY = NOW - timedelta(days=2)
FILLER = "The river stood high above the quays of the old town on that day."


def report(name: str, outlet: str, *told: str, **more: object) -> Article:
    values: dict[str, object] = {
        "id": f"a-{name}",
        "outlet": outlet,
        "title": "Storm hits the coast",
        "published": NOW,
    }
    return make_article(" ".join(told), entry=make_entry(**values | more))


def bullet(article: Article, number: int, text: str) -> Bullet:
    sentence = Sentence(article=article.entry.id, number=number, text=text)
    return Bullet(text=text, sentence=sentence, outlet=article.entry.outlet)


def test_a_toll_is_the_highest_number_in_title_and_opening() -> None:
    told = ("The storm killed six people.", "Two people died in Balasore.")
    article = report("1", "Courier", *told, title="Seven dead in storm")

    assert toll(article) == {("dead", ""): 7}


def test_what_stands_below_the_opening_counts_for_no_toll() -> None:
    article = report("1", "Courier", *[FILLER] * 8, "The storm killed six people.")

    assert toll(article) == {}


def test_a_later_higher_toll_of_the_same_people_overtakes() -> None:
    tolls = Tolls([report("1", "Courier", "The storm killed eight people.")])

    assert tolls.overtake({("dead", ""): 6}, MONDAY)
    assert not tolls.overtake({("dead", ""): 6}, NOW)
    assert not tolls.overtake({("dead", ""): 8}, MONDAY)
    assert not tolls.overtake({("dead", "soldier"): 6}, MONDAY)
    assert not tolls.overtake({("injured", ""): 6}, MONDAY)


def test_a_sentence_that_a_later_report_overtakes_is_stale() -> None:
    morning = NOW - timedelta(hours=5)
    first = report("1", "Courier", "The storm killed six people.", published=morning)
    later = report("2", "Ledger", "Eight people have died.")

    fresh = Freshness(first, (first, later))

    assert fresh.is_stale(first, "The storm killed six people.")
    assert not fresh.is_stale(first, "The storm killed eight people.")
    assert not fresh.is_stale(later, "Eight people have died.")
    assert not fresh.is_stale(first, FILLER)


def test_what_an_older_day_counts_of_people_is_stale_in_any_case() -> None:
    first = report("1", "Courier", FILLER)
    older = report("2", "Ledger", "Twelve people are missing.", published=MONDAY)

    fresh = Freshness(first, (first, older))

    assert fresh.is_stale(older, "Twelve people are missing.")
    assert not fresh.is_stale(older, "The storm touched 155 kilometers an hour.")


def test_any_older_figure_is_stale_where_figures_are_not_understood() -> None:
    first = report("1", "Bote", "Der Sturm ist vorbei.", language="de")
    older = report("2", "Kurier", "Tote.", language="de", published=MONDAY)

    fresh = Freshness(first, (first, older))

    assert fresh.is_stale(older, "Der Sturm hat 12 Menschen getötet.")
    assert not fresh.is_stale(older, "Der Sturm hat die Stadt getroffen.")


def test_tolls_of_two_outlets_on_one_day_are_flagged_with_their_sentences() -> None:
    one = report("1", "Courier", FILLER, "The storm killed six people.")
    two = report("2", "Ledger", "At least eight people were killed.")

    assert disagreements((one, two), ()) == (
        "Courier says six dead (a-1/1), Ledger at least eight (a-2/0)",
    )


def test_what_is_printed_comes_first() -> None:
    one = report("1", "Courier", "The storm killed six people.")
    two = report("2", "Ledger", "Eight people were killed.")
    printed = bullet(two, 0, "Eight people were killed.")

    (line,) = disagreements((one, two), (printed,))

    assert line == "Ledger says eight dead (a-2/0), Courier six (a-1/0)"


def test_a_toll_that_grew_by_the_next_day_is_no_disagreement() -> None:
    before = report("1", "Courier", "The storm killed six people.", published=MONDAY)
    after = report("2", "Ledger", "Eight people were killed.")
    printed = bullet(after, 0, "Eight people were killed.")

    assert disagreements((before, after), ()) == ()
    assert disagreements((before, after), (printed,)) == ()


def test_an_older_toll_that_is_printed_all_the_same_is_flagged() -> None:
    before = report("1", "Courier", "The storm killed six people.", published=MONDAY)
    after = report("2", "Ledger", "Eight people were killed.")
    printed = bullet(before, 0, "The storm killed six people.")

    assert len(disagreements((before, after), (printed,))) == 1


def test_a_toll_that_fell_by_the_next_day_is_flagged() -> None:
    before = report("1", "Courier", "The storm killed nine people.", published=MONDAY)
    after = report("2", "Ledger", "Eight people were killed.")
    printed = bullet(after, 0, "Eight people were killed.")

    assert len(disagreements((before, after), (printed,))) == 1


def test_one_outlet_does_not_disagree_with_itself() -> None:
    one = report("1", "Courier", "The storm killed six people.")
    two = report("2", "Courier", "Eight people were killed.")

    assert disagreements((one, two), ()) == ()


def test_a_part_of_the_dead_is_not_held_against_another_outlets_toll() -> None:
    one = report("1", "Courier", "The storm killed eight people.", "Two people died.")
    two = report("2", "Ledger", "Eight people were killed.")

    assert disagreements((one, two), ()) == ()


def test_shares_and_sums_are_looked_at_only_if_printed() -> None:
    one = report("1", "Courier", "Turnout was 61 percent.")
    two = report("2", "Ledger", "Turnout was 64 percent.")
    printed = bullet(one, 0, "Turnout was 61 percent.")

    assert disagreements((one, two), ()) == ()
    assert disagreements((one, two), (printed,)) == (
        "Courier says 61 percent (a-1/0), Ledger 64 (a-2/0)",
    )


def test_three_outlets_share_a_line() -> None:
    told = ("Six people died.", "Eight people died.", "Ten people died.")
    names = ("Courier", "Ledger", "Post")
    reports = [
        report(str(n), name, text)
        for n, (name, text) in enumerate(zip(names, told, strict=True))
    ]

    (line,) = disagreements(reports, ())

    assert all(name in line for name in names)


def test_no_line_grows_beyond_five_outlets() -> None:
    reports = [
        report(str(n), f"Paper {n}", f"The storm killed {n + 20} people.")
        for n in range(9)
    ]

    (line,) = disagreements(reports, ())

    assert line.count("(a-") == 5


def test_a_figure_far_down_is_not_looked_at() -> None:
    one = report("1", "Courier", *[FILLER] * 8, "The storm killed six people.")
    two = report("2", "Ledger", "Eight people were killed.")

    assert disagreements((one, two), ()) == ()


def test_a_share_far_down_is_not_held_against_a_printed_one() -> None:
    one = report("1", "Courier", "Turnout was 61 percent.")
    two = report("2", "Ledger", *[FILLER] * 8, "Turnout was 64 percent.")
    printed = bullet(one, 0, "Turnout was 61 percent.")

    assert disagreements((one, two), (printed,)) == ()


def test_a_figure_far_down_is_looked_at_if_it_is_printed() -> None:
    one = report("1", "Courier", *[FILLER] * 8, "The storm killed six people.")
    two = report("2", "Ledger", "Eight people were killed.")
    printed = bullet(one, 8, "The storm killed six people.")

    assert disagreements((one, two), (printed,)) == (
        "Courier says six dead (a-1/8), Ledger eight (a-2/0)",
    )
