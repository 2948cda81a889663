"""Every store keeps the contract of sending: in order, marked before it leaves, every outcome on record."""

from dataclasses import replace
from datetime import timedelta

from bot.storage.contract import Key, Storage
from handlers.action import Action, Verb
from handlers.conversation import Conversation
from handlers.message import Channel, Text
from handlers.reply import Press, say
from handlers.turn import Turn
from tests.bot.storage.engines import Engine
from tests.bot.storage.working import (
    KEY,
    TELEGRAM,
    answered,
    first_due,
    from_telegram,
    on_its_way,
    take,
    texts,
)
from tests.bot.talk import NOW

LATER = NOW + timedelta(minutes=5)


async def test_the_first_of_each_conversation_is_due(store: Storage) -> None:
    """The next one is due when the one before has gone; other channels' never are."""
    await answered(store, "1", "Một.", "Hai.")
    await answered(store, "2", "Ba.", conversation="t2")

    due = await store.due(TELEGRAM, NOW, 10)
    assert [outgoing.reply for outgoing in due] == [say("Một."), say("Ba.")]
    assert await store.due(TELEGRAM, NOW, 1) == due[:1]
    assert await store.due(Channel.ZALO_OA, NOW, 10) == []

    assert await store.mark_sending(due[0])
    assert [outgoing.reply for outgoing in await store.due(TELEGRAM, NOW, 10)] == [say("Ba.")]
    await store.mark_sent(due[0], last=True, at=NOW)
    assert [outgoing.reply for outgoing in await store.due(TELEGRAM, NOW, 10)] == [say("Hai."), say("Ba.")]


async def test_it_knows_what_it_answers(store: Storage) -> None:
    """Whether it was said in a group, and whose button was pressed."""
    await store.accept(replace(from_telegram("1"), group=True, pressed="77"))
    work = await store.next_work(Key(TELEGRAM, "t1"))
    assert work is not None
    await store.commit(work, Turn(Conversation(), (say("Một."),)), NOW)

    outgoing = await first_due(store)

    assert (outgoing.group, outgoing.pressed, outgoing.call, outgoing.tries) == (True, "77", 0, 0)


async def test_it_knows_whether_more_choices_follow(store: Storage) -> None:
    """So that a channel without buttons numbers the last ones only."""
    offers = say("Chọn giúp.", buttons=[Press("Xem các mục", Action(Verb.MENU))])
    await store.accept(from_telegram("1"))
    work = await store.next_work(Key(TELEGRAM, "t1"))
    assert work is not None
    await store.commit(work, Turn(Conversation(), (offers, offers, say("Hết."))), NOW)

    followed = []
    for _ in range(3):
        outgoing = await first_due(store)
        followed.append(outgoing.followed)
        await store.mark_sending(outgoing)
        await store.mark_sent(outgoing, last=True, at=NOW)

    assert followed == [True, False, False]


async def test_a_call_is_marked_once(store: Storage) -> None:
    """Of two that would send the same, one may."""
    await answered(store, "1", "Một.")
    outgoing = await first_due(store)

    assert await store.mark_sending(outgoing)
    assert not await store.mark_sending(outgoing)


async def test_one_call_after_another(store: Storage) -> None:
    """What has arrived isn't sent again; each counts in its month."""
    await answered(store, "1", "Một.")

    await store.mark_sent(await on_its_way(store), last=False, at=NOW)
    second = await on_its_way(store)
    await store.mark_sent(second, last=True, at=NOW)
    await store.mark_sent(second, last=True, at=NOW)

    assert second.call == 1
    assert await store.due(TELEGRAM, NOW, 10) == []
    assert await store.sends_in(TELEGRAM, "2026-11") == 2
    assert await store.sends_in(TELEGRAM, "2026-12") == 0
    assert await store.sends_in(Channel.ZALO_OA, "2026-11") == 0


async def test_put_off(store: Storage) -> None:
    """Due at its time, not before; its conversation waits, others don't; an administrator sees it."""
    await answered(store, "1", "Một.", "Hai.")
    await answered(store, "2", "Ba.", conversation="t2")
    assert await store.next_due(TELEGRAM) is None

    await store.put_off(await on_its_way(store), LATER, "rate_limited", unknown=False)

    assert [outgoing.reply for outgoing in await store.due(TELEGRAM, NOW, 10)] == [say("Ba.")]
    assert await store.next_due(TELEGRAM) == LATER
    again = await first_due(store, LATER)
    assert (again.reply, again.tries, again.repeated) == (say("Một."), 1, False)
    [stuck] = await store.stuck()
    assert (stuck.kind, stuck.id, stuck.reason, stuck.tries, stuck.at) == ("waiting", again.id, "rate_limited", 1, NOW)


