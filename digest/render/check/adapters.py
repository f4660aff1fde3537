"""What other parts complain of, as findings."""

from collections.abc import Sequence

from digest.findings import Finding, found

_MOST = 300
"""Characters of an error that nobody wrote for people."""


def no_edition(slug: str) -> Finding:
    """Return the finding for a newsletter that has no edition to look at yet."""
    told = f"{slug} is not drafted yet: the templates were tried with made-up stories"
    return found("no-edition", told, slug)


def no_feeds(message: str) -> Finding:
    """Return the finding for a newsletter that no edition can be made of."""
    told, _, remedy = message.partition("; ")
    return found("no-feeds", told, "feeds.yaml", remedy=remedy or None)


def disagreement(
    headline: str, line: str, quoted: Sequence[str], place: str | None = None
) -> Finding:
    """Return the finding for figures that disagree, and the sentences they stand in."""
    said = "".join(f'; "{sentence}"' for sentence in quoted)
    told = f"figures disagree in '{headline}': {line}{said}"
    return found("figures-disagree", told, place or f"'{headline}'")


def late_note(slug: str) -> Finding:
    """Return the finding for a note that was saved when the edition had one."""
    told = f"this note was saved after {slug} was drafted, and is not printed"
    return found("late-note", told, f"notes/{slug}.md:1")


def bug(error: Exception) -> Finding:
    """Return the finding for a mistake of Digest's own, in at most a few lines."""
    told = f"Digest itself failed: {type(error).__name__}: {error}"
    return found("bug", told[:_MOST], "Digest")


def broken_file(file: str, line: int, message: str) -> Finding:
    """Return the finding for a line of edition.yaml that is wrong."""
    told, remedy = _parted(message)
    return found("broken-edition", told, _at(file, line), remedy=remedy)


def broken_config(file: str, line: int, message: str) -> Finding:
    """Return the finding for a line of feeds.yaml or places.yaml that is wrong."""
    told, remedy = _parted(message)
    return found("broken-config", told, _at(file, line), remedy=remedy)


def template_finding(file: str, line: int, message: str) -> Finding:
    """Return the finding for a template that breaks; `line` is 0 where unknown."""
    told, remedy = _parted(message)
    return found("broken-template", told, _at(file, line), remedy=remedy)


def odd_template(file: str, line: int, message: str) -> Finding:
    """Return the finding for a template that renders, but is not what it seems."""
    told, remedy = _parted(message)
    return found("odd-template", told, _at(file, line), remedy=remedy)


def odd_word(place: str, message: str, *, broken: bool) -> Finding:
    """Return the finding for words without a translation, or with a `broken` one."""
    told, remedy = _parted(message)
    code = "broken-word" if broken else "missing-word"
    return found(code, told, place, remedy=remedy)


def _parted(message: str) -> tuple[str, str | None]:
    """Return what is wrong, and the remedy that the house's messages end with."""
    told, _, remedy = message.rpartition("; ")
    return (told, remedy) if told else (message, None)


def _at(file: str, line: int) -> str:
    return f"{file}:{line}" if line else file
