"""A platform's stand-in for tests of the outbox: it takes calls, and what it answers is told beforehand."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import TypeVar

from bot.channels.contract import Call, Pace
from bot.pipeline.outbox import Courier
from bot.storage.contract import Key, Outgoing, Storage, Stuck
from handlers.message import Channel, Message, Text
from handlers.reply import Paragraph, Reply, say
from handlers.turn import Turn
from tests.bot.talk import NOW

# No pace: the clock of these tests stands still, so a slot in the future would never come.
ANY_PACE = Pace(per_second=float("inf"), between=0.0, between_in_group=0.0)
CANNOT_RENDER = "không vẽ được"
Answer = Exception | asyncio.Event | Callable[[], Awaitable[None]]

T = TypeVar("T")

_events = count(1)


class Hands:
    """A clock that a test moves: the instant and the count of seconds."""

    def __init__(self) -> None:
        self.at, self.seconds = NOW, 0.0

    def now(self) -> datetime:
        return self.at

    def count(self) -> float:
        return self.seconds

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.seconds += seconds


class Post:
    """A sender whose calls are recorded as they arrive: one call for each paragraph of a reply.

    `answer` tells what the platform does the next times it gets a text: raise, or wait for an event.
    """

    channel = Channel.TELEGRAM

    def __init__(self, pace: Pace = ANY_PACE) -> None:
        self.pace = pace
        self.arrived: list[tuple[str, str]] = []
        self._answers: dict[str, deque[Answer]] = {}
        self._more = asyncio.Condition()

    def answer(self, text: str, *answers: Answer) -> None:
        self._answers.setdefault(text, deque()).extend(answers)

    def calls(self, outgoing: Outgoing) -> Sequence[Call]:
        texts = [block.text for block in outgoing.reply.blocks if isinstance(block, Paragraph)]
        if CANNOT_RENDER in texts:
            raise LookupError("what somebody typed")
        return [lambda text=text: self._take(outgoing.key, text) for text in texts]  # type: ignore[misc]

    async def _take(self, key: Key, text: str) -> None:
        async with self._more:
            self.arrived.append((key.conversation, text))
            self._more.notify_all()
        answers = self._answers.get(text)
        match answers.popleft() if answers else None:
            case Exception() as error:
                raise error
            case asyncio.Event() as event:
                await event.wait()
            case None:
                pass
            case function:
                await function()

    async def until(self, count: int) -> list[str]:
        """The texts that arrived, as soon as there are so many."""
        async with asyncio.timeout(10), self._more:
            await self._more.wait_for(lambda: len(self.arrived) >= count)
        return [text for _, text in self.arrived]


class Office:
    """A store, a courier at work over it, and the hands that move its clock."""

    def __init__(self, storage: Storage, post: Post, hands: Hands | None = None) -> None:
        self.storage, self.post, self.hands = storage, post, hands or Hands()
        self.courier = Courier(storage, post, self.hands.now, self.hands.count)

    async def reply(self, *replies: str | Reply, to: str = "c1", group: bool = False) -> None:
        """A committed turn with these replies in a conversation."""
        at = self.hands.now()
        await self.storage.accept(Message(Channel.TELEGRAM, to, to, f"o{next(_events)}", at, Text("?"), group=group))
        work = await self.storage.next_work(Key(Channel.TELEGRAM, to))
        assert work is not None
        said = tuple(say(each) if isinstance(each, str) else each for each in replies)
        await self.storage.commit(work, Turn(work.conversation, said), at)
        self.courier.wake()

    def later(self, seconds: float) -> None:
        """Time goes on."""
        self.hands.move(seconds)
        self.courier.wake()

    async def settled(self, *, waiting: int = 0) -> list[tuple[str, int]]:
        """What is stuck (reason and tries) as soon as only so many replies wait."""

        async def few() -> bool:
            return (await self.storage.counts()).undelivered <= waiting

        await eventually(few)
        return [(each.reason, each.tries) for each in await self.storage.stuck()]

    async def next_try(self) -> float:
        """The seconds until the next try of what was put off."""
        due = await self.storage.next_due(self.post.channel)
        assert due is not None
        return (due - self.hands.now()).total_seconds()

    async def put_off(self, tries: int = 1) -> Stuck:
        """The one reply that waits, as soon as it was put off so many times."""

        async def found() -> Stuck | None:
            stuck = await self.storage.stuck()
            return next((each for each in stuck if each.kind == "waiting" and each.tries >= tries), None)

        return await eventually(found)


async def eventually(look: Callable[[], Awaitable[T | None]]) -> T:
    """What `look` finds, as soon as it finds something."""
    async with asyncio.timeout(10):
        while True:
            if found := await look():
                return found
            await asyncio.sleep(0.001)


@asynccontextmanager
async def office_over(storage: Storage, post: Post | None = None, hands: Hands | None = None) -> AsyncIterator[Office]:
    """An office at work."""
    office = Office(storage, post or Post(), hands)
    running = asyncio.create_task(office.courier.run())
    try:
        yield office
    finally:
        await office.courier.stop(5)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
