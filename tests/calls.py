"""How often real code calls a function: tests count work instead of timing it."""

import sys
from collections.abc import Callable
from types import FrameType, FunctionType


def calls(function: Callable[..., object], work: Callable[[], object]) -> int:
    """Return how often the body of a Python function runs while `work` does."""
    assert isinstance(function, FunctionType), "only what Python runs is seen"
    code, counted = function.__code__, 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal counted
        counted += event == "call" and frame.f_code is code

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted
