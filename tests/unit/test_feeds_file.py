import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import make_feed
from hypothesis import given
from hypothesis import strategies as st

from digest import config, feeds_file
from digest.errors import ConfigError, UsageError
from digest.model import Feed
from digest.plain_text import fold

SHIPPED = Path(__file__).parents[2] / "feeds.yaml"
HERALD = make_feed(title="Tasman Herald", url="https://herald.example/atom.xml")
ITEM = '{ title: Tasman Herald, url: "https://herald.example/atom.xml" }'
OLD = "{ title: Courier, url: http://courier.example/rss }"

titles = st.text(min_size=1, max_size=20).map(fold).filter(bool)
queries = st.text("abc019?&=%.,:{}[]'\"\\é", max_size=12)
feeds = st.builds(
    make_feed,
    title=titles,
    url=queries.map("https://herald.example/{}".format),
    section=st.sampled_from([None, "africa", "world"]),
    language=st.sampled_from([None, "fr"]),
)
LAYOUTS = (
    "",
    "# mine\n",
    "feeds:\n",
    "feeds: []\n",
    f"feeds:\n- {OLD}\n",
    f"newsletter: {{title: x}}\nfeeds:\n  - {OLD} # one\n# end\nworkers: local\n",
    "feeds:\n  - title: Courier\n    url: http://courier.example/rss",
    f"feeds: [{OLD}]\n",
    f"feeds: [\n  {OLD}, # one\n]\n",
)


def added(text: str, *new: Feed) -> str:
    return feeds_file.added(text, new or (HERALD,), "feeds.yaml")


def lines(*given: str, eol: str = "\n") -> str:
    return "".join(f"{line}{eol}" for line in given)


def test_in_the_shipped_file_one_line_is_added_and_none_is_changed() -> None:
    before = SHIPPED.read_bytes().decode()

    after = added(before)

    assert after == f"{before}  - {ITEM}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", lines("feeds:", f"  - {ITEM}")),
        ("workers: local", lines("workers: local", "feeds:", f"  - {ITEM}")),
        ("feeds:\n", lines("feeds:", f"  - {ITEM}")),
        ("feeds : []", f"feeds :\n  - {ITEM}"),
        ("feeds: ~ # none\n", lines("feeds: # none", f"  - {ITEM}")),
        (
            "feeds: [] # none\nworkers: local\n",
            lines("feeds: # none", f"  - {ITEM}", "workers: local"),
        ),
        ("feeds: &a []\n", f"feeds: &a [  {ITEM},\n]\n"),
        (
            "feeds: [\n  # none\n]\n",
            lines("feeds: [", "  # none", f"  {ITEM},", "]"),
        ),
        (
            f"feeds:\n- {OLD} # one\n\n# the end\nworkers: local\n",
            lines(
                "feeds:",
                f"- {OLD} # one",
                f"- {ITEM}",
                "",
                "# the end",
                "workers: local",
            ),
        ),
        (f"feeds:\n    - {OLD}", f"feeds:\n    - {OLD}\n    - {ITEM}"),
        (f"feeds: [{OLD}] # one\n", f"feeds: [{OLD}, {ITEM}] # one\n"),
        (
            f"feeds: [\n  {OLD} # one\n  # the end\n]\n",
            lines("feeds: [", f"  {OLD}, # one", f"  {ITEM}", "  # the end", "]"),
        ),
        (
            f"feeds: [\n  {OLD}, # one\n]\n",
            lines("feeds: [", f"  {OLD}, # one", f"  {ITEM},", "]"),
        ),
    ],
)
def test_a_feed_goes_to_the_end_of_the_list_as_the_list_is_laid_out(
    before: str, after: str
) -> None:
    assert added(before) == after


def test_keys_that_stand_under_one_another_are_followed_by_such() -> None:
    before = lines(
        "feeds:",
        "  -   title: Courier",
        "      url: http://courier.example/rss",
        "      language:",
        "  # the end",
    )

    new = lines(
        "  -   title: Tasman Herald",
        "      url: https://herald.example/atom.xml",
    )
    assert added(before) == before.replace("  # the end\n", f"{new}  # the end\n")


