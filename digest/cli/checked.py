"""What `digest check` says: findings by place, with the remedy and the code."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from digest.cli.console import count
from digest.findings import DOCS

if TYPE_CHECKING:
    from digest.findings import Finding

_INDENT = " " * 11


def report(findings: "Sequence[Finding]") -> str:
    """Return the findings for people, those of one place together, errors first.

    A place in a file is `file:line` at the start of its line, as terminals and editors
    make it a link.
    """
    first: dict[str, int] = {}
    for number, finding in enumerate(findings):
        first.setdefault(finding.place, number)
    ordered = sorted(findings, key=lambda finding: first[finding.place])
    groups = []
    for place, group in groupby(ordered, key=lambda finding: finding.place):
        groups.append("\n".join([place, *map(_lines, group)]))
    return "\n\n".join(groups)


def summary(findings: "Sequence[Finding]", slug: str) -> str:
    """Return how many findings of each level there are, and in what."""
    errors = sum(finding.level == "error" for finding in findings)
    warnings = len(findings) - errors
    told = f"{count(errors, 'error')}, {count(warnings, 'warning')} in {slug}"
    return f"{told}; more on each code: {DOCS}" if findings else told


def _lines(finding: "Finding") -> str:
    told = f"  {finding.level:<7}  {finding.message} [{finding.code}]"
    return f"{told}\n{_INDENT}{finding.remedy}"
