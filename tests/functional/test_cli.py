"""Every command as a person calls it: what it prints, writes and answers."""

import fcntl
import gzip
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from time import time
from typing import Any

import pytest
import typer.main
from plug_in import Install

from digest import config, edition_file
from digest.cli.app import app
from digest.methods import BUILT_IN
from functional.conftest import Digest, Press

HEAVY = ("sumy", "trafilatura", "aiohttp", "sqlalchemy", "alembic")


def folded(text: str) -> str:
    return " ".join(text.split())


NEWS = {
    "lisbon-tram": (
        "Lisbon reopens its oldest tram line after flood repairs",
        folded(
            """
            Portugal's oldest tram line carried passengers through Lisbon again on
            Monday, eight months after a flood washed out the bed of its steepest
            street. The city council said the repairs had cost 14 million euros and
            were paid for by a levy on hotel beds. Drivers will run at half speed
            until the new rails have settled, the transport office said.
            """
        ),
    ),
    "lamu-mangroves": (
        "Kenyan villages plant two million mangroves along Lamu coast",
        folded(
            """
            Twelve villages on the coast of Lamu in northern Kenya have planted two
            million mangrove seedlings since March, the forest service said on
            Tuesday. The trees are to hold back a sea that has taken forty metres of
            shore in ten years. Women who raise the seedlings are paid eleven
            shillings for each one that lives.
            """
        ),
    ),
    "uyuni-salt": (
        "Bolivian salt workers settle wage dispute at Uyuni",
        folded(
            """
            Salt workers at Uyuni in southern Bolivia returned to the flats on
            Wednesday after a wage deal that ended a walkout of nineteen days. The
            cooperative agreed to pay 7 percent more and to buy gloves and dark
            glasses for all 640 members. Bakers in La Paz had warned that their stocks
            would last only a week.
            """
        ),
    ),
    "hanoi-bridge": (
        "Hanoi closes its century-old rail bridge for strengthening",
        folded(
            """
            Vietnam's railway closed the old iron bridge over the Red River in Hanoi
            on Thursday for works that are due to last until spring. Engineers found
            cracks in nine of its girders during an inspection in August. Trains to
            Haiphong will leave from a station on the eastern bank in the meantime,
            the railway said.
            """
        ),
    ),
}
GROUP = [
    {"id": "a", "title": NEWS["lisbon-tram"][0], "text": NEWS["lisbon-tram"][1]},
    {"id": "b", "title": NEWS["lisbon-tram"][0], "text": NEWS["lisbon-tram"][1]},
    {"id": "c", "title": NEWS["uyuni-salt"][0], "text": NEWS["uyuni-salt"][1]},
]


def rss(press: Press, names: list[str]) -> bytes:
    """Return a feed of these news, an hour old."""
    items = "".join(
        f"<item><title>{NEWS[name][0]}</title><link>{press.url}/{name}</link>"
        f"<guid>{name}</guid><pubDate>{formatdate(time() - 3600)}</pubDate>"
        f"<description>{NEWS[name][1]}</description></item>"
        for name in names
    )
    head = "<title>Harbour Post</title><link>http://post.example/</link>"
    return f"<rss version='2.0'><channel>{head}{items}</channel></rss>".encode()


class Newsletter:
    """A newsletter of one feed on loopback, with its folder."""

    def __init__(self, folder: Path, press: Press) -> None:
        self.folder, self.press = folder, press
        self.file = folder / "feeds.yaml"
        self.out = folder / "out"
        folder.mkdir()
        press.pages["/rss"] = rss(press, list(NEWS))
        self.write("/rss")

    def write(self, *paths: str, more: str = "") -> None:
        feeds = "".join(
            f"  - {{title: Post {n}, url: '{self.press.url}{path}'}}\n"
            for n, path in enumerate(paths)
        )
        self.file.write_text(
            "newsletter: {title: Quay Letter, address: 1 Quay Road}\n"
            "edition: {min_stories: 2, per_outlet: 6}\n"
            f"fetch: {{allow_private: [127.0.0.0/8]}}\n{more}feeds:\n{feeds}"
        )

    def editions(self) -> list[Path]:
        return sorted(self.out.glob("2*"))

    @property
    def edition(self) -> Path:
        [folder] = self.editions()
        return folder


@pytest.fixture
def letter(tmp_path: Path, press: Press) -> Newsletter:
    return Newsletter(tmp_path / "letter", press)


FORMS = ("digest.html", "index.html", "digest.txt", "digest.mjml", "digest.eml")


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def python(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | {"NO_COLOR": "1", "COLUMNS": "100"},
    )


def commands() -> Iterator[tuple[str, ...]]:
    """Yield the words of every command, and of every group of commands."""
    pending: list[tuple[tuple[str, ...], Any]] = [((), typer.main.get_command(app))]
    while pending:
        words, command = pending.pop()
        yield words
        inner = getattr(command, "commands", {})
        pending += [((*words, name), one) for name, one in inner.items()]


# Help and version


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_a_question_about_the_program_imports_nothing_heavy(option: str) -> None:
    done = python("-X", "importtime", "-m", "digest", option)

    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    tops = {name.partition(".")[0] for name in imported}
    assert done.returncode == 0
    assert "typer" in tops
    assert tops & set(HEAVY) == set()


def test_the_version_is_told(digest: Digest) -> None:
    said = digest("--version")

    assert said.code == 0
    assert re.fullmatch(r"digest \d+\.\d+\S*\n", said.out)


@pytest.mark.parametrize("words", sorted(commands()), ids=" ".join)
def test_each_commands_help_has_an_example(
    digest: Digest, words: tuple[str, ...]
) -> None:
    said = digest(*words, "--help")

    assert said.code == 0
    assert re.search(r"(?:Example.*:|Start with) digest ", said.out)


def test_an_unknown_command_is_a_wrong_call(digest: Digest) -> None:
    said = digest("publish")

    assert said.code == 2
    assert "publish" in said.err


