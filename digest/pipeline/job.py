"""What a run works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import random

from digest.config import Config
from digest.http import Web
from digest.progress import Progress
from digest.store import Store
from digest.workers import Map


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a run works with; the composition root fills it."""

    config: Config
    folder: Path
    out: Path
    store: Store
    web: Web
    mapped: Map
    now: datetime
    progress: Progress
    chance: Callable[[], float] = random

    def edition_folder(self, slug: str) -> Path:
        return self.out / slug

    @property
    def headings(self) -> dict[str, str]:
        return {section.id: section.title for section in self.config.sections}
