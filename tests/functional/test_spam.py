"""The sample week's mail as SpamAssassin sees it, without the network."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

SCORE = re.compile(rb"Content analysis details:\s+\((-?\d+\.\d) points")


@pytest.fixture(scope="module")
def spamassassin() -> str:
    found = shutil.which("spamassassin")
    if found is None:
        told = "SpamAssassin is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    return found


def score(program: str, mail: bytes, home: Path) -> float:
    """Return the points of a mail; -L asks no network, -t always reports."""
    done = subprocess.run(
        [program, "-L", "-t"],
        input=mail,
        capture_output=True,
        timeout=120,
        check=True,
        env=os.environ | {"HOME": str(home)},
    )
    found = SCORE.search(done.stdout)
    assert found, done.stderr
    return float(found[1])


def test_the_mail_has_no_points(
    spamassassin: str, edition_folder: Path, tmp_path: Path
) -> None:
    mail = (edition_folder / "digest.eml").read_bytes()

    assert score(spamassassin, mail, tmp_path) <= 0.0


def test_a_mail_to_nobody_has_points(
    spamassassin: str, edition_folder: Path, tmp_path: Path
) -> None:
    """So the check can fail; the header counts as the mail is told of it."""
    mail = (edition_folder / "digest.eml").read_bytes()
    headers, _, body = mail.partition(b"\r\n\r\n")
    kept = [line for line in headers.split(b"\r\n") if not line.startswith(b"To:")]

    assert score(spamassassin, b"\r\n".join(kept) + b"\r\n\r\n" + body, tmp_path) > 1
