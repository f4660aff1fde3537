"""What keeps a story out of an edition, in a word for programs."""

from typing import Literal

Cut = Literal[
    "in",
    "home",
    "language",
    "no-section",
    "edition",
    "section",
    "outlet",
    "country",
    "like",
    "no-sentence",
    "printed",
]
"""`edition`, `section`, `outlet` and `country` are quotas that are used up; `like`: it
would be in, were it not so like a story that is; `no-sentence`: none stands alone;
`printed`: an earlier edition told it all."""
