"""`digest explain` on the sample week's edition, as an editor calls it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from digest import edition_file
from digest.config import REGIONS
from functional.conftest import SLUG, Digest, Said

ROOT = Path(__file__).resolve().parents[2]
YEMEN = (
    "http://levantobserver.example/region/yemen/2026/11/16/yemen-prisoner-swap-muscat"
)


@pytest.fixture
def folder(edition_folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample week's edition, in a newsletter's out/."""
    copy = tmp_path / "out" / SLUG
    shutil.copytree(edition_folder, copy)
    return copy


@pytest.fixture
def ask(digest: Digest, folder: Path) -> Digest:
    """Return `digest explain` on the copy as a call."""
    feeds_yaml = folder.parents[1] / "feeds.yaml"

    def call(*words: str | Path, given: str = "") -> Said:
        return digest("explain", *words, "--config", feeds_yaml, given=given)

    return call


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / "edition.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def asked_json(ask: Digest, *words: str) -> dict[str, Any]:
    said = ask(*words, "--json")
    assert said.err == ""
    return dict(json.loads(said.out))


def test_the_edition_is_a_table_with_what_cut_the_next(ask: Digest) -> None:
    said = ask()

    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Edition 2026-11-19: 16 of 39 stories\n")
    assert "top 1              1  32.98        5  s-8be380d0  Matarani port" in said.out
    assert "18   8.10        1  s-640c0df6  outlet       Iceland volcano" in said.out
    assert said.out.endswith("3 entries are in no story.\n")


def test_the_table_fits_80_columns(ask: Digest) -> None:
    assert max(map(len, ask().out.splitlines())) <= 80


def test_a_story_tells_its_place_its_score_and_where_its_words_stand(
    ask: Digest,
) -> None:
    said = ask("s-e69d84f8")

    assert "In      section africa, number 2\n" in said.out
    assert "Score   21.85, rank 5 of 39\n        outlets     15.85\n" in said.out
    assert "page not read: the page answers 404" in said.out
    assert "- Cargo handling at Kenya's main port, Mombasa, came to a halt" in said.out


def test_wire_copies_are_named_with_what_they_repeat(ask: Digest) -> None:
    said = ask(YEMEN)

    assert "Asked   merged into story s-a7f7422b as one of 3 outlets" in said.out
    assert "> Levant Observer, 16 Nov 15:25, repeats Straits Dispatch\n" in said.out
    assert "stands as: MUSCAT (Globe Wire) — Negotiators" in said.out


def test_a_candidate_tells_what_cut_it(ask: Digest) -> None:
    said = ask("iceland", "volcano")

    assert "candidate 5 of 23: enough stories by The Pennine Courier" in said.out
    assert "the last one in has 15.31, 7.21 more\n" in said.out
    assert "As it would be printed\n- A volcano erupted" in said.out


def test_a_candidate_tells_how_far_it_missed(ask: Digest) -> None:
    said = ask("hydrogen")

    assert "edition is full: 16 of 16" in said.out
    assert "the last one in has 6.18, 1.18 more\n" in said.out


def test_a_story_without_a_sentence_that_stands_alone_says_so(ask: Digest) -> None:
    said = ask("benin")

    assert "Text    no sentence stands alone\n" in said.out


def test_an_article_whose_page_was_not_needed_says_where_its_text_is_from(
    ask: Digest,
) -> None:
    assert "Savanna Times, 13 Nov 12:40, text from its feed\n" in ask("zambia").out


def test_a_story_too_far_down_says_that_its_pages_were_not_asked_for(
    ask: Digest, folder: Path
) -> None:
    file = folder / "draft.json"
    draft = json.loads(file.read_text(encoding="utf-8"))
    draft["others"] = [draft["stories"].pop()]
    draft["articles"].pop(draft["others"][0]["entries"][0]["id"])
    file.write_text(json.dumps(draft), encoding="utf-8")

    said = ask("coffee auction")

    assert "candidate 23 of 23: section africa is full" in said.out
    assert "page not asked for\n" in said.out
    assert "Text    its pages were not asked for: it is too far down\n" in said.out


