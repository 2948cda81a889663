"""A store that fails for a while loses nothing and blocks nobody for good."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from bot.pipeline import dispatch
from bot.pipeline.service import Pipeline
from bot.storage.contract import Accepted, Counts, Key, Storage, StoredReply, Work
from bot.storage.errors import StorageError, Trouble
from bot.storage.sqlite import open_sqlite
from handlers.message import Channel, Message
from handlers.reply import Reply
from handlers.turn import Turn
from tests.bot.assistant import assistant
from tests.bot.talk import clock, typed


class Shaky:
    """A store whose named methods fail as often as told before they work."""

    def __init__(self, storage: Storage, **failures: int) -> None:
        self._storage = storage
        self._failures = failures

    def _shake(self, method: str) -> Storage:
        if self._failures.get(method, 0):
            self._failures[method] -= 1
            raise StorageError(Trouble.FULL)
        return self._storage

    async def accept(self, message: Message, *, ignored: str | None = None) -> Accepted:
        return await self._shake("accept").accept(message, ignored=ignored)

    async def find_accepted(self, channel: Channel, event: str) -> Accepted | None:
        return await self._shake("find_accepted").find_accepted(channel, event)

    async def undone(self) -> Sequence[Key]:
        return await self._shake("undone").undone()

    async def next_work(self, key: Key) -> Work | None:
        return await self._shake("next_work").next_work(key)

    async def commit(self, work: Work, turn: Turn, at: datetime) -> None:
        await self._shake("commit").commit(work, turn, at)

    async def fail(self, work: Work, error: str, *, tries: int, apology: Reply, at: datetime) -> bool:
        return await self._shake("fail").fail(work, error, tries=tries, apology=apology, at=at)

    async def replies_to(self, position: int) -> Sequence[StoredReply] | None:
        return await self._shake("replies_to").replies_to(position)

    async def replies_after(self, key: Key, after: int, limit: int) -> Sequence[StoredReply]:
        return await self._shake("replies_after").replies_after(key, after, limit)

    async def mark_delivered(self, ids: Sequence[int], at: datetime) -> None:
        await self._shake("mark_delivered").mark_delivered(ids, at)

    async def counts(self) -> Counts:
        return await self._shake("counts").counts()

    async def close(self) -> None:
        await self._storage.close()


@pytest.mark.parametrize(("method", "times"), [("next_work", 5), ("commit", 3), ("mark_delivered", 1)])
async def test_it_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, times: int) -> None:
    """The message is answered once as soon as the store works again; trouble of the store isn't the handler's."""
    monkeypatch.setattr(dispatch, "PAUSES", (0.0,))
    storage = Shaky(open_sqlite(tmp_path), **{method: times})
    pipeline = Pipeline(storage, assistant, clock)
    await pipeline.start()

    replies = await pipeline.turn(typed("chào"))
    pipeline.note_delivered(replies)
    await pipeline.stop()

    assert len(replies) == 1
    counts = await storage.counts()
    assert (counts.waiting, counts.parked) == (0, 0)
    await storage.close()


async def test_what_could_not_be_accepted_is_told(tmp_path: Path) -> None:
    """The sender hears it and sends the same event again."""
    storage = Shaky(open_sqlite(tmp_path), accept=1)
    pipeline = Pipeline(storage, assistant, clock)
    await pipeline.start()

    with pytest.raises(StorageError, match="đầy"):
        await pipeline.turn(typed("chào", event="e"))
    assert len(await pipeline.turn(typed("chào", event="e"))) == 1

    await pipeline.stop()
    await storage.close()
