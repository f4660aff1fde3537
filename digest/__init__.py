"""Digest: a weekly world-news email made from feeds, in the papers' own words."""

__version__ = "0.1.0"
