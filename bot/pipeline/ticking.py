"""What the assistant does by itself as time passes: looked for every half minute, written batch by batch."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from bot.logs import place_of
from bot.pipeline.dispatch import Clock
from bot.pipeline.drawing import drawn_batch
from bot.storage.contract import Key, Storage
from bot.storage.errors import StaleError, StorageError
from handlers.turn import Batch

log = logging.getLogger(__name__)

TICK_SECONDS = 30.0

Tick = Callable[[datetime], Iterable[Batch]]


def nothing(now: datetime) -> Iterable[Batch]:
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
            _log(error)
        await asyncio.sleep(TICK_SECONDS)


async def tick_once(storage: Storage, tick: Tick, now: datetime, committed: Callable[[Key], None]) -> int:
    """Write what is due; how many batches were. What is stale is seen anew the next time.

    What goes wrong with one batch, or with looking for some, keeps no other from being written. Raises what looking
    for them raised.
    """
    written = 0
    batches, failure = await asyncio.to_thread(_due, tick, now)
    for batch in batches:
        try:
            await storage.commit_batch(await drawn_batch(batch), now)
        except StaleError:
            continue
        except StorageError:
            raise
        except Exception as error:
            _log(error)
            continue
        written += 1
        for notice in batch.notices:
            committed(Key(notice.to.channel, notice.to.conversation))
    if failure:
        raise failure
    return written


def _due(tick: Tick, now: datetime) -> tuple[Sequence[Batch], Exception | None]:
    """What is due, and what was raised behind the last of it."""
    batches: list[Batch] = []
    try:
        # Not `extend`, which would keep nothing of what came before an error.
        for batch in tick(now):
            batches.append(batch)
    except Exception as error:
        return batches, error
    return batches, None


def _log(error: Exception) -> None:
    """Kind and place alone: what an error says may quote a person."""
    for each in error.exceptions if isinstance(error, ExceptionGroup) else (error,):
        log.error("tick.failed", extra={"error": type(each).__name__, "place": place_of(each)})
