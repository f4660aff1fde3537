"""What is wrong with a piece of MJML, and where."""

from typing import Literal, NamedTuple

from digest.errors import TemplateError

Level = Literal["error", "warning"]


class Fault(NamedTuple):
    """One mistake: at `offset` in characters; `other` is where it shows, if elsewhere.

    `value` is the attribute's value that is at fault, if one is.
    """

    offset: int
    message: str
    level: Level = "error"
    value: str | None = None
    other: int | None = None


class MjmlError(TemplateError):
    """MJML that must not become a mail; `fault` says what and where in its text."""

    def __init__(self, mjml: str, fault: Fault, name: str) -> None:
        self.fault = fault
        line = mjml.count("\n", 0, fault.offset) + 1
        super().__init__(name, line, fault.message)
