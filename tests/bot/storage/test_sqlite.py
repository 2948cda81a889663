"""The store keeps its contract."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.contract import Counts, Key, State, StoredReply, Work
from bot.storage.errors import StorageError, Trouble
from bot.storage.sqlite import FILE, SqliteStorage, open_sqlite
from handlers.conversation import Conversation
from handlers.message import Channel, Text
from handlers.reply import say
from handlers.turn import NoteHelped, NoteUnanswered, Turn
from tests.bot.talk import NOW, typed

KEY = Key(Channel.WEB, "c1")


async def take(storage: SqliteStorage, text: str = "chào") -> Work:
    """Accept a message and take it as work."""
    await storage.accept(typed(text))
    work = await storage.next_work(KEY)
    assert work is not None
    return work


def texts(replies: Sequence[StoredReply]) -> list[str]:
    """What replies say."""
    return [block.text for reply in replies for block in reply.reply.blocks]  # type: ignore[union-attr]


def query(folder: Path, sql: str) -> list[tuple[object, ...]]:
    """What is in the file."""
    with closing(sqlite3.connect(folder / FILE)) as db:
        return list(db.execute(sql))


async def test_an_event_is_accepted_once(storage: SqliteStorage) -> None:
    """A redelivery gives the first one's position and stores nothing."""
    first = await storage.accept(typed("một", event="e"))
    again = await storage.accept(typed("khác", event="e"))

    assert (first.new, again.new, again.position) == (True, False, first.position)
    work = await storage.next_work(KEY)
    assert work is not None and work.message.content == Text("một")
    assert await storage.next_work(Key(Channel.WEB, "c2")) is None
    assert (await storage.counts()).waiting == 1


async def test_a_commit_writes_everything(storage: SqliteStorage, tmp_path: Path) -> None:
    """Message, state, changes and replies."""
    work = await take(storage)
    changes = (NoteUnanswered("chào", "unknown"), NoteHelped("khai-sinh", False, "dài quá"))

    await storage.commit(work, Turn(Conversation(topic="khai-sinh"), (say("Một."), say("Hai.")), changes), NOW)

    replies = await storage.replies_to(work.position)
    assert replies is not None and texts(replies) == ["Một.", "Hai."]
    assert replies[0].asked is not None and replies[0].asked.content == Text("chào")
    assert (await take(storage, "tiếp")).conversation == Conversation(topic="khai-sinh")
    assert query(tmp_path / "data", "SELECT question, why, topic FROM unanswered") == [("chào", "unknown", None)]
    assert query(tmp_path / "data", "SELECT topic, helped, reason FROM helped") == [("khai-sinh", 0, "dài quá")]


async def test_a_second_commit_changes_nothing(storage: SqliteStorage) -> None:
    """After its commit a message is never processed again."""
    work = await take(storage)
    await storage.commit(work, Turn(Conversation(misses=1), (say("Một."),)), NOW)

    await storage.commit(work, Turn(Conversation(misses=2), (say("Hai."),)), NOW)
    assert not await storage.fail(work, "X", tries=1, apology=say("Xin lỗi."), at=NOW)

    assert texts(await storage.replies_after(KEY, 0, 10)) == ["Một."]
    assert (await take(storage)).conversation == Conversation(misses=1)


async def test_replies_that_cannot_be_stored_leave_the_message_waiting(storage: SqliteStorage) -> None:
    """One transaction: what fails in the middle leaves nothing behind."""
    work = await take(storage)
    broken = NoteUnanswered(None, "unknown")  # type: ignore[arg-type]

    with pytest.raises(sqlite3.IntegrityError):
        await storage.commit(work, Turn(Conversation(misses=9), (say("Một."),), (broken,)), NOW)

    assert await storage.replies_to(work.position) is None
    assert await storage.next_work(KEY) == work


async def test_failing_parks_in_the_end(storage: SqliteStorage) -> None:
    """The last try parks the message and stores the apology; the next message has its turn."""
    work = await take(storage, "hỏng")
    outcomes = [await storage.fail(work, "KeyError", tries=3, apology=say("Xin lỗi."), at=NOW) for _ in range(3)]

    assert outcomes == [False, False, True]
    assert texts(await storage.replies_to(work.position) or ()) == ["Xin lỗi."]
    assert await storage.next_work(KEY) is None
    assert await storage.counts() == Counts(waiting=0, parked=1, undelivered=1)


