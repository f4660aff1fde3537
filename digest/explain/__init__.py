"""Why a story is in an edition or not, from what was known when it was drafted.

draft.json, edition.yaml --edition_file--> WeekPart, EditionPart
--explain--> Overview | Explanation | LeftOutEntry | Several | Unknown
"""

from digest.explain.answers import (
    Answer,
    Explanation,
    LeftOutEntry,
    Overview,
    PrintedBullet,
    Row,
    Several,
    Told,
    Unknown,
    values,
)
from digest.explain.desk import explain

__all__ = [
    "Answer",
    "Explanation",
    "LeftOutEntry",
    "Overview",
    "PrintedBullet",
    "Row",
    "Several",
    "Told",
    "Unknown",
    "explain",
    "values",
]
