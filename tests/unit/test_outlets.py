from builders import make_entry, make_feed

from digest.compose.ranking.outlets import families, outlet


def test_an_entry_counts_for_its_outlet() -> None:
    feed = make_feed()

    assert outlet(make_entry(), {feed.url: feed}) == "Courier"


def test_an_entry_of_a_family_counts_for_the_family() -> None:
    feed = make_feed(family="Courier Group")

    assert outlet(make_entry(), {feed.url: feed}) == "Courier Group"


def test_an_entry_of_a_feed_that_is_listed_no_more_counts_for_its_outlet() -> None:
    assert outlet(make_entry(), {}) == "Courier"


def test_feeds_of_one_title_are_of_one_family() -> None:
    front = make_feed(url="http://courier.example/front", family="Courier Group")
    world = make_feed(url="http://courier.example/world")
    other = make_feed(title="Herald", url="http://herald.example/rss")

    given_families = [feed.family for feed in families([world, front, other])]

    assert given_families == ["Courier Group", "Courier Group", None]
