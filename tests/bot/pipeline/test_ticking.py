"""What happens by itself is written once, each thing by itself, and trouble with one keeps no other from happening."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from bot.pipeline import ticking
from bot.pipeline.service import Pipeline
from bot.pipeline.ticking import Tick, keep_ticking, tick_once
from bot.storage.contract import Key
from bot.storage.errors import StorageError, Trouble
from bot.storage.sqlite import SqliteStorage, open_sqlite
from handlers.message import Channel
from handlers.reply import say
from handlers.router import WholeAssistant
from handlers.teams.changes import EndMembership, SetPreference
from handlers.teams.people import Account
from handlers.turn import Batch, Notice
from knowledge.understand import Understander
from tests.bot.assistant import assistant
from tests.bot.pipeline.post import eventually
from tests.bot.storage.working import texts
from tests.bot.talk import NOW, clock

HERE = Account(Channel.WEB, "c1")
KEY = Key(Channel.WEB, "c1")
# Nobody holds it, so that ending it is always stale.
STALE = EndMembership(99, None)
# Of nobody: the store can't write it, and says so in a way that is a defect of ours.
BROKEN = SetPreference(99, "weekly", "5-19:00")


def saying(text: str, *changes: EndMembership | SetPreference) -> Batch:
    """A batch that says something."""
    return Batch(changes, (Notice(HERE, say(text)),))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    """An empty store."""
    store = open_sqlite(tmp_path)
    yield store
    await store.close()


@pytest.fixture
def told() -> list[Key]:
    """The conversations of which the program was told that something was written there."""
    return []


async def said(store: SqliteStorage) -> list[str]:
    """What came by itself."""
    return texts(await store.replies_after(KEY, 0, 100))


async def test_each_batch_is_written_as_a_whole(store: SqliteStorage, told: list[Key]) -> None:
    """And those who are concerned are called."""
    written = await tick_once(store, lambda now: [saying("Một."), saying("Hai.")], NOW, told.append)

    assert (written, await said(store), told) == (2, ["Một.", "Hai."], [KEY, KEY])


async def test_what_is_stale_is_left_to_the_next_look(store: SqliteStorage, told: list[Key]) -> None:
    """Nothing of it is written or said; the others are."""
    batches = [saying("Một."), saying("Cũ.", STALE), saying("Ba.")]

    assert await tick_once(store, lambda now: batches, NOW, told.append) == 2
    assert await said(store) == ["Một.", "Ba."]


async def test_a_batch_that_raises(store: SqliteStorage, told: list[Key], caplog: pytest.LogCaptureFixture) -> None:
    """Is logged without its words, and the others are written."""
    batches = [saying("Một."), saying("Hỏng.", BROKEN), saying("Ba.")]

    with caplog.at_level(logging.ERROR):
        assert await tick_once(store, lambda now: batches, NOW, told.append) == 2

    assert await said(store) == ["Một.", "Ba."]
    assert [record.getMessage() for record in caplog.records] == ["tick.failed"]
    assert "Hỏng" not in str(vars(caplog.records[0]))


async def test_looking_that_raises(store: SqliteStorage, told: list[Key]) -> None:
    """What was found before is written."""

    def tick(now: datetime) -> Iterable[Batch]:
        yield saying("Một.")
        raise LookupError("what somebody typed")

    with pytest.raises(LookupError):
        await tick_once(store, tick, NOW, told.append)

    assert await said(store) == ["Một."]


async def test_a_feature_that_raises_stops_no_other(
    store: SqliteStorage, told: list[Key], understander: Understander, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its place among them."""

    class Good:
        def tick(self, records: object, now: datetime) -> list[Batch]:
            return [saying("Một.")]

    class Bad:
        def tick(self, records: object, now: datetime) -> list[Batch]:
            raise LookupError("what somebody typed")

    whole = WholeAssistant(understander, store.records)
    monkeypatch.setattr(whole, "_features", (Bad(), Good(), Bad(), Good()))

    with pytest.raises(ExceptionGroup) as raised:
        await tick_once(store, whole.tick, NOW, told.append)

    assert len(raised.value.exceptions) == 2
    assert await said(store) == ["Một.", "Một."]


@asynccontextmanager
async def ticking_with(store: SqliteStorage, tick: Tick, told: list[Key]) -> AsyncIterator[None]:
    """The endless look, until leaving."""
    task = asyncio.create_task(keep_ticking(store, tick, clock, told.append))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_trouble_passes(
    store: SqliteStorage, told: list[Key], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The next look comes all the same, whatever the last one raised."""
    troubles: list[Exception] = [
        StorageError(Trouble.LOCKED),
        LookupError("what somebody typed"),
        ExceptionGroup("tick", [LookupError("x"), KeyError("y")]),
    ]
    monkeypatch.setattr(ticking, "TICK_SECONDS", 0.0)

    def tick(now: datetime) -> Iterable[Batch]:
        if troubles:
            raise troubles.pop(0)
        return [saying("Một.")]

    with caplog.at_level(logging.ERROR):
        async with ticking_with(store, tick, told):

            async def written() -> bool:
                return bool(told)

            await eventually(written)

    kinds = [getattr(record, "error", record.getMessage()) for record in caplog.records]
    assert kinds == ["storage.failed", "LookupError", "LookupError", "KeyError"]
    assert "somebody typed" not in caplog.text


async def test_at_once_when_the_program_starts(store: SqliteStorage) -> None:
    """What fell due while it was off doesn't wait for half a minute more."""
    looks: list[datetime] = []

    def tick(now: datetime) -> Iterable[Batch]:
        looks.append(now)
        return [saying("Một.")] if len(looks) == 1 else []

    pipeline = Pipeline(store, assistant, clock, tick=tick)
    with pipeline.listen(KEY) as listener:
        await pipeline.start()
        try:
            assert await listener.wait(10)
        finally:
            await pipeline.stop()

    assert (looks, await said(store)) == ([NOW], ["Một."])


async def test_after_the_end_nothing_happens(store: SqliteStorage) -> None:
    """Stopping ends the looking."""
    looks: list[datetime] = []
    pipeline = Pipeline(store, assistant, clock, tick=lambda now: looks.append(now) or ())
    await pipeline.start()

    async def looked() -> bool:
        return bool(looks)

    await eventually(looked)
    await pipeline.stop()

    assert not [task for task in asyncio.all_tasks() if task.get_name() == "tick"]
