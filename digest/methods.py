"""The names of the methods that choose an article's sentences; see `plug_ins` for more.

Only names stand here, as command lines and feeds.yaml ask for them first of all.
"""

DEFAULT, LEAD = "digest", "lead"
BUILT_IN = (
    DEFAULT,
    LEAD,
    "lexrank",
    "textrank",
    "luhn",
    "lsa",
    "sumbasic",
    "kl",
    "edmundson",
)
