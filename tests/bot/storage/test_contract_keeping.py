"""Every store keeps the contract of forgetting and of backups."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.storage.contract import Key, State, Storage
from handlers.conversation import Conversation
from handlers.reply import say
from handlers.turn import NoteUnanswered, Turn
from tests.bot.storage.engines import Engine
from tests.bot.storage.working import KEY, TELEGRAM, answered, from_telegram, on_its_way, take, texts
from tests.bot.talk import NOW, typed

MOMENT = timedelta(seconds=1)
AFTER = NOW + MOMENT
LONG_AGO = NOW - timedelta(days=365)


async def test_texts_go_before_event_keys(store: Storage) -> None:
    """Replies and the conversation's state go with the texts; the event is known until its key goes."""
    position = await answered(store, "1", "Một.")

    assert await store.forget(AFTER, LONG_AGO)
    assert await store.replies_to(position) == []
    again = await store.accept(from_telegram("1"))
    assert (again.new, again.position, again.state) == (False, position, State.DONE)
    await store.accept(from_telegram("2"))
    work = await store.next_work(Key(TELEGRAM, "t1"))
    assert work is not None and work.conversation == Conversation()

    await store.forget(AFTER, AFTER)
    assert await store.find_accepted(TELEGRAM, "1") is None
    assert await store.forget(AFTER, AFTER) == 0


async def test_what_is_younger_stays(store: Storage) -> None:
    """Nothing is forgotten a moment too early."""
    await answered(store, "1", "Một.")

    assert await store.forget(NOW, NOW) == 0

    assert len(await store.due(TELEGRAM, NOW, 10)) == 1
    assert await store.find_accepted(TELEGRAM, "1") is not None


async def test_what_is_not_finished_stays(store: Storage) -> None:
    """A message that waits, and a reply that is on its way this moment."""
    await answered(store, "1", "Một.")
    outgoing = await on_its_way(store)
    await store.accept(typed("chào"))

    await store.forget(AFTER, AFTER)

    assert await store.next_work(KEY) is not None
    await store.mark_sent(outgoing, last=True, at=AFTER)
    assert await store.sends_in(TELEGRAM, "2026-11") == 1


async def test_unfetched_replies_and_parked_messages_are_texts_too(store: Storage) -> None:
    """Nobody came for them in all that time; what was parked can't be tried again then."""
    work = await take(store, "hỏng")
    await store.fail(work, "KeyError", tries=1, apology=Turn(work.conversation, (say("Xin lỗi."),)), at=NOW)

    await store.forget(AFTER, LONG_AGO)

    assert await store.replies_after(KEY, 0, 10) == []
    assert await store.stuck() == []
    assert not await store.retry("message", work.position)
    assert await store.undone() == []
    assert (await store.counts()).undelivered == 0


async def test_a_question_noted_after_its_message_was_sent(store: Storage) -> None:
    """With both limits between the two: nothing breaks, and the next time it goes."""
    await store.accept(typed("cái gì?", at=NOW - timedelta(minutes=1)))
    work = await store.next_work(KEY)
    assert work is not None
    await store.commit(work, Turn(Conversation(), (say("Chưa rõ."),), (NoteUnanswered("cái gì?", "unknown"),)), NOW)

    await store.forget(NOW - MOMENT, NOW - MOMENT)
    assert texts(await store.replies_after(KEY, 0, 10)) == ["Chưa rõ."]

    await store.forget(AFTER, AFTER)
    assert await store.forget(AFTER, AFTER) == 0


async def test_a_backup_of_a_store_in_use(store: Storage, engine: Engine, tmp_path: Path) -> None:
    """It holds what was there at one moment; what comes later isn't in it."""
    await answered(store, "1", "Một.")
    backup = tmp_path / "backup"

    await store.backup(backup)
    await answered(store, "2", "Hai.")

    copy = engine.open_backup(backup)
    try:
        assert [outgoing.reply for outgoing in await copy.due(TELEGRAM, NOW, 10)] == [say("Một.")]
        assert await copy.find_accepted(TELEGRAM, "2") is None
    finally:
        await copy.close()


async def test_a_backup_writes_over_nothing(store: Storage, tmp_path: Path) -> None:
    """The file that is there stays as it is; a folder that isn't there is no place."""
    taken = tmp_path / "taken"
    taken.write_text("của tôi")

    with pytest.raises(FileExistsError):
        await store.backup(taken)
    with pytest.raises(OSError, match="missing"):
        await store.backup(tmp_path / "missing" / "backup")

    assert taken.read_text() == "của tôi"
