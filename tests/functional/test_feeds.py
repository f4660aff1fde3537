"""The list of feeds as a person keeps it: digest feeds list, add, import, export."""

import json
from pathlib import Path

import pytest

from digest import config
from functional.conftest import Digest, Press, Said

HEAD = "# mine\nfetch: {allow_private: [127.0.0.0/8]}\n"
NO_FEEDS = "no feeds are listed; add one with: digest feeds add https://…"
OPML = """\
<opml version="1.0"><body>
  <outline text="Africa">
    <outline text="Lamu Weekly" xmlUrl="https://lamu.example/rss"/>
  </outline>
  <outline text="Harbour Post" xmlUrl="https://post.example/rss"/>
  <outline text="Harbour Post again" xmlUrl="http://www.post.example/rss/"/>
  <outline text="Old Gopher" xmlUrl="gopher://old.example/"/>
</body></opml>
"""


def feed(title: str, entries: int = 2) -> bytes:
    items = "".join(
        f"<item><title>Tram {number}</title><link>http://post.example/{number}</link>"
        "<pubDate>16 Nov 2026 08:00:00 GMT</pubDate></item>"
        for number in range(entries)
    )
    channel = f"<channel><title>{title}</title>{items}</channel>"
    return f"<rss version='2.0'>{channel}</rss>".encode()


