"""The sample week's edition as it was last looked at; `make golden` rewrites it."""

from pathlib import Path

import pytest

GOLDEN = Path(__file__).resolve().parent.parent / "golden"


@pytest.mark.parametrize("name", ["edition.yaml", "digest.txt", "digest.html"])
def test_the_edition_is_as_it_was_last_looked_at(
    name: str, edition_folder: Path
) -> None:
    made = (edition_folder / name).read_text(encoding="utf-8")

    assert made == (GOLDEN / name).read_text(encoding="utf-8"), (
        "run `make golden`, and read the difference before you commit it"
    )
