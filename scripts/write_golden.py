"""Write the sample week's mail in every theme, as tests/golden/ keeps it.

    PYTHONPATH=tests python scripts/write_golden.py out/2026-11-19 tests/golden

The folder is the one that `digest demo` made.
"""

import shutil
import sys
from pathlib import Path

from letters import THEMES, sample_mail


def main() -> None:
    """Write a page a theme, and the files that are the same in all."""
    edition, golden = Path(sys.argv[1]), Path(sys.argv[2])
    golden.mkdir(parents=True, exist_ok=True)
    for name in ("edition.yaml", "digest.txt"):
        shutil.copyfile(edition / name, golden / name)
    for theme in THEMES:
        html = sample_mail(edition, theme).html
        (golden / f"{theme}.html").write_text(html, encoding="utf-8")


if __name__ == "__main__":
    main()
