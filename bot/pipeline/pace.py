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

    def blocked(self, key: Key) -> float:
        """The seconds until this conversation may ask for a slot: its rest and the channel's pause are over then."""
        return max(0.0, max(self._paused, self._rest.get(key, 0.0)) - self._clock())

    def take(self, key: Key, group: bool) -> float:
        """Reserve the channel's next slot: the seconds to wait until it.

        Taken only when nothing else holds the conversation back: slots that were reserved earlier and used later would
        all be used at once when a pause ends.
        """
        now = self._clock()
        at = max(now, self._next)
        self._next = at + 1 / self._pace.per_second
        self._rest[key] = at + (self._pace.between_in_group if group else self._pace.between)
        if len(self._rest) > MANY:
            self._rest = {key: until for key, until in self._rest.items() if until > now}
        return at - now

    def pause(self, seconds: float) -> None:
        """Nobody sends before so many seconds have gone."""
        self._paused = max(self._paused, self._clock() + seconds)

    async def wait(self, key: Key, group: bool) -> None:
        """Sleep until this conversation may send; after a pause that came meanwhile, until a new slot."""
        slot = False
        while not slot or self._clock() < self._paused:
            held = self.blocked(key)
            slot = not held
            await asyncio.sleep(held or self.take(key, group))
