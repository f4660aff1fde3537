import os
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.errors import OutputError
from digest.files import is_file, write_whole


def refuse(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_text_is_written_as_utf8(tmp_path: Path) -> None:
    write_whole(tmp_path / "edition.yaml", "São Paulo\n")

    assert (tmp_path / "edition.yaml").read_bytes() == "São Paulo\n".encode()


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_whole(tmp_path / "picture.jpg", b"\xff\xd8\r\n")

    assert (tmp_path / "picture.jpg").read_bytes() == b"\xff\xd8\r\n"


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "out" / "2026-11-19" / "index.html", "x")

    assert (tmp_path / "out" / "2026-11-19" / "index.html").exists()


def test_an_old_file_is_replaced_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("the old one, longer", encoding="utf-8")

    write_whole(tmp_path / "feed.xml", "new")

    assert (tmp_path / "feed.xml").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["feed.xml"]


@pytest.mark.parametrize("step", ["replace", "fsync", "chmod"])
def test_a_failing_step_leaves_the_old_file_and_no_temporary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    (tmp_path / "feed.xml").write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, step, refuse)

    with pytest.raises(OutputError):
        write_whole(tmp_path / "feed.xml", "new")

    assert (tmp_path / "feed.xml").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["feed.xml"]


def test_an_interruption_leaves_the_old_file_and_no_temporary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "feed.xml").write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "replace", interrupt)

    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "feed.xml", "new")

    assert (tmp_path / "feed.xml").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["feed.xml"]


def test_the_words_are_on_the_disk_before_the_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def noted(step: str) -> Callable[..., None]:
        does = getattr(os, step)

        def noting(*given: object) -> None:
            steps.append(step)
            does(*given)

        return noting

    for step in ("fsync", "replace"):
        monkeypatch.setattr(os, step, noted(step))

    write_whole(tmp_path / "feed.xml", "new")

    assert steps == ["fsync", "replace", "fsync"]


def test_a_system_that_cannot_open_folders_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def no_folders(path: str | Path, flags: int, mode: int = 0o777, **more: int) -> int:
        if Path(path).is_dir():
            raise OSError(13, "Permission denied")
        return opened(path, flags, mode, **more)

    monkeypatch.setattr(os, "open", no_folders)

    write_whole(tmp_path / "feed.xml", "new")

    assert (tmp_path / "feed.xml").read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_file_may_be_read_by_whom_the_umask_lets(
    tmp_path: Path, mask: int, mode: int
) -> None:
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "index.html", "x")
        after = os.umask(mask)
    finally:
        os.umask(before)

    assert (tmp_path / "index.html").stat().st_mode & 0o777 == mode
    assert after == mask


def test_a_file_that_was_private_stays_private(tmp_path: Path) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text("old")
    file.chmod(0o600)

    write_whole(file, "new")

    assert file.stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_written_is_told_with_path_and_reason(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file in the folder's place", encoding="utf-8")
    path = tmp_path / "out" / "index.html"

    with pytest.raises(OutputError) as raised:
        write_whole(path, "x")

    assert str(raised.value) == (
        f"{path}: cannot be written: File exists;"
        " a file stands where a folder should be: move it away"
    )


def test_an_error_without_words_of_its_own_is_shown_all_the_same() -> None:
    error = OutputError(Path("out/index.html"), OSError("disk on fire"))

    assert "cannot be written: disk on fire" in str(error)


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()

    with pytest.raises(OutputError, match="Is a directory"):
        write_whole(tmp_path / "index.html", "x")

    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


@pytest.mark.parametrize("name", ["x" * 300, "a\x00b", "nowhere/at/all", "."])
def test_what_is_no_file_is_none_whatever_it_is_called(
    tmp_path: Path, name: str
) -> None:
    assert not is_file(tmp_path / name)
