"""Handling what was accepted: in order within a conversation, in parallel across conversations.

The inbox is the queue: a conversation that has something waiting gets a task that takes its first waiting message from
the store, handles it and commits, until nothing waits. So a restart needs no other memory than the store's.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from time import perf_counter

from bot import texts
from bot.logs import place_of, short
from bot.pipeline.drawing import drawn
from bot.storage.contract import Key, Storage, Work
from bot.storage.errors import StaleError, StorageError
from handlers.ask.turns import remember_choices
from handlers.message import Message
from handlers.turn import Handler, Turn
from knowledge.days import day_of

log = logging.getLogger(__name__)

TRIES = 3
# How often a message is handled anew because somebody else was faster, before that counts as a failure.
STALE_TRIES = 5
# Handlers take milliseconds; the threads are there so that one that hangs doesn't hold up the others.
THREADS = 8
# How long to leave a store alone that can't be read or written, growing up to the last.
PAUSES = (0.2, 1.0, 5.0, 15.0)

Clock = Callable[[], datetime]
Prepare = Callable[[Message], Awaitable[Message]]
"""What is to be found out before a handler sees a message, which may do nothing but think (a voice written down)."""


async def as_it_is(message: Message) -> Message:
    """Nothing to prepare."""
    return message


class Dispatcher:
    """Runs the handler for waiting messages and commits what comes of it."""

    def __init__(
        self,
        storage: Storage,
        handler: Handler,
        clock: Clock,
        committed: Callable[[Key], None],
        prepare: Prepare = as_it_is,
    ) -> None:
        """`committed` is called for a conversation in which something was written."""
        self._storage = storage
        self._handler = handler
        self._clock = clock
        self._committed = committed
        self._prepare = prepare
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="handler")
        self._tasks: dict[Key, asyncio.Task[None]] = {}
        self._again: set[Key] = set()

    def wake(self, key: Key) -> None:
        """Something was accepted in this conversation."""
        if key in self._tasks:
            self._again.add(key)
        else:
            self._tasks[key] = asyncio.create_task(self._work_off(key), name="conversation")

    async def stop(self, seconds: float) -> None:
        """Finish what waits, for at most `seconds`; the rest stays in the store for the next start."""
        if self._tasks:
            _, late = await asyncio.wait(list(self._tasks.values()), timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        # A thread can't be ended from outside; what a handler that hangs still returns will not be committed.
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _work_off(self, key: Key) -> None:
        try:
            failures = 0
            while True:
                self._again.discard(key)
                try:
                    work = await self._storage.next_work(key)
                    if work is not None:
                        await self._take(key, work)
                    failures = 0
                except StorageError as error:
                    log.error("storage.failed", extra={"trouble": error.trouble})
                    await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
                    failures += 1
                    continue
                except Exception as error:
                    # The message stays in the store; the next event of this conversation tries again.
                    log.error("conversation.stuck", extra={"error": type(error).__name__, "place": place_of(error)})
                    return
                # No await between the look at `_again` and leaving: a call can't fall in between.
                if work is None and key not in self._again:
                    return
        finally:
            del self._tasks[key]
            self._again.discard(key)

    async def _take(self, key: Key, work: Work) -> None:
        """One message, from the handler to the commit."""
        began = perf_counter()
        keys: dict[str, object] = {
            "channel": key.channel,
            "conversation": short(key.conversation),
            "position": work.position,
        }
        now = self._clock()
        try:
            turn = await self._handle(work, now)
        except StorageError:
            raise
        except Exception as error:
            # The turn's boundary: whatever a handler does wrong ends here. The error's text may quote the person.
            parked = await self._storage.fail(
                work, type(error).__name__, tries=TRIES, apology=_apology(work), at=self._clock()
            )
            log.error(
                "turn.failed",
                extra={**keys, "error": type(error).__name__, "place": place_of(error), "parked": parked},
            )
            if not parked:
                return
        else:
            ms = round((perf_counter() - began) * 1000)
            log.info("turn.done", extra={**keys, "replies": len(turn.replies), "ms": ms})
            for told in {Key(notice.to.channel, notice.to.conversation) for notice in turn.notices} - {key}:
                self._committed(told)
        self._committed(key)

    async def _handle(self, work: Work, now: datetime) -> Turn:
        """The handler's turn, written. Whoever finds the record moved on meanwhile looks at it anew."""
        loop = asyncio.get_running_loop()
        message = await self._prepare(work.message)
        for left in reversed(range(STALE_TRIES)):
            turn: Turn = await loop.run_in_executor(self._pool, self._handler, message, work.conversation, day_of(now))
            turn = await drawn(turn)
            try:
                await self._storage.commit(work, turn, now)
            except StaleError:
                if not left:
                    raise
            else:
                break
        return turn


def _apology(work: Work) -> Turn:
    """What a person gets for a message that is parked; in a group nothing is offered, since nothing is remembered."""
    if work.message.group:
        return Turn(work.conversation, (replace(texts.APOLOGY, buttons=()),))
    return remember_choices(Turn(work.conversation, (texts.APOLOGY,)))
