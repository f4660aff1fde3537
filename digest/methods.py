"""The methods that choose an article's sentences, by name; nothing is loaded here."""

DEFAULT = "digest"
BUILT_IN = (
    DEFAULT,
    "lead",
    "lexrank",
    "textrank",
    "luhn",
    "lsa",
    "sumbasic",
    "kl",
)
