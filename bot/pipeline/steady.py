"""A clock that never goes back: setting the machine's clock must not put off by an hour what waits for a second."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.pipeline.dispatch import Clock


class SteadyClock:
    """The machine's clock, and its own count of the seconds whenever that one falls behind."""

    def __init__(self, clock: Clock, seconds: Callable[[], float]) -> None:
        """`seconds` counts on whatever happens to the machine's clock."""
        self._clock, self._seconds = clock, seconds
        self._at, self._since = clock(), seconds()

    def __call__(self) -> datetime:
        """Now, in UTC."""
        counted = self._at + timedelta(seconds=self._seconds() - self._since)
        shown = self._clock()
        if shown > counted:
            self._at, self._since = shown, self._seconds()
            return shown
        return counted
