"""The assistant as it is now: swapped for another when a publication goes live, without a message lost or torn."""

import asyncio
import ctypes
import logging
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from bot.editing.cache import load_whole, mark_used, tidy
from bot.storage.errors import StorageError
from handlers.conversation import Conversation
from handlers.message import Message
from handlers.records import Records
from handlers.turn import Assistant, Batch, Turn
from knowledge.index import index_path
from knowledge.understand import Understander
from knowledge.weights import load_weights

log = logging.getLogger(__name__)

# Every running process must have the new content within two seconds; loading it takes about one.
LOOK_SECONDS = 0.5

Make = Callable[[Understander], Assistant]


class Live:
    """An assistant (`handlers.turn.Assistant`) that hands each message to the one that is live when it begins."""

    def __init__(self, understander: Understander, make: Make) -> None:
        self._make = make
        self._both = (understander, make(understander))

    @property
    def understander(self) -> Understander:
        """The understanding that is live."""
        return self._both[0]

    @property
    def name(self) -> str:
        """The name of the index that is live."""
        return self._both[0].index.name

    def turn(self, message: Message, conversation: Conversation, today: date) -> Turn:
        """One message, whole with one content."""
        return self._both[1].turn(message, conversation, today)

    def tick(self, now: datetime) -> Iterable[Batch]:
        """What is due by itself."""
        return self._both[1].tick(now)

    def swap(self, understander: Understander) -> None:
        """From the next message on, another content."""
        self._both = (understander, self._make(understander))


async def keep_current(live: Live, records: Records, cache: Path, shipped: str) -> None:
    """Look for a newer publication for ever, and swap it in. `shipped`: the index that the next start opens first."""
    await asyncio.to_thread(_look_after, cache, live.name, shipped)
    there = True
    while True:
        try:
            if await bring_current(live, records, cache):
                await asyncio.to_thread(_look_after, cache, live.name, shipped)
            there = True
        except StorageError as error:
            log.error("storage.failed", extra={"trouble": error.trouble})
        except OSError as error:
            # Whoever publishes builds it anew; that takes a while.
            if there:
                log.error("content.missing", extra={"error": type(error).__name__})
            there = False
        await asyncio.sleep(LOOK_SECONDS)


async def bring_current(live: Live, records: Records, cache: Path) -> bool:
    """Swap in the newest publication if another is live; whether it was.

    Raises `OSError` when its index is gone, or damaged: then it is taken away, to be built anew.
    """
    publication = await asyncio.to_thread(records.publication)
    if publication is None or publication.index == live.name:
        return False
    understander = await asyncio.to_thread(_load, index_path(cache, publication.index))
    live.swap(understander)
    log.info("content.swapped", extra={"publication": publication.number})
    return True


def _look_after(cache: Path, name: str, shipped: str) -> None:
    mark_used(cache, name)
    with suppress(OSError):
        tidy(cache, time.time(), (name, shipped))
    with suppress(OSError, AttributeError):
        # Memory of the content before goes back to the machine: by itself the C library (glibc) keeps much of it.
        ctypes.CDLL(None).malloc_trim(0)


def _load(path: Path) -> Understander:
    return Understander(load_whole(path), load_weights())