def test_a_folded_title_at_the_end_is_not_written_into() -> None:
    before = lines(
        "feeds:",
        "  - url: http://courier.example/rss",
        "    title: >-",
        "      Courier",
        "      of the Coast",
        "",
        "workers: local",
    )

    loaded = config.parse(added(before), "feeds.yaml")

    assert [feed.title for feed in loaded.feeds] == [
        "Courier of the Coast",
        "Tasman Herald",
    ]


def test_line_ends_and_byte_order_mark_stay_as_they_are() -> None:
    before = "\ufeff" + lines("feeds:", f"  - {OLD} # one", "# end", eol="\r\n")

    after = added(before)

    new = f"  - {ITEM}\r\n"
    assert after == before.replace("# end", f"{new}# end")


@given(st.sampled_from(LAYOUTS), st.lists(feeds, min_size=1, max_size=3))
def test_any_feeds_can_be_added_and_every_old_line_stays(
    before: str, new: list[Feed]
) -> None:
    wanted = feeds_file.unlisted(new, config.parse(before, "feeds.yaml").subscriptions)

    after = added(before, *wanted)

    listed = config.parse(after, "feeds.yaml").subscriptions
    assert listed[len(listed) - len(wanted) :] == wanted
    rest: Iterator[str] = iter(after.splitlines())
    kept = [line for line in before.splitlines() if not line.startswith("feeds: [")]
    assert all(line in rest for line in kept)


@pytest.mark.parametrize("text", ["{workers: local}", "{feeds}", "feeds: !!null\n"])
def test_a_layout_that_only_a_person_can_add_to_is_left_alone(text: str) -> None:
    with pytest.raises(UsageError, match=r"add this under feeds: \{ title: Tasman"):
        added(text)


@pytest.mark.parametrize("title", ["Null", "null", "~", "- a", "No", "17:30", "a: b"])
@pytest.mark.parametrize("before", ["feeds: []\n", LAYOUTS[6]])
def test_a_title_stays_a_title_whatever_it_means_in_yaml(
    before: str, title: str
) -> None:
    after = added(before, make_feed(title=title, url="https://herald.example/a:"))

    assert config.parse(after, "feeds.yaml").feeds[-1].title == title


def test_what_cannot_be_written_in_full_is_not_written() -> None:
    with pytest.raises(UsageError):
        added("feeds: []\n", make_feed(weight=2.0))


def test_a_broken_file_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text("feeds:\n  - {title: A}\n")

    with pytest.raises(ConfigError, match=r"feeds.yaml:2:5: 'url' is missing"):
        feeds_file.add(file, [HERALD])

    assert file.read_text() == "feeds:\n  - {title: A}\n"


def test_a_file_that_is_missing_is_told_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="`digest init` makes one"):
        feeds_file.add(tmp_path / "feeds.yaml", [HERALD])


def test_a_link_stays_a_link_and_a_private_file_private(tmp_path: Path) -> None:
    there = tmp_path / "there.yaml"
    there.write_text("feeds: []\n")
    there.chmod(0o600)
    file = tmp_path / "feeds.yaml"
    file.symlink_to(there)

    feeds_file.add(file, [HERALD])

    assert file.is_symlink()
    assert ITEM in there.read_text()
    assert stat.S_IMODE(there.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "url",
    [
        "http://courier.example/rss",
        "https://www.courier.example/rss/",
        "http://courier.example/rss?utm_source=x",
    ],
)
def test_a_feed_that_is_listed_is_not_added_again(tmp_path: Path, url: str) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text(f"feeds:\n  - {OLD}\n")

    new = feeds_file.add(file, [make_feed(url=url)])

    assert new == ()
    assert file.read_text() == f"feeds:\n  - {OLD}\n"
    listed = config.load(file).subscriptions
    assert feeds_file.listed_as(url, listed) == listed[0]


def test_one_feed_given_twice_is_added_once() -> None:
    again = make_feed(title="Herald", url="http://herald.example/atom.xml")

    assert feeds_file.unlisted([HERALD, again], []) == (HERALD,)


def test_feeds_on_other_topics_of_one_address_are_others() -> None:
    address = "https://herald.example/rss-feeds-by-topic?topic={}".format
    peru, chad = make_feed(url=address("peru")), make_feed(url=address("chad"))

    assert feeds_file.unlisted([peru, chad], []) == (peru, chad)
