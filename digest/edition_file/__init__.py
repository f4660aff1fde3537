"""An edition as files: edition.yaml for people, draft.json as its companion.

    Edition + Record --write--> out/<slug>/{edition.yaml, draft.json}
    out/<slug>/{edition.yaml, draft.json} --read--> Edition

edition.yaml holds what is printed and may be changed by hand. draft.json holds what the
pipeline knew: where each sentence stands, why each story is in or out, the numbers of
the coverage note, and the hash by which a changed edition.yaml is known.
`digest explain` reads it; its shape stands in shape.py.
"""

from digest.edition_file.folders import newest
from digest.edition_file.note import read_note
from digest.edition_file.read import (
    printed,
    quoted,
    read,
    read_articles,
    read_week,
    sentence,
    wrong_picture,
)
from digest.edition_file.record import LeftOut, Record, SourceText
from digest.edition_file.shape import DRAFT, EDITION, TOP, PastArticle
from digest.edition_file.write import is_changed, keep_copy, write
from digest.edition_file.written import Places, Written, read_written

__all__ = [
    "DRAFT",
    "EDITION",
    "TOP",
    "LeftOut",
    "PastArticle",
    "Places",
    "Record",
    "SourceText",
    "Written",
    "is_changed",
    "keep_copy",
    "newest",
    "printed",
    "quoted",
    "read",
    "read_articles",
    "read_note",
    "read_week",
    "read_written",
    "sentence",
    "write",
    "wrong_picture",
]
