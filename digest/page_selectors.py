"""Where a feed says that the article is on its pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors of what holds the article on a page, and of what does not."""

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


NO_SELECTORS = Selectors()
"""What most feeds say: nothing."""
