"""What is particular to the store in one SQLite file."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.storage.errors import StorageError, Trouble
from bot.storage.sqlite import FILE, SqliteStorage, open_sqlite
from handlers.conversation import Conversation
from handlers.message import Text
from handlers.reply import say
from handlers.turn import NoteHelped, NoteUnanswered, Turn
from tests.bot.storage.working import KEY, take, texts
from tests.bot.talk import NOW, typed


def query(folder: Path, sql: str) -> list[tuple[object, ...]]:
    """What is in the file."""
    with closing(sqlite3.connect(folder / FILE)) as db:
        return list(db.execute(sql))


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(file.name for file in folder.iterdir())


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


async def test_replies_that_cannot_be_stored_leave_the_message_waiting(storage: SqliteStorage) -> None:
    """One transaction: what fails in the middle leaves nothing behind."""
    work = await take(storage)
    broken = NoteUnanswered(None, "unknown")  # type: ignore[arg-type]

    with pytest.raises(sqlite3.IntegrityError):
        await storage.commit(work, Turn(Conversation(misses=9), (say("Một."),), (broken,)), NOW)

    assert await storage.replies_to(work.position) is None
    assert await storage.next_work(KEY) == work


async def test_delivered_once(storage: SqliteStorage, tmp_path: Path) -> None:
    """The first delivery counts."""
    work = await take(storage)
    await storage.commit(work, Turn(Conversation(), (say("Một."),)), NOW)
    [reply] = await storage.replies_after(KEY, 0, 10)

    await storage.mark_delivered([reply.id], NOW)
    await storage.mark_delivered([reply.id], NOW.replace(hour=5))

    assert (await storage.counts()).undelivered == 0
    assert query(tmp_path / "data", "SELECT state, delivered FROM outbox") == [("delivered", NOW.isoformat())]


async def test_durable_settings(storage: SqliteStorage) -> None:
    """Write-ahead log, and every commit on the disk."""
    modes = await storage._write(
        lambda db: (db.execute("PRAGMA journal_mode").fetchone()[0], db.execute("PRAGMA synchronous").fetchone()[0])
    )

    assert modes == ("wal", 2)


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


def _open_to_all(folder: Path) -> SqliteStorage:
    folder.chmod(0o755)
    return open_sqlite(folder)


def _make(folder: Path) -> None:
    storage = open_sqlite(folder)
    storage._readers.close()
    storage._writer.close()


def _fails(folder: Path, trouble: Trouble) -> None:
    with pytest.raises(StorageError) as caught:
        open_sqlite(folder)
    assert caught.value.trouble is trouble


async def test_what_is_forgotten_is_in_no_file(storage: SqliteStorage, tmp_path: Path) -> None:
    """Not in free pages either, once the log has been written back."""
    work = await take(storage, "chuyện riêng của tôi")
    changes = (NoteUnanswered("chuyện riêng của tôi", "unknown"),)
    state = Conversation(question="chuyện riêng của tôi")
    await storage.commit(work, Turn(state, (say("Về chuyện riêng của tôi."),), changes), NOW)

    await storage.forget(NOW + timedelta(seconds=1), NOW)
    await storage.close()

    stored = b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir())
    assert b"c1" in stored and "chuyện riêng".encode() not in stored


async def test_only_the_owner_may_read(tmp_path: Path) -> None:
    """Not the file, nor the log beside it, even in a folder that was there before and is open to all."""
    storage = _open_to_all(tmp_path)
    await storage.accept(typed("x"))

    modes = {file.name: file.stat().st_mode & 0o777 for file in map(tmp_path.joinpath, names(tmp_path))}
    await storage.close()

    assert modes == {FILE: 0o600, f"{FILE}-shm": 0o600, f"{FILE}-wal": 0o600}


async def test_a_backup_while_others_write(storage: SqliteStorage, tmp_path: Path) -> None:
    """It comes to an end, is whole, and only its owner may read it."""
    writing = True

    async def write() -> int:
        count = 0
        while writing:
            await storage.accept(typed("x" * 500, conversation="busy"))
            count += 1
        return count

    for _ in range(200):
        await storage.accept(typed("y" * 5_000, conversation="first"))
    writer = asyncio.create_task(write())
    backup = tmp_path / "backup.db"

    await storage.backup(backup)
    writing = False

    assert await writer > 0
    assert backup.stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == ["backup.db", "data"]
    with closing(sqlite3.connect(backup)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM inbox WHERE conversation = 'first'").fetchone() == (200,)


async def test_a_backup_that_fails_leaves_nothing(storage: SqliteStorage, tmp_path: Path) -> None:
    """Damage found while copying is told, and no half file stays."""
    with closing(sqlite3.connect(tmp_path / "data" / FILE)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with (tmp_path / "data" / FILE).open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\x55" * 4096 * 2)

    with pytest.raises(StorageError) as caught:
        await storage.backup(tmp_path / "backup.db")

    assert caught.value.trouble is Trouble.BROKEN
    assert names(tmp_path) == ["data"]


async def test_a_backup_onto_a_full_disk(
    storage: SqliteStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told in a sentence; no half file takes the room that is left."""

    def fill(source: Path, target: Path) -> None:
        with closing(sqlite3.connect(target, isolation_level=None)) as db:
            db.execute("PRAGMA max_page_count = 2")
            db.execute("CREATE TABLE x (y)")
            db.execute("INSERT INTO x VALUES (zeroblob(100000))")

    monkeypatch.setattr("bot.storage.copying._copy", fill)

    with pytest.raises(StorageError, match="đầy"):
        await storage.backup(tmp_path / "backup.db")

    assert names(tmp_path) == ["data"]


async def test_a_command_beside_a_program_that_writes_for_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second writer is told in a sentence, and may try again."""
    monkeypatch.setattr("bot.storage.sqlite.BUSY_SECONDS", 0.05)
    _make(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="đang bận") as caught:
            open_sqlite(tmp_path)
        other.execute("ROLLBACK")

    assert caught.value.trouble is Trouble.LOCKED
    await open_sqlite(tmp_path).close()
