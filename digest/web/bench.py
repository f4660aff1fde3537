"""What is on the bench: a proof by the name of what is shown, a version for each save.

    renew() --> version + 1 --> shown(name): a proof, or the last good one with errors
                                look_over(name): what `digest check` finds in it

A name is an edition's day or a specimen's.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from digest import edition_file, specimens
from digest.errors import DigestError
from digest.findings import Finding
from digest.pipeline.inspecting import complaints
from digest.pipeline.project import Project
from digest.pipeline.proofs import Proof, SupersededError, findings, proof, signature

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is to be seen of a name in a version, and the project it was made from.

    With `errors`, `proof` is the last good one, if there was one; `made` is its moment.
    """

    version: int
    project: Project
    proof: Proof | None
    made: datetime | None
    errors: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedOver:
    """What was found in the proof of a version."""

    version: int
    findings: tuple[Finding, ...]


class Bench:
    """The state of the preview, for any thread; `load` reads feeds.yaml.

    Raises `ConfigError` if that cannot be read when the bench is set up; later it stays
    as it was, and the error is shown. So is a mistake of Digest's own: a preview that
    goes on for hours must not stand still without a word.
    """

    def __init__(
        self, load: Callable[[], Project], clock: Callable[[], datetime]
    ) -> None:
        self._load, self._clock = load, clock
        self.project = load()
        self.version = 1
        self._feeds = _feeds(self.project)
        self._broken: DigestError | None = None
        self._shown: dict[str, Shown] = {}
        self._looked_over: dict[str, LookedOver] = {}
        self._making = threading.Lock()

    def editions(self) -> tuple[str, ...]:
        """Return the days of the editions that are there, the newest first."""
        found = self.project.out.glob(f"????-??-??/{edition_file.EDITION}")
        return tuple(sorted((path.parent.name for path in found), reverse=True))

    def knows(self, name: str) -> bool:
        """Return whether there is such an edition or specimen, or was a moment ago."""
        known = name in specimens.names() or name in self._shown
        return known or name in self.editions()

    def renew(self) -> None:
        """Take note of a save: from now on all is made anew."""
        with self._making:
            project, feeds = replace(self.project), _feeds(self.project)
            if feeds != self._feeds or self._broken:
                try:
                    project, self._broken = self._load(), None
                except DigestError as error:
                    self._broken = error
            self.project, self._feeds = project, feeds
            self.version += 1

    def shown(self, name: str) -> Shown:
        """Return what is to be seen of `name` now; made once for each version."""
        with self._making:
            last = self._shown.get(name)
            if last is None or last.version != self.version:
                last = self._shown[name] = self._made(name, last)
            return last

    def looked_over(self, name: str) -> LookedOver | None:
        """Return what was last found in `name`, if it was looked over already."""
        return self._looked_over.get(name)

    def look_over(self, name: str) -> bool:
        """Look for what is wrong with `name`; return whether there is something new."""
        shown = self.shown(name)
        last = self._looked_over.get(name)
        if last and last.version == shown.version:
            return False
        told = self._found(name, shown)
        if told is None or shown.version != self.version:
            return False
        self._looked_over[name] = LookedOver(version=shown.version, findings=told)
        return True

    def _found(self, name: str, shown: Shown) -> tuple[Finding, ...] | None:
        """Return what is wrong; `None` if something was saved while it was looked for.

        What cannot be rendered is not looked into any further.
        """
        if shown.errors or shown.proof is None:
            return shown.errors
        try:
            return findings(
                shown.project, name, shown.proof, lambda: self.version != shown.version
            )
        except SupersededError:
            return None
        except Exception as error:  # noqa: BLE001  see the class
            _log.exception("The check of %s failed", name)
            return complaints(error)

    def _proof(self, name: str) -> Proof:
        if self._broken:
            raise self._broken
        return proof(self.project, name)

    def _made(self, name: str, last: Shown | None) -> Shown:
        try:
            made = self._proof(name)
        except Exception as error:  # noqa: BLE001  see the class
            if not isinstance(error, DigestError):
                _log.exception("Rendering %s failed", name)
            return Shown(
                version=self.version,
                project=self.project,
                proof=last.proof if last else None,
                made=last.made if last else None,
                errors=complaints(error),
            )
        return Shown(
            version=self.version, project=self.project, proof=made, made=self._clock()
        )


def _feeds(project: Project) -> object:
    """Return what changes when feeds.yaml is saved."""
    return signature((project.file or project.folder / "feeds.yaml",))
