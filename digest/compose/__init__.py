"""Entry -> Edition: stories are found, placed, ranked, read and summarized."""
