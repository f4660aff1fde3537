"""Templates' compiled code, kept while the program runs: compiling is the slow part."""

from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache
from typing_extensions import override

_MOST = 1000
"""Templates kept; the shipped ones are thirty."""


class Compiled(BytecodeCache):
    """The newest code of each template's file; it is taken only for the same source."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType | None]] = {}

    @override
    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._kept.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    @override
    def dump_bytecode(self, bucket: Bucket) -> None:
        if len(self._kept) >= _MOST:
            self._kept.clear()
        self._kept[bucket.key] = (bucket.checksum, bucket.code)


_BY_LANGUAGE: dict[str, Compiled] = {}


def compiled(language: str) -> Compiled:
    """Return the code of the templates of a language.

    Filters of literals are worked out while compiling, and some go by the language.
    """
    return _BY_LANGUAGE.setdefault(language, Compiled())