def test_a_reader_that_stops_reading_makes_no_noise() -> None:
    ending = "import sys; sys.stdin.readline()"
    python_ = f'"{sys.executable}"'
    shell = f'{python_} -m digest stage parse --help | {python_} -c "{ending}"'

    done = subprocess.run(
        ["/bin/sh", "-c", shell],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stderr == ""


# init and templates


def test_init_writes_a_newsletter_that_the_program_accepts(
    digest: Digest, tmp_path: Path
) -> None:
    said = digest("init", tmp_path / "mine")

    assert said.code == 0
    assert sorted(files(tmp_path / "mine")) == ["feeds.yaml", "templates/theme.mjml"]
    assert len(config.load(tmp_path / "mine" / "feeds.yaml").feeds) > 5


def test_init_overwrites_nothing(digest: Digest, tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text("mine")

    said = digest("init", tmp_path)

    assert said.code == 2
    assert "nothing was changed" in said.err
    assert files(tmp_path) == {"feeds.yaml": b"mine"}


def test_a_new_newsletter_passes_its_check(digest: Digest, tmp_path: Path) -> None:
    digest("init", tmp_path)

    said = digest("check", "--config", tmp_path / "feeds.yaml")

    assert said.code == 0
    assert re.findall(r"^  (\w+) .*\[(.*)\]$", said.out, re.MULTILINE) == [
        ("warning", "no-edition"),
        ("warning", "no-address"),
    ]


def test_templates_are_listed_with_whose_they_are(
    digest: Digest, letter: Newsletter
) -> None:
    digest("templates", "copy", "brief.mjml", "-c", letter.file)

    said = digest("templates", "list", "-c", letter.file)

    whose = dict(line.split(maxsplit=1) for line in said.out.splitlines())
    assert whose.pop("brief.mjml").startswith("yours, the same as Digest's own")
    assert set(whose.values()) == {"Digest's own"}


def test_a_template_is_taken_over_once(digest: Digest, letter: Newsletter) -> None:
    own = letter.folder / "templates" / "brief.mjml"
    first = digest("templates", "copy", "brief.mjml", "-c", letter.file)
    own.write_text("mine")

    again = digest("templates", "copy", "brief.mjml", "-c", letter.file)

    assert (first.code, again.code) == (0, 2)
    assert own.read_text() == "mine"


def test_the_messages_to_translate_are_copied_like_a_template(
    digest: Digest, letter: Newsletter
) -> None:
    said = digest("templates", "copy", "words/messages.pot", "-c", letter.file)

    copied = letter.folder / "templates" / "words" / "messages.pot"
    assert said.code == 0
    assert "msgid" in copied.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("brief", "brief.mjml"),
        ("templates/brief.mjml", "brief.mjml"),
        ("themes/modern", "themes/modern.mjml"),
    ],
)
def test_a_template_is_taken_over_by_its_short_name(
    digest: Digest, letter: Newsletter, name: str, file: str
) -> None:
    said = digest("templates", "copy", name, "-c", letter.file)

    assert said.code == 0
    assert (letter.folder / "templates" / file).is_file()


@pytest.mark.parametrize("name", ["partials/brief", "partials/brief.mjml", "briefs"])
def test_the_right_name_is_said_for_a_template_that_there_is_not(
    digest: Digest, letter: Newsletter, name: str
) -> None:
    said = digest("templates", "copy", name, "-c", letter.file)

    assert said.code == 2
    assert "did you mean 'brief.mjml'?" in said.err


@pytest.mark.parametrize("name", ["breif.mjml", "../feeds.yaml", "/etc/hostname"])
def test_only_a_shipped_template_can_be_taken_over(
    digest: Digest, letter: Newsletter, name: str
) -> None:
    before = files(letter.folder)

    said = digest("templates", "copy", name, "-c", letter.file)

    assert said.code == 2
    assert "no template is called" in said.err
    assert files(letter.folder) == before


def test_a_difference_of_templates_is_shown_line_by_line(
    digest: Digest, letter: Newsletter
) -> None:
    digest("templates", "copy", "subject.txt", "-c", letter.file)
    (letter.folder / "templates" / "subject.txt").write_text("Quay: {{ title }}\n")

    said = digest("templates", "diff", "subject.txt", "-c", letter.file)

    assert said.code == 0
    assert "+Quay: {{ title }}\n" in said.out
    assert "-{{ top.headline if top else title }}\n" in said.out


def test_all_differences_are_shown_where_no_template_is_named(
    digest: Digest, letter: Newsletter
) -> None:
    own = letter.folder / "templates"
    digest("templates", "copy", "footer.mjml", "-c", letter.file)
    (own / "subject.txt").write_text("Quay: {{ title }}\n")
    (own / "subject.txt~").write_text("An editor's backup")

    said = digest("templates", "diff", "-c", letter.file)

    assert said.code == 0
    assert said.out.startswith("--- Digest's own subject.txt\n")
    assert said.out.count("--- Digest's own ") == 1


def test_a_template_of_ones_own_that_hides_nothing_is_listed_as_such(
    digest: Digest, letter: Newsletter
) -> None:
    own = letter.folder / "templates" / "themes"
    own.mkdir(parents=True)
    (own / "quay.mjml").write_text("")
    (own.parent / "brif.mjml").write_text("")

    said = digest("templates", "list", "-c", letter.file)

    whose = dict(line.split(maxsplit=1) for line in said.out.splitlines())
    alone = "yours alone: it hides none of Digest's own"
    assert whose["brif.mjml"] == f"{alone}; did you mean 'brief.mjml'?"
    assert whose["themes/quay.mjml"].startswith("yours alone: a theme")


def test_there_is_no_difference_where_nothing_was_taken_over(
    digest: Digest, letter: Newsletter
) -> None:
    said = digest("templates", "diff", "subject.txt", "-c", letter.file)

    assert said.code == 2
    assert "you have no such template" in said.err


# feeds.yaml


def test_a_wrong_feeds_yaml_is_told_whole_and_nothing_is_written(
    digest: Digest, letter: Newsletter
) -> None:
    letter.file.write_text(
        "newsletter: {titel: Quay}\nschedule: {send: someday 07:00}\n"
        "feeds:\n  - {title: Post, url: post.example/rss}\n  - {title: Other}\n"
    )

    said = digest("run", "-c", letter.file)

    assert said.code == 2
    for line in (1, 2, 4, 5):
        assert f"{letter.file}:{line}:" in said.err
    assert "did you mean 'title'" in said.err
    assert sorted(files(letter.folder)) == ["feeds.yaml"]