def test_a_story_written_by_hand_says_so(ask: Digest, folder: Path) -> None:
    own = "{id: ours, headline: Our own, url: 'http://our.example/x', outlet: Us}"
    top = "  - id: top\n    stories:\n"
    edit(folder, top, f"{top}      - {own}\n")

    said = ask("our own")

    assert "In      section top\nEdited  written by an editor\n" in said.out
    assert "Score" not in said.out


def test_a_story_that_an_editor_moved_says_so(ask: Digest, folder: Path) -> None:
    text = (folder / "edition.yaml").read_text(encoding="utf-8")
    start = text.index("      - id: s-58c9112d")
    block = text[start : text.index("  - id: americas")]
    edit(folder, block, "")
    edit(
        folder,
        "  - id: europe\n    stories:\n",
        f"  - id: europe\n    stories:\n{block}",
    )

    said = ask("s-58c9112d")

    assert "In      section europe, number 1\n" in said.out
    assert "Edited  an editor moved it; as drafted it was in\n" in said.out
    assert "(moved)" in ask().out


def test_an_opinion_piece_says_that_it_is_one(ask: Digest) -> None:
    said = ask("http://penninecourier.example/opinion/2026/11/17/europe-grid-fund")

    assert said.code == 0
    assert "Out     in no story of 2026-11-19: no report: opinion\n" in said.out


def test_words_that_mean_several_list_them(ask: Digest) -> None:
    said = ask("strike")

    assert said.code == 0
    assert "'strike' may mean one of 2; ask by its id:" in said.out
    assert "africa 2  s-e69d84f8" in said.out


def test_an_unknown_address_is_exit_code_1(ask: Digest) -> None:
    said = ask("https://nowhere.example/2026/11/17/a-story")

    assert said.code == 1
    assert "in no feed that was read in this window (64 entries" in said.out


@pytest.mark.parametrize(
    ("what", "kind", "keys"),
    [
        ((), "edition", {"edition", "printed", "next", "weighed", "left_out"}),
        (
            ("s-e69d84f8",),
            "story",
            {
                "edition",
                "row",
                "place",
                "candidate",
                "candidates",
                "weighed",
                "last_in",
                "reasons",
                "articles",
                "bullets",
                "asked",
                "headline_from",
                "headline_why",
                "check",
            },
        ),
        (
            ("in pictures: olive",),
            "left out",
            {"edition", "id", "outlet", "title", "url", "published", "cut", "why"},
        ),
        (("strike",), "several", {"edition", "what", "stories", "left_out"}),
        (("volcanoes",), "unknown", {"edition", "what", "why"}),
    ],
)
def test_json_has_the_same_keys_every_time(
    ask: Digest, what: tuple[str, ...], kind: str, keys: set[str]
) -> None:
    found = asked_json(ask, *what)

    assert found["kind"] == kind
    assert set(found) == keys | {"kind"}


def test_json_tells_moments_as_programs_do(ask: Digest) -> None:
    found = asked_json(ask, "s-e69d84f8")

    assert found["articles"][0]["published"] == "2026-11-17T13:45:00Z"


def test_a_story_that_an_editor_took_out_says_so(ask: Digest, folder: Path) -> None:
    text = (folder / "edition.yaml").read_text(encoding="utf-8")
    start = text.index("      - id: s-58c9112d")
    edit(folder, text[start : text.index("  - id: americas")], "")

    said = ask("s-58c9112d")

    assert "an editor took it out; as drafted it was in" in said.out


def test_a_bullet_that_an_editor_wrote_says_so(ask: Digest, folder: Path) -> None:
    edit(folder, "            from: a-5f59c7c33229d761/0\n", "")

    assert "  written by an editor\n" in ask("s-e69d84f8").out


