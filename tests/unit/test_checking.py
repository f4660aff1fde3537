"""The whole of `digest check`: from feeds.yaml and files to findings."""

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import (
    NOW,
    make_brief,
    make_bullet,
    make_edition,
    make_ranked,
    make_story,
)
from fakes import fake_web, mapped

from digest import config, edition_file
from digest.edition_file import Record
from digest.errors import ConfigError
from digest.findings import Finding, heeded
from digest.http import Answer, Request
from digest.model import RankedStory, Section, Verdict
from digest.pipeline.checking import check_all
from digest.pipeline.job import Job
from digest.progress import silent
from digest.resources import sample_folder
from digest.specimens import specimen
from digest.store import open_store

SLUG = "2026-11-19"
TOP = specimen("week").briefs[0]
THIRD = specimen("week").briefs[2].source.url
FEEDS_YAML = """\
newsletter: {address: "1 Quay Road", language: LANGUAGE, theme: THEME}
store: sqlite:///test.db
feeds:
  - {title: Courier, url: "http://courier.example/rss"}
"""


def no_web(requests: Iterable[Request]) -> Iterator[Answer]:
    raise AssertionError(f"the network was asked: {[r.url for r in requests]}")


def loaded(
    folder: Path, more: str = "", language: str = "en", theme: str = "classic"
) -> config.Config:
    text = FEEDS_YAML.replace("LANGUAGE", language).replace("THEME", theme) + more
    (folder / "feeds.yaml").write_text(text, encoding="utf-8")
    return config.load(folder / "feeds.yaml")


@pytest.fixture
def job(tmp_path: Path) -> Iterator[Job]:
    with open_store("sqlite:///test.db", tmp_path) as store:
        yield Job(
            config=loaded(tmp_path),
            folder=tmp_path,
            out=tmp_path / "out",
            store=store,
            web=no_web,
            mapped=mapped,
            now=NOW,
            progress=silent,
        )


@pytest.fixture
def drafted(job: Job) -> Job:
    """A job with the made-up week as an editor's own, in two sections."""
    briefs = [
        replace(
            brief,
            picture=None,
            follows=None,
            bullets=tuple(replace(b, sentence=None) for b in brief.bullets),
        )
        for brief in specimen("week").briefs
        if brief.bullets
    ]
    edition = replace(
        specimen("week"),
        sections=(
            Section(id="top", title="", briefs=(briefs[0],)),
            Section(id="africa", title="Africa", briefs=tuple(briefs[1:])),
        ),
        quiet=(),
    )
    edition_file.write(job.edition_folder(SLUG), edition, Record())
    return job


def edit(job: Job, old: str, new: str) -> None:
    path = job.edition_folder(SLUG) / "edition.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings if finding.code != "undated"]


def test_an_edition_and_its_mail_pass_without_the_network(drafted: Job) -> None:
    assert codes(check_all(drafted, SLUG)) == []


def note_ahead(job: Job, text: str, *, later: int) -> None:
    """Keep a note for the edition, saved `later` seconds after it."""
    path = job.folder / "notes" / f"{SLUG}.md"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    drafted = (job.edition_folder(SLUG) / "edition.yaml").stat().st_mtime
    os.utime(path, (drafted + later, drafted + later))


def test_a_note_that_was_saved_after_the_draft_is_told_not_to_be_printed(
    drafted: Job,
) -> None:
    note_ahead(drafted, "What I think now.\n\n— Ana", later=60)

    [finding] = [f for f in check_all(drafted, SLUG) if f.code != "undated"]

    assert (finding.level, finding.code) == ("warning", "late-note")
    assert finding.place == f"notes/{SLUG}.md:1"


def test_a_late_note_that_cannot_be_read_hides_nothing_and_stops_nothing(
    drafted: Job,
) -> None:
    note_ahead(drafted, "", later=60)
    path = drafted.folder / "notes" / f"{SLUG}.md"
    path.write_bytes("Grüße".encode("latin-1"))
    later = path.stat().st_mtime + 60
    os.utime(path, (later, later))

    assert codes(check_all(drafted, SLUG)) == ["late-note"]


def test_a_headline_longer_than_a_files_name_may_be_is_a_place(drafted: Job) -> None:
    edit(drafted, "headline: ", f"headline: {'Very long ' * 30}")
    (drafted.folder / "templates").mkdir()
    (drafted.folder / "templates" / "quote.mjml").write_text(
        '<mj-section><mj-column><mj-text><p style="color:#eee">'
        "{{ quote.text }}</p></mj-text></mj-column></mj-section>"
    )
    here = replace(drafted, here=drafted.folder)

    assert "low-contrast" in codes(check_all(here, SLUG))


def test_a_note_that_was_taken_into_the_edition_is_no_finding(drafted: Job) -> None:
    edition = specimen("week")
    note_ahead(drafted, f"{edition.note}\n\n— {edition.by}\n", later=60)

    assert codes(check_all(drafted, SLUG)) == []


def test_a_note_that_was_mended_in_the_edition_is_no_finding(drafted: Job) -> None:
    note_ahead(drafted, "What I thought on Monday.", later=-60)

    assert codes(check_all(drafted, SLUG)) == []


