"""Every store keeps the contract of visits: written once, changed by whoever saw the last state, nothing forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.storage.contract import Key, Storage
from bot.storage.errors import StaleError
from handlers.conversation import Conversation
from handlers.reply import say
from handlers.teams.people import Person
from handlers.turn import Notice, Turn
from handlers.visits.visit import Visit
from tests.bot.storage.on_record import LAN, NAM, joined, put, settle, visit, write
from tests.bot.storage.working import KEY, take, texts
from tests.bot.talk import NOW

DAY = NOW.date()


@pytest.fixture
async def lan(store: Storage) -> Person:
    """A member of the hamlet's team."""
    await settle(store)
    return await joined(store)


async def test_a_visit_is_as_it_was_written(store: Storage, lan: Person) -> None:
    """With its first version, and its first state in the history."""
    written = visit(lan)
    await write(store, put(written))

    assert store.records.visit(lan, written.key) == replace(written, version=1)
    assert store.records.visits(lan, DAY, DAY) == [replace(written, version=1)]
    [first] = store.records.revisions(lan, written.key)
    assert (first.visit, first.by_name, first.at, first.reason) == (replace(written, version=1), "Lan", NOW, "")


async def test_the_same_event_twice_is_one_visit(store: Storage, lan: Person) -> None:
    """Its key is that of the event."""
    await write(store, put(visit(lan)))

    with pytest.raises(StaleError):
        await write(store, put(replace(visit(lan), people=99)))
    [kept] = store.records.visits(lan, DAY, DAY)
    assert kept.people == 12


async def test_all_states_stay(store: Storage, lan: Person) -> None:
    """Changed, withdrawn: who, when and why."""
    first = visit(lan)
    await write(store, put(first))
    second = replace(first, people=15, version=1)
    await write(store, put(second, "đếm lại"))
    third = replace(second, withdrawn=True, version=2)
    await write(store, put(third, "ghi nhầm xóm"))

    assert store.records.visits(lan, DAY, DAY) == []
    states = store.records.revisions(lan, first.key)
    assert [(state.visit.people, state.visit.withdrawn, state.reason) for state in states] == [
        (12, False, ""),
        (15, False, "đếm lại"),
        (15, True, "ghi nhầm xóm"),
    ]
    assert [state.visit.version for state in states] == [1, 2, 3]


async def test_two_change_it_at_once(store: Storage, lan: Person) -> None:
    """The second is stale, and nothing of its change is kept."""
    seen = replace(visit(lan), version=1)
    await write(store, put(visit(lan)))
    await write(store, put(replace(seen, people=15)))

    with pytest.raises(StaleError):
        await write(store, put(replace(seen, people=20)))

    kept = store.records.visit(lan, seen.key)
    assert kept is not None and (kept.people, kept.version) == (15, 2)
    assert len(store.records.revisions(lan, seen.key)) == 2


async def test_a_stale_turn_writes_nothing_at_all(store: Storage, lan: Person) -> None:
    """Neither replies, nor state, nor notices, nor changes before it; the message waits."""
    await write(store, put(visit(lan)))
    work = await take(store)
    new: Visit = replace(visit(lan), key="another")
    turn = Turn(
        Conversation(question="x"), (say("Đã lưu."),), (put(new), put(visit(lan))), (Notice(NAM, say("Có việc mới.")),)
    )

    with pytest.raises(StaleError):
        await store.commit(work, turn, NOW)

    assert store.records.visit(lan, "another") is None
    assert await store.replies_to(work.position) is None
    assert await store.replies_after(Key(NAM.channel, NAM.conversation), 0, 9) == []
    again = await store.next_work(KEY)
    assert again is not None and again.conversation == Conversation()


async def test_days_and_hamlets(store: Storage, lan: Person) -> None:
    """Both ends count; oldest first."""
    for number in range(4):
        await write(store, put(replace(visit(lan, f"visit{number}"), day=DAY - timedelta(days=number))))

    found = store.records.visits(lan, DAY - timedelta(days=2), DAY - timedelta(days=1))
    assert [each.key for each in found] == ["visit2", "visit1"]
    assert store.records.visits(lan, DAY, DAY, hamlet=999) == []
    assert len(store.records.visits(lan, DAY - timedelta(days=9), DAY, hamlet=1)) == 4


async def test_a_notice_offers_what_it_offers(store: Storage, lan: Person) -> None:
    """The committed turn's notice lies in the other conversation, to be sent like any reply."""
    work = await take(store)
    await store.commit(work, Turn(Conversation(), (), (put(visit(lan)),), (Notice(LAN, say("Xin chào.")),)), NOW)

    [notice] = await store.replies_after(Key(LAN.channel, LAN.conversation), 0, 9)
    assert texts([notice]) == ["Xin chào."] and notice.asked is None
    assert [each.reply for each in await store.due(LAN.channel, NOW, 9)] == [notice.reply]