@pytest.mark.parametrize("name", ["s-640c0df6", "s-e2e3b92c", "s-8021f24b"])
def test_a_candidate_pasted_into_edition_yaml_is_printed(
    ask: Digest, folder: Path, name: str
) -> None:
    draft = json.loads((folder / "draft.json").read_text(encoding="utf-8"))
    brief = next(s["brief"] for s in draft["stories"] if s["id"] == name)
    pasted = json.dumps(brief, ensure_ascii=False)
    edit(
        folder,
        "  - id: europe\n    stories:\n",
        f"  - id: europe\n    stories:\n      - {pasted}\n",
    )

    edition = edition_file.read(folder, REGIONS)

    [found] = [story for story in edition.briefs if story.id == name]
    assert found.bullets
    assert all(b.sentence and b.url and not b.edited for b in found.bullets)
    assert "an editor put it in; as drafted it was out" in ask(name).out


def test_every_candidate_in_full_leads_to_its_articles(folder: Path) -> None:
    week = edition_file.read_week(folder)

    bullets = [b for s in week.stories if s.brief for b in s.brief.bullets]

    assert len(week.stories) == 39
    assert all(edition_file.sentence(week.articles, str(b.origin)) for b in bullets)


def test_the_newest_edition_is_meant_unless_a_day_is_named(
    ask: Digest, folder: Path
) -> None:
    draft = (folder / "draft.json").read_text(encoding="utf-8")
    for day in ("2026-12-03", "2026-11-12", "2026-12-10", "2026-11-26", "2026-10-01"):
        folder.with_name(day).mkdir()
        told = draft.replace(SLUG, day)
        (folder.with_name(day) / "draft.json").write_text(told, encoding="utf-8")

    assert ask().out.startswith("Edition 2026-12-10")
    assert ask("--edition", SLUG).out.startswith("Edition 2026-11-19")


def test_the_edition_is_told_in_the_order_in_which_it_is_printed(
    ask: Digest, folder: Path
) -> None:
    edition = edition_file.read(folder, REGIONS)

    printed = asked_json(ask)["printed"]

    assert [row["id"] for row in printed] == [brief.id for brief in edition.briefs]


def test_an_edition_as_drafted_need_not_be_read(folder: Path) -> None:
    week = edition_file.read_week(folder)

    assert edition_file.printed(folder, week) is None
    edit(folder, "# The edition", "# Our edition")
    assert edition_file.printed(folder, week)


def test_a_story_is_a_line_of_the_draft_in_readable_letters(folder: Path) -> None:
    lines = (folder / "draft.json").read_text(encoding="utf-8").splitlines()

    [line] = [line for line in lines if '"id": "s-640c0df6", "rank"' in line]
    assert json.loads(line.strip().rstrip(","))["headline"] in line
    assert "Grindavík" in line


def test_a_day_without_an_edition_is_told_with_its_remedy(ask: Digest) -> None:
    said = ask("--edition", "2026-11-12")

    assert said.code == 1
    assert said.err.endswith("no edition here; `digest draft` makes one\n")


@pytest.mark.parametrize("day", ["soon", "../2026-11-19", ""])
def test_a_word_that_is_no_day_is_refused(ask: Digest, day: str) -> None:
    said = ask("--edition", day)

    assert said.code == 2
    assert said.err.endswith("is no edition; name its day, such as 2026-11-19\n")


def test_a_newsletter_without_an_edition_is_told_with_its_remedy(
    digest: Digest, tmp_path: Path
) -> None:
    said = digest("explain", "--config", tmp_path / "feeds.yaml")

    assert said.code == 1
    assert said.err.endswith("no edition yet; `digest draft` makes one\n")