def test_a_missing_feeds_yaml_is_told_with_its_remedy(
    digest: Digest, tmp_path: Path
) -> None:
    said = digest("fetch", "-c", tmp_path / "feeds.yaml")

    assert said.code == 2
    assert len(said.err.splitlines()) == 1
    assert "digest init" in said.err


# fetch and status


def test_status_tells_of_feeds_read_and_feeds_that_failed(
    digest: Digest, letter: Newsletter
) -> None:
    letter.write("/rss", "/gone")
    digest("fetch", "-c", letter.file)

    said = digest("status", "--json", "-c", letter.file)

    status = json.loads(said.out)
    good, gone = status["feeds"]
    assert (good["outlet"], good["failures"], good["trouble"]) == ("Post 0", 0, None)
    assert good["read_at"].endswith("Z")
    assert (gone["failures"], gone["trouble"], gone["read_at"]) == (
        1,
        "answers 404",
        None,
    )
    assert status["editions"] == []
    assert [step["what"] for step in status["next"]] == ["draft", "send"]


def test_status_for_people_names_every_outlet(
    digest: Digest, letter: Newsletter
) -> None:
    digest("fetch", "-c", letter.file)

    said = digest("status", "-c", letter.file)

    assert "Post 0" in said.out
    assert "Next send" in said.out


def test_fetch_tells_programs_what_it_read(digest: Digest, letter: Newsletter) -> None:
    letter.write("/rss", "/gone")

    said = digest("fetch", "--json", "-c", letter.file)

    told = json.loads(said.out)
    assert said.code == 0
    assert (told["feeds"], told["new_entries"]) == (2, 4)
    assert told["failed"] == [{"outlet": "Post 1", "reason": "answers 404"}]


def test_what_was_read_before_is_not_new(digest: Digest, letter: Newsletter) -> None:
    digest("fetch", "-c", letter.file)

    said = digest("fetch", "--json", "-c", letter.file)

    assert json.loads(said.out)["new_entries"] == 0


def test_a_quiet_fetch_still_says_what_failed(
    digest: Digest, letter: Newsletter
) -> None:
    letter.write("/rss", "/gone")

    said = digest("fetch", "--quiet", "-c", letter.file)

    assert "failed: Post 1: answers 404" in said.err


def test_a_feed_that_failed_is_left_alone_until_it_is_asked_for(
    digest: Digest, letter: Newsletter
) -> None:
    letter.write("/rss", "/late")
    digest("fetch", "-c", letter.file)
    letter.press.pages["/late"] = rss(letter.press, ["uyuni-salt"])

    waiting = digest("fetch", "-c", letter.file)
    asked = digest("fetch", "--all", "-c", letter.file)

    assert "Read 1 of 2 feeds (1 unchanged), 0 new entries; 1 not due" in waiting.err
    assert "failed: Post 1: answers 404" in waiting.err
    assert "Read 2 of 2 feeds (1 unchanged), 1 new entries" in asked.err
    assert "failed" not in asked.err


def test_a_fetch_names_each_feed_as_it_is_saved_if_asked(
    digest: Digest, letter: Newsletter
) -> None:
    said = digest("fetch", "--verbose", "-c", letter.file)

    assert "Saved 4 new entries of Post 0\n" in said.err


def test_a_feed_that_failed_gets_another_chance_before_a_draft(
    digest: Digest, letter: Newsletter
) -> None:
    page = letter.press.pages.pop("/rss")
    digest("fetch", "-c", letter.file)
    letter.press.pages["/rss"] = page

    said = digest("run", "-c", letter.file)

    assert said.code == 0
    assert "4 new entries" in said.err


def test_status_says_how_each_feed_is_and_what_to_do(
    digest: Digest, letter: Newsletter
) -> None:
    letter.write("/rss", "/gone")
    digest("fetch", "-c", letter.file)
    letter.write("/rss", "/gone", "/added")

    table = digest("status", "-c", letter.file).out
    feeds = json.loads(digest("status", "--json", "-c", letter.file).out)["feeds"]

    assert [feed["health"] for feed in feeds] == ["ok", "failing", "new"]
    assert feeds[0]["last_entries"] == 4
    assert feeds[1]["why"] == "never read, once: answers 404"
    assert feeds[1]["next_at"]
    assert "never read, once: answers 404" in table
    assert "not asked yet" in table
    assert "3 feeds: 1 ok, 1 failing, 1 new" in table


def test_a_private_address_is_not_read_unless_it_is_allowed(
    digest: Digest, letter: Newsletter
) -> None:
    letter.file.write_text(letter.file.read_text().replace("127.0.0.0/8", "10.0.0.0/8"))

    said = digest("fetch", "-c", letter.file)

    assert said.code == 1
    assert "fetch.allow_private" in said.err


def test_when_no_feed_answers_the_last_edition_stays(
    digest: Digest, letter: Newsletter
) -> None:
    digest("run", "-c", letter.file)
    before = files(letter.out)
    letter.press.pages.clear()

    said = digest("run", "-c", letter.file)

    assert said.code == 1
    assert "none of the 1 feeds could be read" in said.err
    assert before
    assert files(letter.out) == before


# draft, render, check, send


def test_a_week_goes_out_command_by_command(digest: Digest, letter: Newsletter) -> None:
    for command in ("fetch", "draft", "render", "check", "send"):
        said = digest(command, "-c", letter.file)
        assert said.code == 0, (command, said.err)

    slug = letter.edition.name
    assert {"edition.yaml", *FORMS} <= set(files(letter.edition))
    assert f'href="{slug}/"' in (letter.out / "index.html").read_text()
    assert f"{slug}/index.html" in (letter.out / "feed.xml").read_text()


def test_render_prints_what_it_made(digest: Digest, letter: Newsletter) -> None:
    digest("fetch", "-c", letter.file)
    digest("draft", "-c", letter.file)

    said = digest("render", "-c", letter.file)

    assert said.out.splitlines() == [str(letter.edition / name) for name in FORMS]
    assert all((letter.edition / name).is_file() for name in FORMS)


