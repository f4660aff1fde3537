"""Write what `digest explain` says of the sample week into docs/how-to/ask-why.md.

python scripts/make_answers.py [NEWSLETTER] [PAGE]

NEWSLETTER is a folder whose out/ holds the sample week's edition; without it the
edition is made. Each block that begins with `$ digest explain` gets its answer.
"""

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "how-to" / "ask-why.md"
BLOCK = re.compile(r"^```console\n\$ digest (explain.*)\n[^`]*```$", re.MULTILINE)


def with_answers(page: str, newsletter: Path) -> str:
    """Return the page with what its commands print now."""
    return BLOCK.sub(
        lambda found: (
            f"```console\n$ digest {found[1]}\n{_answer(found[1], newsletter)}```"
        ),
        page,
    )


def _answer(words: str, newsletter: Path) -> str:
    config = ["--config", str(newsletter / "feeds.yaml")]
    done = subprocess.run(  # noqa: S603  the words stand in our own page
        [sys.executable, "-m", "digest", *shlex.split(words), *config],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Write the page, from the edition given or one made now."""
    page = Path(sys.argv[2]) if len(sys.argv) > 2 else PAGE  # noqa: PLR2004  the second of two words
    with tempfile.TemporaryDirectory() as scratch:
        newsletter = Path(sys.argv[1] if len(sys.argv) > 1 else scratch)
        if len(sys.argv) <= 1:
            demo = [sys.executable, "-m", "digest", "demo", "--quiet", "--out"]
            subprocess.run([*demo, newsletter / "out"], check=True, capture_output=True)  # noqa: S603  our own words
        made = with_answers(page.read_text(encoding="utf-8"), newsletter)
    page.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
