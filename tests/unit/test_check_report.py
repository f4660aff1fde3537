"""What `digest check` prints for people."""

from digest.cli.checked import report, summary
from digest.findings import Finding, in_order


def finding(level: str, code: str, place: str) -> Finding:
    return Finding(
        level=level,  # type: ignore[arg-type]  # one of two words
        code=code,
        message=f"what {code} is",
        place=place,
        remedy=f"mend {code}",
    )


FOUND = (
    finding("error", "a", "/desk/out/edition.yaml:3"),
    finding("error", "b", "the HTML part"),
    finding("warning", "c", "/desk/out/edition.yaml:3"),
    finding("warning", "d", "the subject"),
)


def test_findings_of_one_place_stand_together_errors_first() -> None:
    assert report(FOUND) == (
        "/desk/out/edition.yaml:3\n"
        "  error    what a is [a]\n"
        "           mend a\n"
        "  warning  what c is [c]\n"
        "           mend c\n"
        "\n"
        "the HTML part\n"
        "  error    what b is [b]\n"
        "           mend b\n"
        "\n"
        "the subject\n"
        "  warning  what d is [d]\n"
        "           mend d"
    )


def test_the_summary_names_the_edition_and_the_docs() -> None:
    assert summary(FOUND, "2026-11-19") == (
        "2 errors, 2 warnings in 2026-11-19;"
        " more on each code: docs/reference/findings.md"
    )
    assert summary((), "2026-11-19") == "0 errors, 0 warnings in 2026-11-19"


def test_findings_are_ordered_by_level_and_told_once() -> None:
    assert in_order((FOUND[3], FOUND[0], FOUND[3])) == (FOUND[0], FOUND[3])
