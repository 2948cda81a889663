"""The pace that a platform asks for is kept to, whatever holds single conversations back."""

import asyncio

import pytest

from bot.channels.contract import Pace
from bot.pipeline import pace
from bot.pipeline.pace import Pacer
from bot.storage.contract import Key
from handlers.message import Channel


def key(name: object) -> Key:
    """A conversation."""
    return Key(Channel.TELEGRAM, str(name))


class Sleepers:
    """A clock that goes on only when everybody sleeps: then to the moment when the first wakes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        self._waiting: list[tuple[float, asyncio.Event]] = []
        monkeypatch.setattr(asyncio, "sleep", self.sleep)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        awake = asyncio.Event()
        self._waiting.append((self.now + seconds, awake))
        await awake.wait()

    async def run(self, *tasks: "asyncio.Task[float]") -> list[float]:
        """When each task ended, in seconds from the start."""
        while not all(task.done() for task in tasks):
            for _ in range(5):
                await asyncio.wait(tasks, timeout=0)
            if self._waiting:
                self.now, awake = min(self._waiting, key=lambda each: each[0])
                self._waiting.remove((self.now, awake))
                awake.set()
        return [await task for task in tasks]

    def sends(self, pacer: Pacer, name: object, times: int = 1, group: bool = False) -> "list[asyncio.Task[float]]":
        """So many sends to one conversation, one after the other."""
        tasks: list[asyncio.Task[float]] = []

        async def send(before: "asyncio.Task[float] | None") -> float:
            if before:
                await before
            await pacer.wait(key(name), group)
            return round(self.now - 1000.0, 6)

        for _ in range(times):
            tasks.append(asyncio.create_task(send(tasks[-1] if tasks else None)))
        return tasks


def most_in_a_second(moments: list[float]) -> int:
    """The most sends that any second holds."""
    return max(sum(start <= moment < start + 0.999 for moment in moments) for start in moments)


async def test_so_many_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred conversations at once take four seconds at 25 a second."""
    sleepers = Sleepers(monkeypatch)
    pacer = Pacer(Pace(25, 1.0, 3.0), sleepers)
    moments = await sleepers.run(*(task for n in range(100) for task in sleepers.sends(pacer, n)))

    assert most_in_a_second(moments) == 25
    assert max(moments) == pytest.approx(99 / 25)


async def test_a_rest_within_a_conversation(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second between two sends to a person, three in a group; the first goes at once."""
    sleepers = Sleepers(monkeypatch)
    pacer = Pacer(Pace(25, 1.0, 3.0), sleepers)
    moments = await sleepers.run(*sleepers.sends(pacer, "a", 3), *sleepers.sends(pacer, "g", 3, group=True))

    assert moments[:3] == pytest.approx([0.0, 1.0, 2.0], abs=0.1)
    assert moments[3:] == pytest.approx([0.04, 3.04, 6.04], abs=0.1)


async def test_no_burst_when_many_rests_end_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rests and pauses hold nobody's slot: what they held back still goes at the channel's pace."""
    sleepers = Sleepers(monkeypatch)
    pacer = Pacer(Pace(25, 1.0, 3.0), sleepers)
    first = [task for n in range(60) for task in sleepers.sends(pacer, n, 2)]
    pacer.pause(10.0)
    moments = await sleepers.run(*first)

    assert min(moments) == 10.0
    assert most_in_a_second(moments) <= 25


async def test_a_pause_that_comes_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who already waits for a slot waits for the end of the pause too."""
    sleepers = Sleepers(monkeypatch)
    pacer = Pacer(Pace(1, 0.0, 0.0), sleepers)
    tasks = [task for n in range(3) for task in sleepers.sends(pacer, n)]
    assert await sleepers.run(tasks[0]) == [0.0]
    pacer.pause(30.0)
    moments = await sleepers.run(*tasks)

    assert min(moments[1:]) >= 30.0
    assert most_in_a_second(moments) == 1


async def test_old_conversations_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those whose rest is over say nothing any more."""
    monkeypatch.setattr(pace, "MANY", 10)
    now = 0.0
    pacer = Pacer(Pace(1000, 1.0, 1.0), lambda: now)
    for n in range(100):
        now += 1.0
        pacer.take(key(n), group=False)

    assert len(pacer._rest) <= 11
    assert pacer.blocked(key(99)) == pytest.approx(1.0)
