"""Whoever finds the record moved on is handled anew, on the record as it is; and that ends."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.pipeline.dispatch import STALE_TRIES, TRIES
from bot.pipeline.service import Pipeline
from bot.storage.contract import Key, State
from bot.storage.sqlite import SqliteStorage, open_sqlite
from handlers.conversation import Conversation
from handlers.message import Channel, Message
from handlers.reply import say
from handlers.teams.changes import EndMembership, PutCode
from handlers.teams.codes import Code, CodeKind
from handlers.teams.people import Account
from handlers.turn import Handler, Notice, Turn
from tests.bot.storage.on_record import XOM, settle
from tests.bot.storage.working import KEY, texts
from tests.bot.talk import NOW, clock, typed

OTHER = Account(Channel.WEB, "other")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    """A store with a commune."""
    store = open_sqlite(tmp_path)
    await settle(store)
    yield store
    await store.close()


async def replies(store: SqliteStorage, handler: Handler, message: Message) -> list[str]:
    """What the program answers."""
    pipeline = Pipeline(store, handler, clock)
    await pipeline.start()
    try:
        return texts(await pipeline.turn(message))
    finally:
        await pipeline.stop()


def poster(code: str) -> PutCode:
    """A new code of the hamlet."""
    return PutCode(Code(code, CodeKind.HAMLET, NOW, hamlet=XOM))


async def test_handled_again_on_the_record_as_it_is(store: SqliteStorage) -> None:
    """Somebody else was faster: the second look sees it and says so; of the first nothing is left."""
    seen: list[bool] = []

    def handler(message: Message, conversation: Conversation, today: date) -> Turn:
        there = store.records.code("99ACDE") is not None
        seen.append(there)
        if there:
            return Turn(conversation, (say("Đã có rồi."),))
        # A second one in the same turn stands for what another writes between the look and the commit.
        both = (poster("99ACDE"), poster("99ACDE")) if len(seen) == 1 else (poster("99ACDE"),)
        return Turn(conversation, (say(f"Lần {len(seen)}."),), both, (Notice(OTHER, say("Có mã mới.")),))

    assert await replies(store, handler, typed("x")) == ["Lần 2."]
    assert seen == [False, False]
    assert await replies(store, handler, typed("x")) == ["Đã có rồi."]
    assert len(await store.replies_after(Key(OTHER.channel, OTHER.conversation), 0, 9)) == 1


async def test_stale_for_ever(store: SqliteStorage) -> None:
    """The message is parked after a bounded number of looks, with an apology; the next one has its turn."""
    looks: list[str] = []

    def handler(message: Message, conversation: Conversation, today: date) -> Turn:
        looks.append(message.event)
        if message.event == "stale":
            return Turn(conversation, (say("Không thấy."),), (EndMembership(99, None),))
        return Turn(conversation, (say("Chào."),))

    [first, *_] = await replies(store, handler, typed("x", event="stale"))
    assert first.startswith("Xin lỗi anh/chị")
    assert looks == ["stale"] * (STALE_TRIES * TRIES)

    accepted = await store.find_accepted(KEY.channel, "stale")
    assert accepted is not None and accepted.state is State.PARKED
    assert [(each.kind, each.reason) for each in await store.stuck()] == [("message", "StaleError")]
    assert await replies(store, handler, typed("x", event="fine")) == ["Chào."]
