"""What is remembered between runs; alone speaks SQL."""

from digest.store.store import Store, open_store

__all__ = ["Store", "open_store"]
