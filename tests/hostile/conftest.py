"""A newsletter of one feed, at `/rss`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk, opened_desk
from loopback import Site


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Iterator[Desk]:
    with opened_desk(site, tmp_path) as opened:
        yield opened
