"""A consistent copy of the store while it is in use, by SQLite's own backup."""

import os
import sqlite3
from pathlib import Path

from bot.storage.errors import StorageError, Trouble, storage_error


def copy_store(source: Path, target: Path) -> None:
    """Copy `source` into the new file `target` (mode 0600), checked.

    Raises `FileExistsError` or another `OSError` when `target` can't be made, else `StorageError`. The name holds an
    empty file until the copy is whole, and nothing when there is none.
    """
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    part = target.with_name(target.name + ".part")
    try:
        # Left by a copy that was killed.
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        _copy(source, part)
        part.replace(target)
    except BaseException as error:
        part.unlink(missing_ok=True)
        target.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise storage_error(error) from error
        raise


def _copy(source: Path, target: Path) -> None:
    reading = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    try:
        writing = sqlite3.connect(target)
        try:
            # In one step: between two, somebody else's commit would make it begin anew, on a busy store for ever.
            # Readers of a write-ahead log keep nobody from writing.
            reading.backup(writing, pages=-1)
            writing.execute("PRAGMA journal_mode = DELETE")
            if writing.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise StorageError(Trouble.BROKEN)
        finally:
            writing.close()
    finally:
        reading.close()
