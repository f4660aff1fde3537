"""How stages tell how far they are, and what they did."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, how many there are."""

Remark = Callable[[str], None]
"""Called with a sentence for people."""


def silent(_doing: str, _done: int, _total: int) -> None:
    """Report nothing: the `Progress` of whoever does not watch."""
