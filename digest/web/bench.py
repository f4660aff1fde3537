"""What is on the bench: a proof by the name of what is shown, a version for each save.

    renew() --> version + 1 --> shown(name): a proof, or the last good one with errors
                                look_over(name): what `digest check` finds in it

A name is an edition's day or a specimen's.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from digest import edition_file, specimens
from digest.errors import DigestError
from digest.findings import Finding
from digest.pipeline.inspecting import complaints
from digest.pipeline.project import Project
from digest.pipeline.proofs import (
    Proof,
    SupersededError,
    findings,
    proof,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is to be seen of a name in a version.

    With `errors`, `proof` is the last good one, if there was one; `made` is its moment.
    """

    version: int
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
    as it was, and the error is shown.
    """

    def __init__(
        self, load: Callable[[], Project], clock: Callable[[], datetime]
    ) -> None:
        self._load, self._clock = load, clock
        self.project = load()
        self.version = 1
        self._feeds = _signature(self.project)
        self._broken: DigestError | None = None
        self._shown: dict[str, Shown] = {}
        self._looked_over: dict[str, LookedOver] = {}
        self._making = threading.Lock()

    def editions(self) -> tuple[str, ...]:
        """Return the days of the editions that are there, the newest first."""
        found = self.project.out.glob(f"????-??-??/{edition_file.EDITION}")
        return tuple(sorted((path.parent.name for path in found), reverse=True))

    def knows(self, name: str) -> bool:
        """Return whether there is such an edition or specimen."""
        return name in specimens.names() or name in self.editions()

    def renew(self) -> None:
        """Take note of a save: from now on all is made anew."""
        with self._making:
            project, feeds = replace(self.project), _signature(self.project)
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
        shown, project = self.shown(name), self.project
        last = self._looked_over.get(name)
        if last and last.version == shown.version:
            return False
        told = shown.errors
        if not told and shown.proof:
            try:
                told = findings(
                    project, name, shown.proof, lambda: self.version != shown.version
                )
            except SupersededError:
                return False
        self._looked_over[name] = LookedOver(version=shown.version, findings=told)
        return True

    def _made(self, name: str, last: Shown | None) -> Shown:
        try:
            if self._broken:
                raise self._broken
            made = proof(self.project, name)
        except DigestError as error:
            return Shown(
                version=self.version,
                proof=last.proof if last else None,
                made=last.made if last else None,
                errors=complaints(error),
            )
        return Shown(version=self.version, proof=made, made=self._clock())


def _signature(project: Project) -> tuple[int, int]:
    """Return what changes when feeds.yaml is saved."""
    file: Path = project.file or project.folder / "feeds.yaml"
    try:
        stat = file.stat()
    except OSError:
        return (0, 0)
    return (stat.st_mtime_ns, stat.st_size)
