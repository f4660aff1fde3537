"""What the page is told: places that an editor can open, stories, bounded words."""

import json
from pathlib import Path

import pytest
from builders import NOW
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from previewing import newsletter
from web_served import bench, project

from digest import specimens
from digest.findings import Finding, found
from digest.pipeline.project import Project
from digest.resources import templates_folder
from digest.web.bench import LookedOver, Shown
from digest.web.screen import finding, located, screen, sets
from digest.web.screen import found as told_of

SLUG = "2026-11-19"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = newsletter(tmp_path_factory.mktemp("screen") / "world", story__mjml="")
    (folder / "out" / SLUG).mkdir(parents=True)
    (folder / "out" / SLUG / "edition.yaml").write_text("slug: x\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def quayside(world: Path) -> Project:
    return project(world)


@pytest.mark.parametrize(
    ("place", "file", "line"),
    [
        ("feeds.yaml:3:1", None, None),
        ("feeds.yaml:3", "feeds.yaml", 3),
        ("feeds.yaml", "feeds.yaml", None),
        ("templates/story.mjml:12", "templates/story.mjml", 12),
        (f"out/{SLUG}/edition.yaml:6", f"out/{SLUG}/edition.yaml", 6),
        ("edition.yaml:6", f"out/{SLUG}/edition.yaml", 6),
        ("edition.yaml", f"out/{SLUG}/edition.yaml", None),
        ("templates/gone.mjml:12", None, None),
        ("templates", None, None),
        ("out/", None, None),
        ("the newsletter", None, None),
        ("Dock strike: 40,000 walk out", None, None),
        ("top 1", None, None),
        ("https://courier.example:80", None, None),
        ("", None, None),
        (":", None, None),
        (":7", None, None),
        ("a\0b:3", None, None),
        ("w" * 5000, None, None),
        ("w/" * 5000 + ":3", None, None),
    ],
)
def test_a_place_is_a_file_and_line_if_there_is_one(
    quayside: Project, world: Path, place: str, file: str | None, line: int | None
) -> None:
    expected = world / file if file else None

    assert located(quayside, SLUG, place) == (expected, line)


def test_a_place_in_a_shipped_template_is_in_digests_own_folder(
    quayside: Project,
) -> None:
    place = "Digest's own brief.mjml:12"

    assert located(quayside, SLUG, place) == (templates_folder() / "brief.mjml", 12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.text())
def test_no_place_is_too_odd(quayside: Project, place: str) -> None:
    file, line = located(quayside, SLUG, place)

    assert file is None or file.is_file()
    assert line is None or (file and line >= 0)


def test_a_finding_is_told_with_its_remedy_and_why_it_matters(
    quayside: Project, world: Path
) -> None:
    one = found("broken-template", "a bracket is open", "templates/story.mjml:12")

    told = finding(quayside, SLUG, one)

    assert told["place"] == "templates/story.mjml:12"
    assert (told["file"], told["line"]) == (str(world / "templates/story.mjml"), 12)
    assert (told["level"], told["code"]) == ("error", "broken-template")
    assert told["message"] == "a bracket is open"
    assert told["remedy"] == one.remedy
    assert told["why"]


def test_a_place_is_told_from_the_newsletters_folder(quayside: Project) -> None:
    one = found("broken-edition", "x", "edition.yaml:6")

    assert finding(quayside, SLUG, one)["place"] == f"out/{SLUG}/edition.yaml:6"


def test_words_are_told_in_bounded_length(quayside: Project) -> None:
    long = Finding(
        level="error",
        code="broken-edition",
        message="m" * 5_000_000,
        place="p" * 5_000_000,
        remedy="r" * 5_000_000,
    )

    told = told_of(quayside, SLUG, LookedOver(version=3, findings=(long,)))

    assert told["version"] == 3
    assert len(json.dumps(told)) < 10_000
    assert told["findings"][0]["message"].endswith("m…")


def test_editions_come_before_the_specimens_and_newest_first(world: Path) -> None:
    older = world / "out" / "2026-11-12"
    older.mkdir(exist_ok=True)
    (older / "edition.yaml").write_text("slug: x\n", encoding="utf-8")

    listed = sets(bench(world))

    assert [one["name"] for one in listed[:2]] == [SLUG, "2026-11-12"]
    assert {one["kind"] for one in listed[:2]} == {"edition"}
    assert [one["name"] for one in listed[2:]] == list(specimens.names())


def test_without_a_good_proof_the_errors_alone_are_told(world: Path) -> None:
    wrong = found("broken-edition", "x", "edition.yaml:6")
    shown = Shown(
        version=1, project=project(world), proof=None, made=None, errors=(wrong,)
    )

    told = screen(bench(world), SLUG, shown)

    assert (told["proof"], told["made"]) == (None, None)
    assert [one["message"] for one in told["errors"]] == ["x"]


def test_the_mail_is_told_with_its_figures_and_stories(tmp_path: Path) -> None:
    on = bench(newsletter(tmp_path / "world"))

    told = screen(on, "week", on.shown("week"))

    proof, week = told["proof"], specimens.specimen("week")
    assert (told["newsletter"], told["sender"]) == ("The Quayside Week",) * 2
    assert told["made"] == f"{NOW.astimezone():%H:%M:%S}"
    assert told["limits"] == {"nearly": 90_000, "clipped": 102_000}
    assert {one["id"] for one in proof["stories"]} == {one.id for one in week.briefs}
    assert proof["minutes"] == max(1, round(proof["words"] / 238))
    first = proof["stories"][0]
    assert first["headline"] in proof["light"]
    assert first["headline_url"] in first["urls"]
    assert first["section"] == ""