def page(*hrefs: str) -> bytes:
    links = "".join(
        f"<link rel='alternate' type='application/rss+xml' title='{h}' href='{h}'>"
        for h in hrefs
    )
    return f"<!doctype html><html><head>{links}</head><body>Tram</body>".encode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a feeds.yaml without feeds."""
    path = tmp_path / "feeds.yaml"
    path.write_text(f"{HEAD}feeds: []\n")
    return path


@pytest.fixture
def site(press: Press) -> Press:
    """Return a press whose front page names two feeds."""
    press.pages["/"] = page("/world.xml", "/sport.xml")
    press.pages["/world.xml"] = feed("Harbour Post", 3)
    press.pages["/sport.xml"] = feed("Harbour Post Sport")
    return press


def refused(said: Said, file: Path, code: int = 1) -> str:
    """Return the one line of a refusal that left `file` as it was."""
    *_, line = said.err.splitlines()
    assert said.code == code
    assert said.out == ""
    assert line.startswith("digest: ")
    assert file.read_text() == f"{HEAD}feeds: []\n"
    return line


# add


def test_the_address_of_a_page_is_enough(
    digest: Digest, file: Path, site: Press
) -> None:
    said = digest("feeds", "add", f"{site.url}/", "-c", file)

    assert said.code == 0
    assert said.out == f"{site.url}/world.xml\n"
    assert said.err.splitlines() == [
        f"Asking {site.url}/",
        f"Asking {site.url}/world.xml",
        "Found “Harbour Post” with 3 entries, the newest of 16 Nov 2026:",
        f"Added to {file} as “Harbour Post”. Next: digest fetch",
        "The page names more feeds; add those you want by their addresses:",
        f"  {site.url}/sport.xml  /sport.xml",
    ]
    item = f'  - {{ title: Harbour Post, url: "{site.url}/world.xml" }}'
    assert file.read_text() == f"{HEAD}feeds:\n{item}\n"


def test_what_was_added_can_be_fetched(digest: Digest, file: Path, site: Press) -> None:
    digest("feeds", "add", f"{site.url}/world.xml", "-c", file)

    said = digest("fetch", "-c", file)

    assert "Read 1 of 1 feeds" in said.err
    assert "3 new entries" in said.err


def test_the_outlet_may_be_called_otherwise(
    digest: Digest, file: Path, site: Press
) -> None:
    address = f"{site.url}/world.xml"

    digest("feeds", "add", address, "--title", " The Post: World ", "-c", file)

    (listed,) = config.load(file).feeds
    assert (listed.title, listed.url) == ("The Post: World", address)


def test_a_feed_that_lists_nothing_yet_is_added_and_told(
    digest: Digest, file: Path, press: Press
) -> None:
    press.pages["/rss"] = feed("Harbour Post", 0)

    said = digest("feeds", "add", f"{press.url}/rss", "-c", file)

    assert "Found “Harbour Post”, which lists nothing at present:" in said.err
    assert len(config.load(file).feeds) == 1


def test_quiet_says_the_address_alone(digest: Digest, file: Path, site: Press) -> None:
    said = digest("feeds", "add", f"{site.url}/", "-c", file, "--quiet")

    assert (said.out, said.err) == (f"{site.url}/world.xml\n", "")


@pytest.mark.parametrize("path", ["/", "/world.xml", "/world.xml/?utm_source=x"])
def test_a_feed_that_is_listed_is_not_added_again(
    digest: Digest, file: Path, site: Press, path: str
) -> None:
    digest("feeds", "add", f"{site.url}/world.xml", "-c", file)
    before = file.read_text()

    said = digest("feeds", "add", f"{site.url}{path}", "-c", file)

    assert said.code == 0
    assert "is listed already, as “Harbour Post”; nothing was changed" in said.err
    assert file.read_text() == before


def test_a_listed_address_is_not_asked_again(
    digest: Digest, file: Path, site: Press
) -> None:
    digest("feeds", "add", f"{site.url}/world.xml", "-c", file)

    said = digest("feeds", "add", f"{site.url}/world.xml", "-c", file)

    assert "Asking" not in said.err


def test_a_page_without_a_feed_is_told_with_what_was_looked_for(
    digest: Digest, file: Path, press: Press
) -> None:
    press.pages["/"] = page()

    line = refused(digest("feeds", "add", f"{press.url}/", "-c", file), file)

    assert "is no feed, and none was found: the page names none" in line
    assert "/feed, /rss.xml, /atom.xml, /feed.json" in line
    assert "add the feed's own address" in line


def test_an_address_without_an_answer_is_told_with_the_reason(
    digest: Digest, file: Path, press: Press
) -> None:
    line = refused(digest("feeds", "add", f"{press.url}/x", "-c", file), file)

    assert f"{press.url}/x: answers 404; check the address" in line


def test_a_server_that_is_not_there_is_told_with_the_reason(
    digest: Digest, file: Path
) -> None:
    line = refused(digest("feeds", "add", "http://127.0.0.1:1/rss", "-c", file), file)

    assert "cannot connect" in line


def test_a_private_network_stays_closed(
    digest: Digest, file: Path, site: Press
) -> None:
    file.write_text("feeds: []\n")

    said = digest("feeds", "add", f"{site.url}/world.xml", "-c", file)

    assert said.code == 1
    assert "allow it by fetch.allow_private" in said.err
    assert file.read_text() == "feeds: []\n"


@pytest.mark.parametrize("word", ["ftp://post.example/", "a post", "https://", "[::1"])
def test_what_is_no_web_address_is_a_wrong_call(
    digest: Digest, file: Path, word: str
) -> None:
    line = refused(digest("feeds", "add", word, "-c", file), file, code=2)

    assert f"'{word}' is no web address; write https://host/path" in line


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        ("127.0.0.1:1/rss", "https://127.0.0.1:1/rss"),
        ("feed://127.0.0.1:1/rss", "https://127.0.0.1:1/rss"),
        ("feed:http://127.0.0.1:1/rss", "http://127.0.0.1:1/rss"),
    ],
)
def test_an_address_may_be_typed_short(
    digest: Digest, file: Path, word: str, asked: str
) -> None:
    said = digest("feeds", "add", word, "-c", file)

    assert f"Asking {asked}\n" in said.err


def test_without_a_feeds_yaml_the_command_that_makes_one_is_told(
    digest: Digest, tmp_path: Path
) -> None:
    said = digest("feeds", "add", "https://post.example", "-c", tmp_path / "feeds.yaml")

    assert said.code == 2
    assert "feeds.yaml:1:1: file not found; `digest init` makes one" in said.err


def test_a_broken_feeds_yaml_is_told_with_its_line(
    digest: Digest, file: Path, site: Press
) -> None:
    file.write_text("feeds:\n  - {title: A}\n")

    said = digest("feeds", "add", f"{site.url}/", "-c", file)

    assert said.code == 2
    assert "feeds.yaml:2:5: 'url' is missing; add it here" in said.err
    assert "Asking" not in said.err


def test_a_folder_that_cannot_be_written_to_is_told(
    digest: Digest, file: Path, site: Press
) -> None:
    (file.parent / ".digest.lock").mkdir()

    line = refused(digest("feeds", "add", f"{site.url}/", "-c", file), file)

    assert "cannot be written" in line


# import and export


def test_an_import_adds_what_is_not_listed_and_names_what_it_cannot(
    digest: Digest, file: Path
) -> None:
    opml = file.parent / "list.opml"
    opml.write_text(OPML)

    said = digest("feeds", "import", opml, "-c", file)

    assert said.code == 0
    assert said.err.splitlines() == [
        f"Added 2 feeds to {file}, 1 listed already, 1 without a usable address",
        f"  {opml}:7: Old Gopher: gopher://old.example/",
    ]
    assert file.read_text() == (
        f"{HEAD}feeds:\n"
        '  - { title: Lamu Weekly, url: "https://lamu.example/rss", section: africa }\n'
        '  - { title: Harbour Post, url: "https://post.example/rss" }\n'
    )


def test_an_import_again_changes_nothing(digest: Digest, file: Path) -> None:
    opml = file.parent / "list.opml"
    opml.write_text(OPML)
    digest("feeds", "import", opml, "-c", file)
    before = file.read_text()

    said = digest("feeds", "import", opml, "-c", file)

    assert "Added 0 feeds" in said.err
    assert "3 listed already" in said.err
    assert file.read_text() == before


def test_a_section_of_ones_own_is_a_category_too(digest: Digest, file: Path) -> None:
    opml = file.parent / "list.opml"
    opml.write_text(OPML.replace('text="Africa"', 'text="Sea and Shore"'))
    file.write_text("sections: [{ id: sea, title: Sea and Shore }]\nfeeds: []\n")

    digest("feeds", "import", opml, "-c", file)

    assert [part.section for part in config.load(file).feeds] == ["sea", "auto"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<opml><body>\n<outline a='b & c'/>", "list.opml:2:16: bad XML: "),
        ("<rss/>", "list.opml:1:1: no OPML but <rss>"),
    ],
)
def test_a_file_that_is_no_opml_is_one_line(
    digest: Digest, file: Path, text: str, problem: str
) -> None:
    opml = file.parent / "list.opml"
    opml.write_text(text)

    line = refused(digest("feeds", "import", opml, "-c", file), file, code=2)

    assert problem in line


def test_an_opml_file_that_is_not_there_is_a_wrong_call(
    digest: Digest, file: Path
) -> None:
    line = refused(digest("feeds", "import", "no.opml", "-c", file), file, code=2)

    assert "no.opml: cannot be read: No such file" in line


def test_what_was_exported_is_imported_to_the_same_list(
    digest: Digest, tmp_path: Path
) -> None:
    digest("init", tmp_path / "old")
    old, new = tmp_path / "old" / "feeds.yaml", tmp_path / "feeds.yaml"
    new.write_text("")

    said = digest("feeds", "export", tmp_path / "list.opml", "-c", old)
    digest("feeds", "import", tmp_path / "list.opml", "-c", new)

    def listed(path: Path) -> list[tuple[str, str, str]]:
        feeds = config.load(path).feeds
        return [(one.title, one.url, one.section) for one in feeds]

    assert said.out == f"{tmp_path / 'list.opml'}\n"
    assert listed(new) == listed(old)


def test_without_a_file_the_export_is_printed(digest: Digest, file: Path) -> None:
    said = digest("feeds", "export", "-c", file)

    assert said.out.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<opml ')


def test_the_list_is_not_exported_over_itself(digest: Digest, file: Path) -> None:
    line = refused(digest("feeds", "export", file, "-c", file), file, code=2)

    assert "name another file" in line


# list


def test_feeds_are_listed_with_their_address_whole(digest: Digest, file: Path) -> None:
    address = f"https://post.example/{'a' * 200}"
    file.write_text(
        f"feeds:\n  - {{title: '日報 [b]', url: '{address}', weight: 1.5}}\n"
        "  - {title: Lamu Weekly, url: 'https://lamu.example/', section: africa}\n"
    )

    said = digest("feeds", "list", "-c", file)

    assert said.out.splitlines() == [
        "Outlet       Section  Weight  Language  Address",
        f"日報 [b]     auto     1.5     auto      {address}",
        "Lamu Weekly  africa   1       auto      https://lamu.example/",
    ]


def test_a_title_cannot_steer_the_terminal(digest: Digest, file: Path) -> None:
    file.write_text('feeds:\n  - {title: "Post\\e[31m", url: "https://post.example"}\n')

    assert "\x1b" not in digest("feeds", "list", "-c", file).out


def test_feeds_are_listed_for_programs(digest: Digest, file: Path) -> None:
    file.write_text("feeds:\n  - {title: Post, url: 'https://post.example/rss'}\n")

    said = digest("feeds", "list", "--json", "-c", file)

    assert json.loads(said.out) == [
        {
            "title": "Post",
            "url": "https://post.example/rss",
            "section": None,
            "weight": 1.0,
            "language": None,
        }
    ]


def test_listing_makes_no_store(digest: Digest, file: Path) -> None:
    digest("feeds", "list", "-c", file)

    assert [path.name for path in file.parent.iterdir()] == ["feeds.yaml"]


# No feeds yet


def test_fetching_nothing_says_how_to_add_a_feed(digest: Digest, file: Path) -> None:
    said = digest("fetch", "-c", file)

    assert (said.code, said.err) == (0, f"Nothing was read: {NO_FEEDS}\n")


@pytest.mark.parametrize("command", ["draft", "run"])
def test_an_edition_of_nothing_is_refused_with_how_to_add_a_feed(
    digest: Digest, file: Path, command: str
) -> None:
    said = digest(command, "-c", file)

    assert (said.code, said.err) == (1, f"digest: {NO_FEEDS}\n")
    assert not (file.parent / "out").exists()


def test_the_check_says_that_no_feeds_are_listed(digest: Digest, file: Path) -> None:
    said = digest("check", "-c", file)

    assert said.code == 1
    told, _, remedy = NO_FEEDS.partition("; ")
    assert said.out.startswith(
        f"{file}\n  error    {told} [no-feeds]\n           {remedy}\n"
    )


@pytest.mark.parametrize("words", [["status"], ["feeds", "list"]])
def test_an_empty_list_is_shown_with_how_to_add_a_feed(
    digest: Digest, file: Path, words: list[str]
) -> None:
    said = digest(*words, "-c", file)

    assert said.code == 0
    assert NO_FEEDS in said.out + said.err
