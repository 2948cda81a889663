"""What tests share: the shipped index, opened once, and a conversation with the whole assistant."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from handlers.router import make_handler
from knowledge.content import Content
from knowledge.index import Index, open_index
from knowledge.understand import Understander
from knowledge.weights import load_weights
from tests.conversing import Conversing
from tests.village import Village

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 11, 21)

# Random tests repeat the same examples on every machine and have no time limit: a slow machine isn't a fault.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("steady")


@pytest.fixture(scope="session")
def index() -> Index:
    """The index of the shipped content."""
    return open_index()


@pytest.fixture(scope="session")
def content(index: Index) -> Content:
    """The shipped content."""
    return index.content


@pytest.fixture(scope="session")
def understander(index: Index) -> Understander:
    """The shipped understanding."""
    return Understander(index, load_weights())


@pytest.fixture
def chat(understander: Understander) -> Conversing:
    """A new conversation on 21 November 2026."""
    return Conversing(make_handler(understander))


@pytest.fixture
def village(tmp_path: Path, understander: Understander) -> Iterator[Village]:
    """Two communes with teams on the morning of 21 November 2026, nobody in them yet."""
    place = Village(tmp_path, understander)
    yield place
    place.close()
