"""A consistent copy of the store while it is in use, by SQLite's own backup."""

import sqlite3
from pathlib import Path

from bot.storage.errors import StorageError, Trouble, storage_error

# So many pages at a time: the source is locked only while one batch is read.
PAGES = 256


def copy_store(source: Path, target: Path) -> None:
    """Copy `source` into the new file `target`, checked. Raises `StorageError`; a broken copy isn't left behind."""
    try:
        _copy(source, target)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise storage_error(error) from error
    except StorageError:
        target.unlink(missing_ok=True)
        raise


def _copy(source: Path, target: Path) -> None:
    reading = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    try:
        writing = sqlite3.connect(target)
        try:
            target.chmod(0o600)
            reading.backup(writing, pages=PAGES)
            writing.execute("PRAGMA journal_mode = DELETE")
            if writing.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise StorageError(Trouble.BROKEN)
        finally:
            writing.close()
    finally:
        reading.close()
