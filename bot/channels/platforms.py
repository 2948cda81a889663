"""Which platforms are on: those whose token is set."""

from collections.abc import Sequence

from bot.channels.contract import Platform
from bot.pipeline.dispatch import Clock
from bot.settings import Settings
from bot.storage.contract import Storage


def make_platforms(settings: Settings, storage: Storage, clock: Clock) -> Sequence[Platform]:
    """The platforms of these settings."""
    return []
