"""What is on the bench: versions, the last good proof, and what is wrong."""

from pathlib import Path

import pytest
from previewing import newsletter
from web_served import bench

from digest.pipeline.proofs import SupersededError, findings
from digest.web.bench import Bench


@pytest.fixture
def world(tmp_path: Path) -> Path:
    return newsletter(tmp_path / "world")


def saved(on: Bench, world: Path, name: str, text: str) -> None:
    (world / name).write_text(text, encoding="utf-8")
    on.renew()


def test_a_proof_is_made_once_for_each_version(world: Path) -> None:
    on = bench(world)
    first, again = on.shown("week"), on.shown("week")

    on.renew()

    assert first is again
    assert on.shown("week").version == first.version + 1


def test_the_last_good_proof_stays_under_an_error(world: Path) -> None:
    on = bench(world)
    good = on.shown("week").proof

    saved(on, world, "templates/brief.mjml", "\n{{ headlin }}")

    shown = on.shown("week")
    assert shown.proof is good
    assert [error.place for error in shown.errors] == ["templates/brief.mjml:2"]


def test_a_wrong_feeds_yaml_is_an_error_until_it_is_mended(world: Path) -> None:
    on = bench(world)
    right = (world / "feeds.yaml").read_text(encoding="utf-8")

    saved(on, world, "feeds.yaml", f"{right}bogus: 1\n")
    wrong = on.shown("week")
    saved(on, world, "feeds.yaml", right)

    assert "bogus" in wrong.errors[0].message
    assert on.shown("week").errors == ()


def test_a_mistake_of_digests_own_is_shown_and_the_bench_goes_on(
    world: Path, caplog: pytest.LogCaptureFixture
) -> None:
    on = bench(world)
    right = on.project
    on.project = None  # type: ignore[assignment]  # what nothing is written for

    shown = on.shown("week")
    told = on.look_over("week")
    on.project = right
    on.renew()

    assert [error.code for error in shown.errors] == ["bug"]
    assert told
    assert "Traceback" in caplog.text
    assert on.shown("week").errors == ()


def test_what_is_found_is_of_the_version_that_was_looked_over(world: Path) -> None:
    on = bench(world)

    assert on.look_over("week")
    assert not on.look_over("week")
    on.renew()
    assert on.look_over("week")

    found = on.looked_over("week")
    assert found
    assert found.version == on.version


def test_the_check_of_an_older_save_is_given_up(world: Path) -> None:
    on = bench(world)
    made = on.shown("week").proof
    assert made

    with pytest.raises(SupersededError):
        findings(on.project, "week", made, lambda: True)


def test_a_wrong_places_yaml_is_found(world: Path) -> None:
    on = bench(world)

    saved(on, world, "places.yaml", "waitangi: [NZ\n")
    on.look_over("week")

    found = on.looked_over("week")
    assert found
    assert "broken-config" in [one.code for one in found.findings]


def test_an_edition_that_is_gone_is_known_as_long_as_it_was_shown(world: Path) -> None:
    on = bench(world)
    folder = world / "out" / "2026-11-19"
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text("slug: 2026-11-19\n")

    assert not on.knows("2026-11-12")
    assert on.knows("2026-11-19")
    on.shown("2026-11-19")
    (folder / "edition.yaml").unlink()

    assert on.knows("2026-11-19")
    assert on.shown("2026-11-19").errors
