"""Readers that are closed while somebody reads."""

import sqlite3
import threading
from pathlib import Path

import pytest

from bot.storage.errors import StorageError, Trouble
from bot.storage.readers import Readers


def test_a_read_on_ones_own_thread_is_waited_for(tmp_path: Path) -> None:
    """Its connection isn't taken away from under it; whoever comes later is told."""
    readers = Readers(lambda: sqlite3.connect(tmp_path / "x.db", check_same_thread=False, isolation_level=None))
    begun, go_on = threading.Event(), threading.Event()
    found: list[int] = []

    def slow(db: sqlite3.Connection) -> None:
        begun.set()
        go_on.wait(10)
        found.append(db.execute("SELECT 1").fetchone()[0])

    reading = threading.Thread(target=lambda: readers.read_here(slow))
    closing = threading.Thread(target=readers.close)
    reading.start()
    begun.wait(10)
    closing.start()
    assert closing.is_alive()
    go_on.set()
    closing.join()
    reading.join()

    assert found == [1]
    with pytest.raises(StorageError) as refused:
        readers.read_here(lambda db: None)
    assert refused.value.trouble is Trouble.CLOSED
