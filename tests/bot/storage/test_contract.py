"""Every store keeps the contract: a message is accepted once, and its outcome is written in one transaction."""

import pytest

from bot.storage.contract import Counts, Key, State, Storage
from bot.storage.errors import StorageError
from handlers.conversation import Conversation
from handlers.message import Channel, Text
from handlers.reply import say
from handlers.turn import Turn
from tests.bot.storage.engines import Engine
from tests.bot.storage.working import KEY, take, texts
from tests.bot.talk import NOW, typed


async def test_an_event_is_accepted_once(store: Storage) -> None:
    """A redelivery gives the first one's position and stores nothing."""
    first = await store.accept(typed("một", event="e"))
    again = await store.accept(typed("khác", event="e"))

    assert (first.new, again.new, again.position) == (True, False, first.position)
    work = await store.next_work(KEY)
    assert work is not None and work.message.content == Text("một")
    assert await store.next_work(Key(Channel.WEB, "c2")) is None
    assert (await store.counts()).waiting == 1


async def test_a_second_commit_changes_nothing(store: Storage) -> None:
    """After its commit a message is never processed again."""
    work = await take(store)
    await store.commit(work, Turn(Conversation(misses=1), (say("Một."),)), NOW)

    await store.commit(work, Turn(Conversation(misses=2), (say("Hai."),)), NOW)
    assert not await store.fail(work, "X", tries=1, apology=Turn(work.conversation, (say("Xin lỗi."),)), at=NOW)

    assert texts(await store.replies_after(KEY, 0, 10)) == ["Một."]
    assert (await take(store)).conversation == Conversation(misses=1)


async def test_failing_parks_in_the_end(store: Storage) -> None:
    """The last try parks the message and stores the apology; the next message has its turn."""
    work = await take(store, "hỏng")
    outcomes = [
        await store.fail(work, "KeyError", tries=3, apology=Turn(work.conversation, (say("Xin lỗi."),)), at=NOW)
        for _ in range(3)
    ]

    assert outcomes == [False, False, True]
    assert texts(await store.replies_to(work.position) or ()) == ["Xin lỗi."]
    assert await store.next_work(KEY) is None
    assert await store.counts() == Counts(waiting=0, parked=1, undelivered=1)


async def test_an_ignored_event(store: Storage) -> None:
    """It is kept with its reason and never handled."""
    accepted = await store.accept(typed("cũ"), ignored="older_than_72_hours")

    assert accepted.state is State.IGNORED
    assert await store.next_work(KEY) is None
    assert await store.replies_to(accepted.position) == []
    assert await store.undone() == []


async def test_replies_after_an_id(store: Storage) -> None:
    """Oldest first, a page at a time, of this conversation only."""
    work = await take(store)
    await store.commit(work, Turn(Conversation(), tuple(say(str(n)) for n in range(5))), NOW)
    all_of_them = await store.replies_after(KEY, 0, 10)

    assert texts(await store.replies_after(KEY, all_of_them[1].id, 2)) == ["2", "3"]
    assert await store.replies_after(Key(Channel.CONSOLE, "c1"), 0, 10) == []
    assert await store.replies_after(KEY, 2**62, 10) == []


async def test_everything_is_there_after_a_restart(engine: Engine) -> None:
    """What was accepted is found again, those that wait longest first."""
    before = engine.open()
    for conversation in ("b", "a", "b"):
        await before.accept(typed("x", conversation=conversation))
    await before.close()

    after = engine.open()
    try:
        assert await after.undone() == [Key(Channel.WEB, "b"), Key(Channel.WEB, "a")]
    finally:
        await after.close()


async def test_after_closing(engine: Engine) -> None:
    """A closed store says so."""
    store = engine.open()
    await store.close()

    with pytest.raises(StorageError, match="đã đóng"):
        await store.accept(typed("x"))
    with pytest.raises(StorageError, match="đã đóng"):
        await store.counts()


async def test_delivered_once(store: Storage) -> None:
    """What was fetched doesn't count as undelivered, and is still there."""
    work = await take(store)
    await store.commit(work, Turn(Conversation(), (say("Một."),)), NOW)
    [reply] = await store.replies_after(KEY, 0, 10)

    await store.mark_delivered([reply.id], NOW)
    await store.mark_delivered([reply.id, 2**40], NOW.replace(hour=5))

    assert (await store.counts()).undelivered == 0
    assert texts(await store.replies_after(KEY, 0, 10)) == ["Một."]


async def test_a_clock_that_jumps_back(store: Storage) -> None:
    """Order is that of acceptance, whatever the clock said."""
    for text, hour in (("một", 3), ("hai", 1), ("ba", 2)):
        await store.accept(typed(text, at=NOW.replace(hour=hour)))

    said = []
    while work := await store.next_work(KEY):
        said.append(work.message.content)
        await store.commit(work, Turn(Conversation()), work.message.at)

    assert said == [Text("một"), Text("hai"), Text("ba")]
