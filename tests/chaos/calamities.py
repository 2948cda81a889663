"""Calamities other than a kill: the platform away for long, a full disk, a store that another program holds."""

import asyncio
import sqlite3
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from bot.channels.contract import NotSentError
from bot.pipeline.service import Pipeline
from bot.storage.contract import Key
from bot.storage.sqlite import open_sqlite
from handlers.message import Channel, Message, Text
from tests.bot.assistant import assistant
from tests.bot.pipeline.post import ANY_PACE, Post
from tests.bot.talk import NOW
from tests.chaos.driver import Run
from tests.chaos.ledger import Findings

CHATS = 20


class Away(Post):
    """A platform that takes nothing until a time of its loop; afterwards everything."""

    def __init__(self) -> None:
        super().__init__(ANY_PACE)
        self.until_time = 0.0
        self.tries = 0
        self.taken: list[tuple[float, str, str]] = []

    async def _take(self, key: Key, text: str) -> None:
        now = asyncio.get_running_loop().time()
        self.tries += 1
        if now < self.until_time:
            raise NotSentError("server_error")
        self.taken.append((now, key.conversation, text))


async def away(folder: Path, seconds: float, messages: int) -> dict[str, int]:
    """The platform takes nothing for so long while people go on writing; what became of their messages.

    The pipeline, its store and its pauses are the shipped ones.
    """
    loop = asyncio.get_running_loop()
    began = loop.time()

    def clock() -> datetime:
        return NOW + timedelta(seconds=loop.time() - began)

    platform = Away()
    platform.until_time = began + seconds
    storage = open_sqlite(folder)
    pipeline = Pipeline(storage, assistant, clock, [platform])
    await pipeline.start()
    for n in range(messages):
        chat = f"c{n % CHATS}"
        at = clock()
        await pipeline.accept(Message(Channel.TELEGRAM, chat, chat, f"e{n}", at, Text(f"câu {n // CHATS + 1}"), ()))
        await asyncio.sleep(max(0.0, began + seconds * (n + 1) / messages - loop.time()))
    async with asyncio.timeout(12 * 3600):
        counts = await storage.counts()
        while counts.waiting or counts.undelivered:
            await asyncio.sleep(1.0)
            counts = await storage.counts()
    last = max(moment for moment, _, _ in platform.taken)
    await pipeline.stop()
    await storage.close()
    in_order = 0
    for chat in {f"c{n % CHATS}" for n in range(messages)}:
        # The assistant says the number of the message in its conversation, and today's date in a second call.
        heard = [text for _, to, text in platform.taken if to == chat and ":" in text]
        in_order += heard == [f"{n + 1}: câu {n + 1}" for n in range(len(heard))] and bool(heard)
    return {
        "messages": messages,
        "answers that arrived": sum(":" in text for _, _, text in platform.taken),
        "answers given up": counts.ended,
        "answers marked as repeated": counts.repeats,
        "conversations": len({to for _, to, _ in platform.taken}),
        "conversations in order": in_order,
        "tries": platform.tries,
        "seconds from its return to the last answer": round(last - platform.until_time),
    }


async def full_disk(folder: Path) -> Findings:
    """The disk of a running program is full for five seconds while people write. `folder` is a disk of its own."""
    run = Run(folder / "data", kills=0)

    async def fill() -> None:
        ballast = folder / "ballast"
        await asyncio.to_thread(_fill, ballast)
        await asyncio.sleep(5.0)
        ballast.unlink()

    return await run.with_calamity(fill)


async def locked(folder: Path, seconds: float) -> Findings:
    """Another program holds the store's write lock for so long while people write."""
    run = Run(folder / "data", kills=0)

    async def hold() -> None:
        other = sqlite3.connect(folder / "data" / "troly.db", isolation_level=None, timeout=10)
        other.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(seconds)
        other.execute("COMMIT")
        other.close()

    return await run.with_calamity(hold)


@asynccontextmanager
async def small_disk(folder: Path, kilobytes: int) -> AsyncIterator[Path]:
    """A disk of its own in memory. Needs root; raises `CalledProcessError` without."""
    _run("mkdir", str(folder))
    _run("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _run("umount", str(folder))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _fill(ballast: Path) -> None:
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        for size in (4096, 512, 1):
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)
