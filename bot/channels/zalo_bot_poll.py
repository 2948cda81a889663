"""Long polling of a Zalo Bot: one update a call, stored before the next is asked for.

Some saw consumed updates come again at every poll, others an update that is gone once it is read. So an update is
stored before the next poll, whatever it takes, and a poll that brought nothing new is followed by a rest.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.channels.contract import Accept
from bot.channels.zalo_bot_api import ApiFaultError, NoAnswerError, NotReachedError, ZaloBotApi
from bot.channels.zalo_bot_receive import Skipped, read_update, updates_in
from bot.logs import place_of
from bot.pipeline.dispatch import Clock
from bot.pipeline.service import StoppingError
from bot.storage.errors import StorageError
from handlers.message import Message

log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[None]]

POLL_SECONDS = 30
# What the platform's answer to a poll may take longer than the poll itself.
SLACK_SECONDS = 10.0
REST_SECONDS = 1.0
# Seconds to the next try after a fault that may pass, growing to the last.
BACK_OFF = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0)
# The same after one that a person has to put right: a wrong token, a webhook of somebody else's.
LONG_BACK_OFF = (60.0, 120.0, 300.0, 600.0)
# So many events are remembered, so that one that comes again at every poll costs no write and is logged once. That each
# is one message, also after a restart, is the store's affair.
MANY = 1_000


def pause_after(fault: Exception, failures: int) -> float:
    """Seconds to leave after a fault that came `failures` times running before."""
    pauses = LONG_BACK_OFF if isinstance(fault, ApiFaultError) and fault.code in (400, 401, 404, 409) else BACK_OFF
    return pauses[min(failures, len(pauses) - 1)]


def log_fault(fault: Exception) -> None:
    """Say in the log what went wrong with a call that receives; what only a person can put right as an error."""
    match fault:
        case ApiFaultError(webhook=True):
            log.error("zalo_bot.webhook_is_set", extra={"code": fault.code})
        case ApiFaultError(code=409):
            log.error("zalo_bot.another_poller")
        case ApiFaultError(code=401 | 404):
            log.error("channel.stopped", extra={"channel": "zalo-bot", "reason": "token"})
        case ApiFaultError(code=code):
            log.warning("zalo_bot.fault", extra={"code": code})
        case NotReachedError():
            log.warning("zalo_bot.fault", extra={"reason": "network"})
        case NoAnswerError():
            log.warning("zalo_bot.fault", extra={"reason": "no_answer"})
        case _:
            log.error("zalo_bot.defect", extra={"error": type(fault).__name__, "place": place_of(fault)})


@dataclass(slots=True)
class _Timeout:
    """The number of seconds; the documentation's table says string, its example a number."""

    as_string: bool = False

    @property
    def value(self) -> object:
        return str(POLL_SECONDS) if self.as_string else POLL_SECONDS


class Poller:
    """Asks for updates until it is cancelled."""

    def __init__(self, api: ZaloBotApi, clock: Clock, sleep: Sleep = asyncio.sleep) -> None:
        self._api, self._clock, self._sleep = api, clock, sleep
        self._seconds = asyncio.get_running_loop().time
        self._timeout = _Timeout()
        self._seen: set[str] = set()

    async def run(self, accept: Accept, names: Sequence[str] = ()) -> None:
        """Store every update with `accept`. `names`: see `read_update`. Ends when the program stops."""
        failures = 0
        while True:
            asked = self._seconds()
            try:
                new = await self._poll(accept, names)
            except StoppingError:
                return
            except Exception as fault:
                # The loop's boundary: whatever it is, the channel must not fall silent for it.
                if self._idle(fault):
                    new = False
                elif self._try_string(fault):
                    continue
                else:
                    log_fault(fault)
                    await self._sleep(pause_after(fault, failures))
                    failures += 1
                    continue
            failures = 0
            if not new:
                # A full queue of old updates answers at once, and so might an empty one.
                await self._sleep(max(0.0, REST_SECONDS - (self._seconds() - asked)))

    async def _poll(self, accept: Accept, names: Sequence[str]) -> bool:
        """One call; whether it brought anything new."""
        result = await self._api.call("getUpdates", {"timeout": self._timeout.value}, POLL_SECONDS + SLACK_SECONDS)
        new = False
        for update in updates_in(result):
            read = read_update(update, self._clock(), names)
            if read.event in self._seen:
                continue
            if isinstance(read, Skipped):
                log.info("event.skipped", extra={"channel": "zalo-bot", "reason": read.reason})
            else:
                new = await self._store(read, accept) or new
            self._remember(read.event)
        return new

    async def _store(self, message: Message, accept: Accept) -> bool:
        """Keep at it until it is stored: the platform may not send it again. Whether it was new."""
        failures = 0
        while True:
            try:
                return (await accept(message)).new
            except StorageError as error:
                log.error("storage.failed", extra={"trouble": error.trouble})
                await self._sleep(BACK_OFF[min(failures, len(BACK_OFF) - 1)])
                failures += 1

    def _idle(self, fault: Exception) -> bool:
        """408 is the platform's word for "nothing new"."""
        return isinstance(fault, ApiFaultError) and fault.code == 408

    def _try_string(self, fault: Exception) -> bool:
        if isinstance(fault, ApiFaultError) and fault.code == 400 and not fault.webhook and not self._timeout.as_string:
            self._timeout.as_string = True
            return True
        return False

    def _remember(self, event: str) -> None:
        if len(self._seen) >= MANY:
            self._seen.clear()
        if event:
            self._seen.add(event)