async def test_possibly_repeated(store: Storage) -> None:
    """Marked for the call whose outcome is unknown, not for the next one; counted."""
    await answered(store, "1", "Một.")

    await store.put_off(await on_its_way(store), LATER, "timed_out", unknown=True)
    again = await on_its_way(store, LATER)
    assert again.repeated
    await store.mark_sent(again, last=False, at=LATER)

    assert not (await first_due(store, LATER)).repeated
    assert (await store.counts()).repeats == 1


async def test_ended(store: Storage) -> None:
    """Never sent again; the next one has its turn; an administrator sees why."""
    await answered(store, "1", "Một.", "Hai.")
    outgoing = await on_its_way(store)

    await store.end_send(outgoing, "blocked", LATER)

    assert (await first_due(store)).reply == say("Hai.")
    [stuck] = await store.stuck()
    assert (stuck.kind, stuck.key, stuck.reason, stuck.at) == ("ended", Key(TELEGRAM, "t1"), "blocked", LATER)
    assert (await store.counts()).ended == 1
    assert not await store.mark_sending(outgoing)


async def test_after_a_crash(engine: Engine) -> None:
    """What was on its way is sent once more, marked; after another crash it ends."""
    before = engine.open()
    await answered(before, "1", "Một.")
    await on_its_way(before)
    await before.close()

    store = engine.open()
    try:
        assert await store.due(TELEGRAM, NOW, 10) == []
        assert await store.recover_sends(Channel.ZALO_OA, NOW) == 0
        assert await store.recover_sends(TELEGRAM, NOW) == 1
        assert (await on_its_way(store)).repeated
        assert await store.recover_sends(TELEGRAM, NOW) == 1
        assert await store.due(TELEGRAM, NOW, 10) == []
        [stuck] = await store.stuck()
        assert (stuck.kind, stuck.reason) == ("ended", "unknown_outcome")
    finally:
        await store.close()


async def test_retrying_what_ended(store: Storage) -> None:
    """As if it were new; the second time there is nothing to retry."""
    await answered(store, "1", "Một.")
    outgoing = await on_its_way(store)
    await store.end_send(outgoing, "blocked", NOW)

    assert await store.retry("ended", outgoing.id)

    again = await first_due(store)
    assert (again.id, again.tries, again.repeated) == (outgoing.id, 0, False)
    assert await store.stuck() == []
    assert not await store.retry("ended", 2**40)
    assert not await store.retry("message", outgoing.id)


async def test_retrying_what_was_parked(store: Storage) -> None:
    """The message waits again, and is listed with its conversation."""
    work = await take(store, "hỏng")
    await store.fail(work, "KeyError", tries=1, apology=Turn(work.conversation, (say("Xin lỗi."),)), at=LATER)
    [stuck] = await store.stuck()
    assert (stuck.kind, stuck.id, stuck.key, stuck.reason) == ("message", work.position, KEY, "KeyError")
    assert (stuck.tries, stuck.at) == (1, LATER)

    assert await store.retry("message", work.position)
    assert not await store.retry("message", work.position)

    assert await store.undone() == [KEY]
    again = await store.next_work(KEY)
    assert again is not None and (again.message.content, again.tries) == (Text("hỏng"), 0)
    await store.commit(again, Turn(Conversation(), (say("Đây ạ."),)), LATER)
    assert texts(await store.replies_after(KEY, 0, 10)) == ["Xin lỗi.", "Đây ạ."]


async def test_last_heard(store: Storage) -> None:
    """The latest message of this conversation, whatever became of it."""
    await store.accept(from_telegram("1", at=LATER))
    await store.accept(from_telegram("2"), ignored="older_than_72_hours")
    await store.accept(from_telegram("3", conversation="t2", at=LATER + timedelta(days=1)))

    assert await store.last_heard(Key(TELEGRAM, "t1")) == LATER
    assert await store.last_heard(Key(TELEGRAM, "t9")) is None
    assert await store.last_heard(KEY) is None