def test_with_links_the_mails_links_are_asked_for(drafted: Job) -> None:
    asking = replace(drafted, web=fake_web({}))

    found = [f for f in check_all(asking, SLUG, links=True) if f.code != "undated"]

    assert {finding.code for finding in found} == {"failing-link"}
    assert any(f"{THIRD}:" in f.message for f in found)
    assert all("edition.yaml:" in f.place for f in found if "/2026/11/" in f.message)


@pytest.mark.parametrize("theme", ["classic", "modern", "compact"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_shipped_templates_pass_before_anything_is_drafted(
    job: Job, theme: str, language: str
) -> None:
    job = replace(job, config=loaded(job.folder, language=language, theme=theme))

    assert codes(check_all(job, SLUG)) == ["no-edition"]


def test_a_template_that_breaks_is_an_error_with_its_place(job: Job) -> None:
    (job.folder / "templates").mkdir()
    (job.folder / "templates" / "footer.mjml").write_text("\n\n{{ titel }}")

    [finding] = check_all(job, SLUG)

    assert (finding.code, finding.place) == (
        "broken-template",
        "templates/footer.mjml:3",
    )
    assert "titel" in finding.message


def test_what_is_wrong_in_edition_yaml_is_told_line_by_line(drafted: Job) -> None:
    edit(drafted, "  - id: africa", "  - id: arfica")
    edit(drafted, f"url: {TOP.source.url}", "urls: x")

    found = check_all(drafted, SLUG)

    assert codes(found)[0] == "broken-edition"
    assert all("edition.yaml:" in finding.place for finding in found)


def test_an_address_that_none_may_link_to_is_told_with_its_line(drafted: Job) -> None:
    edit(drafted, THIRD, "javascript:alert(1)")

    [finding] = check_all(drafted, SLUG)

    path = drafted.edition_folder(SLUG) / "edition.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "javascript:" in text)
    assert finding.code == "broken-edition"
    assert finding.place == f"{path}:{line}"


def test_the_note_of_the_sample_may_not_go_out_from_elsewhere(drafted: Job) -> None:
    [note] = (sample_folder() / "notes").glob("*.md")
    words = note.read_text(encoding="utf-8").split("\n\n")[0].replace("\n", " ")
    brief = make_brief(bullets=(make_bullet(),))
    section = Section(id="africa", title="", briefs=(brief,))
    edition = make_edition(sections=(section,), note=words)
    edition_file.write(drafted.edition_folder(SLUG), edition, Record())

    found = check_all(drafted, SLUG)

    assert "placeholder" in codes(found)


def test_figures_that_disagree_are_placed_by_story(drafted: Job) -> None:
    brief = replace(make_brief(), bullets=(make_bullet(),), check=("Courier says six",))
    edition = make_edition(
        sections=(Section(id="africa", title="", briefs=(brief,)),), note="A note."
    )
    edition_file.write(drafted.edition_folder(SLUG), edition, Record())

    found = check_all(drafted, SLUG)

    [finding] = [f for f in found if f.code == "figures-disagree"]
    assert "edition.yaml:" in finding.place


def test_a_line_of_the_message_that_is_too_long_is_found(drafted: Job) -> None:
    address = f"{'a' * 1000}@world.example"  # headers cannot be broken within it
    newsletter = drafted.config.newsletter.model_copy(update={"reply_to": address})
    settings = drafted.config.model_copy(update={"newsletter": newsletter})

    found = check_all(replace(drafted, config=settings), SLUG)

    assert "long-line" in codes(found)


def test_a_mail_that_is_too_large_names_the_lowest_ranked_stories(job: Job) -> None:
    briefs = [
        make_brief(
            id=f"s-{number}",
            headline=f"Headline number {number}",
            bullets=(make_bullet(text=f"{number} {'word ' * 1200}"),),
        )
        for number in range(20)
    ]
    sections = (Section(id="africa", title="", briefs=tuple(briefs)),)
    verdicts = tuple(
        Verdict(ranked=ranked(brief.id, score), section="africa", why="")
        for score, brief in enumerate(briefs)
    )
    record = Record(verdicts=verdicts, briefs={brief.id: brief for brief in briefs})
    edition_file.write(
        job.edition_folder(SLUG), make_edition(sections=sections, quiet=()), record
    )

    finding = check_all(job, SLUG)[0]

    assert finding.code == "too-large"
    # The first of the edition is its top, however low it ranks.
    assert finding.remedy.startswith("delete the lowest ranked: 'Headline number 1', ")


def ranked(story: str, score: float) -> RankedStory:
    return make_ranked(make_story(id=story), reasons=(("day", score),))


def test_the_newest_edition_is_found(drafted: Job) -> None:
    (drafted.out / "2026-12-03").mkdir()

    assert edition_file.newest(drafted.out) == SLUG
    assert edition_file.newest(drafted.folder / "none") is None


def test_an_edition_of_an_early_version_is_looked_at_and_may_be_sent(
    drafted: Job,
) -> None:
    """Its draft.json has no version, and articles without a title."""
    path = drafted.edition_folder(SLUG) / "draft.json"
    draft = json.loads(path.read_text(encoding="utf-8"))
    article = {"outlet": "Courier", "url": "http://courier.example/1", "sentences": []}
    draft = {"window": draft["window"], "coverage": draft["coverage"]}
    path.write_text(json.dumps(draft | {"articles": {"a-1": article}}))
    edit(drafted, "        url: h", "        check: [six or seven]\n        url: h")

    assert codes(check_all(drafted, SLUG)) == ["figures-disagree"]


def test_links_to_the_newsletter_itself_are_not_asked_for(drafted: Job) -> None:
    newsletter = drafted.config.newsletter.model_copy(
        update={"url": "https://world.example/"}
    )
    settings = drafted.config.model_copy(update={"newsletter": newsletter})
    asking = replace(drafted, config=settings, web=fake_web({}))

    found = check_all(asking, SLUG, links=True)

    assert any("courier.example" in finding.message for finding in found)
    assert not any("world.example" in finding.message for finding in found)


def test_a_headline_like_a_key_of_the_edition_does_not_take_its_place(
    drafted: Job,
) -> None:
    headline = specimen("week").briefs[0].headline
    edit(drafted, f"headline: {headline}", "headline: subject")
    path = drafted.edition_folder(SLUG) / "edition.yaml"
    text = path.read_text(encoding="utf-8")
    text = re.sub("^subject:.*", "subject: 'TODO: write'", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")

    [finding] = [f for f in check_all(drafted, SLUG) if f.code == "placeholder"]

    line = text.splitlines().index("subject: 'TODO: write'")
    assert finding.place == f"{path}:{line + 1}"


def test_a_paper_that_writes_like_a_mark_stops_no_sending(job: Job) -> None:
    brief = make_brief(headline="XXX: the verdict", bullets=(make_bullet(),))
    sections = (Section(id="africa", title="", briefs=(brief,)),)
    edition = make_edition(sections=sections, note="A note.", quiet=())
    edition_file.write(job.edition_folder(SLUG), edition, Record())

    papers = [f.level for f in check_all(job, SLUG) if f.code == "placeholder"]
    edit(job, "XXX: the verdict", "TODO: the verdict")
    editors = [f.level for f in check_all(job, SLUG) if f.code == "placeholder"]

    assert (papers, editors) == ([], ["error"])


def test_places_are_told_from_the_current_folder(drafted: Job) -> None:
    edit(
        drafted,
        "url: https://savannatimes.example/2026/mombasa-ports-strike-ends",
        "url: javascript:alert(1)",
    )
    (drafted.folder / "templates").mkdir()
    (drafted.folder / "templates" / "foter.mjml").write_text("Hello")
    inside = replace(drafted, here=drafted.folder)
    above = replace(drafted, here=drafted.folder.parent)

    places = [finding.place.partition(":")[0] for finding in check_all(inside, SLUG)]
    others = [finding.place.partition(":")[0] for finding in check_all(above, SLUG)]

    assert places == [f"out/{SLUG}/edition.yaml", "templates/foter.mjml"]
    assert others == [f"{drafted.folder.name}/{place}" for place in places]


def test_a_theme_that_there_is_not_is_told_with_its_line(job: Job) -> None:
    text = "store: sqlite:///test.db\nfeeds: []\nnewsletter:\n  theme: clasic\n"
    (job.folder / "feeds.yaml").write_text(text, encoding="utf-8")
    wrong = replace(job, config=config.load(job.folder / "feeds.yaml"))

    with pytest.raises(ConfigError, match="did you mean 'classic'") as raised:
        check_all(wrong, SLUG)

    [complaint] = raised.value.complaints
    assert (complaint.line, complaint.column) == (4, 3)


# What a desk does not want to hear


def test_a_warning_that_a_desk_ignores_is_not_told(drafted: Job) -> None:
    edit(drafted, f"headline: {TOP.headline}", "headline: Open?")
    told = check_all(drafted, SLUG)
    settings = loaded(drafted.folder, "check: {ignore: [headline-question]}\n")

    left = check_all(replace(drafted, config=settings), SLUG)

    assert codes(told) == ["headline-question", *codes(left)]


def test_that_nothing_is_drafted_may_be_ignored(job: Job) -> None:
    settings = loaded(job.folder, "check: {ignore: [no-edition]}\n")

    assert check_all(replace(job, config=settings), SLUG) == ()


def test_an_error_is_told_whatever_is_ignored() -> None:
    error = Finding(level="error", code="left-over", message="", place="", remedy="")

    assert heeded([error, replace(error, level="warning")], ["left-over"]) == (error,)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("low-contrast", "'low-contrast' is an error, and errors cannot be ignored"),
        ("no-nte", "'no-nte' is no warning; did you mean 'no-note'?"),
    ],
)
def test_a_code_that_cannot_be_ignored_is_refused_with_its_line(
    tmp_path: Path, code: str, why: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        loaded(tmp_path, f"check:\n  ignore: [{code}]\n")

    [complaint] = raised.value.complaints
    assert complaint.line == 6
    assert why in complaint.message
