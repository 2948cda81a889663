"""A world for a story."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge.understand import Understander
from tests.stories.world import World, living


@pytest.fixture
async def world(tmp_path: Path, understander: Understander, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """The morning of 21 November 2026."""
    async with living(tmp_path / "data", understander, monkeypatch) as world:
        yield world
