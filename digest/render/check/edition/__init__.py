"""edition.yaml as an editor left it, beside what was drafted: `Written` -> findings.

headlines    what stands above a story     sources   whose words are printed
stories      what is missing, old, twice   pictures  the files that go with it
length       how much there is to read
"""

from collections.abc import Collection, Iterator, Mapping

from digest.edition_file import Written
from digest.findings import Finding
from digest.render.check.edition.headlines import headlines
from digest.render.check.edition.length import length
from digest.render.check.edition.pictures import pictures
from digest.render.check.edition.sources import sources
from digest.render.check.edition.stories import stories


def edition_checks(
    written: Written, files: Mapping[str, bytes], sent: Collection[str]
) -> Iterator[Finding]:
    """Yield what is wrong with an edition, in the order of the file by kind.

    `files` are its pictures by name; `sent` the slugs of the editions that went out.
    """
    yield from length(written)
    yield from headlines(written)
    yield from stories(written, sent)
    yield from sources(written)
    yield from pictures(written, files)


__all__ = ["edition_checks"]