@pytest.mark.parametrize("command", ["render", "check"])
def test_without_a_day_the_newest_edition_is_meant_if_the_next_is_not_drafted(
    digest: Digest, letter: Newsletter, command: str
) -> None:
    digest("run", "-c", letter.file)
    slug = letter.edition.name

    said = digest(command, "-c", letter.file)

    assert said.code == 0
    assert f"is not drafted yet; this is {slug}" in said.err


def test_without_any_edition_render_says_how_to_make_one(
    digest: Digest, letter: Newsletter
) -> None:
    said = digest("render", "-c", letter.file)

    assert said.code == 1
    assert "no edition here; `digest draft` makes one" in said.err


def test_send_without_a_day_never_means_an_edition_that_was_sent(
    digest: Digest, letter: Newsletter
) -> None:
    digest("run", "-c", letter.file)

    said = digest("send", "-c", letter.file)

    assert said.code == 1
    assert "no edition here" in said.err


def test_run_does_it_all(digest: Digest, letter: Newsletter) -> None:
    said = digest("run", "-c", letter.file)

    text = (letter.edition / "digest.txt").read_text()
    assert said.code == 0
    assert all(headline in text for headline, _ in NEWS.values())


def test_nothing_is_published_before_send(digest: Digest, letter: Newsletter) -> None:
    for command in ("fetch", "draft", "render", "check"):
        digest(command, "-c", letter.file)

    assert [path for path in files(letter.out) if "/" not in path] == []


def test_sending_twice_keeps_one_edition_in_the_archive(
    digest: Digest, letter: Newsletter
) -> None:
    digest("run", "-c", letter.file)
    slug = letter.edition.name
    before = files(letter.out)

    said = digest("send", slug, "-c", letter.file)

    assert said.code == 0
    assert files(letter.out) == before


def test_a_sent_edition_is_not_drafted_again(
    digest: Digest, letter: Newsletter
) -> None:
    digest("run", "-c", letter.file)
    before = files(letter.out)

    said = digest("draft", letter.edition.name, "--force", "-c", letter.file)

    assert said.code == 2
    assert "was sent already" in said.err
    assert files(letter.out) == before


def test_an_edited_edition_is_kept_by_draft(digest: Digest, letter: Newsletter) -> None:
    digest("fetch", "-c", letter.file)
    digest("draft", "-c", letter.file)
    file, slug = letter.edition / "edition.yaml", letter.edition.name
    file.write_text(file.read_text() + "# mine\n")

    said = digest("draft", slug, "-c", letter.file)

    assert said.code == 0
    assert "Kept" in said.err
    assert file.read_text().endswith("# mine\n")


def test_a_forced_draft_keeps_a_copy_of_what_was_edited(
    digest: Digest, letter: Newsletter
) -> None:
    digest("fetch", "-c", letter.file)
    digest("draft", "-c", letter.file)
    file = letter.edition / "edition.yaml"
    file.write_text(file.read_text() + "# mine\n")

    digest("draft", "--force", "-c", letter.file)

    [copy] = letter.edition.glob("edition.*Z.yaml")
    assert copy.read_text().endswith("# mine\n")
    assert not file.read_text().endswith("# mine\n")


def test_a_week_with_too_few_stories_makes_no_edition(
    digest: Digest, letter: Newsletter
) -> None:
    letter.press.pages["/rss"] = rss(letter.press, ["lisbon-tram"])

    said = digest("run", "-c", letter.file)

    assert said.code == 1
    assert "edition.min_stories" in said.err
    assert files(letter.out) == {}


@pytest.mark.parametrize("address", ["/it's-raining", "/a?b=c'd", "/back\\slash"])
def test_one_odd_link_in_a_feed_does_not_stop_the_edition(
    digest: Digest, letter: Newsletter, address: str
) -> None:
    body = rss(letter.press, list(NEWS)).decode()
    letter.press.pages["/rss"] = body.replace(
        "/lamu-mangroves<", f"{address}<"
    ).encode()

    said = digest("run", "-c", letter.file)

    assert said.code == 0, said.err


def test_a_link_with_a_users_name_in_a_feed_does_not_stop_the_edition(
    digest: Digest, letter: Newsletter
) -> None:
    body = rss(letter.press, list(NEWS)).decode()
    odd = body.replace("http://127.0.0.1", "http://bank.example@127.0.0.1", 1)
    letter.press.pages["/rss"] = odd.encode()

    said = digest("run", "-c", letter.file)

    assert said.code == 0, said.err


def test_braces_in_a_headline_do_not_stop_the_edition(
    digest: Digest, letter: Newsletter
) -> None:
    body = rss(letter.press, list(NEWS)).decode()
    letter.press.pages["/rss"] = body.replace(
        "Kenyan villages", "{{ 7*7 }} villages"
    ).encode()

    said = digest("run", "-c", letter.file)

    assert said.code == 0, said.err
    assert "{{ 7*7 }} villages" in (letter.edition / "digest.txt").read_text()


def test_a_subject_over_several_lines_still_makes_a_mail(
    digest: Digest, letter: Newsletter
) -> None:
    digest("fetch", "-c", letter.file)
    digest("draft", "-c", letter.file)
    file = letter.edition / "edition.yaml"
    file.write_text(
        file.read_text()
        .replace("subject:", "subject: |\n  News\n  of ours\nby:", 1)
        .replace("\nby:\nquote", "\nquote", 1)
        .replace("by: null\n", "", 1)
    )

    said = digest("render", "-c", letter.file)

    assert said.code == 0, said.err
    assert b"Subject: News of ours\r\n" in (letter.edition / "digest.eml").read_bytes()


def test_an_edition_is_found_after_the_store_was_lost(
    digest: Digest, letter: Newsletter
) -> None:
    digest("run", "-c", letter.file)
    slug = letter.edition.name
    for file in letter.folder.glob("digest.db*"):
        file.unlink()

    said = digest("send", slug, "-c", letter.file)

    assert said.code in (0, 1)
    assert "feed.xml:" not in said.err


