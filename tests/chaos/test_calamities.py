"""The platform away for long, a full disk, a locked store, a clock that is set back: late at worst, never lost."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.pipeline import dispatch, outbox
from bot.pipeline.service import Pipeline
from bot.storage import sqlite
from bot.storage.errors import StorageError, Trouble
from bot.storage.sqlite import FILE, SqliteStorage, open_sqlite
from handlers.message import Channel, Message, Text
from tests.bot.assistant import assistant
from tests.bot.pipeline.post import Hands, Post
from tests.chaos.calamities import away
from tests.chaos.hurry import hurry


@pytest.mark.parametrize(("seconds", "messages"), [(600, 60), (3600, 120)])
def test_a_platform_that_is_away(tmp_path: Path, seconds: int, messages: int) -> None:
    """Ten minutes without a network, an hour of errors: everything arrives, once and in order."""
    found = hurry(away(tmp_path, seconds, messages), factor=2400)

    assert found["answers that arrived"] == messages
    assert (found["answers given up"], found["answers marked as repeated"]) == (0, 0)
    assert found["conversations in order"] == found["conversations"] == 20
    # The pauses between two tries grow: nobody hammers on a platform that is down.
    assert found["tries"] < messages * 20


@asynccontextmanager
async def at_work(
    folder: Path, monkeypatch: pytest.MonkeyPatch, hands: Hands
) -> AsyncIterator[tuple[Pipeline, SqliteStorage, Post]]:
    """A pipeline that leaves a failing store alone for a moment only."""
    monkeypatch.setattr(dispatch, "PAUSES", (0.01,))
    monkeypatch.setattr(outbox, "LOOK_SECONDS", 0.01)
    storage, post = open_sqlite(folder), Post()
    pipeline = Pipeline(storage, assistant, hands.now, [post])
    await pipeline.start()
    try:
        yield pipeline, storage, post
    finally:
        await pipeline.stop()
        await storage.close()


def written(number: int, hands: Hands) -> Message:
    """The next message of one person."""
    return Message(Channel.TELEGRAM, "7", "7", f"e{number}", hands.now(), Text(f"câu {number} " + "x" * 1000))


async def until_taken(post: Post, count: int) -> list[str]:
    """The numbers of the answers, as soon as there are so many. Each is two calls: the answer, and today's date."""
    texts = await post.until(count * 2)
    return [text.split(" x")[0] for text in texts if "câu" in text]


async def room_again(storage: SqliteStorage) -> None:
    """Let the file grow; while it can't, whatever else is written in the same group takes this down with it."""
    while True:
        try:
            await storage._write(lambda db: db.execute("PRAGMA max_page_count = 1000000"))
        except StorageError:
            continue
        return


async def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be stored is refused, so the platform brings it again; what was accepted is answered later."""
    hands = Hands()
    async with at_work(tmp_path, monkeypatch, hands) as (pipeline, storage, post):
        await pipeline.accept(written(1, hands))
        await until_taken(post, 1)
        [pages] = await storage._write(lambda db: db.execute("PRAGMA page_count").fetchone())
        await storage._write(lambda db: db.execute(f"PRAGMA max_page_count = {pages + 5}"))
        accepted = 1
        with pytest.raises(StorageError) as full:
            while True:
                await pipeline.accept(written(accepted + 1, hands))
                accepted += 1
        assert full.value.trouble is Trouble.FULL

        await room_again(storage)
        for number in range(accepted + 1, accepted + 4):
            await pipeline.accept(written(number, hands))
        total = accepted + 3
        assert await until_taken(post, total) == [f"{n}: câu {n}" for n in range(1, total + 1)]
        assert (await storage.counts()).repeats == 0


async def test_a_store_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer than a writer waits: refused in so many words, and everything goes on afterwards."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    hands = Hands()
    async with at_work(tmp_path, monkeypatch, hands) as (pipeline, storage, post):
        release = asyncio.Event()

        async def taken() -> None:
            # The lock comes while the first answer is on its way: "delivered" can't be written either.
            other.execute("BEGIN IMMEDIATE")
            release.set()

        other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
        post.answer("1: câu 1 " + "x" * 1000, taken)
        await pipeline.accept(written(1, hands))
        await release.wait()
        with pytest.raises(StorageError) as locked:
            await pipeline.accept(written(2, hands))
        assert locked.value.trouble is Trouble.LOCKED
        other.execute("COMMIT")
        other.close()

        await pipeline.accept(written(2, hands))
        assert await until_taken(post, 2) == ["1: câu 1", "2: câu 2"]
        assert (await storage.counts()).repeats == 0


async def test_a_clock_that_jumps_back_an_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Order is the order of acceptance, not that of times; nobody waits for the hour to come round again."""
    hands = Hands()
    async with at_work(tmp_path, monkeypatch, hands) as (pipeline, storage, post):
        for number in range(1, 7):
            if number == 4:
                hands.at -= timedelta(hours=1)
            await pipeline.accept(written(number, hands))

        assert await until_taken(post, 6) == [f"{n}: câu {n}" for n in range(1, 7)]
        counts = await storage.counts()
        assert (counts.ended, counts.repeats) == (0, 0)
