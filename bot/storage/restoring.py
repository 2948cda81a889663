"""A backup in the place of the present store, whole or not at all. Only for whoever holds the folder's lock."""

import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.storage import audit
from bot.storage.copying import copy_store
from bot.storage.errors import StorageError, Trouble, storage_error
from bot.storage.sqlite import BUSY_SECONDS, FILE, open_writing
from bot.storage.tokens import mark_doubtful
from handlers.teams.changes import NoteAct

RESTORED = "restore"
ASIDE = ".truoc-khi-khoi-phuc-"
# What a write-ahead log keeps beside the file.
BESIDE = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it. `aside`: the store as it was before, None when there was none; `doubtful`: token pairs."""

    aside: Path | None
    waiting: int
    unsent: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Rules:
    """What a restored store goes on with: messages and sends older than these answer nobody's question any more."""

    oldest_message: timedelta
    too_old: str
    oldest_send: timedelta
    gave_up: str


def restore_store(source: Path, folder: Path, rules: Rules, now: datetime) -> Restored:
    """Put the backup `source` in the place of the store in `folder`.

    Raises `StorageError` (`BROKEN`: no backup of ours, or a damaged one; `NEWER`) or `OSError`; then the present store
    is as it was.
    """
    present, fresh = folder / FILE, folder / f"{FILE}.khoi-phuc"
    _remove(fresh)
    _remove_second_names(present)
    try:
        copy_store(source, fresh)
        waiting, unsent, doubtful = _prepare(fresh, rules, now)
        aside = _set_aside(present, now)
        # From here on it is done: the one step is replacing the name.
        fresh.replace(present)
    except BaseException:
        _remove(fresh)
        _remove_second_names(present)
        raise
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return Restored(aside, waiting, unsent, doubtful)


def _prepare(fresh: Path, rules: Rules, now: datetime) -> tuple[int, int, int]:
    """Check the copy, bring its tables up to date, and end what is too old. How much of it still goes out."""
    try:
        _check_ours(fresh)
        db = open_writing(fresh)
        try:
            db.execute("BEGIN IMMEDIATE")
            db.execute(
                "UPDATE inbox SET state = 'ignored', reason = ?, finished = ? WHERE state = 'accepted' AND at < ?",
                (rules.too_old, now.isoformat(), (now - rules.oldest_message).isoformat()),
            )
            db.execute(
                "UPDATE outbox SET state = 'ended', reason = ?, delivered = ?, due = NULL"
                " WHERE state IN ('ready', 'sending') AND created < ? AND channel NOT IN ('web', 'console')",
                (rules.gave_up, now.isoformat(), (now - rules.oldest_send).isoformat()),
            )
            # Whoever has signed out since the backup stays signed out.
            db.execute("UPDATE sessions SET ended = ? WHERE ended IS NULL", (now.isoformat(),))
            db.execute("UPDATE sign_in_links SET expires = min(expires, ?) WHERE used IS NULL", (now.isoformat(),))
            audit.append(db, NoteAct(None, RESTORED, ""), now)
            doubtful = mark_doubtful(db)
            db.execute("COMMIT")
            waiting = db.execute("SELECT count(*) FROM inbox WHERE state = 'accepted'").fetchone()[0]
            unsent = db.execute(
                "SELECT count(*) FROM outbox WHERE state IN ('ready', 'sending') AND channel NOT IN ('web', 'console')"
            ).fetchone()[0]
            # One file, that can be put in place in one step.
            db.execute("PRAGMA journal_mode = DELETE")
            return waiting, unsent, doubtful
        finally:
            db.close()
    except sqlite3.Error as error:
        raise storage_error(error) from error


def _check_ours(fresh: Path) -> None:
    db = sqlite3.connect(fresh)
    try:
        if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise StorageError(Trouble.BROKEN)
        ours = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name IN ('inbox', '_sqlite_migrations')"
        if len(db.execute(ours).fetchall()) != 2:
            raise StorageError(Trouble.BROKEN)
    finally:
        db.close()


def _set_aside(present: Path, now: datetime) -> Path | None:
    """A second name for the present store, which a replaced name leaves as it is."""
    aside = _free_name(present.with_name(f"{FILE}{ASIDE}{now.strftime('%Y%m%dT%H%M%SZ')}"))
    there = present.exists()
    if there:
        _into_one_file(present)
        try:
            aside.hardlink_to(present)
        except OSError:
            # A file system without second names.
            shutil.copy2(present, aside)
            with aside.open("rb") as copied:
                os.fsync(copied.fileno())
    # Only a store too damaged to be opened, or lost, still has these; left here they would be taken for the new one's.
    for ending in BESIDE:
        beside = Path(f"{present}{ending}")
        if beside.exists():
            beside.replace(Path(f"{aside}{ending}"))
    return aside if there else None


def _into_one_file(present: Path) -> None:
    """Write the log back into the file. Raises `StorageError` when somebody else uses it; a damaged store stays."""
    db = sqlite3.connect(present, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        if db.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
            raise StorageError(Trouble.LOCKED)
    except sqlite3.Error as error:
        known = storage_error(error)
        if not (isinstance(known, StorageError) and known.trouble is Trouble.BROKEN):
            raise known from error
    finally:
        db.close()


def _free_name(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


def _remove_second_names(present: Path) -> None:
    """Those of a restore that broke off: under two names a store would write two logs."""
    if present.exists():
        for aside in present.parent.glob(f"{FILE}{ASIDE}*"):
            if aside.samefile(present):
                aside.unlink()


def _remove(fresh: Path) -> None:
    for ending in ("", ".part", "-journal", *BESIDE):
        Path(f"{fresh}{ending}").unlink(missing_ok=True)
