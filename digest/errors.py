"""Every error that is raised on purpose.

DigestError               one line on stderr, no traceback
├── UsageError            exit 2: the call's words are off
├── SummarizerError       exit 2: a method that rates sentences cannot be used
├── ConfigError           exit 2: a file that a person wrote, every problem at once
├── StoreError            exit 1: the database cannot be used
├── OutputError           exit 1: a file cannot be written
├── TemplateError         exit 1: a template does not render
│   └── UnknownThemeError  the theme of feeds.yaml is none of the templates
├── EngineError           exit 1: the mail engine is not installed, or another's
├── NoFeedError           exit 1: no feed is listed, or there is none at an address
├── NothingReadError      exit 1: every feed failed
├── TooFewStoriesError    exit 1: the week is too thin for an edition
├── NoEditionError        exit 1: there is nothing to render or send
└── CheckError            exit 1: the mail must not go out like this

ParseError                one feed's or page's failure: kept as a value, shown, counted
"""

import errno
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override


class DigestError(Exception):
    """What went wrong and what to do about it, in one line for people."""

    exit_code = 1


class UsageError(DigestError):
    """The command cannot be done as it was asked for."""

    exit_code = 2


class SummarizerError(DigestError):
    """A summarizer does not exist, cannot be loaded, or does not rate."""

    exit_code = 2


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """One problem in a file: line and column count from 1."""

    file: str
    line: int
    column: int
    message: str

    @override
    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class ConfigError(DigestError):
    """A file that a person wrote is wrong; carries every complaint, in file order."""

    exit_code = 2

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        self.complaints = tuple(sorted(complaints))
        super().__init__("\n".join(map(str, self.complaints)))


class StoreError(DigestError):
    """The database is locked, unreadable, or newer than this program."""


_REMEDIES = {
    errno.ENOTDIR: "a file stands where a folder should be: move it away",
    errno.EEXIST: "a file stands where a folder should be: move it away",
    errno.EISDIR: "a folder stands where a file should be: move it away",
    errno.ENOSPC: "make room on the disk",
}


class OutputError(DigestError):
    """A file or folder cannot be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        reason = error.strerror or str(error)
        remedy = _REMEDIES.get(error.errno or 0, "check its folder and permissions")
        super().__init__(f"{path}: cannot be written: {reason}; {remedy}")


class TemplateError(DigestError):
    """A template is wrong; `file` and `line` (from 1, 0 if unknown) say where."""

    def __init__(self, file: str, line: int, message: str) -> None:
        self.file, self.line, self.message = file, line, message
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")


class UnknownThemeError(TemplateError):
    """There is no theme of the name that feeds.yaml gives."""


class EngineError(DigestError):
    """The engine that makes HTML of MJML cannot be used."""


class NoFeedError(DigestError):
    """No feed is listed, or there is none at the address that was given."""


class NothingReadError(DigestError):
    """Not one feed could be read."""


class TooFewStoriesError(DigestError):
    """Fewer stories than `edition.min_stories`."""


class NoEditionError(DigestError):
    """The edition asked for does not exist."""


class CheckError(DigestError):
    """`check` found an error; nothing was sent."""


class ParseError(Exception):
    """Bytes are no feed; the message names the reason in a few words."""
