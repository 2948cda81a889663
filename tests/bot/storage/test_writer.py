"""Group commit: several submissions share a durable transaction, and none harms another."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.storage.errors import StorageError, Trouble
from bot.storage.writer import Writer


class Notes:
    """A table of notes behind a writer."""

    def __init__(self, path: Path) -> None:
        self.path = path
        connection = sqlite3.connect(path, timeout=0.05, isolation_level=None, check_same_thread=False)
        connection.execute("CREATE TABLE notes (text TEXT NOT NULL UNIQUE)")
        self.writer = Writer(connection)

    def hold(self) -> threading.Event:
        """Keep the writer busy until the event is set, so that what comes next forms one group."""
        began, go_on = threading.Event(), threading.Event()

        def wait(db: sqlite3.Connection) -> None:
            began.set()
            go_on.wait(10)

        self.writer.submit(wait)
        began.wait(10)
        return go_on

    def rows(self) -> list[str]:
        """What another connection sees."""
        connection = sqlite3.connect(self.path)
        try:
            return [text for (text,) in connection.execute("SELECT text FROM notes ORDER BY rowid")]
        finally:
            connection.close()


def add(text: str) -> Callable[[sqlite3.Connection], str]:
    """A submission that adds a note."""

    def write(db: sqlite3.Connection) -> str:
        db.execute("INSERT INTO notes VALUES (?)", (text,))
        return text

    return write


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Notes]:
    """An empty table."""
    notes = Notes(tmp_path / "notes.db")
    yield notes
    notes.writer.close()


def test_what_queued_up_shares_a_transaction_in_order(notes: Notes) -> None:
    """A hundred submissions that wait become one transaction."""
    go_on = notes.hold()
    futures = [notes.writer.submit(add(str(n))) for n in range(100)]
    go_on.set()

    assert [future.result(10) for future in futures] == [str(n) for n in range(100)]
    assert notes.rows() == [str(n) for n in range(100)]
    assert notes.writer.groups == 2


def test_one_that_fails_takes_nothing_else_with_it(notes: Notes) -> None:
    """Whatever goes wrong in one submission, before and after it is written; what it wrote itself is not."""

    def half(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO notes VALUES ('half')")
        raise LookupError

    go_on = notes.hold()
    first = notes.writer.submit(add("first"))
    again = notes.writer.submit(add("first"))
    broken = notes.writer.submit(half)
    last = notes.writer.submit(add("last"))
    go_on.set()

    assert (first.result(10), last.result(10)) == ("first", "last")
    # A constraint says what is wrong with the submission, not with the store.
    assert isinstance(again.exception(10), sqlite3.IntegrityError)
    assert isinstance(broken.exception(10), LookupError)
    assert notes.rows() == ["first", "last"]


def test_a_full_disk_writes_nothing_and_says_so(notes: Notes) -> None:
    """An error that ends the whole transaction is told to everybody in it; the writer goes on afterwards."""

    def fill(db: sqlite3.Connection) -> None:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
        try:
            db.execute("INSERT INTO notes VALUES (?)", ("x" * 100_000,))
        finally:
            db.execute("PRAGMA max_page_count = 100000")

    go_on = notes.hold()
    before = notes.writer.submit(add("before"))
    full = notes.writer.submit(fill)
    after = notes.writer.submit(add("after"))
    go_on.set()

    error = full.exception(10)
    assert isinstance(error, StorageError) and error.trouble is Trouble.FULL and "đầy" in str(error)
    outcomes = {text for text, future in (("before", before), ("after", after)) if future.exception(10) is None}
    assert set(notes.rows()) == outcomes
    assert notes.writer.submit(add("later")).result(10) == "later"


def test_locked_by_another_program(notes: Notes) -> None:
    """Who waited in vain is told so, and may try again."""
    other = sqlite3.connect(notes.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    error = notes.writer.submit(add("x")).exception(10)

    other.execute("ROLLBACK")
    other.close()
    assert isinstance(error, StorageError) and error.trouble is Trouble.LOCKED
    assert notes.writer.submit(add("x")).result(10) == "x"


def test_closing_writes_what_was_submitted(notes: Notes) -> None:
    """The graceful stop loses nothing; afterwards nothing more is taken."""
    go_on = notes.hold()
    futures = [notes.writer.submit(add(str(n))) for n in range(5)]
    go_on.set()
    notes.writer.close()

    assert all(future.done() for future in futures) and len(notes.rows()) == 5
    with pytest.raises(StorageError, match="đã đóng"):
        notes.writer.submit(add("late"))


def test_one_that_was_cancelled_is_dropped(notes: Notes) -> None:
    """A caller that gave up before its turn leaves nothing behind."""
    go_on = notes.hold()
    future = notes.writer.submit(add("x"))
    assert future.cancel()
    go_on.set()
    notes.writer.close()

    assert notes.rows() == []
