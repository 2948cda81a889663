"""The store of each engine in turn."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.contract import Storage
from tests.bot.storage.engines import ENGINES, Engine


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """A place for a store."""
    return ENGINES[request.param](tmp_path)


@pytest.fixture
async def store(engine: Engine) -> AsyncIterator[Storage]:
    """An empty store, closed after the test."""
    store = engine.open()
    yield store
    await store.close()
