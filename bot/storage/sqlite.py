"""The store in one SQLite file: a single writer that commits in groups, readers that never wait for it."""

import asyncio
import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from bot.storage import audit, people, sample, sends, tables, teams, tokens
from bot.storage.console import ConsoleStore, with_secrets
from bot.storage.contract import Accepted, Counts, Key, Noted, Outgoing, State, StoredReply, Stuck, Work
from bot.storage.copying import copy_store
from bot.storage.encoding import dump_reply
from bot.storage.errors import StorageError, Trouble, storage_error
from bot.storage.migrations import migrate
from bot.storage.readers import Readers
from bot.storage.records import SqliteRecords
from bot.storage.sealing import Sealer
from bot.storage.tidying import forget_old
from bot.storage.tokens import StoredTokens, TokenState
from bot.storage.writer import Writer
from handlers import conversation as conversations
from handlers.message import Channel, Message
from handlers.records import Records
from handlers.teams.codes import Code
from handlers.teams.model import Changes, Removed, Roster
from handlers.turn import Batch, Turn

FILE = "troly.db"
BUSY_SECONDS = 5.0

T = TypeVar("T")


def open_sqlite(folder: Path, sealer: Sealer | None = None) -> "SqliteStorage":
    """The store of a data folder, created or brought up to date, its integrity checked. Raises `StorageError`.

    `sealer` seals contacts and phone numbers; without it no phone number is kept and no contact read or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageError(Trouble.READONLY) from error
    path = folder / FILE
    try:
        connection = open_writing(path)
    except sqlite3.Error as error:
        raise storage_error(error) from error
    except OSError as error:
        raise StorageError(Trouble.READONLY) from error
    return SqliteStorage(path, connection, sealer)


def open_writing(path: Path) -> sqlite3.Connection:
    """A connection that may write; the file checked, its tables brought up to date.

    Raises `StorageError`, `sqlite3.Error` or `OSError`.
    """
    # Before SQLite makes it: its log beside it, which holds the same texts, takes over who may read the file.
    if path.is_file():
        path.chmod(0o600)
    elif not path.exists():
        path.touch(mode=0o600)
    # `isolation_level=None`: transactions begin and end where this package says, not where the driver guesses.
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # What is forgotten is written over, not only let go of.
        connection.execute("PRAGMA secure_delete = ON")
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise StorageError(Trouble.BROKEN)
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


class SqliteStorage:
    """`bot.storage.contract.Storage` over SQLite."""

    def __init__(self, path: Path, connection: sqlite3.Connection, sealer: Sealer | None) -> None:
        """`connection` writes from now on in its own thread; it has all tables."""
        self._path = path
        self._sealer = sealer
        self._writer = Writer(connection)
        self._readers = Readers(self._open_reading)
        self.records: Records = SqliteRecords(self._readers, sealer)
        self.console = ConsoleStore(self._readers, self._write)

    def _open_reading(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?mode=ro",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA query_only = ON")
        return connection

    async def _write(self, function: Callable[[sqlite3.Connection], T]) -> T:
        return await asyncio.wrap_future(self._writer.submit(function))

    async def _write_noted(self, function: Callable[[sqlite3.Connection], T], noted: Noted | None) -> T:
        """The same with its act in the audit, unless nothing was done."""

        def write(db: sqlite3.Connection) -> T:
            done = function(db)
            if done and noted:
                audit.append(db, *noted)
            return done

        return await self._write(write)

    async def accept(self, message: Message, *, ignored: str | None = None) -> Accepted:
        return await self._write(lambda db: tables.store_message(db, self._sealer, message, ignored))

    async def find_accepted(self, channel: Channel, event: str) -> Accepted | None:
        return await self._readers.read(lambda db: tables.find_message(db, channel, event))

    async def undone(self) -> Sequence[Key]:
        return await self._readers.read(tables.waiting_conversations)

    async def next_work(self, key: Key) -> Work | None:
        return await self._readers.read(lambda db: tables.first_waiting(db, self._sealer, key))

    async def commit(self, work: Work, turn: Turn, at: datetime) -> None:
        turn = with_secrets(turn)
        key = Key(work.message.channel, work.message.conversation)
        state = json.dumps(conversations.dump(turn.conversation), ensure_ascii=False)
        bodies = [dump_reply(reply, self._sealer) for reply in turn.replies]
        notices = [(notice, dump_reply(notice.reply, self._sealer)) for notice in turn.notices]

        def write(db: sqlite3.Connection) -> None:
            if not tables.finish_message(db, work.position, State.DONE, None, at):
                return
            tables.drop_phones(db, work.position, work.message)
            tables.store_conversation(db, key, state, at)
            for change in turn.changes:
                tables.store_change(db, self._sealer, work.position, change, at)
            tables.store_replies(db, work.position, work.message, bodies, at)
            for notice, body in notices:
                tables.store_notice(db, notice, body, at)

        await self._write(write)

    async def commit_batch(self, batch: Batch, at: datetime) -> None:
        notices = [(notice, dump_reply(notice.reply, self._sealer)) for notice in batch.notices]

        def write(db: sqlite3.Connection) -> None:
            for change in batch.changes:
                tables.store_change(db, self._sealer, None, change, at)
            for notice, body in notices:
                tables.store_notice(db, notice, body, at)

        await self._write(write)

    async def fail(self, work: Work, error: str, *, tries: int, apology: Turn, at: datetime) -> bool:
        key = Key(work.message.channel, work.message.conversation)
        state = json.dumps(conversations.dump(apology.conversation), ensure_ascii=False)
        bodies = [dump_reply(reply, self._sealer) for reply in apology.replies]

        def write(db: sqlite3.Connection) -> bool:
            if tables.count_try(db, work.position, error) < tries:
                return False
            tables.finish_message(db, work.position, State.PARKED, error, at)
            tables.store_conversation(db, key, state, at)
            tables.store_replies(db, work.position, work.message, bodies, at)
            return True

        return await self._write(write)

    async def replies_to(self, position: int) -> Sequence[StoredReply] | None:
        return await self._readers.read(lambda db: tables.replies_to(db, self._sealer, position))

    async def replies_after(self, key: Key, after: int, limit: int) -> Sequence[StoredReply]:
        return await self._readers.read(lambda db: tables.replies_after(db, self._sealer, key, after, limit))

    async def mark_delivered(self, ids: Sequence[int], at: datetime) -> None:
        await self._write(lambda db: tables.mark_delivered(db, ids, at))

    async def due(self, channel: Channel, now: datetime, limit: int) -> Sequence[Outgoing]:
        return await self._readers.read(lambda db: sends.due(db, self._sealer, channel, now, limit))

    async def next_due(self, channel: Channel) -> datetime | None:
        return await self._readers.read(lambda db: sends.next_due(db, channel))

    async def mark_sending(self, outgoing: Outgoing) -> bool:
        return await self._write(lambda db: sends.mark_sending(db, outgoing))

    async def mark_sent(self, outgoing: Outgoing, *, last: bool, at: datetime) -> None:
        await self._write(lambda db: sends.mark_sent(db, outgoing, last, at))

    async def put_off(self, outgoing: Outgoing, until: datetime, reason: str, *, unknown: bool) -> None:
        await self._write(lambda db: sends.put_off(db, outgoing, until, reason, unknown))

    async def end_send(self, outgoing: Outgoing, reason: str, at: datetime) -> None:
        await self._write(lambda db: sends.end_send(db, outgoing, reason, at))

    async def recover_sends(self, channel: Channel, at: datetime) -> int:
        return await self._write(lambda db: sends.recover_sends(db, channel, at))

    async def last_heard(self, key: Key) -> datetime | None:
        return await self._readers.read(lambda db: sends.last_heard(db, key))

    async def sends_in(self, channel: Channel, month: str) -> int:
        return await self._readers.read(lambda db: sends.sends_in(db, channel, month))

    async def count_billed(self, channel: Channel, at: datetime) -> None:
        await self._write(lambda db: sends.count_billed(db, channel, at))

    async def billed_in(self, channel: Channel, month: str) -> int:
        return await self._readers.read(lambda db: sends.billed_in(db, channel, month))

    async def tokens(self, channel: Channel) -> StoredTokens | None:
        return await self._readers.read(lambda db: tokens.load(db, channel))

    async def store_tokens(
        self,
        channel: Channel,
        sealed: bytes,
        expires: datetime,
        at: datetime,
        *,
        seed: str | None = None,
        renews: int | None = None,
        noted: Noted | None = None,
    ) -> bool:
        return await self._write_noted(
            lambda db: tokens.store(db, channel, sealed, expires, at, seed=seed, renews=renews), noted
        )

    async def begin_refresh(self, channel: Channel, version: int, at: datetime) -> bool:
        return await self._write(lambda db: tokens.begin_refresh(db, channel, version, at))

    async def end_refresh(
        self, channel: Channel, version: int, state: TokenState, at: datetime, *, counts: bool
    ) -> None:
        await self._write(lambda db: tokens.end_refresh(db, channel, version, state, at, counts=counts))

    async def stuck(self) -> Sequence[Stuck]:
        return await self._readers.read(sends.stuck)

    async def retry(self, kind: str, number: int, noted: Noted | None = None) -> bool:
        return await self._write_noted(lambda db: sends.retry(db, kind, number), noted)

    async def roster(self) -> Roster:
        return await self._readers.read(teams.roster)

    async def store_roster(self, before: Roster, changes: Changes, noted: Noted | None = None) -> bool:
        return await self._write_noted(lambda db: teams.store_roster(db, before, changes), noted)

    async def remove_sample(self, noted: Noted | None = None) -> Removed:
        return await self._write_noted(sample.remove_sample, noted)

    async def open_invitations(self) -> Sequence[Code]:
        return await self._readers.read(people.open_invitations)

    async def joined(self) -> frozenset[int]:
        return await self._readers.read(people.joined)

    async def forget(
        self, texts_before: datetime, keys_before: datetime, contacts_before: datetime | None = None
    ) -> int:
        contacts = contacts_before or texts_before
        return await self._write(lambda db: forget_old(db, texts_before, keys_before, contacts))

    async def audit_check(self, expect: str | None = None) -> audit.Checked:
        return await self._readers.read(lambda db: audit.check(db, expect))

    async def audit_acts(self, commune: str | None, since: datetime | None, most: int) -> Sequence[audit.Act]:
        where = "(? IS NULL OR commune = ?) AND (? IS NULL OR at >= ?)"
        start = since.astimezone(UTC).isoformat() if since else None
        return await self._readers.read(lambda db: audit.acts(db, where, (commune, commune, start, start), most))

    async def backup(self, path: Path) -> None:
        await asyncio.to_thread(copy_store, self._path, path)

    async def counts(self) -> Counts:
        return await self._readers.read(tables.count)

    async def close(self) -> None:
        # The readers first: the last connection to close tidies the write-ahead log away, and only a writer may.
        await asyncio.to_thread(self._readers.close)
        await asyncio.to_thread(self._writer.close)
