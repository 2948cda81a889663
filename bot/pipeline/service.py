"""The pipeline as channels see it: hand a message in, get its replies, wait for later ones."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager
from time import monotonic

from bot.channels.contract import Sender
from bot.pipeline.accept import reason_to_ignore
from bot.pipeline.dispatch import Clock, Dispatcher, Prepare, as_it_is
from bot.pipeline.listeners import Listener, Listeners
from bot.pipeline.outbox import Outbox
from bot.pipeline.ticking import Tick, keep_ticking, nothing
from bot.storage.contract import Accepted, Counts, Key, State, Storage, StoredReply
from bot.storage.errors import StorageError
from handlers.message import Channel, Message
from handlers.turn import Handler

log = logging.getLogger(__name__)

STOP_SECONDS = 10.0
PAGE = 200
# How often to look for messages that another process let be tried again.
LOOK_SECONDS = 5.0


class StoppingError(Exception):
    """The program is stopping and accepts nothing more."""


class Pipeline:
    """Everything between a channel and a handler. `start` it before the first message and `stop` it once."""

    def __init__(
        self,
        storage: Storage,
        handler: Handler,
        clock: Clock,
        senders: Sequence[Sender] = (),
        prepare: Prepare = as_it_is,
        tick: Tick = nothing,
    ) -> None:
        self._tick = tick
        self._ticking: asyncio.Task[None] | None = None
        self._storage = storage
        self._clock = clock
        self._listeners = Listeners()
        self._outbox = Outbox(storage, senders, clock)
        self._dispatcher = Dispatcher(storage, handler, clock, self.committed, prepare)
        self._notes: set[asyncio.Task[None]] = set()
        self._looking: asyncio.Task[None] | None = None
        self._open = False

    @property
    def accepting(self) -> bool:
        """Whether messages are accepted."""
        return self._open

    async def start(self) -> None:
        """Pick up what an earlier run accepted and did not finish; accept from now on."""
        keys = await self._storage.undone()
        for key in keys:
            self._dispatcher.wake(key)
        self._outbox.start()
        self._looking = asyncio.create_task(self._look(), name="look")
        ticking = keep_ticking(self._storage, self._tick, self._clock, self.committed)
        self._ticking = asyncio.create_task(ticking, name="tick")
        self._open = True
        log.info("pipeline.started", extra={"conversations": len(keys)})

    async def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Stop accepting, finish what was accepted, write what is still to be written. The store stays open."""
        self._open = False
        for task in (self._looking, self._ticking):
            if task:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        await self._dispatcher.stop(seconds)
        await self._outbox.stop(seconds)
        if self._notes:
            await asyncio.wait(self._notes)
        log.info("pipeline.stopped")

    async def accept(self, message: Message) -> Accepted:
        """Store a message durably; it will be handled once.

        Raises `StoppingError` or `StorageError`, and then nothing is stored.
        """
        if not self._open:
            raise StoppingError
        ignored = reason_to_ignore(message.at, self._clock())
        accepted = await self._storage.accept(message, ignored=ignored)
        if accepted.new and ignored:
            log.info("message.ignored", extra={"position": accepted.position, "reason": ignored})
        elif accepted.state is State.ACCEPTED:
            # Also for a redelivery, which may come because the first one was left behind by a failing store.
            self._dispatcher.wake(Key(message.channel, message.conversation))
        return accepted

    async def turn(self, message: Message, seconds: float = 10.0) -> Sequence[StoredReply]:
        """Accept a message and wait for its replies. Empty when none come in time: listeners get them later."""
        deadline = monotonic() + seconds
        key = Key(message.channel, message.conversation)
        with self.listen(key) as listener:
            accepted = await self.accept(message)
            if accepted.new and accepted.state is State.ACCEPTED:
                await listener.wait(deadline - monotonic())
            while True:
                replies = await self._storage.replies_to(accepted.position)
                if replies is not None:
                    return replies
                if not await listener.wait(deadline - monotonic()):
                    log.warning("turn.late", extra={"position": accepted.position})
                    return ()

    async def known(self, channel: Channel, event: str) -> bool:
        """Whether an event was accepted before."""
        return await self._storage.find_accepted(channel, event) is not None

    async def replies_after(self, key: Key, after: int) -> Sequence[StoredReply]:
        """The next replies of a conversation, at most `PAGE`."""
        return await self._storage.replies_after(key, after, PAGE)

    def listen(self, key: Key) -> AbstractContextManager[Listener]:
        """Be called when something is committed in a conversation."""
        return self._listeners.listen(key)

    def listeners(self, key: Key) -> int:
        """How many listen to a conversation."""
        return self._listeners.count(key)

    def call_listeners(self) -> None:
        """Wake everybody who listens, so that they see that the program stops."""
        self._listeners.call_all()

    def note_delivered(self, replies: Sequence[StoredReply]) -> None:
        """Note that replies were handed to their channel. Nobody waits for it: a note that is lost does no harm."""
        if replies:
            task = asyncio.create_task(self._mark([reply.id for reply in replies]))
            self._notes.add(task)
            task.add_done_callback(self._notes.discard)

    async def counts(self) -> Counts:
        """How many messages wait or are parked, and how many replies nobody fetched."""
        return await self._storage.counts()

    def committed(self, key: Key) -> None:
        """Something was written to a conversation: whoever listens and the outbox look."""
        self._listeners.call(key)
        self._outbox.wake(key)

    async def _look(self) -> None:
        """Take up what `troly queue` let be tried again."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                for key in await self._storage.undone():
                    self._dispatcher.wake(key)
            except StorageError as error:
                log.warning("storage.failed", extra={"trouble": error.trouble})

    async def _mark(self, ids: Sequence[int]) -> None:
        try:
            await self._storage.mark_delivered(ids, self._clock())
        except StorageError as error:
            log.warning("storage.failed", extra={"trouble": error.trouble})