def test_an_edition_counts_as_sent_only_when_it_is_published(
    digest: Digest, letter: Newsletter
) -> None:
    (letter.folder / "templates").mkdir()
    (letter.folder / "templates" / "feed.xml").write_text("{{ nothing }}")

    said = digest("run", "-c", letter.file)

    status = json.loads(digest("status", "--json", "-c", letter.file).out)
    assert said.code == 1
    assert "feed.xml:1: 'nothing' is undefined" in said.err
    assert [edition["sent_at"] for edition in status["editions"]] == [None]


def test_a_template_of_ones_own_takes_over(digest: Digest, letter: Newsletter) -> None:
    digest("fetch", "-c", letter.file)
    digest("draft", "-c", letter.file)
    (letter.folder / "templates").mkdir()
    (letter.folder / "templates" / "subject.txt").write_text("Quay: {{ slug }}")

    said = digest("render", "-c", letter.file)

    assert said.code == 0
    assert f"Rendered {letter.edition.name}, “Quay: " in said.err


def test_a_wrong_template_of_ones_own_is_one_line_with_its_place(
    digest: Digest, letter: Newsletter
) -> None:
    (letter.folder / "templates").mkdir()
    (letter.folder / "templates" / "footer.mjml").write_text("\n\n{% if %}")

    said = digest("check", "-c", letter.file)

    assert said.code == 1
    assert re.match(
        rf"{letter.folder}/templates/footer\.mjml:3\n"
        r"  error    .+ \[broken-template\]\n",
        said.out,
    )


def test_check_tells_programs_what_it_found(digest: Digest, letter: Newsletter) -> None:
    digest("run", "-c", letter.file)
    slug = letter.edition.name
    file = letter.edition / "edition.yaml"
    file.write_text(
        re.sub(
            r"^subject:.*", f"subject: {'a' * 90}", file.read_text(), flags=re.MULTILINE
        )
    )

    said = digest("check", slug, "--json", "-c", letter.file)

    assert said.code == 0
    assert "long-subject" in [finding["code"] for finding in json.loads(said.out)]


def test_check_gives_programs_every_field_in_an_order_that_stays(
    digest: Digest, letter: Newsletter
) -> None:
    digest("run", "-c", letter.file)

    said = digest("check", "--json", "-c", letter.file)
    again = digest("check", "--json", "-c", letter.file)

    assert said.out == again.out
    [finding] = [f for f in json.loads(said.out) if f["code"] == "no-note"]
    text = (letter.edition / "edition.yaml").read_text()
    line = text.splitlines().index("note:") + 1
    assert list(finding) == ["level", "code", "place", "message", "remedy", "docs"]
    assert finding["place"] == f"{letter.edition}/edition.yaml:{line}"
    assert finding["docs"] == "docs/reference/findings.md#no-note"


def test_check_looks_at_the_newest_edition_and_names_it(
    digest: Digest, letter: Newsletter
) -> None:
    digest("run", "-c", letter.file)
    drafted = letter.edition
    old = letter.out / "2026-01-01"
    drafted.rename(old)
    file = old / "edition.yaml"
    file.write_text(file.read_text().replace(drafted.name, old.name))

    said = digest("check", "-c", letter.file)

    assert " in 2026-01-01" in said.err
    assert "[no-edition]" not in said.out


def test_check_asks_for_links_only_when_told(
    digest: Digest, letter: Newsletter
) -> None:
    digest("run", "-c", letter.file)  # the press has the feed, and no page of it

    silent = digest("check", "-c", letter.file)
    asking = digest("check", "--links", "-c", letter.file)

    assert "-link]" not in silent.out
    assert f"{letter.press.url}/lisbon-tram answers 404 [dead-link]" in asking.out
    assert asking.code == 0


def test_a_wrong_line_of_edition_yaml_is_an_error_of_the_check(
    digest: Digest, letter: Newsletter
) -> None:
    digest("run", "-c", letter.file)
    file = letter.edition / "edition.yaml"
    file.write_text(file.read_text().replace("headline: ", "headline: Lima: ", 1))

    said = digest("check", "-c", letter.file)

    assert said.code == 1
    assert re.match(
        r"\S+edition\.yaml:\d+\n  error    .* \[broken-edition\]\n", said.out
    )
    assert "write headline: 'Lima: " in said.out


def test_check_warns_of_figures_that_disagree(
    digest: Digest, letter: Newsletter
) -> None:
    digest("run", "-c", letter.file)
    file = letter.edition / "edition.yaml"
    text = file.read_text()
    [origin, *_] = re.findall(r"from: (\S+)", text)
    line = f"Courier says six dead ({origin})"
    file.write_text(
        re.sub(r"(\n +)(headline: .*)", rf"\1\2\1check: ['{line}']", text, count=1)
    )

    said = digest("check", letter.edition.name, "-c", letter.file)

    assert said.code == 0
    assert f': {line}; "' in said.out
    assert "[figures-disagree]" in said.out
    assert "six dead" not in (letter.edition / "index.html").read_text()


def test_a_mail_with_an_error_is_not_sent(digest: Digest, letter: Newsletter) -> None:
    for command in ("fetch", "draft", "render"):
        digest(command, "-c", letter.file)
    (letter.folder / "templates").mkdir()
    (letter.folder / "templates" / "coverage.mjml").write_text(
        "<mj-section><mj-column><mj-text><h1>Two</h1></mj-text></mj-column></mj-section>"
    )

    said = digest("send", "-c", letter.file)

    assert said.code == 1
    assert "nothing was sent" in said.err
    assert not (letter.out / "feed.xml").exists()


def test_an_edition_that_was_never_drafted_cannot_be_sent(
    digest: Digest, letter: Newsletter
) -> None:
    said = digest("send", "2020-01-02", "-c", letter.file)

    assert said.code == 1
    assert "2020-01-02" in said.err
    assert not letter.out.exists()


@pytest.mark.parametrize("command", ["draft", "render", "check", "send", "run"])
@pytest.mark.parametrize("edition", ["thursday", "2026-13-40", "../../etc"])
def test_an_edition_that_is_no_day_is_a_wrong_call(
    digest: Digest, letter: Newsletter, command: str, edition: str
) -> None:
    said = digest(command, edition, "-c", letter.file)

    assert said.code == 2
    assert f"'{edition}' is no edition" in said.err