async def test_an_ignored_event(storage: SqliteStorage) -> None:
    """It is kept with its reason and never handled."""
    accepted = await storage.accept(typed("cũ"), ignored="older_than_72_hours")

    assert accepted.state is State.IGNORED
    assert await storage.next_work(KEY) is None
    assert await storage.replies_to(accepted.position) == []
    assert await storage.undone() == []


async def test_replies_after_an_id(storage: SqliteStorage) -> None:
    """Oldest first, a page at a time, of this conversation only."""
    work = await take(storage)
    await storage.commit(work, Turn(Conversation(), tuple(say(str(n)) for n in range(5))), NOW)
    all_of_them = await storage.replies_after(KEY, 0, 10)

    assert texts(await storage.replies_after(KEY, all_of_them[1].id, 2)) == ["2", "3"]
    assert await storage.replies_after(Key(Channel.CONSOLE, "c1"), 0, 10) == []
    assert await storage.replies_after(KEY, 2**62, 10) == []


async def test_delivered_once(storage: SqliteStorage, tmp_path: Path) -> None:
    """The first delivery counts."""
    work = await take(storage)
    await storage.commit(work, Turn(Conversation(), (say("Một."),)), NOW)
    [reply] = await storage.replies_after(KEY, 0, 10)

    await storage.mark_delivered([reply.id], NOW)
    await storage.mark_delivered([reply.id], NOW.replace(hour=5))

    assert (await storage.counts()).undelivered == 0
    assert query(tmp_path / "data", "SELECT state, delivered FROM outbox") == [("delivered", NOW.isoformat())]


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    """What was accepted is found again, those that wait longest first."""
    before = open_sqlite(tmp_path)
    for conversation in ("b", "a", "b"):
        await before.accept(typed("x", conversation=conversation))
    await before.close()

    after = open_sqlite(tmp_path)
    try:
        assert await after.undone() == [Key(Channel.WEB, "b"), Key(Channel.WEB, "a")]
    finally:
        await after.close()


async def test_durable_settings(storage: SqliteStorage) -> None:
    """Write-ahead log, and every commit on the disk."""
    modes = await storage._write(
        lambda db: (db.execute("PRAGMA journal_mode").fetchone()[0], db.execute("PRAGMA synchronous").fetchone()[0])
    )

    assert modes == ("wal", 2)


async def test_after_closing(tmp_path: Path) -> None:
    """A closed store says so."""
    storage = open_sqlite(tmp_path)
    await storage.close()

    with pytest.raises(StorageError, match="đã đóng"):
        await storage.accept(typed("x"))
    with pytest.raises(StorageError, match="đã đóng"):
        await storage.counts()


def test_a_newer_schema(tmp_path: Path) -> None:
    """Data of a newer program is left alone."""
    _make(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as db, db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('troly', 'add_x', 'now')")

    _fails(tmp_path, Trouble.NEWER)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """Something else under the name."""
    (tmp_path / FILE).write_bytes(b"not a database, by far" * 100)

    _fails(tmp_path, Trouble.BROKEN)


def test_a_damaged_file(tmp_path: Path) -> None:
    """The check at the start finds damage inside."""
    _make(tmp_path)
    path = tmp_path / FILE
    body = bytearray(path.read_bytes())
    body[4096 * 2 : 4096 * 4] = b"\x55" * 4096 * 2
    path.write_bytes(body)

    _fails(tmp_path, Trouble.BROKEN)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder where the file should be, a file where the folder should be."""
    (tmp_path / "a" / FILE).mkdir(parents=True)
    (tmp_path / "b").write_text("")

    _fails(tmp_path / "a", Trouble.READONLY)
    _fails(tmp_path / "b", Trouble.READONLY)


def _make(folder: Path) -> None:
    storage = open_sqlite(folder)
    storage._readers.close()
    storage._writer.close()


def _fails(folder: Path, trouble: Trouble) -> None:
    with pytest.raises(StorageError) as caught:
        open_sqlite(folder)
    assert caught.value.trouble is trouble
