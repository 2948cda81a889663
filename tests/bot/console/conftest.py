"""The console over two communes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.understand import Understander
from tests.bot.console.world import Console, serving


@pytest.fixture
def console(tmp_path: Path, understander: Understander) -> Iterator[Console]:
    """The morning of 21 November 2026."""
    with serving(tmp_path, understander) as served:
        yield served