def change_draft(folder: Path, old: str, new: str) -> None:
    file = folder / "draft.json"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"version": 2', '"version": 3'),
        ('"version": 2,\n', ""),
    ],
)
def test_a_draft_of_another_version_is_told_with_its_remedy(
    ask: Digest, folder: Path, old: str, new: str
) -> None:
    change_draft(folder, old, new)

    said = ask("iceland")

    assert said.code == 1
    assert "made by another version of Digest; `digest draft --force`" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"slug"', '"slog"'),
        ('"rank": 1,', '"rank": "first",'),
        ('"entries": [', '"entries": [], "x": ['),
        ('"reasons": {', '"reasons": {"odd": [], '),
        ("{", "["),
        ("}", ""),
    ],
)
def test_a_damaged_draft_is_one_line_with_its_remedy(
    ask: Digest, folder: Path, old: str, new: str
) -> None:
    change_draft(folder, old, new)

    said = ask("iceland")

    assert said.code == 1
    assert "draft.json: damaged" in said.err
    assert said.err.count("\n") == 1


def test_a_draft_that_is_missing_is_told_with_its_remedy(
    ask: Digest, folder: Path
) -> None:
    (folder / "draft.json").unlink()

    said = ask("--edition", SLUG)

    assert said.code == 1
    assert "draft.json: missing; `digest draft --force`" in said.err


def test_a_folder_in_the_place_of_a_draft_is_one_line(
    ask: Digest, folder: Path
) -> None:
    (folder / "draft.json").unlink()
    (folder / "draft.json").mkdir()

    said = ask()

    assert said.code == 1
    assert "draft.json: cannot be read: Is a directory" in said.err


def test_an_edition_that_is_wrong_is_told_with_its_line(
    ask: Digest, folder: Path
) -> None:
    edit(folder, "headline:", "haedline:")

    said = ask("iceland")

    assert said.code == 2
    assert "did you mean 'headline'?" in said.err


def test_figures_to_check_and_a_headline_from_elsewhere_are_shown(
    ask: Digest, folder: Path
) -> None:
    edit(
        folder,
        "        place: Peru\n",
        "        check: [Ledger says 31 dead]\n        place: Peru\n"
        "        headline_from: {outlet: Ledger, url: http://ledger.example/1}\n",
    )

    said = ask("matarani").out

    assert "Title   from Ledger\n" in said
    assert "Check   figures disagree: Ledger says 31 dead\n" in said


def test_an_edition_that_was_deleted_is_explained_as_drafted(
    ask: Digest, folder: Path
) -> None:
    (folder / "edition.yaml").unlink()

    assert "In      section africa, number 2" in ask("s-e69d84f8").out


def test_neither_store_nor_network_nor_grouping_is_loaded(folder: Path) -> None:
    feeds_yaml = folder.parents[1] / "feeds.yaml"
    program = (
        "import sys; from digest.cli import main\n"
        f"sys.argv = ['digest', 'explain', '-c', {str(feeds_yaml)!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'sqlalchemy', 'aiohttp', 'lxml', 'babel', 'nupunkt', 'jinja2'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("Edition")
    assert done.stderr == "[]\n"


def test_nothing_but_the_editions_folder_is_needed_or_written(
    ask: Digest, folder: Path
) -> None:
    before = sorted(path.name for path in folder.parents[1].rglob("*"))

    ask()

    assert sorted(path.name for path in folder.parents[1].rglob("*")) == before
    assert not (folder.parents[1] / "feeds.yaml").exists()


def test_the_answers_in_the_docs_are_what_is_said_now(
    folder: Path, tmp_path: Path
) -> None:
    page = tmp_path / "ask-why.md"
    shutil.copy(ROOT / "docs" / "how-to" / "ask-why.md", page)
    before = page.read_text(encoding="utf-8")

    subprocess.run(
        [sys.executable, ROOT / "scripts/make_answers.py", folder.parents[1], page],
        check=True,
    )

    assert before.count("$ digest explain") == 3
    assert page.read_text(encoding="utf-8") == before, (
        "docs/how-to/ask-why.md is old: run `make docs`"
    )


def test_every_cut_that_the_sample_week_knows_is_in_the_docs(folder: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "ask-why.md").read_text(encoding="utf-8")

    cuts = {story.cut for story in edition_file.read_week(folder).stories} - {"in"}

    assert {cut for cut in cuts if f"| `{cut}` |" not in page} == set()
