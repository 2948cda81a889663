"""Keeping to a platform's pace: sends a second over all, and a rest between two sends to one conversation."""

import asyncio
from collections.abc import Callable

from bot.channels.contract import Pace
from bot.storage.contract import Key

# Above so many conversations those whose rest is over are forgotten.
MANY = 10_000


class Pacer:
    """Slots in time for one channel. `clock` counts seconds and never goes back."""

    def __init__(self, pace: Pace, clock: Callable[[], float]) -> None:
        self._pace, self._clock = pace, clock
        self._next = 0.0
        self._paused = 0.0
        self._rest: dict[Key, float] = {}

    def take(self, key: Key, group: bool) -> float:
        """Reserve the next slot for a conversation: the seconds to wait until it."""
        now = self._clock()
        at = max(now, self._next, self._paused, self._rest.get(key, 0.0))
        self._next = max(now, self._next) + 1 / self._pace.per_second
        self._rest[key] = at + (self._pace.between_in_group if group else self._pace.between)
        if len(self._rest) > MANY:
            self._rest = {key: until for key, until in self._rest.items() if until > now}
        return at - now

    def pause(self, seconds: float) -> None:
        """Nobody's slot comes before so many seconds have gone."""
        self._paused = max(self._paused, self._clock() + seconds)

    async def wait(self, key: Key, group: bool) -> None:
        """Sleep until this conversation's slot; after a pause that came meanwhile, until a new one."""
        while (seconds := self.take(key, group)) > 0:
            await asyncio.sleep(seconds)
            if self._clock() >= self._paused:
                return