def test_an_edition_that_does_not_exist_is_named(
    digest: Digest, letter: Newsletter
) -> None:
    said = digest("render", "2020-01-02", "-c", letter.file)

    assert said.code == 1
    assert "2020-01-02: no edition here; `digest draft` makes one" in said.err


# What cannot be written or opened


@pytest.mark.parametrize("command", ["draft", "run"])
def test_an_out_folder_that_cannot_be_written_is_one_line(
    digest: Digest, letter: Newsletter, command: str
) -> None:
    digest("fetch", "-c", letter.file)
    letter.out.write_text("a file where the folder should be")

    said = digest(command, "-c", letter.file)

    assert said.code == 1
    assert re.search(
        rf"^digest: {re.escape(str(letter.out))}.*: cannot be written",
        said.err,
        re.MULTILINE,
    )


def test_a_demo_that_cannot_be_written_is_one_line(
    digest: Digest, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("a file")

    said = digest("demo", "--quiet", "--out", tmp_path / "out")

    assert said.code == 1
    assert "cannot be written" in said.err


def test_init_in_a_place_that_is_a_file_is_one_line(
    digest: Digest, tmp_path: Path
) -> None:
    (tmp_path / "mine").write_text("a file")

    said = digest("init", tmp_path / "mine")

    assert said.code == 1
    assert "cannot be written" in said.err


def test_a_store_that_another_program_holds_is_told(
    digest: Digest, letter: Newsletter
) -> None:
    digest("status", "-c", letter.file)
    holder = sqlite3.connect(letter.folder / "digest.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")

    said = digest("fetch", "-c", letter.file)

    holder.close()
    assert said.code == 1
    assert "database is locked; another digest is writing" in said.err


def test_a_store_that_is_no_database_is_told(
    digest: Digest, letter: Newsletter
) -> None:
    (letter.folder / "digest.db").write_text("This is a letter to my aunt. " * 99)

    said = digest("status", "-c", letter.file)

    assert said.code == 1
    assert "not a database; it is no SQLite file" in said.err


# Stages


def test_stage_parse_prints_a_line_a_file(
    digest: Digest, letter: Newsletter, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.xml", tmp_path / "bad.xml"
    good.write_bytes(rss(letter.press, ["lisbon-tram"]))
    bad.write_text("no feed at all")

    said = digest("stage", "parse", good, bad)

    first, second = lines(said.out)
    [entry] = first["entries"]
    assert said.code == 1
    assert (first["file"], first["title"], first["error"]) == (
        str(good),
        "Harbour Post",
        None,
    )
    assert list(first) == ["file", "title", "language", "error", "entries"]
    assert set(entry) == {
        *("id", "url", "title", "published", "authors", "summary", "content")
    }
    assert entry["title"] == NEWS["lisbon-tram"][0]
    assert (second["file"], second["entries"]) == (str(bad), [])
    assert second["error"]


def test_stage_parse_of_feeds_alone_succeeds(
    digest: Digest, letter: Newsletter, tmp_path: Path
) -> None:
    (tmp_path / "good.xml").write_bytes(rss(letter.press, list(NEWS)))

    said = digest("stage", "parse", tmp_path / "good.xml")

    assert said.code == 0
    assert len(lines(said.out)[0]["entries"]) == 4


def test_stage_extract_reads_pages_and_packed_pages(
    digest: Digest, tmp_path: Path
) -> None:
    headline, text = NEWS["lisbon-tram"]
    page = (
        f"<html lang='en'><head><title>{headline}</title></head><body><article>"
        f"<h1>{headline}</h1><p>{text}</p><p>{NEWS['uyuni-salt'][1]}</p></article></body>"
    )
    plain, packed = tmp_path / "a.html", tmp_path / "a.html.gz"
    plain.write_text(page)
    packed.write_bytes(gzip.compress(page.encode()))

    said = digest("stage", "extract", plain, packed)

    first, second = lines(said.out)
    assert said.code == 0
    assert set(first) == {
        *("file", "title", "text", "image", "published", "language", "error")
    }
    assert first["text"].splitlines()[0] == text
    assert second == first | {"file": str(packed)}


def test_stage_extract_tells_of_a_page_that_holds_nothing(
    digest: Digest, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text("<html><body></body></html>")

    said = digest("stage", "extract", tmp_path / "a.html")

    [line] = lines(said.out)
    assert line["error"]
    assert line["text"] == ""


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(b"<p>Hello</p>" * 99)[:-6],
        b"\x1f\x8b\x08\x00" + b"\xff" * 40,
        b"\x1f\x8b" + b"\0" * 20,
    ],
    ids=["cut off", "damaged", "not gzip"],
)
def test_a_damaged_packed_file_is_one_line(
    digest: Digest, tmp_path: Path, body: bytes
) -> None:
    (tmp_path / "a.gz").write_bytes(body)

    said = digest("stage", "extract", tmp_path / "a.gz")

    assert said.code == 2
    assert re.fullmatch(r"digest: .*a\.gz: cannot be read: .+\n", said.err)


def test_stage_parse_of_a_file_that_cannot_be_read_goes_on_with_the_others(
    digest: Digest, letter: Newsletter, tmp_path: Path
) -> None:
    broken, good = tmp_path / "a.gz", tmp_path / "good.xml"
    broken.write_bytes(b"\x1f\x8b" + b"\0" * 20)
    good.write_bytes(gzip.compress(rss(letter.press, ["lisbon-tram"])))

    said = digest("stage", "parse", tmp_path / "gone.xml", tmp_path, broken, good)

    found = lines(said.out)
    assert said.code == 1
    assert [line["error"] for line in found] == [
        "No such file or directory",
        "Is a directory",
        "not a feed: broken gzip",
        None,
    ]
    assert len(found[-1]["entries"]) == 1


def test_a_missing_file_is_one_line(digest: Digest, tmp_path: Path) -> None:
    said = digest("stage", "extract", tmp_path / "gone.xml")

    assert said.code == 2
    assert "gone.xml: cannot be read" in said.err


def test_stage_group_puts_one_event_together(digest: Digest) -> None:
    said = digest("stage", "group", given="\n".join(map(json.dumps, GROUP)))

    found = lines(said.out)
    assert sorted(sorted(story["articles"]) for story in found) == [["a", "b"], ["c"]]
    assert all(set(story) == {"id", "articles"} for story in found)


def test_stage_group_hears_which_language_an_article_is_in(digest: Digest) -> None:
    german = {
        "title": "Hafenarbeiter in Mombasa im Streik",
        "text": "Die Hafenarbeiter in Mombasa haben am Montag die Arbeit niedergelegt,"
        " wie die Gewerkschaft mitteilte.",
    }
    rows = [german | {"id": "a", "language": "de"}, german | {"id": "b"}]

    said = digest("stage", "group", given="\n".join(map(json.dumps, rows)))

    assert [story["articles"] for story in lines(said.out)] == [["a", "b"]]


def test_stage_group_reads_a_separator_inside_a_text(digest: Digest) -> None:
    rows = [row | {"text": f"{row['text']}\u2028And\u0085more."} for row in GROUP]
    given = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)

    said = digest("stage", "group", given=given)

    assert said.code == 0, said.err
    assert len(lines(said.out)) == 2


