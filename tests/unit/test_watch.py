"""Which saves concern the preview, and in which folders they are noticed."""

from itertools import chain, cycle, repeat
from pathlib import Path

import anyio
import pytest
from previewing import newsletter
from watchfiles import Change
from web_served import project

from digest.web.watch import changes, concerns, folders_of


@pytest.mark.parametrize(
    ("path", "does"),
    [
        ("world/templates/brief.mjml", True),
        ("world/templates/words/de.po", True),
        ("world/templates/index.html", True),
        ("world/feeds.yaml", True),
        ("world/out/2026-11-19/edition.yaml", True),
        ("world/out/2026-11-19/pictures/quay.JPG", True),
        ("world/out/2026-11-20", True),
        ("world/out/2026-11-19/digest.html", False),
        ("world/out/2026-11-19/archive.json", False),
        ("world/templates/.brief.mjml.swp", False),
        ("world/templates/brief.mjml~", False),
        ("world/digest.db", False),
        ("world/digest.db-wal", False),
    ],
)
def test_what_is_shown_is_made_of_some_files_only(path: str, does: bool) -> None:  # noqa: FBT001  a table
    assert concerns(Change.modified, path) is does


def test_a_template_that_is_a_link_is_watched_where_it_lies(tmp_path: Path) -> None:
    world = newsletter(tmp_path / "world")
    shared = world / "shared"
    shared.mkdir()
    (shared / "brief.mjml").write_text("x")
    (world / "templates" / "brief.mjml").symlink_to(shared / "brief.mjml")

    assert shared.resolve() in folders_of(project(world), ())


def test_a_folder_that_is_gone_before_it_is_watched_ends_nothing(
    tmp_path: Path,
) -> None:
    gone, there = tmp_path / "gone", tmp_path / "there"
    there.mkdir()
    (there / "brief.mjml").write_text("old")
    asked = chain([frozenset({gone})], repeat(frozenset({there})))

    async def saved() -> int:
        seen = 0
        with anyio.fail_after(5):
            async for _ in changes(lambda: next(asked)):
                seen += 1
                if seen == 2:
                    break
                (there / "brief.mjml").write_text("much newer")
        return seen

    assert anyio.run(saved) == 2  # what was missed meanwhile, and the save


def test_where_the_system_cannot_watch_saves_are_noticed_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "brief.mjml"
    file.write_text("old")
    refused = cycle([True, False])  # when it is watched, not when it is looked at

    def folders() -> frozenset[Path]:
        if next(refused):
            raise OSError(28, "No space left on device")
        return frozenset({tmp_path})

    async def saved() -> int:
        seen = 0
        with anyio.move_on_after(3.5):
            async for _ in changes(folders):
                seen += 1
                if seen == 1:
                    file.write_text("much newer")
        return seen

    assert anyio.run(saved) == 2  # at first, and once for the save
    assert caplog.text.count("once a second only") == 1
