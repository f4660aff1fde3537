"""An edition as files: edition.yaml for people, draft.json as its companion.

    Edition + Verdicts + Articles --write--> out/<slug>/{edition.yaml, draft.json}
    out/<slug>/{edition.yaml, draft.json} --read--> Edition

edition.yaml holds what is printed and may be changed by hand. draft.json holds what the
pipeline knew: where each sentence stands, why each story is in or out, the numbers of
the coverage note, and the hash by which a changed edition.yaml is known.
"""

from digest.edition_file.note import read_note
from digest.edition_file.read import read, read_articles
from digest.edition_file.shape import DRAFT, EDITION, TOP, PastArticle
from digest.edition_file.write import SourceText, is_changed, keep_copy, write

__all__ = [
    "DRAFT",
    "EDITION",
    "TOP",
    "PastArticle",
    "SourceText",
    "is_changed",
    "keep_copy",
    "read",
    "read_articles",
    "read_note",
    "write",
]
