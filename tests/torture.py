"""How long tests kill and repeat: `make torture` does it at full length."""

import os

LONG = os.environ.get("TORTURE") == "1"


def times(long: int, *, short: int) -> int:
    """Return the length that this run is for."""
    return long if LONG else short
