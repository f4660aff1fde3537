"""Whole commands, whole weeks: what a person who runs Digest meets."""