@pytest.mark.parametrize(
    ("published", "told"),
    [("soon", "published of a"), (1_700_000_000, "published of a")],
)
def test_stage_group_names_the_article_with_a_wrong_date(
    digest: Digest, published: object, told: str
) -> None:
    given = json.dumps(GROUP[0] | {"published": published})

    said = digest("stage", "group", given=given)

    assert said.code == 2
    assert told in said.err


@pytest.mark.parametrize("stage", ["group", "region"])
def test_a_title_that_is_no_text_is_named(digest: Digest, stage: str) -> None:
    said = digest("stage", stage, given='{"id": 1, "title": 5}')

    assert said.code == 2
    assert "line 1: title should be a text" in said.err


@pytest.mark.parametrize(
    "given",
    [
        "nonsense",
        "[1]",
        '{"title": "x"}',
        pytest.param('{"id": "x", "text": "half a \\ud800"}', id="half a character"),
        pytest.param('{"id":' + "[" * 100_000, id="nested without end"),
    ],
)
def test_a_line_that_is_no_article_is_named(digest: Digest, given: str) -> None:
    said = digest("stage", "group", given=f"{json.dumps(GROUP[0])}\n{given}\n")

    assert said.code == 2
    assert "line 2" in said.err


def test_a_list_of_articles_is_answered_with_how_to_write_lines(digest: Digest) -> None:
    said = digest("stage", "summarize", given=json.dumps(GROUP))

    assert said.code == 2
    assert "a line for each article" in said.err


def test_a_byte_order_mark_before_the_first_line_is_no_text(digest: Digest) -> None:
    said = digest("stage", "group", given="\ufeff" + json.dumps(GROUP[0]))

    assert len(lines(said.out)) == 1


def test_stage_region_places_articles(digest: Digest) -> None:
    rows = [
        {"id": name, "title": title, "text": text}
        for name, (title, text) in NEWS.items()
    ] + [{"id": "nowhere", "title": "A mild week", "text": "Nothing much happened."}]

    said = digest("stage", "region", given="\n".join(map(json.dumps, rows)))

    assert {row["id"]: row["region"] for row in lines(said.out)} == {
        "lisbon-tram": "europe",
        "lamu-mangroves": "africa",
        "uyuni-salt": "americas",
        "hanoi-bridge": "asia-pacific",
        "nowhere": "world",
    }


def test_stage_region_heeds_a_newsletter_only_if_it_is_named(
    digest: Digest, tmp_path: Path
) -> None:
    (tmp_path / "feeds.yaml").write_text("regions: {TR: europe}\n", encoding="utf-8")
    (tmp_path / "places.yaml").write_text("Nine Chimneys: FJ\n", encoding="utf-8")
    rows = [{"id": "a", "title": "Turkey votes"}, {"id": "b", "title": "Nine Chimneys"}]
    given = "\n".join(map(json.dumps, rows))

    shipped = digest("stage", "region", given=given)
    named = digest("stage", "region", "-c", str(tmp_path / "feeds.yaml"), given=given)

    assert [row["region"] for row in lines(shipped.out)] == ["middle-east", "world"]
    assert [row["region"] for row in lines(named.out)] == ["europe", "asia-pacific"]


def test_a_draft_heeds_the_editors_places(digest: Digest, letter: Newsletter) -> None:
    names = "Hanoi Vietnam Haiphong Kenya Kenyan Lamu Bolivia Bolivian Uyuni".split()
    text = "".join(f"{name}: NO\n" for name in names)
    (letter.folder / "places.yaml").write_text(text, encoding="utf-8")

    digest("run", "-c", letter.file)

    drafted = edition_file.read(letter.edition, config.REGIONS)
    assert [section.id for section in drafted.sections] == ["top", "europe"]


def test_check_tells_of_a_wrong_places_yaml(digest: Digest, letter: Newsletter) -> None:
    (letter.folder / "places.yaml").write_text("Suva: oceania\n", encoding="utf-8")

    said = digest("check", "-c", letter.file)

    assert said.code == 2
    assert said.out.startswith(f"{letter.folder}/places.yaml:1\n  error    'Suva'")


@pytest.mark.parametrize("file", ["feeds.yaml", "places.yaml"])
def test_check_tells_programs_of_a_wrong_file(
    digest: Digest, letter: Newsletter, file: str
) -> None:
    (letter.folder / file).write_text("feds: [\n", encoding="utf-8")

    said = digest("check", "--json", "-c", letter.file)

    [finding] = json.loads(said.out)
    assert said.code == 2
    assert finding["code"] == "broken-config"
    assert finding["place"].startswith(f"{letter.folder}/{file}:")


