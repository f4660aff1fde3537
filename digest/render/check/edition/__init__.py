"""edition.yaml as an editor left it, beside what was drafted: `Written` -> findings.

headlines    what stands above a story     sources   whose words are printed
stories      what is missing, old, twice   length    how much there is to read
"""

from collections.abc import Collection, Iterator

from digest.edition_file import Written
from digest.findings import Finding
from digest.render.check.edition.headlines import headlines
from digest.render.check.edition.length import length
from digest.render.check.edition.sources import sources
from digest.render.check.edition.stories import stories


def edition_checks(written: Written, sent: Collection[str] | None) -> Iterator[Finding]:
    """Yield what is wrong with an edition, in the order of the file by kind.

    `sent` are the slugs of the editions that went out, `None` if nobody knows.
    Pictures need no check: they are made fit to print whenever the edition is rendered.
    """
    yield from length(written)
    yield from headlines(written)
    yield from stories(written, sent)
    yield from sources(written)


__all__ = ["edition_checks"]
