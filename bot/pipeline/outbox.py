"""Sending what the outbox holds: in order within a conversation, at the platform's pace, marked before it leaves."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.channels.contract import (
    ChannelStoppedError,
    NotSentError,
    OutcomeUnknownError,
    RefusedError,
    Sender,
    SendError,
)
from bot.logs import place_of, short
from bot.pipeline.dispatch import Clock
from bot.pipeline.pace import Pacer
from bot.pipeline.steady import SteadyClock
from bot.storage.contract import Key, Outgoing, Storage
from bot.storage.errors import StorageError, Trouble
from bot.storage.sends import UNKNOWN_OUTCOME

log = logging.getLogger(__name__)

# Seconds to the next try, growing to the last.
BACK_OFF = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0, 120.0)
# What can't be sent for so long answers nobody's question any more.
GIVE_UP = timedelta(hours=24)
GAVE_UP = "gave_up"
BROKEN_REPLY = "defect"
# How long a channel rests that a person has to put right.
STOPPED_SECONDS = 60.0
AT_ONCE = 32
# How often to look for what another process let be tried again, and how long to leave a store alone that fails.
LOOK_SECONDS = 5.0
# How soon to look again while something that is due can't begin yet; whatever ends meanwhile is told at once.
SOON_SECONDS = 1.0


class Outbox:
    """The senders of all channels that have one. `start` it once, `stop` it once."""

    def __init__(self, storage: Storage, senders: Sequence[Sender], clock: Clock) -> None:
        self._couriers = {sender.channel: Courier(storage, sender, clock) for sender in senders}
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Send from now on."""
        self._tasks = [asyncio.create_task(courier.run(), name="courier") for courier in self._couriers.values()]

    def wake(self, key: Key) -> None:
        """Something was committed in this conversation."""
        if courier := self._couriers.get(key.channel):
            courier.wake()

    async def stop(self, seconds: float) -> None:
        """Finish the calls that are on their way, for at most `seconds`; begin no others."""
        await asyncio.gather(*(courier.stop(seconds) for courier in self._couriers.values()))
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class Courier:
    """Sends for one channel."""

    def __init__(
        self, storage: Storage, sender: Sender, clock: Clock, seconds: Callable[[], float] | None = None
    ) -> None:
        seconds = seconds or asyncio.get_running_loop().time
        self._storage, self._sender, self._clock = storage, sender, clock
        self._steady = SteadyClock(clock, seconds)
        self._pacer = Pacer(sender.pace, seconds)
        self._awake = asyncio.Event()
        self._under_way: dict[Key, asyncio.Task[None]] = {}
        # Those of `_under_way` that have begun nothing that must be finished.
        self._resting: set[Key] = set()
        self._stopping = False

    def wake(self) -> None:
        """Look at the store again."""
        self._awake.set()

    async def stop(self, seconds: float) -> None:
        """Begin nothing more; wait for the calls that are on their way, for at most `seconds`.

        A call that takes longer is given up and stays marked, so that the next start finds it.
        """
        self._stopping = True
        for key in self._resting:
            self._under_way[key].cancel()
        if tasks := list(self._under_way.values()):
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def run(self) -> None:
        """Send what is due, for as long as the program runs."""
        recovered = False
        while not self._stopping:
            self._awake.clear()
            try:
                if not recovered:
                    await self._recover()
                    recovered = True
                await self._begin()
                pause = await self._pause()
            except StorageError as error:
                log.error("storage.failed", extra={"trouble": error.trouble})
                pause = LOOK_SECONDS
            except Exception as error:
                # Whatever it is, the channel must not fall silent for it.
                log.error("courier.defect", extra={"error": type(error).__name__, "place": place_of(error)})
                pause = LOOK_SECONDS
            try:
                async with asyncio.timeout(pause):
                    await self._awake.wait()
            except TimeoutError:
                pass

    async def _recover(self) -> None:
        count = await self._storage.recover_sends(self._sender.channel, self._clock())
        if count:
            log.warning("sends.recovered", extra={"channel": self._sender.channel, "count": count})

    async def _begin(self) -> None:
        if len(self._under_way) >= AT_ONCE:
            return
        for outgoing in await self._storage.due(self._sender.channel, self._steady(), AT_ONCE * 2):
            if outgoing.key in self._under_way or len(self._under_way) >= AT_ONCE or self._stopping:
                continue
            task = asyncio.create_task(self._deliver(outgoing), name="send")
            self._under_way[outgoing.key] = task
            task.add_done_callback(lambda _, key=outgoing.key: self._done(key))  # type: ignore[misc]

    def _done(self, key: Key) -> None:
        del self._under_way[key]
        self.wake()

    async def _pause(self) -> float:
        due = await self._storage.next_due(self._sender.channel)
        if due is None:
            return LOOK_SECONDS
        left = (due - self._steady()).total_seconds()
        return min(LOOK_SECONDS, left) if left > 0 else SOON_SECONDS

    async def _deliver(self, outgoing: Outgoing) -> None:
        """All calls of one reply that are still to be made."""
        keys = {"channel": outgoing.key.channel, "conversation": short(outgoing.key.conversation), "send": outgoing.id}
        try:
            await self._send(outgoing)
            return
        except StorageError as error:
            # Nothing has left: it is tried again as it is.
            log.error("storage.failed", extra={**keys, "trouble": error.trouble})
        except Exception as error:
            log.error("courier.defect", extra={**keys, "error": type(error).__name__, "place": place_of(error)})
        await self._rest(outgoing.key, asyncio.sleep(LOOK_SECONDS))

    async def _rest(self, key: Key, waiting: Awaitable[None]) -> None:
        """Wait for something with nothing on its way: a stop doesn't wait for it."""
        self._resting.add(key)
        try:
            await waiting
        finally:
            self._resting.discard(key)

    async def _send(self, outgoing: Outgoing) -> None:
        try:
            if not outgoing.readable:
                raise ValueError("unreadable")
            calls = self._sender.calls(outgoing)
        except Exception as error:
            name = type(error).__name__
            log.error("send.defect", extra={"send": outgoing.id, "error": name, "place": place_of(error)})
            await self._storage.end_send(outgoing, BROKEN_REPLY, self._clock())
            return
        for number in range(outgoing.call, max(len(calls), 1)):
            if not self._stopping:
                await self._rest(outgoing.key, self._pacer.wait(outgoing.key, outgoing.group))
            if self._stopping or not await self._storage.mark_sending(outgoing):
                return
            try:
                if number < len(calls):
                    await calls[number]()
            except Exception as error:
                await self._failed(outgoing, error)
                return
            last = number + 1 >= len(calls)
            sent, at = outgoing, self._clock()
            await self._note(lambda: self._storage.mark_sent(sent, last=last, at=at))  # noqa: B023 - awaited at once
            if last:
                log.info("send.done", extra={"channel": outgoing.key.channel, "send": outgoing.id, "calls": len(calls)})
            outgoing = _next(outgoing)

    async def _note(self, write: Callable[[], Awaitable[None]]) -> None:
        """Store what became of a call, however long the store fails: what is known now nobody will know later."""
        while True:
            try:
                await write()
                return
            except StorageError as error:
                if error.trouble is Trouble.CLOSED:
                    raise
                log.error("storage.failed", extra={"trouble": error.trouble})
            await asyncio.sleep(LOOK_SECONDS)

    async def _failed(self, outgoing: Outgoing, error: Exception) -> None:
        """Say what comes of a call that didn't succeed."""
        now = self._clock()
        reason = error.reason if isinstance(error, SendError) else BROKEN_REPLY
        extra = {"channel": outgoing.key.channel, "send": outgoing.id, "reason": reason}
        match error:
            case RefusedError():
                log.warning("send.refused", extra=extra)
                await self._end(outgoing, reason, now)
            case OutcomeUnknownError() if outgoing.repeated:
                log.warning("send.unknown", extra=extra)
                await self._end(outgoing, UNKNOWN_OUTCOME, now)
            case OutcomeUnknownError():
                log.warning("send.repeats", extra=extra)
                await self._put_off(outgoing, _after(outgoing), reason, unknown=True)
            case NotSentError() | ChannelStoppedError() if now - outgoing.created > GIVE_UP:
                log.warning("send.gave_up", extra=extra)
                await self._end(outgoing, GAVE_UP, now)
            case NotSentError(after=after, everywhere=everywhere):
                log.info("send.later", extra=extra)
                wait = after or _after(outgoing)
                if everywhere:
                    self._pacer.pause(wait)
                await self._put_off(outgoing, wait, reason)
            case ChannelStoppedError():
                log.error("channel.stopped", extra=extra)
                self._pacer.pause(STOPPED_SECONDS)
                await self._put_off(outgoing, STOPPED_SECONDS, reason)
            case _:
                log.error("send.defect", extra={**extra, "error": type(error).__name__, "place": place_of(error)})
                await self._end(outgoing, reason, now)

    async def _put_off(self, outgoing: Outgoing, seconds: float, reason: str, *, unknown: bool = False) -> None:
        until = self._steady() + timedelta(seconds=seconds)
        await self._note(lambda: self._storage.put_off(outgoing, until, reason, unknown=unknown))

    async def _end(self, outgoing: Outgoing, reason: str, at: datetime) -> None:
        await self._note(lambda: self._storage.end_send(outgoing, reason, at))


def _after(outgoing: Outgoing) -> float:
    """Seconds to the next try of a call."""
    return BACK_OFF[min(outgoing.tries, len(BACK_OFF) - 1)]


def _next(outgoing: Outgoing) -> Outgoing:
    return replace(outgoing, call=outgoing.call + 1, tries=0, repeated=False)
