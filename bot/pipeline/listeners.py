"""Telling whoever waits on a conversation that something new was committed in it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.storage.contract import Key


class Listener:
    """One who waits. Between two waits nothing is missed: a call in the meantime ends the next wait at once."""

    def __init__(self) -> None:
        self._called = asyncio.Event()

    def call(self) -> None:
        """Something new is there."""
        self._called.set()

    async def wait(self, seconds: float) -> bool:
        """Wait for a call; False when none came in time."""
        try:
            async with asyncio.timeout(seconds):
                await self._called.wait()
        except TimeoutError:
            return False
        self._called.clear()
        return True


class Listeners:
    """All who wait, by conversation."""

    def __init__(self) -> None:
        self._waiting: dict[Key, set[Listener]] = {}

    @contextmanager
    def listen(self, key: Key) -> Iterator[Listener]:
        """A listener for the length of a `with`. Begin it before you look, and nothing falls in between."""
        listener = Listener()
        self._waiting.setdefault(key, set()).add(listener)
        try:
            yield listener
        finally:
            waiting = self._waiting[key]
            waiting.discard(listener)
            if not waiting:
                del self._waiting[key]

    def call(self, key: Key) -> None:
        """Wake everybody who waits on a conversation."""
        for listener in self._waiting.get(key, ()):
            listener.call()

    def call_all(self) -> None:
        """Wake everybody: the program stops."""
        for key in self._waiting:
            self.call(key)

    def count(self, key: Key) -> int:
        """How many wait on a conversation."""
        return len(self._waiting.get(key, ()))
