"""The audit is only ever added to, and shows when somebody changed it behind the program's back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.audit import first_broken
from bot.storage.errors import StaleError
from bot.storage.sqlite import FILE, open_sqlite
from handlers.teams.changes import EndMembership, NoteAct
from tests.bot.storage.on_record import XA, write


@pytest.fixture
async def written(tmp_path: Path) -> None:
    """Five acts."""
    store = open_sqlite(tmp_path)
    for number in range(1, 6):
        await write(store, NoteAct(number, "see-contact", f"request{number}", XA if number % 2 else None))
    await store.close()


@pytest.fixture
def db(written: None, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The file, as somebody with access to the machine has it."""
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        yield connection


def test_whole(db: sqlite3.Connection) -> None:
    """Each row follows from the one before."""
    assert db.execute("SELECT count(*) FROM audit").fetchone() == (5,)
    assert first_broken(db) is None


@pytest.mark.parametrize(
    ("done", "found"),
    [
        ("UPDATE audit SET person = 9 WHERE id = 3", 3),
        ("UPDATE audit SET about = 'request9' WHERE id = 1", 1),
        ("UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE id = 5", 5),
        ("UPDATE audit SET commune = NULL WHERE id = 3", 3),
        ("DELETE FROM audit WHERE id = 1", 2),
        ("DELETE FROM audit WHERE id = 3", 4),
        ("UPDATE audit SET id = CASE id WHEN 2 THEN 30 ELSE 2 END WHERE id IN (2, 30)", 3),
        ("INSERT INTO audit (at, person, act, about, sum) VALUES ('x', 1, 'x', 'x', 'x')", 6),
    ],
)
def test_what_was_done_to_it_is_found(db: sqlite3.Connection, done: str, found: int) -> None:
    """A changed row, a removed one, one that was moved or slipped in."""
    db.execute(done)

    assert first_broken(db) == found


def test_cutting_off_the_end(db: sqlite3.Connection) -> None:
    """The rows are counted. Where the count is lowered too the chain can't show it: what it protects is what comes
    before a row that somebody still has."""
    db.execute("DELETE FROM audit WHERE id = 5")
    assert first_broken(db) == 5

    db.execute("UPDATE sqlite_sequence SET seq = 4 WHERE name = 'audit'")
    assert first_broken(db) is None


async def test_an_act_of_a_stale_turn_is_not_noted(tmp_path: Path) -> None:
    """It did not happen."""
    store = open_sqlite(tmp_path)
    with pytest.raises(StaleError):
        await write(store, NoteAct(1, "leave", "x"), EndMembership(99, 1))
    await write(store, NoteAct(1, "see-contact", "y"))
    await store.close()

    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        assert [about for (about,) in db.execute("SELECT about FROM audit")] == ["y"]
        assert first_broken(db) is None
