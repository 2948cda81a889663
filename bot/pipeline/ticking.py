"""What the assistant does by itself as time passes: looked for every half minute, written batch by batch."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.logs import place_of
from bot.pipeline.dispatch import Clock
from bot.storage.contract import Key, Storage
from bot.storage.errors import StaleError, StorageError
from handlers.turn import Batch

log = logging.getLogger(__name__)

TICK_SECONDS = 30.0

Tick = Callable[[datetime], Sequence[Batch]]


def nothing(now: datetime) -> Sequence[Batch]:
    """An assistant that does nothing by itself."""
    return ()


async def keep_ticking(storage: Storage, tick: Tick, clock: Clock, committed: Callable[[Key], None]) -> None:
    """Tick for ever, at once for the first time. `committed` is called for conversations that were written to."""
    while True:
        try:
            await tick_once(storage, tick, clock(), committed)
        except StorageError as error:
            log.error("storage.failed", extra={"trouble": error.trouble})
        except Exception as error:
            # One bad batch must not end what reminds and climbs; its text may quote a person.
            log.error("tick.failed", extra={"error": type(error).__name__, "place": place_of(error)})
        await asyncio.sleep(TICK_SECONDS)


async def tick_once(storage: Storage, tick: Tick, now: datetime, committed: Callable[[Key], None]) -> int:
    """Write what is due; how many batches were. What is stale is seen anew the next time."""
    written = 0
    for batch in await asyncio.to_thread(tick, now):
        try:
            await storage.commit_batch(batch, now)
        except StaleError:
            continue
        written += 1
        for notice in batch.notices:
            committed(Key(notice.to.channel, notice.to.conversation))
    return written
