"""What a run works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import random

from digest.http import Web
from digest.pipeline.project import Project
from digest.progress import Progress
from digest.store import Store
from digest.workers import Map


@dataclass(frozen=True, kw_only=True)
class Job(Project):
    """What a run works with; the composition root fills it."""

    store: Store
    web: Web
    mapped: Map
    now: datetime
    progress: Progress
    chance: Callable[[], float] = random