def test_stage_summarize_gives_sentences_word_for_word(digest: Digest) -> None:
    text = NEWS["lamu-mangroves"][1].replace(". ", ".\n", 1)
    given = json.dumps({"id": "a", "text": text})

    said = digest("stage", "summarize", "--bullets", "2", given=given)

    [row] = lines(said.out)
    assert row["id"] == "a"
    assert len(row["bullets"]) == 2
    for bullet in row["bullets"]:
        assert bullet["sentence"] in NEWS["lamu-mangroves"][1]
        assert bullet["text"] in bullet["sentence"]


@pytest.mark.parametrize("method", BUILT_IN)
def test_stage_summarize_knows_every_methods(digest: Digest, method: str) -> None:
    given = json.dumps({"id": "a", "text": NEWS["uyuni-salt"][1]})

    said = digest("stage", "summarize", "--method", method, given=given)

    assert said.code == 0
    assert lines(said.out)[0]["bullets"]


def test_stage_summarize_suggests_the_method_that_was_meant(digest: Digest) -> None:
    said = digest("stage", "summarize", "--method", "lexrnk", given="{}")

    assert said.code == 2
    assert "did you mean 'lexrank'" in said.err


def test_stage_summarize_asks_a_method_that_a_package_adds(
    digest: Digest, installed: Install
) -> None:
    code = "def rate(sentences, language): return range(len(sentences))"
    installed("acme-ratings", code, last="rate")
    text = "\n".join(text for _, text in NEWS.values())
    given = json.dumps({"id": "a", "text": text})

    last = digest("stage", "summarize", "--method", "last", given=given)
    lead = digest("stage", "summarize", "--method", "lead", given=given)

    assert last.code == lead.code == 0
    assert last.out != lead.out


def test_stage_summarize_ends_when_a_packages_method_fails(
    digest: Digest, installed: Install
) -> None:
    installed("acme-ratings", "def rate(*given): raise ValueError('gone')", odd="rate")

    said = digest(
        "stage", "summarize", "--method", "odd", given=NEWS["hanoi-bridge"][1]
    )

    assert said.code == 2
    assert "'odd' of acme-ratings 1.2" in said.err
    assert "ValueError: gone" in said.err


def test_stage_summarize_reads_plain_text(digest: Digest) -> None:
    said = digest("stage", "summarize", given=NEWS["hanoi-bridge"][1])

    assert lines(said.out)[0]["bullets"]


def test_stage_summarize_says_once_which_extra_would_help(
    digest: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tinysegmenter", None)
    given = json.dumps({"id": "a", "text": "港は閉まった。", "language": "ja"})

    said = digest("stage", "summarize", given=f"{given}\n{given}")

    assert said.code == 0
    assert said.err.count("pip install 'digest[japanese]'") == 1


def test_stages_follow_one_another(digest: Digest, tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for _, text in NEWS.values())
    (tmp_path / "a.html").write_text(
        f"<html><body><article>{paragraphs}</article></body>"
    )
    extracted = lines(digest("stage", "extract", tmp_path / "a.html").out)

    rows = [{"id": row["file"], "text": row["text"]} for row in extracted]
    said = digest("stage", "summarize", given="\n".join(map(json.dumps, rows)))

    assert len(lines(said.out)[0]["bullets"]) == 3


def test_a_note_with_a_link_passes_the_check(
    digest: Digest, letter: Newsletter
) -> None:
    digest("fetch", "-c", letter.file)
    digest("draft", "-c", letter.file)
    file = letter.edition / "edition.yaml"
    linked = "note: 'See [the map](https://world.example/map), and so on.'"
    file.write_text(
        file.read_text().replace("note: null", linked).replace("note:\n", f"{linked}\n")
    )

    said = digest("check", "-c", letter.file)

    assert "the map" in (letter.edition / "index.html").read_text()
    assert said.code == 0


def test_a_section_that_was_emptied_is_left_out(
    digest: Digest, letter: Newsletter
) -> None:
    digest("fetch", "-c", letter.file)
    digest("draft", "-c", letter.file)
    file = letter.edition / "edition.yaml"
    file.write_text(
        file.read_text().replace("quiet:", "  - id: world\n    stories:\nquiet:")
    )

    assert digest("render", "-c", letter.file).code == 0


def test_commands_on_one_newsletter_take_turns(letter: Newsletter) -> None:
    lock = letter.file.parent / ".digest.lock"
    with lock.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        started = subprocess.Popen(
            [sys.executable, "-m", "digest", "fetch", "-c", str(letter.file)],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert started.stderr
        assert started.stderr.readline().startswith("Waiting for another digest")
    _, err = started.communicate(timeout=30)

    assert started.returncode == 0
    assert "4 new entries" in err


def test_status_looks_while_others_work(digest: Digest, letter: Newsletter) -> None:
    with (letter.file.parent / ".digest.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)

        said = digest("status", "-c", letter.file)

    assert said.code == 0
    assert "Post 0" in said.out


def test_a_quiet_status_names_only_what_is_wrong(
    digest: Digest, letter: Newsletter
) -> None:
    letter.write("/rss")
    digest("fetch", "-c", letter.file)
    well = digest("status", "--quiet", "-c", letter.file)
    letter.write("/rss", "/gone")
    digest("fetch", "-c", letter.file)

    wrong = digest("status", "--quiet", "-c", letter.file)

    assert well.out == ""
    assert "Post 1" in wrong.out
    assert "Post 0" not in wrong.out


def test_status_keeps_room_for_what_is_wrong(
    digest: Digest, letter: Newsletter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    letter.write("/gone")
    name = "The Very Long Name of a Paper That Was Merged With Several Others in 1921"
    text = letter.file.read_text().replace("Post 0", name)
    letter.file.write_text(text)
    digest("fetch", "-c", letter.file)

    said = digest("status", "-c", letter.file)

    assert "failing" in said.out
    assert "never read" in said.out


def test_the_schedule_tells_its_plan_reads_the_feeds_and_stops_when_told(
    letter: Newsletter,
) -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "digest", "schedule", "-c", str(letter.file)],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert started.stderr

    first, second = started.stderr.readline(), started.stderr.readline()
    started.send_signal(signal.SIGTERM)
    _, rest = started.communicate(timeout=30)

    assert first.startswith("Next: draft ")
    assert second.startswith("Read ")
    assert started.returncode == 0
    assert rest.rstrip().endswith("Stopped.")
