"""Headlines that tell less than they should."""

from collections.abc import Iterator

from digest.edition_file import Written
from digest.findings import Finding, found
from digest.render.check.edition.walk import told
from digest.render.check.heads import shouts

_LONG = 110
"""Characters: four lines of a phone at 25 px."""
_QUESTION = ("?", "？", "؟")
_CUT = ("…", "...")
_QUOTES = "\"'”’») "


def headlines(written: Written) -> Iterator[Finding]:
    """Yield what is odd about the headlines."""
    for way, story in told(written):
        line, place = story.headline.strip(), written.at(*way, "headline")
        bare = line.rstrip(_QUOTES)
        if bare.endswith(_QUESTION):
            yield found("headline-question", f"'{line}' is a question", place)
        if bare.endswith(_CUT):
            yield found("headline-cut", f"'{line}' ends in dots", place)
        if shouts(line):
            yield found("headline-shouts", f"'{line}' is in capitals", place)
        if len(line) > _LONG:
            message = f"the headline has {len(line)} characters: '{line[:40]}…'"
            yield found("long-headline", message, place)
