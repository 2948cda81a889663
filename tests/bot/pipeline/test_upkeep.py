"""As time goes by texts are forgotten, then event keys; what was redelivered meanwhile is still one message."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.app import running
from bot.pipeline import upkeep
from bot.pipeline.upkeep import forget_due, keep_tidy
from bot.settings import Settings
from bot.storage.errors import StorageError, Trouble
from bot.storage.sqlite import FILE, SqliteStorage
from tests.bot.assistant import assembled, assistant
from tests.bot.storage.working import KEY, take
from tests.bot.talk import NOW, Chat, clock


def days(count: float) -> datetime:
    """So many days after the pinned instant."""
    return NOW + timedelta(days=count)


def rows(folder: Path, table: str) -> int:
    """How many rows a table has."""
    with closing(sqlite3.connect(folder / FILE)) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - the test's own names


async def test_a_conversation_as_time_goes_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """30 days on the texts are nowhere and the page copes; 90 days on the keys are gone too."""
    now = [NOW]
    ticks: asyncio.Queue[None] = asyncio.Queue()
    done: asyncio.Queue[None] = asyncio.Queue()

    async def sleep(seconds: float) -> None:
        done.put_nowait(None)
        await ticks.get()

    async def an_hour_passes() -> None:
        ticks.put_nowait(None)
        await done.get()

    monkeypatch.setattr(upkeep, "sleep", sleep)
    async with (
        running(Settings(data=tmp_path, port=0), assembled, lambda: now[0]) as url,
        aiohttp.ClientSession() as session,
    ):
        chat = Chat(url, session)
        await done.get()
        first = await chat.post(conversation="c1", event="1", text="chuyện riêng tư?")
        last = first["replies"][-1]["id"]

        now[0] = days(29.9)
        await an_hour_passes()
        assert await chat.post(conversation="c1", event="1", text="chuyện riêng tư?") == first

        now[0] = days(30.1)
        await an_hour_passes()
        # A redelivery is still the same message: nothing new is said.
        again = await chat.post(conversation="c1", event="1", text="chuyện riêng tư?")
        assert again == {"conversation": "c1", "replies": []}
        async with session.get(f"{url}/api/chat", params={"conversation": "c1", "after": "0"}) as response:
            assert (response.status, (await response.json())["replies"]) == (200, [])
        assert (rows(tmp_path, "inbox"), rows(tmp_path, "outbox"), rows(tmp_path, "conversations")) == (1, 0, 0)

        # The page goes on, its ids grow on, and the conversation begins anew.
        [reply] = (await chat.post(conversation="c1", event="2", text="tiếp"))["replies"]
        assert reply["text"].startswith("1: tiếp") and reply["id"] > last

        now[0] = days(90.1)
        await an_hour_passes()
        assert rows(tmp_path, "inbox") == 1
        [reply] = (await chat.post(conversation="c1", event="1", text="mới"))["replies"]
        assert reply["text"].startswith("1: mới")

    stored = b"".join((tmp_path / name).read_bytes() for name in (FILE,))
    assert "chuyện riêng".encode() not in stored


async def test_keys_are_kept_as_long_as_their_texts(storage: SqliteStorage) -> None:
    """A retention longer than 90 days keeps the messages whole."""
    await take(storage)
    work = await storage.next_work(KEY)
    assert work is not None
    await storage.commit(work, assistant(work.message, work.conversation, NOW.date()), NOW)

    assert await forget_due(storage, days(364), 365) == 0
    assert await forget_due(storage, days(366), 365) > 0


async def test_a_clock_that_jumps_back_forgets_nothing(storage: SqliteStorage) -> None:
    """Whatever it jumps to."""
    await take(storage)

    assert await forget_due(storage, days(-10_000), 30) == 0


async def test_trouble_passes(storage: SqliteStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next hour tries again, after a minute at first; whatever the trouble was."""
    slept: list[float] = []
    troubles: list[Exception] = [StorageError(Trouble.LOCKED), sqlite3.IntegrityError("x")]
    reached = asyncio.Event()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(0)

    async def forget(*_: object) -> int:
        if troubles:
            raise troubles.pop(0)
        reached.set()
        return 0

    monkeypatch.setattr(upkeep, "sleep", sleep)
    monkeypatch.setattr(storage, "forget", forget)
    task = asyncio.create_task(keep_tidy(storage, clock, 30))

    async with asyncio.timeout(5):
        await reached.wait()
    task.cancel()

    assert slept[:3] == [60.0, 3600.0, 3600.0]
